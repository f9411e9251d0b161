import { shownFields } from '../dataset/shown-fields.ts';
import { type DatasetSnapshot, type SeededRecord, summaryLine } from '../dataset/snapshot.ts';
import { escapeJson, escapeText } from '../lib/escape.ts';
import { MASK } from '../lib/redact.ts';
import { runnersSay } from '../messages/runners.ts';
import { type Column, table } from './table.ts';

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
    final ? runnersSay.kept(counts) : runnersSay.keptIfRetriesFail(counts),
    runnersSay.toRemove(escapeText(run)),
  ];
}

/** Most failures that are listed: they mostly say the same. */
const mostFailures = 10;

/** What a failing test says of its dataset: which it is, how to get the same people again, whether it stays, and what is missing. */
export function failureFacts(snapshot: DatasetSnapshot, kept?: Kept): string {
  const { namespace, randomSeed, failures } = snapshot;
  return [
    `seedbed ${summaryLine(snapshot)}`,
    runnersSay.namespace(escapeText(namespace)),
    runnersSay.again(randomSeed),
    ...(kept === undefined ? [] : keptLines(kept)),
    ...failures
      .slice(0, mostFailures)
      .map(({ resource, index, reason }) =>
        runnersSay.notCreated(`${resource}[${index}]`, escapeText(reason, 300)),
      ),
    ...(failures.length > mostFailures ? [runnersSay.andMore(failures.length - mostFailures)] : []),
  ].join('\n');
}

/** The same, with the records as small tables. Secrets are masked: `[secret]`. */
export function failureReport(snapshot: DatasetSnapshot, kept?: Kept, shown: Shown = {}): string {
  const tables = recordsTable(snapshot, shown);
  return [failureFacts(snapshot, kept), ...(tables === '' ? [] : [tables])].join('\n\n');
}

/** All of a dataset's records as JSON, for people who want more than a table. Secrets are masked. */
export function recordsJson({ namespace, records }: DatasetSnapshot): string {
  const shown = Object.entries(records).map(([name, list]) => [name, list.map(shownFields)]);
  return escapeJson(JSON.stringify({ namespace, ...Object.fromEntries(shown) }, null, 1));
}

/** How much of a dataset is shown. */
interface Shown {
  /** Records of a resource. @default 20 */
  readonly most?: number | undefined;
  /** Widest line, in columns. @default 100 */
  readonly width?: number | undefined;
}

/** Fields that tell one record from another at a glance, best first. Others are shown if a record has none of these. */
const telling = [
  ...['email', 'name', 'title', 'login', 'username', 'slug', 'hostname', 'label', 'code'],
  ...['role', 'status', 'state', 'kind', 'type'],
];
const mostFields = 4;
const longestCell = 60;

/**
 * A dataset's records as one small table a resource: what the test calls them, their ids, and a few telling fields. No secret, nothing
 * raw, and not more than is read at a glance.
 */
export function recordsTable(
  { records }: Pick<DatasetSnapshot, 'records'>,
  { most = 20, width = 100 }: Shown = {},
): string {
  return Object.entries(records)
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) => {
      const more = list.length - most;
      const rows = tableOf(name, list.slice(0, most), width);
      return more > 0 ? `${rows}\n  ${runnersSay.andMore(more)}` : rows;
    })
    .join('\n\n');
}

function tableOf(name: string, list: readonly SeededRecord[], width: number): string {
  const shown = list.map(shownFields);
  const fields = fieldsOf(list, shown);
  const columns: Column[] = [
    { head: escapeText(name) },
    { head: 'id', elastic: true },
    ...fields.map((field) => ({ head: escapeText(field, longestCell), elastic: true })),
  ];
  const rows = list.map(({ index, id }, at) => [
    `${escapeText(name)}[${index}]`,
    escapeText(String(id), longestCell),
    ...fields.map((field) => cell(shown[at]?.[field])),
  ]);
  return table(columns, rows, { width, dim: (text) => text });
}

/** The telling ones, and those that name a parent: a record's place among the others is half of what it is. */
function fieldsOf(
  list: readonly SeededRecord[],
  shown: readonly Readonly<Record<string, unknown>>[],
): string[] {
  const candidates = [...new Set(shown.flatMap((fields) => Object.keys(fields)))].filter((field) => {
    const values = shown.map((fields) => fields[field]);
    return field !== 'id' && values.some(isShort) && !values.includes(MASK);
  });
  const rank = (field: string): number => {
    // A foreign key: of each record that has it, the id of one of its parents.
    if (list.every(({ fields, parents }) => Object.values(parents).includes(fields[field] as never)))
      return -1;
    const place = telling.indexOf(field.toLowerCase());
    return place === -1 ? telling.length : place;
  };
  const best = candidates.sort((a, b) => rank(a) - rank(b)).slice(0, mostFields);
  return best.filter((field, at) => at === 0 || rank(field) < telling.length);
}

function isShort(value: unknown): boolean {
  return (typeof value === 'string' && value.length <= 80) || ['number', 'boolean'].includes(typeof value);
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return escapeText(typeof value === 'object' ? JSON.stringify(value) : String(value), longestCell);
}
