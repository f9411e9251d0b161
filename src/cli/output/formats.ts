import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { SeedbedError } from '../../errors.ts';
import { escapeJson, escapeText } from '../../lib/escape.ts';
import { language } from '../../messages/language.ts';
import { madeSays } from '../../messages/made.ts';

const formats = ['json', 'ndjson', 'csv'] as const;
export type Format = (typeof formats)[number];

const byExtension: ReadonlyMap<string, Format> = new Map([
  ['.json', 'json'],
  ['.ndjson', 'ndjson'],
  ['.jsonl', 'ndjson'],
  ['.csv', 'csv'],
]);

/**
 * How a file is written, by its name. JSON if its name has no extension, or if it is no file but a device or a pipe.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` for an extension that is none of ours
 */
export function formatOf(file: string): Format {
  const extension = extname(file).toLowerCase();
  const format = byExtension.get(extension);
  if (format !== undefined) return format;
  const found = statSync(file, { throwIfNoEntry: false });
  if (extension === '' || (found !== undefined && !found.isFile())) return 'json';
  throw new SeedbedError('SEEDBED_CONFIG', madeSays.unknownExtension(escapeText(file, 200)));
}

/** `out.csv` → `out.users.csv`, if there are several: a CSV file holds records of one resource. */
export function fileOf(output: string, resource: string, resources: number): string {
  if (resources === 1) return output;
  const extension = extname(output);
  return `${output.slice(0, output.length - extension.length)}.${resource}${extension || '.csv'}`;
}

type Attributes = Readonly<Record<string, unknown>>;

/** The records of one resource, one after the other: a million cost no memory. */
export interface Listed {
  /** The resource's. */
  readonly name: string;
  /** The names of all their fields. @default those of the first record */
  readonly columns?: readonly string[] | undefined;
  records(): Iterable<Attributes>;
}

/** One line a record, its resource first. */
export function* ndjson(all: readonly Listed[]): Generator<string> {
  for (const { name, records } of all)
    for (const record of records()) yield `${jsonOf({ resource: name, ...record })}\n`;
}

/** `{ "users": […], "vms": […] }`, one line a record; what else there is stands before and after them. */
export function* json(
  all: readonly Listed[],
  { before = {}, after = {} }: { readonly before?: object; readonly after?: object } = {},
): Generator<string> {
  let opening = '{';
  const field = (name: string): string => {
    const text = `${opening}\n  ${JSON.stringify(name)}: `;
    opening = ',';
    return text;
  };
  const others = function* (values: object): Generator<string> {
    for (const [name, value] of Object.entries(values))
      yield field(name) + escapeJson(JSON.stringify(value, null, 2).replaceAll('\n', '\n  '));
  };
  yield* others(before);
  for (const { name, records } of all) {
    yield `${field(name)}[`;
    let comma = '';
    for (const record of records()) {
      yield `${comma}\n    ${jsonOf(record)}`;
      comma = ',';
    }
    yield comma === '' ? ']' : '\n  ]';
  }
  yield* others(after);
  yield `${opening === '{' ? '{' : ''}\n}\n`;
}

/** It may be read on a terminal. */
function jsonOf(record: object): string {
  return escapeJson(JSON.stringify(record));
}

/** How a spreadsheet of the reader's country opens a CSV: a French one separates cells with semicolons, and knows UTF-8 only by its mark. */
export interface CsvDialect {
  readonly separator: string;
  /** At the beginning of the file. */
  readonly mark: string;
}

export function csvDialect(): CsvDialect {
  return language() === 'fr' ? { separator: ';', mark: '\ufeff' } : { separator: ',', mark: '' };
}

/** A heading and one line a record. */
export function* csv(
  { columns, records }: Listed,
  { separator, mark }: CsvDialect = csvDialect(),
): Generator<string> {
  let names = columns;
  let opening: string | undefined = mark;
  for (const record of records()) {
    names ??= Object.keys(record);
    if (opening !== undefined) yield opening + csvLine(names, separator);
    opening = undefined;
    yield csvLine(
      names.map((name) => record[name]),
      separator,
    );
  }
}

/** Cells as one line. RFC 4180 ends lines with CRLF. */
export function csvLine(cells: readonly unknown[], separator: string): string {
  return `${cells.map((cell) => csvCell(cell, separator)).join(separator)}\r\n`;
}

/**
 * A CSV line's cell, RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers, and text of
 * digits keeps its zeros. Characters that control a terminal are escaped.
 */
export function csvCell(value: unknown, separator: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // OWASP's list. A space before the sign does not help: spreadsheets trim it.
  const safe = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  const shown = safe
    .split(/([\t\r\n]+)/)
    .map((part, order) => (order % 2 === 0 ? escapeText(part) : part))
    .join('');
  return shown.includes(separator) || /["\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
