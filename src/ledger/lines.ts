import { readSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** What became of lines that were to be appended. */
export interface Written {
  /** The lines that are not in the file as a whole. */
  readonly rest: string;
  /** How many bytes the file grew by. */
  readonly bytes: number;
  /** True if the file ends within a line. */
  readonly cutOff: boolean;
  readonly error?: unknown;
}

/** write(2) may take only a part, on a full disk or after a signal: what it took is not written again. */
export function writeLines(descriptor: number, text: string): Written {
  const bytes = Buffer.from(text);
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(descriptor, bytes, done);
    return { rest: '', bytes: done, cutOff: false };
  } catch (error) {
    const whole = done === 0 ? 0 : bytes.lastIndexOf(lineFeed, done - 1) + 1;
    return { rest: bytes.subarray(whole).toString(), bytes: done, cutOff: whole < done, error };
  }
}

const lineFeed = 10;

/** Ends a line that was cut off, before others are appended. No whole line ends like this, so a reader knows that nothing is missing. */
export const cutOffEnd = '~\n';

/** Longer ones are no lines of ours: a key and an id, each character escaped, need 30 kB. */
const maxLength = 65_536;

/** What {@link readLines} yields for a line that is too long to be one. */
const tooLong = '…';

/** One for all: it is decoded before anything else is read. */
let buffer: Buffer | undefined;

/**
 * Whole lines of an open file that are not empty. Passed over: the last one if it has no end, because a kill cut it off or it is still
 * being written, and those that end as {@link cutOffEnd} says.
 *
 * @param from a byte; the line that it lies in is passed over, unless it begins there
 */
export function* readLines(descriptor: number, from = 0): Generator<string> {
  buffer ??= Buffer.allocUnsafeSlow(65_536);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let within = from > 0;
  let skipping = false;
  for (let position = Math.max(0, from - 1); ; ) {
    const bytes = readSync(descriptor, buffer, 0, buffer.length, position);
    if (bytes === 0) return;
    position += bytes;
    const lines = (rest + decoder.write(buffer.subarray(0, bytes))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (within) within = false;
      else if (skipping) skipping = false;
      else if (line.length > maxLength) yield tooLong;
      else if (line !== '' && !line.endsWith('~')) yield line;
    }
    if (rest.length > maxLength) {
      if (!within && !skipping) yield tooLong;
      skipping = !within;
      rest = '';
    }
  }
}
