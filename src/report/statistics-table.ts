import type { ResourceStatistics, Statistics } from '../dataset/snapshot.ts';
import { formatDuration } from '../lib/duration.ts';
import { escapeText } from '../lib/escape.ts';
import { statisticsSay as say } from '../messages/statistics.ts';
import { singular } from './run-statistics.ts';
import type { RecordsPerOwner, Spread } from './spreads.ts';
import { table } from './table.ts';

/** How a report is coloured: the caller knows its terminal. */
export interface ReportStyle {
  readonly width: number;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** What a run came to, for a terminal: a line a resource, why records are missing, and what it cost. */
export function statisticsTable(
  { stats, spreads }: { readonly stats: Statistics; readonly spreads: readonly Spread[] },
  style: ReportStyle,
): string {
  const rows = Object.entries(stats.resources).map(([name, one]) => rowOf(name, one, style));
  const totals = table(
    [
      { head: say.resource },
      { head: say.created, align: 'right' },
      { head: say.failed, align: 'right' },
      { head: say.success, align: 'right' },
    ],
    rows,
    style,
  );
  const facts: [label: string, value: string][] = [
    ...spreads.map(({ child, parent, spread }): [string, string] => [
      say.perOwner(child, singular(parent)),
      spreadText(spread),
    ]),
    [say.requests, requestsText(stats)],
    [say.duration, formatDuration(stats.durationMs)],
  ];
  return [totals, ...missing(stats, style), factLines(facts, style.dim)].join('\n\n');
}

/** `min 2 · avg 2.5 · max 3`. */
export function spreadText({ min, avg, max }: RecordsPerOwner): string {
  return say.spread(min, avg, max);
}

/** Labels and values, the values under each other. */
function factLines(
  facts: readonly (readonly [label: string, value: string])[],
  dim: (text: string) => string,
): string {
  const width = Math.max(...facts.map(([label]) => label.length));
  return facts.map(([label, value]) => `  ${dim(label.padEnd(width))}  ${value}`).join('\n');
}

function rowOf(
  name: string,
  { created, planned, adopted, failed, successRate }: ResourceStatistics,
  { good, bad }: ReportStyle,
): string[] {
  const found = adopted === 0 ? '' : say.foundAgain(adopted);
  const mark = failed === 0 ? good : bad;
  return [
    name,
    `${say.of(created, planned)}${found}`,
    failed === 0 ? '0' : bad(String(failed)),
    mark(`${successRate} %`),
  ];
}

/** In full, even if it takes two lines: a reason cut short is no reason. */
function missing({ resources }: Statistics, { bad }: ReportStyle): string[] {
  const lines = Object.entries(resources).flatMap(([name, { reasons }]) =>
    reasons.map(({ reason, count }) => `  ${bad('✗')} ${count} ${name}: ${escapeText(reason)}`),
  );
  const unknown = Object.entries(resources).flatMap(([name, { unknown }]) =>
    unknown === 0 ? [] : `  ${bad('?')} ${say.mayExist(unknown, name)}`,
  );
  return lines.length === 0 ? [] : [[...lines, ...unknown].join('\n')];
}

function requestsText({ requests, retries, rateLimited }: Statistics): string {
  const extra = [retries > 0 && say.retries(retries), rateLimited > 0 && say.heldBack(rateLimited)].filter(
    (part) => part !== false,
  );
  return [String(requests), ...extra].join(' · ');
}
