import { SeedbedError } from '../errors.ts';
import { show } from '../lib/show.ts';

/**
 * Refuses to touch an API that nobody listed. Loopback is free; anything else must be listed in `allowHosts` as an exact origin
 * (`https://staging.example.com`), because seeding and deleting on the wrong host cannot be undone.
 * Works on the parsed URL only, so `http://localhost@evil`, octal or IPv6-mapped addresses, a trailing dot and upper case are
 * judged as what they connect to.
 */
export function assertAllowed(baseUrl: URL, allowHosts: readonly string[]): void {
  if (isLoopback(baseUrl.hostname) || allowHosts.some((entry) => originOf(entry) === baseUrl.origin)) return;
  throw new SeedbedError(
    'SEEDBED_HOST_REFUSED',
    `Refused to use "${baseUrl.origin}": it is not on this machine and not listed in allowHosts. ` +
      `If its data may be created and deleted by tests, add "${baseUrl.origin}" to allowHosts in seedbed.config.ts, ` +
      'or to SEEDBED_ALLOW_HOSTS. Nothing was sent.',
  );
}

/** True for names and addresses that cannot leave the machine. `localhost.evil` and `127.0.0.1.nip.io` are not. */
export function isLoopback(hostname: string): boolean {
  // The WHATWG parser has already turned 0177.1, 0x7f000001 and 2130706433 into 127.0.0.1.
  if (/^127\.\d+\.\d+\.\d+$/.test(hostname)) return true;
  return (
    hostname === 'localhost' ||
    hostname === 'localhost.' ||
    hostname === '[::1]' ||
    isMappedLoopback(hostname)
  );
}

/** `[::ffff:127.0.0.1]`, which the parser spells `[::ffff:7f00:1]`. */
function isMappedLoopback(hostname: string): boolean {
  return /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(hostname);
}

function originOf(entry: string): string {
  const url = URL.parse(entry);
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== '/' ||
    url.search !== '' ||
    url.username !== ''
  )
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Expected every allowHosts entry to be an origin such as "https://staging.example.com", got ${show(entry)}.`,
    );
  return url.origin;
}

/** Parses a base URL: http(s), no user info (it would end up in logs), no query; a trailing slash is dropped. */
export function parseBaseUrl(value: string, name: string): URL {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Expected ${name} to be an http(s) URL such as "http://127.0.0.1:4010/api:demo", got ${show(withoutUserInfo(value))}.`,
    );
  if (url.username !== '' || url.password !== '')
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Expected ${name} to hold no user name or password; use DEMO_API_EMAIL and DEMO_API_PASSWORD.`,
    );
  if (url.search !== '' || url.hash !== '')
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Expected ${name} to have no query and no fragment, got ${show(value)}.`,
    );
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function withoutUserInfo(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//…@');
}
