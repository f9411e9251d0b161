import { SeedbedError } from '../errors.ts';
import { describingSays } from '../messages/describing.ts';
import { show } from './check.ts';
import { isSecretName, MASK } from './redact.ts';

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

/** What a request's URL is made of; members as `ApiRequest` in http/ has them. */
interface Target {
  readonly path: string;
  readonly from?: 'base' | 'origin' | undefined;
  readonly secretNames?: readonly string[] | undefined;
}

/** A path without its query, and the query without its mark: a second `?` belongs to it. */
export function splitQuery(whole: string): readonly [path: string, query: string] {
  const cut = whole.indexOf('?');
  return cut === -1 ? [whole, ''] : [whole.slice(0, cut), whole.slice(cut + 1)];
}

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
export function shownUrl(base: BaseUrl, { path: whole, from, secretNames = [] }: Target): string {
  const root = from === 'origin' ? base.origin : base.href;
  const [path, query] = splitQuery(whole);
  if (path === whole) return root + path;
  const shown = query.split('&').map((pair) => {
    const name = pair.split('=', 1)[0] as string;
    return isSecretName(name) || secretNames.includes(decoded(name)) ? `${name}=${MASK}` : pair;
  });
  return `${root}${path}?${shown.join('&')}`;
}

function decoded(name: string): string {
  return new URLSearchParams(name).keys().next().value ?? name;
}

/**
 * True for host names that cannot leave the machine: `localhost`, 127.0.0.0/8, `::1` and its IPv4-mapped spellings, with or
 * without brackets, as the URL parser spells them (it has already turned `0177.1`, `0x7f000001` and `2130706433` into 127.0.0.1).
 * `localhost.evil.example` and `127.0.0.1.nip.io` are not.
 */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' ||
    name === 'localhost.' ||
    name === '::1' ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    // `::ffff:127.0.0.1`, which the parser spells `::ffff:7f00:1`.
    /^::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(name)
  );
}

/** One form for every spelling of a base URL: the case of the host, a default port, a slash at the end, `http:/127.0.0.1` make no other API. */
export function normalBaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text;
  // `localhost.` is the same name, spelled out.
  const hostname = url.hostname.replace(/\.$/, '');
  const port = url.port === '' ? '' : `:${url.port}`;
  return `${url.protocol}//${hostname}${port}${url.pathname.replace(/\/+$/, '')}`;
}

export function sameBaseUrl(a: string, b: string): boolean {
  return a === b || normalBaseUrl(a) === normalBaseUrl(b);
}

/** Where the records of a resource are: its path on its API, in one form for every spelling. A template's names stay as they are. */
export function placeOf(baseUrl: string, path: string): string {
  return normalBaseUrl(parseBaseUrl(baseUrl).href + path.replace(/[?#].*$/, ''));
}
