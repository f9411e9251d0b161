import { SeedbedError } from '../errors.ts';
import type { Cookie } from '../lib/auth.ts';
import { datasetSays } from '../messages/dataset.ts';

/** An entry of the browser's storage. */
export interface StorageEntry {
  readonly key: string;
  readonly kind: 'local' | 'session';
  readonly value: string;
}

/** The session of a user's one login, as a browser can go on with it. */
export interface UserSession {
  readonly cookies: readonly Cookie[];
  readonly entry?: StorageEntry | undefined;
}

/** A cookie as Playwright's contexts take it. */
export interface BrowserCookie extends Cookie {
  readonly domain: string;
}

/** What Playwright's `browser.newContext({ storageState })` takes. */
export interface StorageState {
  cookies: BrowserCookie[];
  origins: { origin: string; localStorage: { name: string; value: string }[] }[];
}

/** The origins of an application and of its API. */
export interface AppAndApi {
  readonly app: string;
  readonly api: string;
}

/** The session's cookies for each of the origins: an application may reach its API under its own name. */
export function browserCookies({ cookies }: UserSession, origins: readonly string[]): BrowserCookie[] {
  const urls = new Map(origins.map((origin) => [new URL(origin).hostname, new URL(origin)]));
  return [...urls.values()].flatMap(({ hostname, protocol }) =>
    cookies.map((cookie) => {
      // Over plain HTTP a browser keeps no secure cookie, and without that it takes no `SameSite=None`.
      const secure = cookie.secure && (protocol === 'https:' || cookie.name.startsWith('__'));
      const sameSite = cookie.sameSite === 'None' && !secure ? 'Lax' : cookie.sameSite;
      return { ...cookie, domain: hostname, secure, sameSite };
    }),
  );
}

/** @param who names the user in errors: `users[0]` */
export function storageState(session: UserSession, places: AppAndApi, who: string): StorageState {
  if (session.entry?.kind === 'session')
    throw new SeedbedError('SEEDBED_CONFIG', datasetSays.noStorageState(who));
  return storageOf(session, places, who);
}

/**
 * What a storage state holds of a session: its cookies, and an entry of localStorage.
 *
 * @param who names the user in errors: `users[0]`
 */
export function storageOf(session: UserSession, { app, api }: AppAndApi, who: string): StorageState {
  assertUsable(session, datasetSays.stateUnusable(who));
  const { entry } = session;
  const localStorage = entry?.kind === 'local' ? [{ name: entry.key, value: entry.value }] : [];
  return {
    cookies: browserCookies(session, [app, api]),
    origins: localStorage.length === 0 ? [] : [{ origin: app, localStorage }],
  };
}

/** A browser cannot use a session that is only in headers. */
export function assertUsable({ cookies, entry }: UserSession, message: string): void {
  if (cookies.length > 0 || entry !== undefined) return;
  throw new SeedbedError('SEEDBED_CONFIG', message);
}
