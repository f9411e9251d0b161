import type { UserSession } from '../dataset/browser-session.ts';
import type { UserFields } from '../dataset/credentials.ts';
import type { SignInForm } from '../dataset/sign-in.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import type { ApiRequest, ApiResponse } from '../http/api-client.ts';
import type { LoginUser } from '../lib/auth.ts';
import type { Language } from '../messages/language.ts';
import type { Scope } from '../plan/seed.ts';
import type { RemovalReport } from '../removal/report.ts';

/** Which dataset is meant, and what it is to hold. */
export interface DatasetRequest {
  /** All who ask with the same key share the dataset. */
  readonly key: string;
  /** Project, file and suite: the data is a function of it, so it holds no worker, order or retry. */
  readonly path: string;
  readonly seed: unknown;
  /** Which suite it ends with; undefined if it is not one suite's. */
  readonly owner?: string | undefined;
  /** Whether the shards of one CI run share it, if they have a coordinator. @default false */
  readonly shards?: boolean | undefined;
  /** Which file asks, by {@link ForeseenFile.name}; undefined if it is no one file's, or asked for once more after a failure. */
  readonly file?: string | undefined;
}

/** What the tests of one file will ask for, as far as it is known. */
export interface ForeseenFile {
  /** See `fileName` of `dataset-key`. */
  readonly name: string;
  /** In the order of asking. Undefined: it is not known yet, and the requests of the last run are taken instead. */
  readonly requests?: readonly DatasetRequest[] | undefined;
}

/** The same, known. */
export interface KnownFile extends ForeseenFile {
  readonly requests: readonly DatasetRequest[];
}

/** What a worker must know of the configuration. */
export interface HostSettings {
  /** In which it tells its errors; workers speak it too. */
  readonly lang: Language;
  readonly form: SignInForm;
  /** The API's origin. The application is expected there, unless the runner knows better. */
  readonly origin: string;
  readonly scope: Scope;
  readonly users: UserFields;
  /** Whether the host wants to know what tests will ask for. */
  readonly ahead: boolean;
  /** Whether a browser can go on with the session of a user's one login; else the application's form has to be filled in. */
  readonly sharesSession: boolean;
}

export interface BaseDataset {
  readonly key: string;
  readonly snapshot: DatasetSnapshot;
}

/**
 * The calls that a host takes, from any process. Arguments and results are plain data. A call that is added here is done in
 * `in-process-host` and crosses by the table in `protocol`: the compiler asks for both.
 */
export interface HostCalls {
  /**
   * Says that the tests begin again in this run: a press of "run" in UI mode, a save in watch mode. Datasets of an earlier round are
   * removed first, so that nobody gets data that other tests have used. Does nothing if `round` is the one under way.
   */
  beginRound(round: string): Promise<void>;
  /** The run's base dataset (`run` in the configuration), seeded on first asking; undefined if none is configured. */
  base(): Promise<BaseDataset | undefined>;
  /**
   * Tells what tests will ask for, file by file, in the order they will: so it can be made ahead of them. What was told of these files
   * before is forgotten. Datasets that were made for it and not asked for are removed.
   *
   * @param workers how many files are at work at once
   */
  foresee(files: readonly ForeseenFile[], workers: number): Promise<void>;
  /** Creates the dataset on first asking, and hands the same one, or the same failure, to everyone after. */
  acquire(request: DatasetRequest): Promise<DatasetSnapshot>;
  /** More records for a dataset, removed with it. */
  add(key: string, seed: unknown): Promise<DatasetSnapshot>;
  /** Removes a record that a test made itself, together with the dataset. */
  track(key: string, resource: string, id: string | number): Promise<void>;
  /**
   * Notes that a test with this dataset failed; `final`: and is not tried again. Its policy may keep the dataset then.
   *
   * @returns how many records of each resource stay for it; undefined if they go all the same.
   */
  testFailed(key: string, final: boolean): Promise<Readonly<Record<string, number>> | undefined>;
  /** One request as a seeded user, under the run's budget. */
  send(request: ApiRequest, user: LoginUser): Promise<ApiResponse>;
  /** The session of that user's one login, for a browser. */
  session(user: LoginUser): Promise<UserSession>;
  /** Finds out whether that session still holds, by a look at the user's own record, and renews it if not. Never rejects. */
  checkSession(user: LoginUser, resource: string, id: string | number): Promise<void>;
  /**
   * Checks that a seed makes a record of this name: `users[0]`. Sends nothing.
   *
   * @param seed undefined: the run's base dataset
   * @throws SeedbedError `SEEDBED_SEED` if it does not
   */
  expectRecord(name: string, seed: unknown): Promise<void>;
  /**
   * Ends a dataset; its records go unless its policy keeps them.
   *
   * @param ended `inBackground`: the answer comes before they are gone, and nobody waits for that but the end of the run, which tells what
   * stays. @default not failed, and waited for
   */
  release(key: string, ended?: EndedDataset): Promise<RemovalReport>;
  /** Ends every dataset that this suite owns. */
  endSuite(owner: string, ended: { readonly failed: boolean }): Promise<RemovalReport>;
}

export type { RemovalReport };

/** How a dataset ended. */
export interface EndedDataset {
  readonly failed: boolean;
  readonly inBackground?: boolean;
}

/** One per run: owns budget, token, ledger and datasets. The same whether in this process or behind a socket. */
export interface Host extends HostCalls {
  /** Names the run in the ledger, and marks everything it makes. */
  readonly runId: string;
  readonly settings: HostSettings;
  /** Removes what is left, forgets the ledger if nothing is, and lets go of every connection. Over a socket: that connection only. */
  close(): Promise<RemovalReport>;
}
