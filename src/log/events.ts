import type { LogLevel } from '../config/config.ts';
import type { Counts } from './counts.ts';

/** Changes if a line means something else than before. */
export const logFormat = 1;

/** As the logger counts them: what is told at a level is told at all below. */
export const levelNumbers: Readonly<Record<LogLevel, number>> = {
  debug: 20,
  info: 30,
  warning: 40,
  error: 50,
  critical: 60,
};

/** How many parents have how many children: `{ '0': 1, '2': 4 }`. */
export interface PerParent {
  readonly child: string;
  readonly parent: string;
  readonly counts: Counts;
}

/** How records are split by a field with few different values. */
export interface Split {
  readonly resource: string;
  readonly field: string;
  readonly values: Counts;
}

/** Why records are missing, or a request was given up. */
export interface ReasonCount {
  readonly resource: string;
  readonly reason: string;
  readonly count: number;
  /** Nobody refused them: they were never sent, because the run had ended by then. */
  readonly notSent?: true | undefined;
}

/** The first line of a log. */
export interface RunBegun {
  readonly event: 'run-begun';
  readonly format: number;
  readonly run: string;
  readonly project: string;
  readonly baseUrl: string;
  /** `keep`: a command's; what it makes stays. */
  readonly policy: 'keep' | 'remove';
  /** Who writes, and who started it: a runner finds its own logs by them. */
  readonly pid: number;
  readonly ppid: number;
  readonly logLevel: LogLevel;
}

/** A dataset as it came to be. Times are in ms. */
export interface DatasetMade {
  readonly event: 'dataset-made';
  /** Its namespace. */
  readonly dataset: string;
  /** Project, file and suite. */
  readonly path: string;
  readonly ms: number;
  readonly records: Counts;
  readonly planned: Counts;
  /** By resource: of the records, those that were found again after a lost answer. */
  readonly adopted: number;
  readonly failed: number;
  /** Of the failed: may exist all the same. */
  readonly unknown: number;
  readonly requests: number;
  readonly retries: number;
  readonly limited: number;
  readonly reasons: readonly ReasonCount[];
  /** Why it ended early. */
  readonly stopped?: string | undefined;
}

/** One attempt of a request. */
export interface RequestSent {
  readonly event: 'request';
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly status?: number | undefined;
  /** What came instead of an answer. */
  readonly why?: string | undefined;
  /** When it was sent, after the run's begin. */
  readonly at: number;
  readonly ms: number;
  /** What it waited for its turn before it was sent: for the limit, for those before it, for a login. */
  readonly waitedMs: number;
  /** Refused by the API's limit, whatever its status says. */
  readonly isLimited?: true;
  readonly isLogin?: true;
}

/** What was sent within a second or so: what is left of requests if there are too many to write down each. */
export interface Pulse {
  readonly event: 'pulse';
  /** After the run's begin. */
  readonly from: number;
  readonly to: number;
  readonly answered: number;
  /** Refused by the API's limit. */
  readonly limited: number;
  readonly failed: number;
  readonly logins: number;
  /** The longest that one of them waited for its turn. */
  readonly maxWaitMs: number;
  /** By method: how many answers took how long, by the numbers of `bucketOf`. */
  readonly latencies: Readonly<Record<string, Counts>>;
}

/** The last line of a log. */
export interface RunEnded {
  readonly event: 'run-ended';
  readonly ms: number;
  readonly datasets: number;
  readonly records: Counts;
  readonly requests: number;
  readonly retries: number;
  readonly limited: number;
  /** How long at least one test waited for its data. */
  readonly waitedMs: number;
  readonly slowest?: { readonly path: string; readonly ms: number } | undefined;
  readonly removed: number;
  /** Ours, and still on the API. */
  readonly left: number;
  readonly splits: readonly Split[];
  readonly perParent: readonly PerParent[];
}

/** What a run's log tells, one line each. Nothing in it is a secret; texts from an API are escaped when they are shown. */
export type LogEvent =
  | RunBegun
  | { readonly event: 'dataset-asked'; readonly dataset: string; readonly path: string }
  | DatasetMade
  /** It was made before anybody asked, and nobody got it: it was not asked for, or not whole. Each asker gets one of its own. */
  | {
      readonly event: 'dataset-dropped';
      readonly dataset: string;
      readonly path: string;
      readonly ms: number;
    }
  | { readonly event: 'dataset-grown'; readonly dataset: string; readonly records: Counts }
  /** A test waited for its dataset. */
  | { readonly event: 'data-waited'; readonly path: string; readonly ms: number }
  | {
      readonly event: 'dataset-removed';
      readonly dataset: string;
      readonly ms: number;
      readonly removed: number;
      readonly left: number;
    }
  | RequestSent
  | Pulse
  /** Requests wait, all of them if the limit or a closed port is the reason. */
  | {
      readonly event: 'wait';
      readonly because: 'limit' | 'down' | 'turn';
      readonly ms: number;
      /** After the run's begin. */
      readonly at: number;
    }
  | {
      readonly event: 'retry';
      readonly method: string;
      readonly path: string;
      readonly why: string;
      readonly afterMs: number;
      readonly at: number;
    }
  | {
      readonly event: 'gave-up';
      readonly method: string;
      readonly path: string;
      readonly why: string;
      readonly attempts: number;
      readonly ms: number;
    }
  | { readonly event: 'login'; readonly path: string; readonly ms: number; readonly status: number }
  /** What dead runs left was removed, or how much of it stays. */
  | { readonly event: 'swept'; readonly ms: number; readonly note?: string | undefined }
  /** What a sweep has found of a run, before it removes it. */
  | { readonly event: 'swept-run'; readonly run: string; readonly records: Counts }
  | { readonly event: 'left'; readonly resource: string; readonly id: string; readonly reason: string }
  /** `dataset`: it was asked for, and is not made. */
  | { readonly event: 'note'; readonly text: string; readonly dataset?: string; readonly path?: string }
  /** The log has reached its size: from here on only warnings and errors are written. */
  | { readonly event: 'cut' }
  | RunEnded;

/** Written whatever the level and the size: without them a log cannot be read. */
export function isFrame({ event }: LogEvent): boolean {
  return event === 'run-begun' || event === 'run-ended';
}

/** One line, read back. */
export type LogLine = LogEvent & {
  readonly level: LogLevel;
  /** Epoch ms. */
  readonly time: number;
};
