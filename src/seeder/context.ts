import type { Builder } from '../factory/builder.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient } from '../http/types.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../lib/clock.ts';

/** What every step of seeding and cleaning needs. One per run; passed down, never global. */
export interface SeederContext {
  readonly client: ApiClient;
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
  /** How long a server may need to show a record it has just committed. */
  readonly settleMs: number;
}

/** One seed on its way: the context, and what is this dataset's own. */
export interface SeedRun extends SeederContext {
  /** In every unique value; also the dataset's name in the ledger. */
  readonly namespace: string;
  readonly builder: Builder;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** How far one resource is. */
export interface Progress {
  readonly phase: 'create' | 'remove';
  readonly resource: string;
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

/** How many records are worked on at once where the user sets no limit: enough for a quick API, the budget slows down for others. */
export const defaultConcurrency = 64;
