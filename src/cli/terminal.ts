import { styleText } from 'node:util';
import { escapeJson } from '../lib/escape.ts';

export type Style = Parameters<typeof styleText>[0];
/** Colours a text, or leaves it as it is where colours would not be seen. */
export type Paint = (style: Style, text: string) => string;

/** Results, on stdout. They carry our own colours: text from an API, a ledger or a file is escaped by whoever puts it in. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A result as JSON, for other programs: nothing in it commands a terminal, and it is the same data. */
export function printJson(value: unknown): void {
  print(escapeJson(JSON.stringify(value, null, 2)));
}

/** Everything that is not the result: progress, hints, errors. On stderr, so that stdout can be piped. */
export function tell(text: string): void {
  const { isTTY, columns } = process.stderr;
  process.stderr.write(`${isTTY ? wrap(text, columns) : text}\n`);
}

/** Breaks long lines between words, as terminals do not. Words longer than a line stay whole: they can be copied. */
export function wrap(text: string, width: number): string {
  return text.replace(new RegExp(`(?![^\\n]{1,${width}}$)([^\\n]{1,${width}})[ ]`, 'gm'), '$1\n');
}

// `validateStream` respects NO_COLOR, FORCE_COLOR and terminals without colours.
export const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout });

/** Columns that a table may take: a terminal's own, or 100 for a file or pipe, which do not wrap. */
export function columns(): number {
  return process.stdout.isTTY ? process.stdout.columns : 100;
}
