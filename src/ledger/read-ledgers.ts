import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { isPlainObject } from '../lib/show.ts';
import { type LedgerEvent, type LedgerHeader, type LedgerRecord, liveRecords } from './ledger.ts';

/** A ledger found on disk, replayed. */
export interface FoundLedger {
  readonly file: string;
  readonly header: LedgerHeader;
  readonly records: readonly LedgerRecord[];
  /** Epoch ms of its last line or heartbeat. */
  readonly writtenAt: number;
}

/** Every readable ledger under `root`, oldest run first. A file without a whole header never led to a request and is left out. */
export function readLedgers(root: string): FoundLedger[] {
  const runs = join(root, '.seedbed', 'runs');
  return list(runs)
    .flatMap((run) => list(join(runs, run)).map((name) => join(runs, run, name)))
    .filter((file) => file.endsWith('.ndjson'))
    .map(readLedger)
    .filter((found) => found !== undefined)
    .sort((a, b) => a.header.startedAt - b.header.startedAt);
}

/** Replays one file. Undefined where it cannot be read: its run may just have ended and removed it. */
export function readLedger(file: string): FoundLedger | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return undefined;
  }
  try {
    if (!fstatSync(descriptor).isFile()) return undefined;
    const { value: header } = wholeLines(descriptor).next();
    if (!isPlainObject(header) || header.version !== 1) return undefined;
    return {
      file,
      header: header as unknown as LedgerHeader,
      records: liveRecords(readEvents(descriptor)),
      writtenAt: fstatSync(descriptor).mtimeMs,
    };
  } finally {
    closeSync(descriptor);
  }
}

/** The events of an open ledger, from its start. */
export function* readEvents(descriptor: number): Generator<LedgerEvent> {
  for (const line of wholeLines(descriptor)) if (isPlainObject(line)) yield line as unknown as LedgerEvent;
}

/** Parsed lines. One that is torn by a kill or a full disk is passed over: what is not whole was not yet sent. */
function* wholeLines(descriptor: number): Generator<unknown> {
  const chunk = Buffer.alloc(64 * 1024);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for (let position = 0; ; ) {
    const bytes = readSync(descriptor, chunk, 0, chunk.length, position);
    if (bytes === 0) return;
    position += bytes;
    const lines = (rest + decoder.write(chunk.subarray(0, bytes))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      try {
        yield JSON.parse(line);
      } catch {
        // Torn.
      }
    }
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
