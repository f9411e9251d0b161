import { ValueCounts } from '../host/story/record-counts.ts';
import { isPlainObject } from '../lib/check.ts';
import type { Counts } from '../log/counts.ts';
import type { ReasonCount } from '../log/events.ts';
import type { RunReport } from './run-report.ts';

/** What a command wrote with `-o`, as JSON: a run's records and statistics. */
export interface Output {
  readonly run: string;
  /** What can be told of the run by this alone: it does not know when requests were sent, how long they took, or who answered them. */
  readonly report: RunReport;
}

/** Undefined if the text is not such an output. */
export function readOutput(text: string): Output | undefined {
  const whole = parse(text);
  if (!isPlainObject(whole) || !isPlainObject(whole.statistics)) return undefined;
  const { statistics, created_at, ...lists } = whole;
  const { run } = statistics;
  if (typeof run !== 'string') return undefined;
  const number = (name: string): number => {
    const value = statistics[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : 0;
  };
  const totals = Object.keys(statistics).filter((name) => name.startsWith('total_') && number(name) > 0);
  const records: Counts = Object.fromEntries(
    totals.map((name) => [name.slice('total_'.length), number(name)]),
  );
  const reasons = reasonsIn(statistics.failures);
  const ms = number('duration_ms');
  const endedAt = Date.parse(String(created_at));
  const report: RunReport = {
    ...{ runs: [run], project: '', baseUrl: '', begunAt: endedAt - ms, ms, hasEnded: true, stays: true },
    ...{ isWhole: false, datasets: [], datasetCount: 1, records, waitedMs: 0, slowest: undefined },
    ...{ requests: number('requests'), retries: number('retries'), limited: number('rate_limited') },
    ...{ failed: 0, removed: 0, swept: undefined, left: 0, leftRecords: [] },
    ...{ singles: undefined, pulses: [], waits: [], retriedAt: [], latencies: new Map(), perParent: [] },
    ...{ splits: splitsIn(lists), reasons, gaveUp: [], notes: [], notMade: 0 },
  };
  return { run, report };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonsIn(failures: unknown): ReasonCount[] {
  if (!Array.isArray(failures)) return [];
  return failures.flatMap((each: unknown) => {
    if (!isPlainObject(each) || typeof each.count !== 'number') return [];
    const { resource, reason, count, not_sent } = each;
    return [
      { resource: String(resource), reason: String(reason), count, notSent: not_sent === true || undefined },
    ];
  });
}

function splitsIn(lists: Readonly<Record<string, unknown>>): RunReport['splits'] {
  const values = new ValueCounts([]);
  for (const [resource, list] of Object.entries(lists))
    for (const fields of Array.isArray(list) ? list : [])
      if (isPlainObject(fields)) values.add({ resource, fields, secrets: {} }, 0);
  return values.splits;
}
