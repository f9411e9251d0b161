import { SeedbedError } from '../errors.ts';
import { isSecretName, MASK } from '../lib/redact.ts';
import { show } from '../lib/show.ts';

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
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Expected the base URL to be like https://host/api:group, got ${show(text)}.`,
    );
  const path = url.pathname.replace(/\/+$/, '');
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { origin: url.origin, protocol: url.protocol, hostname, path, href: url.origin + path };
}

/** Base path and request path, joined. `new URL('/user', base)` would drop the base's path. */
export function joinPath(base: BaseUrl, path: string): string {
  if (!path.startsWith('/')) throw new TypeError(`Expected a path that starts with "/", got ${show(path)}`);
  return base.path + path;
}

/** A request's URL as errors show it: query values with secret names masked. */
export function shownUrl(base: BaseUrl, path: string): string {
  const cut = path.indexOf('?');
  if (cut === -1) return base.href + path;
  const query = path
    .slice(cut + 1)
    .split('&')
    .map((pair) => {
      const name = pair.split('=', 1)[0] as string;
      return isSecretName(name) ? `${name}=${MASK}` : pair;
    });
  return `${base.href}${path.slice(0, cut)}?${query.join('&')}`;
}
