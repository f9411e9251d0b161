import type { AnyResource, NameOf, RecordOf } from '../factory/resource.ts';
import type { ApiRequest, ApiResponse } from '../http/api-client.ts';
import type { LoginUser } from '../lib/auth.ts';
import { fromCaller } from '../lib/stack.ts';
import type { Seed } from '../plan/seed.ts';
import { type StorageState, storageState, type UserSession } from './browser-session.ts';
import { type Credentials, credentialsOf, loginUserOf, nameOf, type UserFields } from './credentials.ts';
import { noteAdded } from './held-secrets.ts';
import { deepFreeze, Origins, type RecordList, recordList } from './record-list.ts';
import { shownFields } from './shown-fields.ts';
import type { SignInForm } from './sign-in.ts';
import type { SignInPage } from './sign-in-page.ts';
import type { DatasetSnapshot, Failure, Statistics } from './snapshot.ts';

/** What a dataset can ask of the host that made it. */
export interface DatasetActions {
  add(seed: unknown): Promise<DatasetSnapshot>;
  track(resource: string, id: string | number): Promise<void>;
  readonly send: SendAs;
  /** The session of the user's one login, for a browser. */
  session(user: LoginUser): Promise<UserSession>;
  readonly form: SignInForm;
  readonly users: UserFields;
  /** Of the API. */
  readonly origin: string;
}

type Lists<R extends AnyResource> = {
  readonly [Name in NameOf<R>]: RecordList<RecordOf<Extract<R, { readonly name: Name }>>>;
};

/** What a suite receives: the created records as frozen, typed lists, and what can be done with them. */
export type Dataset<R extends AnyResource> = Lists<R> & {
  /** The dataset's tag. It is in every unique value, so that the records of this dataset are told from all others. */
  readonly namespace: string;
  /** The number that makes the same people again. */
  readonly randomSeed: number;
  /** Records that could not be created, if `minSuccess` let the test start all the same. Empty if all were created. */
  readonly failures: readonly Failure[];
  /** How many records and requests there were, and how long it took, in milliseconds. */
  readonly stats: Statistics;
  /**
   * Creates more records, removed with the dataset. If they belong to something, its records become their parents. Resolves with the
   * new ones; the lists of the dataset itself do not change, because other tests share them.
   * @throws SeedbedError `SEEDBED_SEED` if the seed is wrong
   * @example const { vms } = await dataset.add({ vms: 2 });
   */
  add(seed: Seed<R>): Promise<Lists<R>>;
  /**
   * Removes a record that the test itself made, for example in the user interface, together with the dataset.
   * @example await dataset.track('vms', 42);
   */
  track(resource: NameOf<R>, id: string | number): Promise<void>;
  /**
   * What a seeded user signs in with.
   * @throws TypeError if the object is not a user of a dataset
   * @example const { email, password } = dataset.credentials(dataset.users.one());
   */
  credentials(user: object): Credentials;
  /**
   * The API as that user sees it: signed in as `userAuth` says, once in a run for all workers, under the run's rate limit.
   * @throws SeedbedError `SEEDBED_AUTH` with the first request, if the login is refused
   * @example const machines = await dataset.as(dataset.users.one()).get('/vm');
   */
  as(user: object): ApiSession;
  /**
   * Signs the user in on the application's page. By default it opens the page, fills the form in, and waits until the form is gone: a
   * login of its own, which ends the session of `as(user)` if the API allows a user only one. With `signIn: { through: 'session' }`
   * the browser gets the session of the one login that `as(user)` uses, too.
   * @throws SeedbedError `SEEDBED_AUTH` as soon as it is clear that it came to nothing, with what the page says
   * @example await dataset.signIn(page, dataset.users.one());
   */
  signIn(page: SignInPage, user: object): Promise<void>;
  /**
   * A signed-in state for Playwright's `browser.newContext({ storageState })`: the cookies of the user's one login, or the entry of
   * localStorage that `signIn.storage` describes. It holds secrets: keep it in memory, not in a file that is committed.
   * @throws SeedbedError `SEEDBED_CONFIG` if the login makes neither
   * @example const context = await browser.newContext({ storageState: await dataset.storageState(user) });
   */
  storageState(user: object): Promise<StorageState>;
  /**
   * Plain JSON, for logs and reports: secrets that the API answered are masked (`[secret]`), as they are whenever a record is printed.
   * Read them from the record itself: `dataset.users[0].apiKey`.
   */
  toJSON(): object;
};

/** Turns a snapshot into what tests use. Loads neither Faker nor an HTTP client. */
export function createDataset<R extends AnyResource>(
  snapshot: DatasetSnapshot,
  actions: DatasetActions,
): Dataset<R> {
  const { namespace, randomSeed, failures, stats } = snapshot;
  const origins = new Origins();
  const lists = listsOf(snapshot, origins);
  const { form, users } = actions;
  const credentials = (user: object): Credentials => credentialsOf(origins.get(user), users, namespace);
  const loginUser = (user: object): LoginUser => loginUserOf(origins.get(user), users, namespace);
  const signInAs = async (page: SignInPage, user: object): Promise<void> => {
    // Loaded when used: few tests sign in on a page.
    if (form.through !== 'session')
      return (await import('./sign-in.ts')).signIn(page, form, credentials(user));
    const who = loginUser(user);
    const { email } = who;
    const { signInBySession } = await import('./sign-in-session.ts');
    return signInBySession(page, form, await actions.session(who), { email, apiOrigin: actions.origin });
  };
  const dataset = {
    ...lists,
    namespace,
    randomSeed,
    failures: deepFreeze(failures),
    stats: deepFreeze(stats),
    // An error is shown at the line of the test that asked for it.
    add: fromCaller(async (seed: unknown) => {
      const added = await actions.add(seed);
      noteAdded(snapshot, added);
      return listsOf(added, origins);
    }),
    track: fromCaller(actions.track),
    credentials: fromCaller(credentials),
    as: fromCaller((user: object) => apiSession(actions.send, loginUser(user))),
    signIn: fromCaller(signInAs),
    storageState: fromCaller(async (user: object) => {
      const session = await actions.session(loginUser(user));
      return storageState(
        session,
        { app: new URL(form.url).origin, api: actions.origin },
        nameOf(origins.get(user)),
      );
    }),
    toJSON: () => ({ namespace, randomSeed, ...shownRecords(snapshot), failures, stats }),
  };
  return Object.freeze(dataset) as unknown as Dataset<R>;
}

function listsOf(snapshot: DatasetSnapshot, origins: Origins): Record<string, RecordList<object>> {
  return Object.fromEntries(
    Object.entries(snapshot.records).map(([name, records]) => [name, recordList(name, records, origins)]),
  );
}

function shownRecords({ records }: DatasetSnapshot): Record<string, unknown> {
  return Object.fromEntries(Object.entries(records).map(([name, list]) => [name, list.map(shownFields)]));
}

/** Sends one request as a user. */
type SendAs = (request: ApiRequest, user: LoginUser) => Promise<ApiResponse>;

/** The API with one user's own token. Resolves with the parsed body of a 2xx answer; rejects with an `HttpError` otherwise. */
export interface ApiSession {
  get(path: string): Promise<unknown>;
  post(path: string, body?: unknown): Promise<unknown>;
  put(path: string, body?: unknown): Promise<unknown>;
  patch(path: string, body?: unknown): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

function apiSession(send: SendAs, user: LoginUser): ApiSession {
  const call = (method: ApiRequest['method']) =>
    fromCaller(
      async (path: string, body?: unknown) =>
        (await send({ method, path, ...(body !== undefined && { body }) }, user)).body,
    );
  return {
    get: call('GET'),
    post: call('POST'),
    put: call('PUT'),
    patch: call('PATCH'),
    delete: call('DELETE'),
  };
}
