import { writeSync } from 'node:fs';

/** What became of lines that were to be appended. */
export interface Written {
  /** The lines that are not in the file as a whole. */
  readonly rest: string;
  /** True where the file ends within a line. */
  readonly cutOff: boolean;
  readonly error?: unknown;
}

/** write(2) may take only a part, on a full disk or after a signal: what it took is not written again. */
export function writeLines(descriptor: number, text: string): Written {
  const bytes = Buffer.from(text);
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(descriptor, bytes, done);
    return { rest: '', cutOff: false };
  } catch (error) {
    const whole = done === 0 ? 0 : bytes.lastIndexOf(lineFeed, done - 1) + 1;
    return { rest: bytes.subarray(whole).toString(), cutOff: whole < done, error };
  }
}

const lineFeed = 10;
