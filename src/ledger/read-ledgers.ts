import { closeSync, constants, fstatSync, openSync, readdirSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ledgerSays } from '../messages/ledger.ts';
import { type LineFormat, lineFormat, parseEvent } from './event-line.ts';
import { parseHeader } from './header-line.ts';
import {
  type KeptBecause,
  type LedgerEvent,
  type LedgerHeader,
  type LedgerRecord,
  liveRecords,
} from './ledger.ts';
import { readLines } from './lines.ts';
import { runsFolder } from './run-folders.ts';

/** A ledger found on disk, replayed. */
export interface FoundLedger {
  readonly file: string;
  readonly header: LedgerHeader;
  readonly records: readonly LedgerRecord[];
  /** Names of the resources of which anything was ever meant to be created. */
  readonly tried: ReadonlySet<string>;
  /** Datasets that stay when their run ends, by their namespaces. */
  readonly kept: ReadonlyMap<string, KeptBecause>;
  /** Epoch ms of its last line or heartbeat. */
  readonly writtenAt: number;
  /** Lines that could not be understood, without one that a kill tore off: what they told is not in `records`. */
  readonly damaged: number;
  /** Its writer said that it is done with it. */
  readonly closed: boolean;
  /** The mark of its owner's door, for `isRunning`. */
  readonly door: string | undefined;
}

/** A ledger, or a folder of them, that is not obeyed. */
export interface UnreadableLedger {
  readonly file: string;
  /** One line, with nothing in it that the file says. */
  readonly reason: string;
}

export interface LedgersOnDisk {
  /** The oldest run first. */
  readonly ledgers: readonly FoundLedger[];
  readonly unreadable: readonly UnreadableLedger[];
}

/**
 * Every ledger under `root`. One that is not this user's alone, is no plain file, or does not say what it is about, is not obeyed: it
 * could name anybody's records. A file without a whole header never led to a request and is left out.
 */
export function readLedgers(root: string): LedgersOnDisk {
  const ledgers: FoundLedger[] = [];
  const unreadable: UnreadableLedger[] = [];
  for (const file of ledgerFiles(runsFolder(root), unreadable)) {
    const read = readLedger(file);
    if (read === undefined) continue;
    if ('reason' in read) unreadable.push(read);
    else ledgers.push(read);
  }
  ledgers.sort((a, b) => a.header.startedAt - b.header.startedAt);
  return { ledgers, unreadable };
}

/** Replays one file. Undefined if it is not there: its run may just have ended and removed it; or if it has no whole header yet. */
export function readLedger(file: string): FoundLedger | UnreadableLedger | undefined {
  let descriptor: number | undefined;
  try {
    // A named pipe would be waited for; a link may lead anywhere.
    descriptor = openSync(
      file,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const refusal = refusalOf(fstatSync(descriptor));
    return refusal === undefined ? replay(file, descriptor) : { file, reason: refusal };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return {
      file,
      reason: code === 'ELOOP' ? ledgerSays.symbolicLink : ledgerSays.unreadable(code),
    };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The events of an open ledger, from a byte on. Damaged lines are skipped. */
export function readEvents(descriptor: number, format: LineFormat, from: number): Generator<LedgerEvent> {
  return eventsIn(readLines(descriptor, from), format);
}

export function* eventsIn(
  lines: Iterable<string>,
  format: LineFormat,
  onDamaged?: () => void,
): Generator<LedgerEvent> {
  for (const line of lines) {
    const event = parseEvent(line, format);
    if (event !== undefined) yield event;
    else onDamaged?.();
  }
}

/** Why a file is not obeyed, if it is not: nobody else may have written it. Windows knows neither owners nor modes of this kind. */
export function refusalOf(stats: Stats): string | undefined {
  if (!stats.isFile()) return ledgerSays.noRegularFile;
  const user = process.getuid?.();
  if (user === undefined) return undefined;
  if (stats.uid !== user) return ledgerSays.otherUser(stats.uid, user);
  return (stats.mode & 0o022) === 0 ? undefined : ledgerSays.othersMayWrite;
}

function replay(file: string, descriptor: number): FoundLedger | UnreadableLedger | undefined {
  const lines = readLines(descriptor);
  const first = lines.next();
  if (first.done === true) return undefined;
  const read = parseHeader(first.value);
  if (typeof read === 'string') return { file, reason: read };
  const { header, door } = read;
  // A damaged name of a run may be a word that other people's records carry.
  if (basename(dirname(file)) !== header.runId) return { file, reason: ledgerSays.otherRun };
  const { mtimeMs: writtenAt } = fstatSync(descriptor);
  const tried = new Set<string>();
  const kept = new Map<string, KeptBecause>();
  let damaged = 0;
  let closed = false;
  const format = lineFormat(header.version, header.runId);
  function* events(): Generator<LedgerEvent> {
    for (const event of eventsIn(lines, format, () => damaged++)) {
      if (event.event === 'closed') closed = true;
      else if (event.event === 'intent') tried.add(event.resource);
      else if (event.event === 'kept') kept.set(event.dataset, event.because);
      yield event;
    }
  }
  // Version 1 did not say when an intent was written: none was later than its last line.
  const records = liveRecords(events(), header.version === 1 ? writtenAt : header.startedAt);
  return { file, header, records, tried, kept, writtenAt, damaged, closed, door };
}

/** The files of all runs. A link that leads elsewhere is not followed. */
function ledgerFiles(runs: string, unreadable: UnreadableLedger[]): string[] {
  return list(runs, unreadable).flatMap((run) => {
    const folder = join(runs, run.name);
    if (run.isSymbolicLink()) unreadable.push({ file: folder, reason: ledgerSays.symbolicLink });
    if (!run.isDirectory()) return [];
    return list(folder, unreadable)
      .filter(({ name }) => name.endsWith('.ndjson'))
      .map(({ name }) => join(folder, name));
  });
}

function list(folder: string, unreadable: UnreadableLedger[]): ReturnType<typeof readFolder> {
  try {
    return readFolder(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      unreadable.push({ file: folder, reason: ledgerSays.unreadable(code) });
    return [];
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
