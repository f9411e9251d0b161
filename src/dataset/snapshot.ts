import { runnersSay } from '../messages/runners.ts';

/** One created record as it travels to tests, also over a socket or a file: plain JSON. */
export interface SeededRecord {
  readonly resource: string;
  /** 0-based within the dataset and resource. */
  readonly index: number;
  readonly id: string | number;
  /** Attributes without secrets, overlaid with what the server answered. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly traits: readonly string[];
  /** Parent's resource name → the parent's id. */
  readonly parents: Readonly<Record<string, string | number>>;
  /** Password and the like; kept apart so that printing a record shows none. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Its number in the ledger. */
  readonly entry: number;
}

/** Why one record does not exist, or may not. */
export interface Failure {
  readonly resource: string;
  readonly index: number;
  /** `rejected`: refused, not there. `unknown`: it may be there. `skipped`: not sent. `unfinished`: there, but not ready for use. */
  readonly outcome: 'rejected' | 'unknown' | 'skipped' | 'unfinished';
  /** The same for every record that failed the same way: `422 Unprocessable Content: email: must be an e-mail`. */
  readonly reason: string;
}

/** How one resource fared. `created` counts adopted records too; `created + failed = planned`. */
export interface ResourceStatistics {
  readonly planned: number;
  readonly created: number;
  /** Of the created: found again after an answer was lost, instead of being made twice. */
  readonly adopted: number;
  readonly failed: number;
  /** Of the failed: may exist all the same. */
  readonly unknown: number;
  /** 0 to 100, one decimal; 100 only if every one was created, or none planned. */
  readonly successRate: number;
  /** Most frequent first. `notSent`: not refused by anybody, but never sent, because the run had ended by then. */
  readonly reasons: readonly {
    readonly reason: string;
    readonly count: number;
    readonly notSent?: true;
  }[];
}

/** How many of the failed were never sent, because the run had ended by then. */
export function notSentOf({ reasons }: Pick<ResourceStatistics, 'reasons'>): number {
  return reasons.reduce((sum, { count, notSent }) => (notSent ? sum + count : sum), 0);
}

/** What a seed came to, and what it cost. */
export interface Statistics {
  readonly resources: Readonly<Record<string, ResourceStatistics>>;
  readonly requests: number;
  readonly retries: number;
  readonly rateLimited: number;
  readonly durationMs: number;
}

/** A dataset as it travels between processes: plain JSON, secrets apart from the records. */
export interface DatasetSnapshot {
  /** In every unique value of the dataset; also its name in the ledger. */
  readonly namespace: string;
  readonly randomSeed: number;
  /** By resource name; every known resource is there, empty if none was asked for. */
  readonly records: Readonly<Record<string, readonly SeededRecord[]>>;
  readonly failures: readonly Failure[];
  readonly stats: Statistics;
}

/** `seeded 5 users, 10 vms (41 ms)`: a step's title. */
export function summaryLine({ records, stats }: DatasetSnapshot): string {
  const counts = Object.entries(records).filter(([, list]) => list.length > 0);
  return runnersSay.seeded(
    counts.map(([name, list]) => `${list.length} ${name}`),
    stats.durationMs,
  );
}
