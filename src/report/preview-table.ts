import type { AnyResource } from '../factory/resource.ts';
import { escapeText } from '../lib/escape.ts';
import { type Column, type TableStyle, table } from './table.ts';

type AnyRecord = Readonly<Record<string, unknown>>;

const shownAtMost = 5;
const columnsAtMost = 6;
/** No terminal is wider. */
const longest = 400;

/** What says most about the preset's records, in the width of a terminal; other resources show their first attributes. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  users: ['id', 'name', 'email'],
  vms: ['id', 'name', 'operating_system', 'cpu_cores', 'ram_gb', 'disk_gb', 'status', 'user_id'],
};

const headings: Readonly<Record<string, string>> = {
  operating_system: 'system',
  cpu_cores: 'cpu',
  ram_gb: 'ram',
  disk_gb: 'disk',
  user_id: 'user',
};

/** The first records of a resource, as `shownFields` gives them: without secrets. */
export function previewTable(
  resource: AnyResource,
  records: readonly AnyRecord[],
  style: TableStyle,
): string {
  const shown = records.slice(0, shownAtMost);
  const names = attributesOf(resource, shown[0] ?? {});
  const columns = names.map((name): Column => {
    const numeric = shown.every((record) => typeof record[name] === 'number');
    return { head: headings[name] ?? escapeText(name), align: numeric ? 'right' : 'left', elastic: !numeric };
  });
  const rows = shown.map((record) => names.map((name) => cell(record[name])));
  const more = records.length - shown.length;
  return table(columns, rows, style) + (more > 0 ? `\n  ${style.dim(`… and ${more} more`)}` : '');
}

function attributesOf({ name, idField }: AnyResource, first: AnyRecord): readonly string[] {
  const known = chosen[name]?.filter((attribute) => attribute in first) ?? [];
  if (known.length > 1) return known;
  const plain = Object.keys(first).filter((attribute) => attribute !== idField && isPlain(first[attribute]));
  return [idField, ...plain].slice(0, columnsAtMost);
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** One line, spelled out: the server may have answered anything. */
function cell(value: unknown): string {
  const text = isPlain(value) ? String(value) : (JSON.stringify(value) ?? '');
  return escapeText(text, longest);
}
