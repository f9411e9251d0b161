import type { ResolvedConfig } from '../../config/resolved-config.ts';
import type { DatasetSnapshot, SeededRecord } from '../../dataset/snapshot.ts';
import { messageOf } from '../../errors.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { LedgerHeader } from '../../ledger/ledger.ts';
import { type Clock, systemClock } from '../../lib/clock.ts';
import { addTo, type Counts } from '../../log/counts.ts';
import { logFormat } from '../../log/events.ts';
import { openRunLog, type RunLog, type RunLogOptions } from '../../log/run-log.ts';
import { hostSays } from '../../messages/host.ts';
import { type RemovalReport, removalNotes } from '../../removal/report.ts';
import type { SweptRun } from '../../removal/sweep.ts';
import { isWhole } from '../ahead/ahead.ts';
import type { LiveDataset } from '../datasets/seed-dataset.ts';
import { ChildCounts, ValueCounts } from './record-counts.ts';
import { RequestLog, tenth } from './request-log.ts';

/** A dataset that is being made. */
interface Subject {
  /** Its namespace. */
  readonly dataset: string;
  readonly path: string;
}

/** Opens a run's log, and writes its first line. */
export function openStory(
  { root, project, baseUrl, logLevel, resources }: ResolvedConfig,
  { runId, policy }: Pick<LedgerHeader, 'runId' | 'policy'>,
  {
    clock = systemClock,
    onEvent,
  }: { readonly clock?: Clock | undefined; readonly onEvent?: RunLogOptions['mirror'] },
): RunStory {
  const log = openRunLog({
    root,
    run: runId,
    level: logLevel,
    mirror: onEvent,
    onTrouble: (error) => process.emitWarning(hostSays.noLog(error.message), 'SeedbedWarning'),
  });
  const { pid, ppid } = process;
  const begun = { format: logFormat, run: runId, project, baseUrl, policy, pid, ppid, logLevel };
  log.write('info', { event: 'run-begun', ...begun });
  return new RunStory(log, clock, resources);
}

/** What a run does, told to its log while it happens. Each method hands through what it was given to wait for. */
export class RunStory {
  readonly requests: RequestLog;
  readonly #log: RunLog;
  readonly #clock: Clock;
  readonly #begunAt: number;
  readonly #values: ValueCounts;
  readonly #children: ChildCounts;
  readonly #records: Record<string, number> = {};
  #datasets = 0;
  #removed = 0;
  #slowest: { path: string; ms: number } | undefined;
  /** Tests that wait for data just now, and since when there is one. */
  #waiting = { tests: 0, since: 0 };
  #waitedMs = 0;

  constructor(log: RunLog, clock: Clock, resources: readonly AnyResource[]) {
    this.#log = log;
    this.#clock = clock;
    this.#begunAt = clock.now();
    this.#values = new ValueCounts(resources);
    this.#children = new ChildCounts(resources, mostOwners);
    this.requests = new RequestLog(log, clock);
  }

  /** For records that no dataset will hold: each is counted here, and handed on at once. */
  recording(take: (record: SeededRecord) => void): (record: SeededRecord) => void {
    return (record) => {
      this.#note(record);
      take(record);
    };
  }

  /** A dataset is made. `early`: nobody has asked for it yet, and nobody gets it if it is not whole. */
  async making(subject: Subject, live: Promise<LiveDataset>, early: boolean = false): Promise<LiveDataset> {
    const startedAt = this.#clock.now();
    this.#log.write('info', { event: 'dataset-asked', ...subject });
    try {
      const made = await live;
      if (early && !isWhole(made)) this.#dropped(subject, this.#since(startedAt));
      else this.#made(subject, made, this.#since(startedAt));
      return made;
    } catch (error) {
      // The test that asks for it is told.
      if (early) this.#dropped(subject, this.#since(startedAt));
      else this.#log.write('error', { event: 'note', ...subject, text: messageOf(error) });
      throw error;
    }
  }

  /** A test asked for data, and waits until it is there. */
  async waiting<T>(path: string, data: Promise<T>): Promise<T> {
    const startedAt = this.#clock.now();
    if (this.#waiting.tests++ === 0) this.#waiting.since = startedAt;
    try {
      return await data;
    } finally {
      if (--this.#waiting.tests === 0) this.#waitedMs += this.#clock.now() - this.#waiting.since;
      const ms = this.#since(startedAt);
      // A test that comes later and finds it there has not waited.
      if (ms >= 1) this.#log.write('info', { event: 'data-waited', path, ms });
      if (ms > (this.#slowest?.ms ?? 0)) this.#slowest = { path, ms };
    }
  }

  /** More records for a dataset. */
  grew(dataset: string, grown: Pick<DatasetSnapshot, 'records' | 'stats'>): void {
    this.#log.write('info', { event: 'dataset-grown', dataset, records: this.#count(grown) });
  }

  /** A dataset goes. */
  async removing(dataset: string, removal: Promise<RemovalReport>): Promise<RemovalReport> {
    const startedAt = this.#clock.now();
    const report = await removal;
    const { removed, left } = report;
    this.#removed += removed;
    const told = { dataset, ms: this.#since(startedAt), removed, left: left.length };
    this.#log.write(left.length > 0 ? 'warning' : 'info', { event: 'dataset-removed', ...told });
    return report;
  }

  /** What dead runs left is removed. */
  async sweeping(sweep: Promise<string | undefined>): Promise<string | undefined> {
    const startedAt = this.#clock.now();
    const note = await sweep;
    this.#log.write(note === undefined ? 'info' : 'warning', {
      event: 'swept',
      ms: this.#since(startedAt),
      note,
    });
    return note;
  }

  /** A sweep has found these, and is going to remove them. */
  found(runs: readonly SweptRun[]): void {
    for (const { run, records } of runs) this.#log.write('info', { event: 'swept-run', run, records });
  }

  /** The run's last act; then the log is closed. */
  async ending<R extends RemovalReport>(end: Promise<R>): Promise<R> {
    try {
      const report = await end;
      this.#removed += report.removed;
      this.#ended(report);
      return report;
    } catch (error) {
      this.#log.write('error', { event: 'note', text: messageOf(error) });
      throw error;
    } finally {
      await this.#log.close();
    }
  }

  #dropped(subject: Subject, ms: number): void {
    this.#log.write('info', { event: 'dataset-dropped', ...subject, ms });
  }

  #made({ dataset, path }: Subject, { snapshot, stopped }: LiveDataset, ms: number): void {
    const { stats } = snapshot;
    // What it took stands before it in the log.
    this.requests.flush();
    this.#datasets++;
    const counted = this.#count(snapshot);
    const resources = Object.entries(stats.resources);
    const sum = (name: 'adopted' | 'failed' | 'unknown'): number =>
      resources.reduce((total, [, one]) => total + one[name], 0);
    const failed = sum('failed');
    this.#log.write(stopped !== undefined ? 'error' : failed > 0 ? 'warning' : 'info', {
      event: 'dataset-made',
      dataset,
      path,
      ms,
      records: counted,
      planned: Object.fromEntries(resources.map(([name, { planned }]) => [name, planned])),
      adopted: sum('adopted'),
      failed,
      unknown: sum('unknown'),
      requests: stats.requests,
      retries: stats.retries,
      limited: stats.rateLimited,
      reasons: resources.flatMap(([resource, { reasons }]) =>
        reasons.slice(0, mostReasons).map((reason) => ({ resource, ...reason })),
      ),
      stopped: stopped === undefined ? undefined : messageOf(stopped),
    });
  }

  #ended(report: RemovalReport): void {
    const { left } = report;
    this.requests.flush();
    for (const { resource, id, reason } of left.slice(0, mostLeft))
      this.#log.write('error', { event: 'left', resource, id: String(id ?? ''), reason });
    for (const text of removalNotes(report)) this.#log.write('warning', { event: 'note', text });
    const { requests, retries, limited } = this.requests;
    this.#log.write('info', {
      event: 'run-ended',
      ms: this.#since(this.#begunAt),
      datasets: this.#datasets,
      records: this.#records,
      ...{ requests, retries, limited },
      waitedMs: Math.round(this.#waitedMs),
      slowest: this.#slowest,
      removed: this.#removed,
      left: left.length,
      splits: this.#values.splits,
      perParent: this.#children.perParent,
    });
  }

  /** By resource. Its statistics count also records that are not in it. */
  #count({ records, stats }: Pick<DatasetSnapshot, 'records' | 'stats'>): Counts {
    const created = Object.entries(stats.resources).map(([name, one]) => [name, one.created] as const);
    const counts = Object.fromEntries(created.filter(([, count]) => count > 0));
    addTo(this.#records, counts);
    for (const list of Object.values(records)) for (const record of list) this.#note(record);
    return counts;
  }

  #note(record: SeededRecord): void {
    this.#values.add(record, this.#datasets);
    this.#children.add(record);
  }

  #since(startedAt: number): number {
    return tenth(this.#clock.now() - startedAt);
  }
}

const mostOwners = 50_000;
const mostReasons = 20;
const mostLeft = 100;
