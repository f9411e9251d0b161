import { splitQuery } from '../lib/base-url.ts';
import type { ApiRequest } from './api-client.ts';

type Values = Readonly<Record<string, string>>;

/** With these headers, over those it has; cookies are sent beside them. Their names are lower-case. */
export function withHeaders(
  request: ApiRequest,
  headers: Values,
  secretNames: readonly string[],
): ApiRequest {
  return withSecretNames({ ...request, headers: joined(request.headers, headers) }, secretNames);
}

/** All cookies are in one header. */
function joined(under: Values = {}, over: Values = {}): Values {
  if (under.cookie === undefined || over.cookie === undefined) return { ...under, ...over };
  const nameOf = (pair: string): string => pair.split('=', 1)[0] as string;
  const pairs = over.cookie.split('; ');
  const names = new Set(pairs.map(nameOf));
  const kept = under.cookie.split('; ').filter((pair) => !names.has(nameOf(pair)));
  return { ...under, ...over, cookie: [...kept, ...pairs].join('; ') };
}

/** With these query parameters, except those that its path has already, as a further page's URL does. */
export function withQuery(request: ApiRequest, query: Values, secretNames: readonly string[]): ApiRequest {
  const { path } = request;
  const has = new URLSearchParams(splitQuery(path)[1]);
  const added = Object.entries(query).filter(([name]) => !has.has(name));
  if (added.length === 0) return withSecretNames(request, secretNames);
  const pairs = added.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const joined = `${path}${path.includes('?') ? '&' : '?'}${pairs.join('&')}`;
  return withSecretNames({ ...request, path: joined }, secretNames);
}

function withSecretNames(request: ApiRequest, secretNames: readonly string[]): ApiRequest {
  if (secretNames.length === 0) return request;
  return { ...request, secretNames: [...(request.secretNames ?? []), ...secretNames] };
}

/** `X-Tenant` → `x-tenant`: the names that {@link withHeaders} takes. */
export function lowerCaseNames(headers: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** What every request of a configuration carries. */
export interface Constants {
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

export function withConstants(request: ApiRequest, { headers, query }: Constants): ApiRequest {
  // A request's own headers win.
  return withQuery({ ...request, headers: joined(headers, request.headers) }, query, []);
}
