import { SeedbedError } from '../errors.ts';
import { show } from '../lib/check.ts';
import { isSecretName, MASK } from '../lib/redact.ts';
import { describingSays } from '../messages/describing.ts';
import type { ApiRequest } from './api-client.ts';

/** A base URL taken apart once, so that no request parses it again. */
export interface BaseUrl {
  /** `https://host:8443`, the only origin anything is sent to. */
  readonly origin: string;
  readonly protocol: 'http:' | 'https:';
  /** Without brackets. */
  readonly hostname: string;
  /** `/api:group`, without a slash at its end; empty for the root. */
  readonly path: string;
  /** Origin and path, without user info, query and fragment. */
  readonly href: string;
}

export function parseBaseUrl(text: string): BaseUrl {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new SeedbedError('SEEDBED_CONFIG', describingSays.baseUrl(show(text)));
  const path = url.pathname.replace(/\/+$/, '');
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { origin: url.origin, protocol: url.protocol, hostname, path, href: url.origin + path };
}

/** What a request's URL is made of. */
type Target = Pick<ApiRequest, 'path' | 'from' | 'secretNames'>;

/** The path on the origin. `new URL('/user', base)` would drop the base's path. */
export function joinPath(base: BaseUrl, { path, from }: Target): string {
  if (!path.startsWith('/')) throw new TypeError(describingSays.pathFromSlash(show(path)));
  return from === 'origin' ? path : base.path + path;
}

/**
 * A URL that an answer named (`Location`, `next`), as a path to ask with `from: 'origin'`. Undefined if it is none, or on another
 * origin: a request of this API must not follow a link out of it.
 *
 * @param baseUrl the client's or the exchange's
 * @param request the one that was answered: a relative URL is meant from there
 */
export function pathOnOrigin(
  location: string,
  baseUrl: string,
  request: Target | string,
): string | undefined {
  const base = parseBaseUrl(baseUrl);
  const target = typeof request === 'string' ? { path: request } : request;
  const url = URL.parse(location, base.origin + joinPath(base, target));
  // The origin of `blob:` and the like is that of a URL inside.
  if (url === null || url.protocol !== base.protocol || url.origin !== base.origin) return undefined;
  return url.pathname + url.search;
}

/** A request's URL as errors show it: query values with secret names masked. */
export function shownUrl(base: BaseUrl, { path, from, secretNames = [] }: Target): string {
  const root = from === 'origin' ? base.origin : base.href;
  const cut = path.indexOf('?');
  if (cut === -1) return root + path;
  const query = path
    .slice(cut + 1)
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] as string;
      return isSecretName(name) || secretNames.includes(decoded(name)) ? `${name}=${MASK}` : pair;
    });
  return `${root}${path.slice(0, cut)}?${query.join('&')}`;
}

function decoded(name: string): string {
  return new URLSearchParams(name).keys().next().value ?? name;
}
