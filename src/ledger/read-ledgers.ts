import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LedgerEvent, type LedgerHeader, type LedgerRecord, liveRecords } from './ledger.ts';

/** A ledger found on disk, replayed. */
export interface FoundLedger {
  readonly file: string;
  readonly header: LedgerHeader;
  readonly records: readonly LedgerRecord[];
  /** Epoch ms of its last line. */
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

/** Replays one file. Its last line may be torn by a kill: what is not whole was not yet sent. */
export function readLedger(file: string): FoundLedger | undefined {
  const text = readFileSync(file, 'utf8');
  const [header, ...events] = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .flatMap((line): unknown[] => {
      try {
        return line === '' ? [] : [JSON.parse(line)];
      } catch {
        return [];
      }
    });
  if (typeof header !== 'object' || header === null || (header as LedgerHeader).version !== 1)
    return undefined;
  return {
    file,
    header: header as LedgerHeader,
    records: liveRecords(events as LedgerEvent[]),
    writtenAt: statSync(file).mtimeMs,
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
