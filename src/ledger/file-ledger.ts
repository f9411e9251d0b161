import { closeSync, futimesSync } from 'node:fs';
import { SeedbedError } from '../errors.ts';
import {
  type Clock,
  soon,
  startBeating,
  startTimer,
  stopBeating,
  stopTimer,
  systemClock,
} from '../lib/clock.ts';
import { ledgerSays } from '../messages/ledger.ts';
import { compactLedger } from './compact-ledger.ts';
import { openDoor } from './door.ts';
import { eventLine, isKey, lineFormat } from './event-line.ts';
import { headerLine } from './header-line.ts';
import {
  type FindableIntent,
  type Intent,
  type Ledger,
  type LedgerEvent,
  type LedgerHeader,
  ledgerVersion,
  liveRecords,
} from './ledger.ts';
import { cutOffEnd, writeLines } from './lines.ts';
import { LiveDatasets } from './live-datasets.ts';
import { heartbeatMs } from './process-identity.ts';
import { eventsIn, readEvents } from './read-ledgers.ts';
import { cannotWrite, forgetLedger, openNewLedger, removeEmptyRuns } from './run-folders.ts';
import { whenExiting } from './when-exiting.ts';

/** How long an outcome may wait for others to be written with, in ms: a quick API settles some sixty records meanwhile. */
const outcomesMs = 20;

/** About how many bytes a live record takes in the file: two lines, with a long key. */
const bytesPerLive = 250;

export interface FileLedgerOptions {
  /** How often the file is touched, in ms. @default 15,000 */
  readonly beatMs?: number;
  /** The file is written again without ended records from this size in bytes on, if that makes it half as large. @default 1 MiB */
  readonly minCompactBytes?: number;
  readonly clock?: Clock;
}

/**
 * A ledger on disk. Folder 0700, file 0600 and never an existing one. An intent is written before its request may be sent. Intents of one
 * turn of the event loop share one write: a write for each would cost a tenth of a request. The page cache survives a SIGKILL, so a process
 * that dies needs no fsync, which is 150 times as slow. What came of an intent is written with the next ones, or a little later: a kill in
 * between leaves an intent that is looked up by its key. Creates that cannot be looked up are written at once.
 */
export function openFileLedger(root: string, header: LedgerHeader, options: FileLedgerOptions = {}): Ledger {
  const { beatMs = heartbeatMs, minCompactBytes = 1024 * 1024, clock = systemClock } = options;
  const format = lineFormat(ledgerVersion, header.runId);
  const { file, ...opened } = openNewLedger(root, header);
  let { descriptor } = opened;
  const door = openDoor(file);
  const datasets = new LiveDatasets();
  const unfindable = new Set<number>();
  /** Written down, and not sent yet. */
  const unsent = new Set<number>();
  const tried = new Set<string>();
  let next = 0;
  let open = true;
  let torn = false;
  /** How much this process wrote. If others append to the file, lines stand later than we think, never earlier. */
  let size = 0;
  let compactAt = minCompactBytes;
  /** Lines that wait to be written. */
  let held = '';
  /** The write that intents of this turn wait for. */
  let writing: Promise<void> | undefined;
  let outcomes: ReturnType<typeof startTimer> | undefined;
  const flush = (): void => {
    if (held === '') return;
    // A line that a full disk cut off must not swallow the next one.
    const { rest, bytes, cutOff, error } = writeLines(descriptor, torn ? `${cutOffEnd}${held}` : held);
    // The mark itself need not be kept: it is written again.
    held = torn && rest.startsWith(cutOffEnd) ? rest.slice(cutOffEnd.length) : rest;
    torn = cutOff || (torn && bytes === 0);
    size += bytes;
    if (error !== undefined) throw cannotWrite(file, error);
  };
  const write = (line: string): void => {
    // Its number may belong to another file by now.
    if (!open) throw new SeedbedError('SEEDBED_LEDGER', ledgerSays.isClosed);
    held += `${line}\n`;
    flush();
  };
  const writeSoon = (): Promise<void> => {
    writing ??= new Promise((resolve, reject) => {
      soon(() => {
        writing = undefined;
        try {
          if (!open) throw new SeedbedError('SEEDBED_LEDGER', ledgerSays.isClosed);
          flush();
          resolve();
        } catch (error) {
          // The lines are still held: the next intents are written with them, or say that nothing can be.
          reject(error as SeedbedError);
        }
      });
    });
    return writing;
  };
  const note = (intent: Intent & FindableIntent): number => {
    const { dataset, resource, route, canFind = true, toldWhenSent = false } = intent;
    const key = isKey(intent.key) ? intent.key : undefined;
    const entry = next++;
    tried.add(resource);
    const ms = Math.max(0, Math.round(clock.wall() - header.startedAt));
    datasets.meant(entry, dataset, size);
    held += `${eventLine({ event: 'intent', entry, ms, dataset, resource, key, route }, format)}\n`;
    // Only a key with our namespace is looked up to be removed. Anybody's record could have another key.
    if (!canFind || key?.includes(dataset) !== true) unfindable.add(entry);
    if (toldWhenSent) unsent.add(entry);
    return entry;
  };
  const hold = (event: LedgerEvent & { readonly entry: number }): void => {
    const line = eventLine(event, format);
    unsent.delete(event.entry);
    if (!open || unfindable.delete(event.entry)) {
      write(line);
      return;
    }
    held += `${line}\n`;
    outcomes ??= startTimer(() => {
      outcomes = undefined;
      writeSoon().catch(() => undefined);
    }, outcomesMs);
  };
  const end = (event: 'rejected' | 'deleted', entry: number): void => {
    datasets.ended(entry);
    hold({ event, entry });
    if (size >= compactAt) compact();
  };
  /** A run may last for days, and make and remove the same few records a million times. */
  const compact = (): void => {
    compactAt = size + minCompactBytes;
    if (torn || (datasets.live + 1) * bytesPerLive * 2 > size) return;
    try {
      flush();
    } catch {
      // The next line says so.
      return;
    }
    const compacted = compactLedger({ file, descriptor, format, isLive: datasets.isLive.bind(datasets) });
    if (compacted === undefined) return;
    ({ descriptor, size } = compacted);
    for (const [dataset, from] of compacted.begins) datasets.moved(dataset, from);
    compactAt = Math.max(minCompactBytes, 2 * size);
  };
  const close = (forget: boolean): void => {
    open = false;
    stayAtExit();
    stopBeating(heartbeat);
    stopTimer(outcomes);
    closeSync(descriptor);
    door?.close();
    if (forget) forgetLedger(file);
    removeEmptyRuns(root);
  };
  const heartbeat = startBeating(() => touch(descriptor, clock), beatMs);
  heartbeat.unref();
  // At the second Ctrl-C, requests that waited for their turn and outcomes that wait to be written are known for certain.
  const stayAtExit = whenExiting(() => {
    for (const entry of unsent) held += `${eventLine({ event: 'rejected', entry }, format)}\n`;
    flush();
  });
  try {
    write(headerLine(header, door?.mark));
  } catch (error) {
    close(true);
    throw error;
  }
  return {
    header,
    tried,
    async intent(intent) {
      const entry = note(intent);
      await writeSoon();
      return entry;
    },
    async intents(all) {
      const entries = all.map(note);
      await writeSoon();
      return entries;
    },
    sent: (entry) => void unsent.delete(entry),
    created: (entry, id, fingerprint) => hold({ event: 'created', entry, id, fingerprint }),
    rejected: (entry) => end('rejected', entry),
    unknown: (entry) => hold({ event: 'unknown', entry }),
    deleted: (entry) => end('deleted', entry),
    kept(dataset, because) {
      datasets.kept(dataset, size);
      write(eventLine({ event: 'kept', dataset, because }, format));
    },
    // Read back from the file, not kept: a million records cost little memory until clean-up needs them. The open file is still there if
    // somebody has emptied the working copy.
    live(dataset) {
      const from = open ? datasets.from(dataset) : undefined;
      if (from === undefined) return [];
      try {
        flush();
      } catch {
        // Clean-up must go on if the disk is full: lines that wait are read from memory.
      }
      const events = chain(readEvents(descriptor, format, from), eventsIn(held.split('\n'), format));
      return liveRecords(events, header.startedAt, dataset);
    },
    hasLive: () => datasets.live > 0,
    close({ forget = false } = {}) {
      if (!open) return;
      try {
        write(eventLine({ event: 'closed' }, format));
      } catch {
        // The outcomes of the last intents stay unwritten: they will be looked up.
      }
      close(forget);
    },
  };
}

/** Tells other machines that share the folder that this process lives. */
function touch(descriptor: number, clock: Clock): void {
  const seconds = clock.wall() / 1000;
  try {
    futimesSync(descriptor, seconds, seconds);
  } catch {
    // A disk that is gone: the next line says so.
  }
}

function* chain<T>(...parts: readonly Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}
