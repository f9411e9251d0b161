import { styleText } from 'node:util';
import { escapeJson } from '../lib/escape.ts';
import type { ReportStyle } from '../report/statistics-table.ts';
import { type Fact, factText, wrap } from '../report/table.ts';

export type Style = Parameters<typeof styleText>[0];
/** Colours a text, or leaves it as it is if colours would not be seen. */
export type Paint = (style: Style, text: string) => string;

/** Results, on stdout. They carry our own colours: text from an API, a ledger or a file must be escaped before it comes here. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A result as JSON, for other programs: nothing in it commands a terminal, and it is the same data. */
export function printJson(value: unknown): void {
  print(escapeJson(JSON.stringify(value, null, 2)));
}

/** A line at the end of stderr that is drawn over and over. */
export interface LastLine {
  clear(): void;
  draw(): void;
}

let lastLine: LastLine | undefined;

/** From now on, printed lines go above this line; undefined: there is none. */
export function keepLastLine(line: LastLine | undefined): void {
  lastLine = line;
}

/** Everything that is not the result: progress, hints, errors. On stderr, so that stdout can be piped. */
export function tell(text: string): void {
  const { isTTY, columns } = process.stderr;
  lastLine?.clear();
  process.stderr.write(`${isTTY ? wrap(text, columns || 80) : text}\n`);
  lastLine?.draw();
}

// `validateStream` respects NO_COLOR, FORCE_COLOR and terminals without colours.
export const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout });

/** How reports look on this process's stdout: as wide as a terminal, or 100 columns for a file or pipe, which do not wrap. */
export function reportStyle(): ReportStyle {
  const { isTTY, columns } = process.stdout;
  return {
    // A terminal may not know its width: then it says 0.
    width: isTTY ? columns || 80 : 100,
    textWidth: isTTY ? columns || 80 : Number.POSITIVE_INFINITY,
    dim: (text) => paint('dim', text),
    good: (text) => paint('green', text),
    bad: (text) => paint('red', text),
  };
}

/** A text for stdout that begins so far from the edge of a terminal, and whose further lines do, too. */
export function indented(text: string, indent: number): string {
  const { textWidth = Number.POSITIVE_INFINITY } = reportStyle();
  return wrap(text, textWidth - indent).replaceAll('\n', `\n${' '.repeat(indent)}`);
}

/** Labels and values, on stdout, below an empty line. */
export function printFacts(facts: readonly Fact[]): void {
  print(`\n${factText(facts, reportStyle())}`);
}

/** Whether a person can answer: both ends of the terminal are there. */
export function isSomebodyThere(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks on stderr, and takes anything but a yes for a no, Ctrl-C included. Works on the plainest terminal. */
export async function confirm(question: string, yes: readonly string[]): Promise<boolean> {
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((resolve) => {
    lines.once('close', () => resolve('')).once('SIGINT', () => lines.close());
    lines.question(`${question} `, resolve);
  });
  lines.close();
  return yes.includes(answer.trim().toLowerCase());
}

let make: (() => string | undefined) | undefined;

/** What is to be said if this process must end at once: what exists, and how to remove it. Undefined: nothing does. */
export function keepLastWord(word: () => string | undefined): void {
  make = word;
}

/** Says it, once. */
export function sayLastWord(): void {
  const word = make?.();
  make = undefined;
  if (word !== undefined) tell(`seedbed: ${word}`);
}
