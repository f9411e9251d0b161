import type { Apis } from '../api/open-apis.ts';
import type { ResourceApi } from '../api/operations.ts';
import type { Failure, SeededRecord } from '../dataset/snapshot.ts';
import type { Builder } from '../factory/builder.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../lib/clock.ts';
import type { Progress } from '../lib/progress.ts';

/** What making records needs. One per run; passed down, never global. */
export interface SeederContext {
  readonly apis: Apis;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly resources: readonly AnyResource[];
  /** Records created together before the next pause; undefined: a steady flow. */
  readonly batchSize: number | undefined;
  readonly delayMs: number;
  /** Most records in hand at once; what is in flight is the client's budget to say. */
  readonly concurrency: number | undefined;
  /** Repeats of a create whose outcome was unknown and that was not found on the API. */
  readonly maxRetries: number;
  /** How long one record may wait for an API that says that it is busy, in ms. */
  readonly maxWaitMs: number;
  /** After a first record that could neither be understood nor looked up. @default 'stop' */
  readonly unproved?: 'stop' | 'allow' | undefined;
}

/** One seed on its way. */
export interface Seeding extends SeederContext {
  /** In every unique value; also the dataset's name in the ledger. */
  readonly namespace: string;
  /** False if the user gave the namespace: records of another run may carry it too. */
  readonly ownNamespace: boolean;
  readonly builder: Builder;
  readonly signal: AbortSignal | undefined;
  /** Until it fires, nobody waits for this seed: its requests give way to all others. @default somebody does */
  readonly yields?: AbortSignal | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  /**
   * Told of each record that exists. Then only records that others belong to are kept: a million cost little memory. @default they are kept
   */
  readonly onRecord?: ((record: SeededRecord) => void) | undefined;
  /** Another process may have sent some of it before it died: each record is looked for before it is sent. @default false */
  readonly again?: boolean | undefined;
}

/** One resource of one seed: what every step of making a record shares. */
export interface Job extends Seeding {
  readonly resource: AnyResource;
  readonly api: ResourceApi;
}

export function openJob(seeding: Seeding, resource: AnyResource): Job {
  return { ...seeding, resource, api: seeding.apis.of(resource.name) };
}

/** What became of one record. */
export type Outcome =
  | { readonly outcome: 'created' | 'adopted'; readonly record: SeededRecord }
  | { readonly outcome: 'failed'; readonly failure: Failure };

/** How many records are worked on at once if the user sets no limit: enough for a quick API, the budget slows down for others. */
export const defaultConcurrency = 64;
