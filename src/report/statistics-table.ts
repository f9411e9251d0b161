import { notSentOf, type ResourceStatistics, type Statistics } from '../dataset/snapshot.ts';
import { formatDuration } from '../lib/clock.ts';
import { escapeText } from '../lib/escape.ts';
import { madeSays as say } from '../messages/made.ts';
import { words } from '../messages/words.ts';
import { type RecordsPerOwner, type Spread, singular } from './run-statistics.ts';
import { type Fact, factText, table, wrap } from './table.ts';

/** How a report is coloured: the caller knows its terminal. */
export interface ReportStyle {
  readonly width: number;
  /** Text that is not a table is broken between words before it is wider. @default never: a file's reader breaks lines */
  readonly textWidth?: number | undefined;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

interface TableParts {
  readonly stats: Statistics;
  readonly spreads: readonly Spread[];
  /** How long the run paused between batches, and for how long each time. */
  readonly pauses?: { readonly ms: number; readonly eachMs: number } | undefined;
}

/** The result of a run, for a terminal: a line a resource, why records are missing, and what it cost. */
export function statisticsTable({ stats, spreads, pauses }: TableParts, style: ReportStyle): string {
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
  const facts: Fact[] = [
    ...spreads.map(
      ({ child, parent, spread }): Fact => [say.perOwner(child, singular(parent)), spreadText(spread)],
    ),
    [say.requests, requestsText(stats)],
    [say.duration, formatDuration(stats.durationMs)],
    ...(pauses === undefined || pauses.ms < stats.durationMs / 3
      ? []
      : [
          [
            say.pauses,
            say.pausesOf(Math.min(pauses.ms, stats.durationMs), pauses.eachMs / 1000),
          ] satisfies Fact,
        ]),
  ];
  return [totals, ...missing(stats, style), factText(facts, style)].join('\n\n');
}

/** `min 2 · avg 2.5 · max 3`. */
export function spreadText({ min, avg, max }: RecordsPerOwner): string {
  return say.spread(min, avg, max);
}

function rowOf(name: string, one: ResourceStatistics, { good, bad, dim }: ReportStyle): string[] {
  const { created, planned, adopted } = one;
  const notSent = notSentOf(one);
  const failed = one.failed - notSent;
  // Of what was sent: what was not has neither failed nor succeeded.
  const share = notSent === 0 ? one.successRate / 100 : created / (planned - notSent);
  const found = adopted === 0 ? '' : say.foundAgain(adopted);
  const mark = failed > 0 ? bad : notSent > 0 ? (text: string) => text : good;
  return [
    name,
    `${say.of(created, planned)}${found}`,
    failed === 0 ? '0' : bad(words().number(failed)),
    notSent === planned && planned > 0 ? dim('–') : mark(words().percent(share)),
  ];
}

/** In full, even if it takes two lines: a reason cut short is no reason. */
function missing(
  { resources }: Statistics,
  { bad, dim, textWidth = Number.POSITIVE_INFINITY }: ReportStyle,
): string[] {
  const told = (sign: string, text: string): string =>
    `  ${sign} ${wrap(text, textWidth - 4).replaceAll('\n', '\n    ')}`;
  const lines = Object.entries(resources).flatMap(([name, { reasons }]) =>
    reasons.map(({ reason, count, notSent }) =>
      told(notSent ? dim('–') : bad('✗'), say.notMade(count, name, escapeText(reason))),
    ),
  );
  const unknown = Object.entries(resources).flatMap(([name, { unknown }]) =>
    unknown === 0 ? [] : told(bad('?'), say.mayExist(unknown, name)),
  );
  return lines.length === 0 ? [] : [[...lines, ...unknown].join('\n')];
}

function requestsText({ requests, retries, rateLimited }: Statistics): string {
  const extra = [retries > 0 && say.retries(retries), rateLimited > 0 && say.heldBack(rateLimited)].filter(
    (part) => part !== false,
  );
  return [words().number(requests), ...extra].join(' · ');
}
