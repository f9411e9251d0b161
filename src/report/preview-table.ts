import type { AnyResource } from '../factory/resource.ts';
import { escapeText } from '../lib/escape.ts';
import { type Column, type TableStyle, table } from './table.ts';

type AnyRecord = Readonly<Record<string, unknown>>;

const shownAtMost = 5;
const columnsAtMost = 6;
/** No terminal is wider. */
const longest = 400;

/** The first records of a resource, as `shownFields` gives them: without secrets. */
export function previewTable(
  resource: AnyResource,
  records: readonly AnyRecord[],
  style: TableStyle,
): string {
  const shown = records.slice(0, shownAtMost);
  const fields = fieldsOf(resource, shown[0] ?? {});
  const columns = fields.map(([name, heading]): Column => {
    const numeric = shown.every((record) => typeof record[name] === 'number');
    return { head: escapeText(heading), align: numeric ? 'right' : 'left', elastic: !numeric };
  });
  const rows = shown.map((record) => fields.map(([name]) => cell(record[name])));
  const more = records.length - shown.length;
  return table(columns, rows, style) + (more > 0 ? `\n  ${style.dim(`… and ${more} more`)}` : '');
}

/** Names and headings: what the resource chose, as far as it is there, else the first plain ones. */
function fieldsOf(
  { idField, preview = {} }: AnyResource,
  first: AnyRecord,
): readonly (readonly [string, string])[] {
  const chosen = Object.entries(preview).filter(([name]) => name in first);
  if (chosen.length > 1) return chosen;
  const plain = Object.keys(first).filter((name) => name !== idField && isPlain(first[name]));
  return [idField, ...plain].slice(0, columnsAtMost).map((name) => [name, name]);
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** One line, spelled out: the server may have answered anything. */
function cell(value: unknown): string {
  const text = isPlain(value) ? String(value) : (JSON.stringify(value) ?? '');
  return escapeText(text, longest);
}
