import { escapeText } from '../lib/escape.ts';
import { type Counts, ofAll, percentile, sumOf } from '../log/counts.ts';
import { summarySays as says } from '../messages/run-summary.ts';
import { words } from '../messages/words.ts';
import { type RunReport, shownPath } from './run-report.ts';

const mostPath = 120;
const mostDatasets = 20;
const mostReasons = 20;

/** Where the page is that was asked for, or why it is not there. */
export type Written = { readonly file: string; readonly why?: string | undefined } | undefined;

/** How a runner's output ends: what was made, what was waited for, what is left. Three lines, whatever happened. */
export function closingLines(report: RunReport, written?: Written): readonly [string, string, string] {
  const { datasetCount, records, requests, waitedMs, ms, slowest, left, runs } = report;
  const made = says.made(datasetCount, sumOf(records), countedNames(records).slice(0, 6), requests);
  const waited =
    slowest === undefined || slowest.ms < 1
      ? says.notWaited
      : says.waited(
          waitedMs,
          waitedMs / Math.max(1, ms),
          slowest.ms,
          escapeText(shownPath(slowest.path) || says.slowestBase, mostPath),
        );
  return [made, waited, leftLine(left, runs[0] ?? '', written)];
}

function leftLine(left: number, run: string, written: Written): string {
  if (written?.why !== undefined)
    return says.leftAndNoReport(left, written.file, escapeText(written.why, 200));
  if (left > 0) return says.leftAndSweep(left, run);
  return written === undefined ? says.left(left) : says.leftAndReport(left, written.file);
}

type Figure = readonly [label: string, value: string];

/** Labels and figures of a run, for a terminal or a table. */
export function runFacts(report: RunReport): Figure[] {
  const { number, percent, duration } = words();
  const { datasetCount, records, requests, retries, limited, waitedMs, ms, left, stays, latencies } = report;
  const { swept, removed } = report;
  const all = ofAll(latencies);
  const [p50, p95, longest] = [0.5, 0.95, 1].map((share) => duration(percentile(all, share) ?? 0));
  const made: Figure[] = [
    [says.datasets, number(datasetCount)],
    [says.records, countsText(records) || '0'],
  ];
  return [
    ...(swept === undefined ? made : [[says.runsSwept, number(swept.length)] as const]),
    [says.requests, number(requests)],
    ...(all.size > 0 ? [[says.latency, says.latencies(p50 ?? '', p95 ?? '', longest ?? '')] as const] : []),
    ...(retries > 0 ? [[says.repeated, number(retries)] as const] : []),
    ...(limited > 0 ? [[says.limited, number(limited)] as const] : []),
    ...(swept === undefined ? [] : [[says.removed, number(removed)] as const]),
    ...(stays || swept !== undefined
      ? []
      : [
          [says.waitedFor, says.shareOfRun(duration(waitedMs), percent(waitedMs / Math.max(1, ms)))] as const,
        ]),
    ...(stays ? [] : [[says.leftOnApi, number(left)] as const]),
  ];
}

/** `84 users, 126 vms`. */
export function countsText(counts: Counts): string {
  return countedNames(counts).join(', ');
}

/** `84 users` and `126 vms`. */
export function countedNames(counts: Counts): string[] {
  return Object.entries(counts).map(([name, count]) => `${words().number(count)} ${escapeText(name, 40)}`);
}

/** The same for a page of a CI server, in GitHub's Markdown: the figures, the dearest datasets, and why records are missing. */
export function markdownSummary(report: RunReport): string {
  const { number, duration } = words();
  const datasets = report.datasets.toSorted((a, b) => b.ms - a.ms).slice(0, mostDatasets);
  const parts = [
    `### ${says.heading}`,
    table([], runFacts(report)),
    datasets.length > 0 &&
      table(
        [says.suite, says.records, says.requests, says.madeIn],
        datasets.map((one) => [
          one.path || says.baseDataset,
          number(sumOf(one.records)),
          number(one.requests),
          duration(one.ms),
        ]),
      ),
    report.reasons.length > 0 &&
      table(
        [says.resource, says.missing, says.reason],
        report.reasons.slice(0, mostReasons).map((one) => [one.resource, number(one.count), one.reason]),
      ),
  ];
  return `${parts.filter((part) => part !== false).join('\n\n')}\n`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = rows[0]?.length ?? heads.length;
  const line = (cells: readonly string[]): string => `| ${cells.map(inCell).join(' | ')} |`;
  const head = heads.length > 0 ? heads : Array.from({ length: width }, () => ' ');
  return [line(head), `|${' --- |'.repeat(width)}`, ...rows.map(line)].join('\n');
}

/** A text in a cell of Markdown: none of it is markup there, and it stays on its line. */
function inCell(text: string): string {
  return escapeText(text, 300)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|~#@]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
