import { SeedbedError } from '../errors.ts';
import { isLoopback } from '../lib/base-url.ts';
import { expected, type Place, showAt } from '../lib/check.ts';
import { configSays } from '../messages/config.ts';
import { readList } from './read-settings.ts';

/**
 * Refuses to touch an API that nobody listed. Loopback is free; anything else must be listed in `allowHosts` as an exact origin
 * (`https://staging.example.com`), because seeding and deleting on the wrong host cannot be undone.
 * Works on the parsed URL only, so `http://localhost@evil`, octal or IPv6-mapped addresses, a trailing dot and upper case are
 * judged as what they connect to.
 */
export function assertAllowed(baseUrl: URL, allowHosts: readonly string[]): void {
  if (isLoopback(baseUrl.hostname) || allowHosts.includes(baseUrl.origin)) return;
  throw new SeedbedError('SEEDBED_HOST_REFUSED', configSays.hostRefused(baseUrl.origin));
}

/** `allowHosts`, each entry as the URL parser spells it. */
export function readOrigins(value: unknown, place: Place): string[] {
  // A variable or a flag is one text, and has a name of one word. In a file, a text is meant to be a list.
  const isList = typeof value !== 'string' || /^[\w-]+$/.test(place.name);
  return readList(value, place).map((entry) => readOrigin(entry, place, isList));
}

function readOrigin(entry: string, place: Place, isList: boolean): string {
  const url = URL.parse(entry);
  if (
    url === null ||
    !isHttp(url) ||
    url.pathname !== '/' ||
    url.search + url.hash !== '' ||
    url.hostname.includes('*') ||
    hasUserInfo(url)
  ) {
    const shown = withoutSecrets(entry);
    if (!isList) return expected(place, configSays.listOfOrigins, shown);
    throw new SeedbedError(place.code, configSays.originExpected(place.name, showAt(place.name, shown)));
  }
  return url.origin;
}

/**
 * A base URL that may be used: http(s), listed, without user info (it would end up in logs) and query; a trailing slash is dropped.
 * The host is judged first: `http://localhost@evil.example` is refused for where it goes, not for how it is written.
 */
export function readBaseUrl(value: string, name: string, allowHosts: readonly string[]): URL {
  const url = URL.parse(value);
  if (url === null || !isHttp(url))
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      configSays.urlExpected(name, showAt(name, withoutSecrets(value))),
    );
  assertAllowed(url, allowHosts);
  if (hasUserInfo(url)) throw new SeedbedError('SEEDBED_CONFIG', configSays.userInfoInUrl(name));
  // Not shown: a query may hold a token.
  if (url.search + url.hash !== '')
    throw new SeedbedError('SEEDBED_CONFIG', configSays.queryInUrl(name, `${url.origin}${url.pathname}`));
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** The base URL of a project that names none. */
export function readDefaultBaseUrl(value: string | undefined, allowHosts: readonly string[]): URL {
  if (value !== undefined) return readBaseUrl(value, 'baseUrl', allowHosts);
  throw new SeedbedError('SEEDBED_CONFIG', configSays.noBaseUrl);
}

function isHttp({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

function hasUserInfo({ username, password }: URL): boolean {
  return username !== '' || password !== '';
}

/**
 * Works on what is no URL too: everything before the last `@` may be a password with slashes and `@` in it, and a query may hold a
 * token.
 */
function withoutSecrets(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/*)?.*@/is, '$1…@').replace(/[?#].+$/s, '?…');
}
