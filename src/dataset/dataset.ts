import type { AnyResource, NameOf, RecordOf } from '../factory/resource.ts';
import type { Seed } from '../plan/seed.ts';
import { type ApiSession, apiSession, type SendAs } from './api-session.ts';
import type { Credentials } from './credentials.ts';
import { deepFreeze, Origins, type RecordList, recordList } from './record-list.ts';
import { shownFields } from './shown-fields.ts';
import { type SignInForm, signIn } from './sign-in.ts';
import type { SignInPage } from './sign-in-page.ts';
import type { DatasetSnapshot, Failure, SeededRecord, Statistics } from './snapshot.ts';

/** What a dataset can ask of whoever made it. */
export interface DatasetActions {
  add(seed: unknown): Promise<DatasetSnapshot>;
  track(resource: string, id: string | number): Promise<void>;
  readonly send: SendAs;
  readonly form: SignInForm;
}

type Lists<R extends AnyResource> = {
  readonly [Name in NameOf<R>]: RecordList<RecordOf<Extract<R, { readonly name: Name }>>>;
};

/** What a suite receives: the created records as frozen, typed lists, and what can be done with them. */
export type Dataset<R extends AnyResource> = Lists<R> & {
  /** In every unique value of this dataset; how its records are told from all others. */
  readonly namespace: string;
  /** The number that makes the same people again. */
  readonly randomSeed: number;
  /** Records that could not be created, where `minSuccess` let the test start all the same. */
  readonly failures: readonly Failure[];
  readonly stats: Statistics;
  /**
   * Creates more, owned by this dataset's records where they belong to something; removed with it. Resolves with the new ones;
   * the lists of the dataset itself stay as they are, for other tests share them.
   * @example const { vms } = await dataset.add({ vms: 2 });
   */
  add(seed: Seed<R>): Promise<Lists<R>>;
  /** Has a record removed with the dataset that the test itself made, through the UI say. */
  track(resource: NameOf<R>, id: string | number): Promise<void>;
  /** What a seeded user signs in with. Throws a TypeError for anyone else. */
  credentials(user: object): Credentials;
  /** The API as that user sees it: own token, the run's rate limit. */
  as(user: object): ApiSession;
  /** Signs the user in on the application's page: opens it, fills the form, waits until the form is gone. */
  signIn(page: SignInPage, user: object): Promise<void>;
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
  const credentials = (user: object): Credentials => credentialsOf(origins.get(user), namespace);
  const dataset = {
    ...lists,
    namespace,
    randomSeed,
    failures: deepFreeze(failures),
    stats: deepFreeze(stats),
    add: async (seed: unknown) => listsOf(await actions.add(seed), origins),
    track: actions.track,
    credentials,
    as: (user: object) => apiSession(actions.send, credentials(user)),
    signIn: (page: SignInPage, user: object) => signIn(page, actions.form, credentials(user)),
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

function credentialsOf(seeded: SeededRecord | undefined, namespace: string): Credentials {
  const email = seeded?.fields.email;
  const password = seeded?.secrets.password;
  if (typeof email === 'string' && password !== undefined && password !== '') return { email, password };
  const what =
    seeded === undefined
      ? 'an object that is not one of its records'
      : `${seeded.resource}[${seeded.index}], which has no e-mail and password`;
  throw new TypeError(`Expected a user of dataset ${namespace}, such as \`dataset.users[0]\`, got ${what}.`);
}
