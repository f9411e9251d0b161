import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { type LineFormat, parseEvent } from './event-line.ts';
import type { LedgerEvent } from './ledger.ts';
import { readLines, writeLines } from './lines.ts';
import { draftOf } from './run-folders.ts';

/** Characters that are written at once. */
const chunk = 65_536;

/** A ledger that is still written to. */
export interface OpenLedger {
  readonly file: string;
  readonly descriptor: number;
  readonly format: LineFormat;
  /** Whether the record of an entry may still be on the API. */
  isLive(entry: number): boolean;
}

/** The file that is in its place now. */
export interface CompactedLedger {
  readonly descriptor: number;
  /** In bytes. */
  readonly size: number;
  /** The byte at which the lines of each dataset begin. */
  readonly begins: ReadonlyMap<string, number>;
}

/**
 * Writes a ledger anew without what has ended, and puts it in place of the old file in one step: a reader sees either the old file or the
 * new one. What stays: the header, all lines of what may be on the API, which datasets are kept, lines that are damaged, and for each
 * resource the first intent, with its end: it tells that the resource was tried.
 *
 * @returns the new file, open; undefined if it could not be written, and then nothing has changed
 */
export function compactLedger(ledger: OpenLedger): CompactedLedger | undefined {
  const draft = draftOf(ledger.file);
  let descriptor: number | undefined;
  try {
    rmSync(draft, { force: true });
    descriptor = openSync(draft, 'ax+', 0o600);
    const copied = copyLive(ledger, descriptor);
    renameSync(draft, ledger.file);
    closeSync(ledger.descriptor);
    return { descriptor, ...copied };
  } catch {
    // On a full disk, or on a system that does not replace an open file, the old file stays in use.
    if (descriptor === undefined) return undefined;
    closeSync(descriptor);
    rmSync(draft, { force: true });
    return undefined;
  }
}

function copyLive(
  { descriptor: from, format, isLive }: OpenLedger,
  to: number,
): Pick<CompactedLedger, 'size' | 'begins'> {
  const begins = new Map<string, number>();
  const tried = new Set<string>();
  const examples = new Set<number>();
  let size = 0;
  let held = '';
  const write = (): void => {
    const { error } = writeLines(to, held);
    if (error !== undefined) throw error;
    held = '';
  };
  const stays = (event: LedgerEvent): boolean => {
    if (event.event === 'intent' && !tried.has(event.resource)) {
      tried.add(event.resource);
      examples.add(event.entry);
    }
    if ('entry' in event && !isLive(event.entry)) return examples.has(event.entry);
    if ('dataset' in event && !begins.has(event.dataset)) begins.set(event.dataset, size);
    return true;
  };
  for (const line of readLines(from)) {
    // Neither the header nor a damaged line is an event: both stay as they are.
    const event = parseEvent(line, format);
    if (event !== undefined && !stays(event)) continue;
    held += `${line}\n`;
    size += Buffer.byteLength(line) + 1;
    if (held.length >= chunk) write();
  }
  write();
  return { size, begins };
}
