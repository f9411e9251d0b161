import { readFileSync } from 'node:fs';
import { isPlainObject } from '../lib/check.ts';
import { type LogLine, logFormat, type RunBegun } from './events.ts';

/** The lines of a log. A last line that a kill cut off, and whatever else is no line of ours, is left out. */
export function readLog(file: string): LogLine[] {
  return parseLog(readFileSync(file, 'utf8'));
}

/** The same of a text. Empty if it is no log, or one of another version. */
export function parseLog(text: string): LogLine[] {
  const lines = text.split('\n').flatMap((line) => parseLine(line) ?? []);
  const [first] = lines;
  return first?.event === 'run-begun' && first.format === logFormat ? lines : [];
}

/** What the first line of a log says, without reading all of it; undefined if it is no log. */
export function readBegin(text: string): (RunBegun & LogLine) | undefined {
  const first = parseLine(text.slice(0, text.indexOf('\n') + 1));
  return first?.event === 'run-begun' ? first : undefined;
}

function parseLine(line: string): LogLine | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return isLine(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isLine(parsed: unknown): parsed is LogLine {
  return isPlainObject(parsed) && typeof parsed.event === 'string' && typeof parsed.time === 'number';
}
