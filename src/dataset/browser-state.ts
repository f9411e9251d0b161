import { type AppAndApi, type StorageState, storageOf, type UserSession } from './browser-session.ts';

/** Entries of sessionStorage, which no storage state holds. */
export interface SessionEntries {
  readonly origin: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

/** Everything by which a browser context is signed in. */
export interface BrowserState {
  readonly storage: StorageState;
  readonly session?: SessionEntries | undefined;
}

/** The part of a Playwright `BrowserContext` that is needed to sign in on it, and to see whether it still is. */
export interface SignedInContext {
  addInitScript(inPage: (session: SessionEntries) => void, session: SessionEntries): Promise<unknown>;
  cookies(): Promise<{ readonly name: string; readonly value: string }[]>;
  storageState(): Promise<StorageState>;
  pages(): readonly SignedInPage[];
}

/** The part of a Playwright `Page` that is looked at. */
export interface SignedInPage {
  evaluate<T>(inPage: () => T): Promise<T>;
}

/** What is in a page's storages. */
interface PageStorages {
  readonly origin: string;
  readonly local: readonly [key: string, value: string][];
  readonly session: readonly [key: string, value: string][];
}

/**
 * The session of the user's one login, for a context that will be made.
 *
 * @param who names the user in errors: `users[0]`
 * @throws SeedbedError `SEEDBED_CONFIG` if the session is neither in cookies nor in a described storage entry
 */
export function stateOfSession(session: UserSession, places: AppAndApi, who: string): BrowserState {
  const { entry } = session;
  const entries = entry?.kind === 'session' ? ([[entry.key, entry.value]] as const) : undefined;
  return {
    storage: storageOf(session, places, who),
    ...(entries && { session: { origin: places.app, entries } }),
  };
}

/** What keeps a context signed in, after a user has just signed in on it. @param page where it was done: sessionStorage is its own */
export async function stateOfContext(context: SignedInContext, page: SignedInPage): Promise<BrowserState> {
  const { origin, session } = await page.evaluate(readStorages);
  const storage = await context.storageState();
  return { storage, ...(session.length > 0 && { session: { origin, entries: session } }) };
}

/** Makes every page of a context begin with the entries that a storage state cannot hold. */
export async function keepSession(context: SignedInContext, { session }: BrowserState): Promise<void> {
  if (session !== undefined) await context.addInitScript(beginWith, session);
}

/** Whether a test has signed out, or signed somebody else in: a cookie or an entry is gone or another one. */
export async function hasChanged(
  context: SignedInContext,
  { storage, session }: BrowserState,
): Promise<boolean> {
  const cookies = await context.cookies();
  const has = (wanted: { readonly name: string; readonly value: string }): boolean =>
    cookies.some(({ name, value }) => name === wanted.name && value === wanted.value);
  if (!storage.cookies.every(has)) return true;
  for (const page of context.pages()) {
    // A page that is closing, or was never opened, says nothing.
    const now = await page.evaluate(readStorages).catch(() => undefined);
    if (now === undefined) continue;
    const local = storage.origins.find(({ origin }) => origin === now.origin)?.localStorage ?? [];
    const kept = local.map(({ name, value }) => [name, value] as const);
    const own = session?.origin === now.origin ? session.entries : [];
    if (!holdsAll(now.local, kept) || !holdsAll(now.session, own)) return true;
  }
  return false;
}

type Entries = readonly (readonly [key: string, value: string])[];

function holdsAll(entries: Entries, wanted: Entries): boolean {
  return wanted.every(([key, value]) => entries.some(([name, held]) => name === key && held === value));
}

/** The browser's storage, as far as it is used. */
interface PageStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

// The page's globals: the functions below run there, and are sent as text.
declare const location: { readonly origin: string };
declare const localStorage: PageStorage;
declare const sessionStorage: PageStorage;

/** Runs in the page. */
function readStorages(): PageStorages {
  return {
    origin: location.origin,
    local: Object.entries(localStorage) as [string, string][],
    session: Object.entries(sessionStorage) as [string, string][],
  };
}

/** Runs in each document of a context before its own scripts. Once a tab, so that a user who signs out there stays signed out. */
function beginWith({ origin, entries }: SessionEntries): void {
  if (location.origin !== origin || sessionStorage.getItem('seedbed.signedIn') !== null) return;
  sessionStorage.setItem('seedbed.signedIn', 'yes');
  for (const [key, value] of entries) sessionStorage.setItem(key, value);
}
