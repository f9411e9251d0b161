import { addTo, type Counts, merged } from '../log/counts.ts';
import type {
  LogLine,
  PerParent,
  ReasonCount,
  RequestSent,
  RunBegun,
  RunEnded,
  Split,
} from '../log/events.ts';
import { sweepPrefix } from '../log/log-files.ts';
import { type DatasetReport, noteText, type ReportPulse, type RunReport, shownPath } from './run-report.ts';
import { covered } from './timeline.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * The report of one or several logs. `since`: what ended before that time (epoch ms) belongs to an earlier round of the same run, and is
 * left out.
 *
 * @returns undefined if there is nothing in them
 */
export function foldLogs(logs: readonly (readonly LogLine[])[], since: number = 0): RunReport | undefined {
  const begins = logs.flatMap(([first]) => (first?.event === 'run-begun' ? [first] : []));
  const [first] = begins.toSorted((a, b) => a.time - b.time);
  if (first === undefined) return undefined;
  const begunAt = Math.max(since, first.time);
  const fold = new Fold();
  for (const lines of logs) {
    const begin = lines[0]?.time ?? begunAt;
    const isEarlier = ({ event, time }: LogLine): boolean => time < since && event !== 'run-begun';
    fold.read(
      lines.filter((line) => !isEarlier(line)),
      begunAt,
      begin - begunAt,
      since > begin,
    );
  }
  return fold.report(first, begunAt, begins.length);
}

/** Reads line after line into what a report tells. */
class Fold {
  readonly #datasets = new Map<string, Mutable<DatasetReport>>();
  readonly #runs: string[] = [];
  readonly #ends: RunEnded[] = [];
  readonly #records: Record<string, number> = {};
  readonly #singles: RequestSent[] = [];
  readonly #pulses: ReportPulse[] = [];
  readonly #waits: RunReport['waits'][number][] = [];
  readonly #retriedAt: number[] = [];
  readonly #waitedFor: { readonly from: number; readonly to: number; readonly path: string }[] = [];
  readonly #latencies = new Map<string, Map<number, number>>();
  readonly #perParent = new Map<string, PerParent>();
  readonly #splits = new Map<string, Split>();
  readonly #reasons = new Map<string, ReasonCount>();
  readonly #gaveUp = new Map<string, RunReport['gaveUp'][number]>();
  readonly #left: RunReport['leftRecords'][number][] = [];
  readonly #notes: string[] = [];
  #notMade = 0;
  readonly #swept: { readonly run: string; readonly records: Counts }[] = [];
  #removed = 0;
  #leftOfDatasets = 0;
  #lastAt = 0;

  /** @param offset what this log's own times are after the report's begin */
  read(lines: readonly LogLine[], begunAt: number, offset: number, isRound: boolean): void {
    for (const line of lines) {
      const at = line.time - begunAt;
      this.#lastAt = Math.max(this.#lastAt, at);
      this.#line(line, at, offset, isRound);
    }
  }

  report(begin: RunBegun, begunAt: number, logs: number): RunReport {
    const ended = this.#ends.length === logs;
    const sum = (name: 'requests' | 'retries' | 'limited' | 'left'): number =>
      this.#ends.reduce((total, end) => total + end[name], 0);
    const counted = (name: 'answered' | 'limited' | 'failed'): number =>
      this.#pulses.reduce((total, pulse) => total + pulse[name], 0);
    const datasets = [...this.#datasets.values()];
    const inPulses = counted('answered') + counted('limited') + counted('failed');
    const waits = this.#waitedFor.toSorted((a, b) => b.to - b.from - (a.to - a.from));
    const [longest] = waits;
    return {
      runs: this.#runs,
      project: begin.project,
      baseUrl: begin.baseUrl,
      begunAt,
      ms: this.#lastAt,
      isWhole: true,
      hasEnded: ended,
      stays: begin.policy === 'keep',
      datasets,
      datasetCount: Math.max(
        datasets.length,
        this.#ends.reduce((total, end) => total + end.datasets, 0),
      ),
      records:
        datasets.length > 0 || !ended ? this.#records : merged(this.#ends.map(({ records }) => records)),
      requests: ended ? sum('requests') : Math.max(inPulses, this.#singles.length),
      retries: ended ? sum('retries') : this.#retriedAt.length,
      limited: ended ? sum('limited') : counted('limited'),
      failed: counted('failed'),
      waitedMs: ended && logs === 1 ? (this.#ends[0]?.waitedMs ?? 0) : covered(waits),
      slowest: longest ? { path: longest.path, ms: longest.to - longest.from } : this.#ends[0]?.slowest,
      removed: ended ? this.#ends.reduce((total, end) => total + end.removed, 0) : this.#removed,
      swept: begin.run.startsWith(sweepPrefix) ? this.#swept : undefined,
      left: ended ? sum('left') : this.#leftOfDatasets,
      leftRecords: this.#left,
      singles: this.#singles.length > 0 && this.#singles.length === inPulses ? this.#singles : undefined,
      pulses: this.#pulses,
      waits: this.#waits,
      retriedAt: this.#retriedAt,
      latencies: this.#latencies,
      perParent: [...this.#perParent.values()],
      splits: [...this.#splits.values()],
      reasons: [...this.#reasons.values()].sort((a, b) => b.count - a.count),
      gaveUp: [...this.#gaveUp.values()].sort((a, b) => b.count - a.count),
      notes: this.#notes,
      notMade: this.#notMade,
    };
  }

  #line(line: LogLine, at: number, offset: number, isRound: boolean): void {
    switch (line.event) {
      case 'run-begun':
        this.#runs.push(line.run);
        break;
      case 'dataset-asked':
        this.#dataset(line.dataset).path = shownPath(line.path);
        this.#dataset(line.dataset).askedAt = at;
        break;
      case 'dataset-made': {
        const { ms, records, failed, requests, retries, limited, stopped } = line;
        const path = shownPath(line.path);
        const dataset = this.#dataset(line.dataset);
        Object.assign(dataset, { path, ms, records, failed, requests, retries, limited, stopped });
        dataset.madeAt = at;
        dataset.askedAt = Math.max(0, at - ms);
        addTo(this.#records, records);
        for (const reason of line.reasons) this.#reason(reason);
        break;
      }
      case 'dataset-dropped':
        this.#datasets.delete(line.dataset);
        break;
      case 'dataset-grown': {
        const dataset = this.#datasets.get(line.dataset);
        if (dataset !== undefined) dataset.records = merged([dataset.records, line.records]);
        addTo(this.#records, line.records);
        break;
      }
      case 'data-waited': {
        const path = shownPath(line.path);
        this.#waitedFor.push({ from: at - line.ms, to: at, path });
        for (const dataset of this.#datasets.values())
          if (dataset.path === path) dataset.waitedMs = Math.max(dataset.waitedMs, line.ms);
        break;
      }
      case 'dataset-removed': {
        // One that an earlier round made is no part of this one.
        if (isRound && !this.#datasets.has(line.dataset)) break;
        const dataset = this.#datasets.get(line.dataset);
        if (dataset !== undefined) Object.assign(dataset, { goneAt: at, goneMs: line.ms, left: line.left });
        this.#removed += line.removed;
        this.#leftOfDatasets += line.left;
        break;
      }
      case 'request':
        this.#singles.push({ ...line, at: line.at + offset });
        break;
      case 'pulse':
        this.#pulses.push({ ...line, from: line.from + offset, to: line.to + offset });
        for (const [method, buckets] of Object.entries(line.latencies)) this.#addLatencies(method, buckets);
        break;
      case 'wait':
        this.#waits.push({ because: line.because, at: line.at + offset, ms: line.ms });
        break;
      case 'retry':
        this.#retriedAt.push(line.at + offset);
        break;
      case 'gave-up': {
        const request = `${line.method} ${line.path.replace(/\/[^/]*\d[^/]*/g, '/…')}`;
        const name = JSON.stringify([request, line.why]);
        this.#gaveUp.set(name, { request, why: line.why, count: (this.#gaveUp.get(name)?.count ?? 0) + 1 });
        break;
      }
      case 'swept-run':
        this.#swept.push(line);
        break;
      case 'left':
        this.#left.push(line);
        break;
      case 'note':
        if (this.#datasets.delete(line.dataset ?? '')) this.#notMade++;
        this.#notes.push(noteText(line));
        break;
      case 'swept':
        if (line.note !== undefined) this.#notes.push(line.note);
        break;
      case 'run-ended':
        this.#ends.push(line);
        for (const split of line.splits) this.#addSplit(split);
        for (const one of line.perParent) this.#addPerParent(one);
        break;
    }
  }

  #dataset(name: string): Mutable<DatasetReport> {
    const known = this.#datasets.get(name) ?? {
      ...{ path: '', askedAt: 0, madeAt: undefined, ms: 0, records: {}, failed: 0, requests: 0, retries: 0 },
      ...{ limited: 0, waitedMs: 0, goneAt: undefined, goneMs: 0, left: 0, stopped: undefined },
    };
    this.#datasets.set(name, known);
    return known;
  }

  #reason({ resource, reason, count, notSent }: ReasonCount): void {
    const name = JSON.stringify([resource, reason]);
    this.#reasons.set(name, {
      resource,
      reason,
      notSent,
      count: count + (this.#reasons.get(name)?.count ?? 0),
    });
  }

  #addPerParent({ child, parent, counts }: PerParent): void {
    const name = JSON.stringify([child, parent]);
    const known = this.#perParent.get(name);
    this.#perParent.set(name, { child, parent, counts: merged([known?.counts ?? {}, counts]) });
  }

  #addSplit({ resource, field, values }: Split): void {
    const name = JSON.stringify([resource, field]);
    const known = this.#splits.get(name);
    this.#splits.set(name, { resource, field, values: merged([known?.values ?? {}, values]) });
  }

  #addLatencies(method: string, buckets: Counts): void {
    const known = this.#latencies.get(method) ?? new Map<number, number>();
    this.#latencies.set(method, known);
    for (const [bucket, count] of Object.entries(buckets))
      known.set(Number(bucket), (known.get(Number(bucket)) ?? 0) + count);
  }
}
