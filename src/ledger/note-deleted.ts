import { closeSync, constants, fstatSync, futimesSync, openSync, readSync } from 'node:fs';
import { eventLine, lineFormat } from './event-line.ts';
import { parseHeader } from './header-line.ts';
import { cutOffEnd, writeLines } from './lines.ts';

/** The longest first line, in bytes. */
const longest = 256 * 1024;

/**
 * Notes in a dead run's ledger that a record is gone, so that a sweep that is cut short need not ask for it again.
 *
 * @returns false if it could not be noted: another sweep has removed the file, or the disk is full. Then a later one finds it gone.
 */
export function noteDeleted(file: string, entry: number): boolean {
  let descriptor: number | undefined;
  try {
    // Never creates it: a ledger that another sweep has forgotten must not come back.
    descriptor = openSync(file, constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0));
    const read = parseHeader(firstLine(descriptor));
    if (typeof read === 'string') return false;
    const { version, runId } = read.header;
    const { size, atimeMs, mtimeMs } = fstatSync(descriptor);
    const line = `${eventLine({ event: 'deleted', entry }, lineFormat(version, runId))}\n`;
    const { error } = writeLines(descriptor, endsWhole(descriptor, size) ? line : `${cutOffEnd}${line}`);
    // Its time is its owner's last sign of life, not ours.
    futimesSync(descriptor, atimeMs / 1000, mtimeMs / 1000);
    return error === undefined;
  } catch {
    return false;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Not by `readLines`, which mostly reads sixteen times as much: this is done for every record. */
function firstLine(descriptor: number, most = 4096): string {
  const start = Buffer.allocUnsafe(most);
  const bytes = readSync(descriptor, start, 0, most, 0);
  const end = start.subarray(0, bytes).indexOf(10);
  // The places of many resources take more.
  if (end === -1 && bytes === most && most < longest) return firstLine(descriptor, longest);
  return start.toString('utf8', 0, end === -1 ? bytes : end);
}

/** The line before may be torn by the kill. */
function endsWhole(descriptor: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] === 10;
}
