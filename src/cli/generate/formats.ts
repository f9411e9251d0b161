import { escapeJson } from '../../lib/escape.ts';
import type { Generated } from './records.ts';

export const formats = ['json', 'ndjson', 'csv'] as const;
export type Format = (typeof formats)[number];

/** One line a record, its resource first. */
export function* ndjson(all: readonly Generated[]): Generator<string> {
  for (const { resource, records } of all)
    for (const record of records()) yield `${jsonOf({ resource: resource.name, ...record })}\n`;
}

/** `{ "users": […], "vms": […] }`, one line a record. */
export function* json(all: readonly Generated[]): Generator<string> {
  let before = '{';
  for (const { resource, records } of all) {
    yield `${before}\n  ${JSON.stringify(resource.name)}: [`;
    let comma = '';
    for (const record of records()) {
      yield `${comma}\n    ${jsonOf(record)}`;
      comma = ',';
    }
    yield '\n  ]';
    before = ',';
  }
  yield '\n}\n';
}

/** It may be read on a terminal. */
function jsonOf(record: object): string {
  return escapeJson(JSON.stringify(record));
}

/** A heading and one line a record. */
export function* csv({ records }: Generated): Generator<string> {
  let names: readonly string[] | undefined;
  for (const record of records()) {
    if (names === undefined) {
      names = Object.keys(record);
      yield csvLine(names);
    }
    yield csvLine(names.map((name) => record[name]));
  }
}

/** Cells as one line. RFC 4180 ends lines with CRLF. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A CSV line's cell, RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers. */
export function csvCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // OWASP's list. A space before the sign does not help: spreadsheets trim it.
  const safe = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
