import type { ApiRequest, ApiResponse } from '../http/types.ts';
import type { Scope } from '../plan/seed.ts';
import type { Credentials } from '../dataset/credentials.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import type { RemovalReport } from '../seeder/remove-records.ts';
import type { SignInForm } from '../dataset/sign-in.ts';

/** Which dataset is meant, and what it is to hold. */
export interface DatasetRequest {
  /** Whoever asks with the same key shares the dataset. */
  readonly key: string;
  /** Project, file and suite: the data is a function of it, so it holds no worker, order or retry. */
  readonly path: string;
  readonly seed: unknown;
  /** Which suite it ends with; undefined where it is not one suite's. */
  readonly owner?: string | undefined;
}

/** What a worker must know of the configuration. */
export interface HostSettings {
  readonly form: SignInForm;
  /** Of the API: where the application is expected, unless the runner knows better. */
  readonly origin: string;
  readonly scope: Scope;
}

export interface BaseDataset {
  readonly key: string;
  readonly snapshot: DatasetSnapshot;
}

/** One per run: owns budget, token, ledger and datasets. The same whether in this process or behind a socket. */
export interface Host {
  readonly run: string;
  readonly settings: HostSettings;
  /** The run's base dataset (`run` in the configuration), seeded on first asking; undefined where none is configured. */
  base(): Promise<BaseDataset | undefined>;
  /** Creates the dataset on first asking, and hands the same one, or the same failure, to everyone after. */
  acquire(request: DatasetRequest): Promise<DatasetSnapshot>;
  /** More records for a dataset, removed with it. */
  add(key: string, seed: unknown): Promise<DatasetSnapshot>;
  /** Has a record removed with the dataset that a test made itself. */
  track(key: string, resource: string, id: string | number): Promise<void>;
  /**
   * Notes that a test with this dataset failed; `final`: and is not tried again. Its policy may keep the dataset then.
   *
   * @returns how many records of each resource stay for it; undefined where they go all the same.
   */
  testFailed(key: string, final: boolean): Promise<Readonly<Record<string, number>> | undefined>;
  /** One request as a seeded user, under the run's budget. */
  send(request: ApiRequest, user: Credentials): Promise<ApiResponse>;
  /** Ends a dataset; its records go unless its policy keeps them. */
  release(key: string, ended?: { readonly failed: boolean }): Promise<RemovalReport>;
  /** Ends every dataset that this suite owns. */
  endSuite(owner: string, ended: { readonly failed: boolean }): Promise<RemovalReport>;
  /** Removes what is left, forgets the ledger where nothing is, and lets go of every connection. */
  close(): Promise<RemovalReport>;
}
