import { shownFields } from '../dataset/shown-fields.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import { formatDuration } from '../lib/duration.ts';
import { escapeJson, escapeText } from '../lib/escape.ts';

/** `seeded 5 users, 10 vms (41 ms)`: a step's title. */
export function summaryLine({ records, stats }: DatasetSnapshot): string {
  const counts = Object.entries(records).filter(([, list]) => list.length > 0);
  const what = counts.map(([name, list]) => `${list.length} ${name}`).join(', ') || 'nothing';
  return `seeded ${what} (${formatDuration(stats.durationMs)})`;
}

/** That a failed test's dataset stays on the API for a look. */
export interface Kept {
  readonly run: string;
  /** Records of each resource that stay. */
  readonly stays: Readonly<Record<string, number>>;
  /** False: the test is tried again, and the dataset stays only if it fails for good. */
  readonly final: boolean;
}

function keptLines({ run, stays, final }: Kept): string[] {
  const counts = Object.entries(stays).map(([name, count]) => `${count} ${name}`);
  return [
    `${final ? 'kept on the API' : 'kept if the retries fail too'}: ${counts.join(', ') || 'nothing'}`,
    `to remove after this run: npx seedbed sweep --run ${escapeText(run)}`,
  ];
}

/**
 * What a failing test shows: the dataset, how to get the same people again, and whether it stays. Secrets are masked: `[secret]`.
 * `most`: records of a resource that are shown. What matters comes first: Playwright's list reporter cuts an attachment off at 300 characters.
 */
export function failureReport(
  snapshot: DatasetSnapshot,
  kept?: Kept,
  most: number = Number.POSITIVE_INFINITY,
): string {
  const { namespace, randomSeed, records, failures } = snapshot;
  const lists = Object.entries(records)
    .filter(([, list]) => list.length > 0)
    .flatMap(([name, list]) => [
      `${name}:`,
      ...list.slice(0, most).map((record) => `  ${escapeJson(JSON.stringify(shownFields(record)))}`),
      ...(list.length > most ? [`  … and ${list.length - most} more`] : []),
    ]);
  return [
    `seedbed ${summaryLine(snapshot)}`,
    `namespace ${escapeText(namespace)}`,
    `randomSeed ${randomSeed}; the same people again: SEEDBED_RANDOM_SEED=${randomSeed}`,
    ...(kept === undefined ? [] : keptLines(kept)),
    ...lists,
    ...failures.map(
      ({ resource, index, reason }) => `not created: ${resource}[${index}]: ${escapeText(reason)}`,
    ),
  ].join('\n');
}
