import type { Counts } from '../log/counts.ts';
import type { PerParent, ReasonCount, RequestSent, Split } from '../log/events.ts';
import { reportSays } from '../messages/report.ts';

/** What a report tells of a run, or of several that belong together: those of one runner's workers. Times are in ms after the begin. */
export interface RunReport {
  readonly runs: readonly string[];
  readonly project: string;
  readonly baseUrl: string;
  /** Epoch ms. */
  readonly begunAt: number;
  readonly ms: number;
  /** False: its log is gone, and what is here is from the file that it wrote. */
  readonly isWhole: boolean;
  /** False: it is still under way, or was killed. */
  readonly hasEnded: boolean;
  /** A command's run: what it made stays, and no test waited for it. */
  readonly stays: boolean;
  readonly datasets: readonly DatasetReport[];
  /** More of them than are listed, if the log does not tell of each. */
  readonly datasetCount: number;
  readonly records: Counts;
  readonly requests: number;
  readonly retries: number;
  readonly limited: number;
  readonly failed: number;
  /** How long at least one test waited for its data. */
  readonly waitedMs: number;
  readonly slowest: { readonly path: string; readonly ms: number } | undefined;
  readonly removed: number;
  /** What a sweep has found of which runs. Undefined if it was none. */
  readonly swept: readonly { readonly run: string; readonly records: Counts }[] | undefined;
  readonly left: number;
  readonly leftRecords: readonly {
    readonly resource: string;
    readonly id: string;
    readonly reason: string;
  }[];
  /** Each request, if all of them are known one by one. */
  readonly singles: readonly RequestSent[] | undefined;
  readonly pulses: readonly ReportPulse[];
  readonly waits: readonly {
    readonly because: 'limit' | 'down' | 'turn';
    readonly at: number;
    readonly ms: number;
  }[];
  readonly retriedAt: readonly number[];
  /** By method: how many answers took how long, in the buckets of `bucketOf`. */
  readonly latencies: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly perParent: readonly PerParent[];
  readonly splits: readonly Split[];
  /** Why records are missing. */
  readonly reasons: readonly ReasonCount[];
  /** Requests that were given up, with their reasons. */
  readonly gaveUp: readonly { readonly request: string; readonly why: string; readonly count: number }[];
  readonly notes: readonly string[];
  /** Datasets that were asked for and are not made. */
  readonly notMade: number;
}

/** What was sent within some time. */
export interface ReportPulse {
  readonly from: number;
  readonly to: number;
  readonly answered: number;
  readonly limited: number;
  readonly failed: number;
  readonly maxWaitMs: number;
}

/** One dataset, and what it cost. */
export interface DatasetReport {
  readonly path: string;
  readonly askedAt: number;
  /** Undefined: it never came to be. */
  readonly madeAt: number | undefined;
  readonly ms: number;
  readonly records: Counts;
  readonly failed: number;
  readonly requests: number;
  readonly retries: number;
  readonly limited: number;
  /** What tests waited for it, the longest of them. */
  readonly waitedMs: number;
  readonly goneAt: number | undefined;
  readonly goneMs: number;
  readonly left: number;
  readonly stopped: string | undefined;
}

/** A project without a name leaves its place empty. */
export function shownPath(path: string): string {
  return path.replace(/^(?: › )+/, '');
}

/** What the run noted, with the dataset that it is about. */
export function noteText({ path, text }: { readonly path?: string; readonly text: string }): string {
  return path === undefined ? text : reportSays.ofDataset(shownPath(path) || reportSays.baseDataset, text);
}
