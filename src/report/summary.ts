import { shownFields } from '../dataset/shown-fields.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import { escapeJson, escapeText } from '../lib/escape.ts';
import { failingSays } from '../messages/failing-test.ts';
import { recordsTable, type Shown } from './records-table.ts';

/** `seeded 5 users, 10 vms (41 ms)`: a step's title. */
export function summaryLine({ records, stats }: DatasetSnapshot): string {
  const counts = Object.entries(records).filter(([, list]) => list.length > 0);
  return failingSays.seeded(
    counts.map(([name, list]) => `${list.length} ${name}`),
    stats.durationMs,
  );
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
    final ? failingSays.kept(counts) : failingSays.keptIfRetriesFail(counts),
    failingSays.toRemove(escapeText(run)),
  ];
}

/** Most failures that are listed: they mostly say the same. */
const mostFailures = 10;

/** What a failing test says of its dataset: which it is, how to get the same people again, whether it stays, and what is missing. */
export function failureFacts(snapshot: DatasetSnapshot, kept?: Kept): string {
  const { namespace, randomSeed, failures } = snapshot;
  return [
    `seedbed ${summaryLine(snapshot)}`,
    failingSays.namespace(escapeText(namespace)),
    failingSays.again(randomSeed),
    ...(kept === undefined ? [] : keptLines(kept)),
    ...failures
      .slice(0, mostFailures)
      .map(({ resource, index, reason }) =>
        failingSays.notCreated(`${resource}[${index}]`, escapeText(reason, 300)),
      ),
    ...(failures.length > mostFailures ? [failingSays.andMore(failures.length - mostFailures)] : []),
  ].join('\n');
}

/** The same, with the records as small tables. Secrets are masked: `[secret]`. */
export function failureReport(snapshot: DatasetSnapshot, kept?: Kept, shown: Shown = {}): string {
  const tables = recordsTable(snapshot, shown);
  return [failureFacts(snapshot, kept), ...(tables === '' ? [] : [tables])].join('\n\n');
}

/** All of a dataset's records, as JSON for whoever wants more than a table. Secrets are masked. */
export function recordsJson({ namespace, records }: DatasetSnapshot): string {
  const shown = Object.entries(records).map(([name, list]) => [name, list.map(shownFields)]);
  return escapeJson(JSON.stringify({ namespace, ...Object.fromEntries(shown) }, null, 1));
}
