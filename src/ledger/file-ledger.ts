import { closeSync, futimesSync, mkdirSync, openSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SeedbedError } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import { soon, startBeating, startTimer, stopBeating, stopTimer } from '../lib/timers.ts';
import { closedMessage, type Ledger, type LedgerEvent, type LedgerHeader, liveRecords } from './ledger.ts';
import { heartbeatMs } from './process-identity.ts';
import { readEvents } from './read-ledgers.ts';
import { writeLines } from './write-lines.ts';

/** `.seedbed/runs/<run>` under `root`: one file per process, `<pid>.ndjson`, for a shared one lost records. */
export function runFolder(root: string, run: string): string {
  return join(root, '.seedbed', 'runs', run);
}

/** How long an outcome may wait for others to be written with, in ms: a quick API settles some sixty records meanwhile. */
const outcomesMs = 20;

/** Ledgers of one run name and pid: containers start every run with the same pid, and a run's name may be given. */
const maxNames = 1000;

/**
 * A ledger on disk. Folder 0700, file 0600 and never an existing one. An intent is written before its request may be sent: intents of
 * one turn of the event loop with one write (3 to 10 µs each would be a tenth of a request). The page cache survives a SIGKILL, so no
 * fsync (150 × dearer) is needed for a process that dies. What came of an intent is written along with the next ones, or a little later:
 * a kill in between leaves an intent that is looked up by its key. Without a key it is written at once.
 */
export function openFileLedger(root: string, header: LedgerHeader, beatMs: number = heartbeatMs): Ledger {
  const folder = runFolder(root, header.run);
  const { file, descriptor } = openNew(folder, header.owner.pid);
  const keyless = new Set<number>();
  let next = 0;
  let open = true;
  let torn = false;
  /** Lines that wait to be written. */
  let held = '';
  /** The write that intents of this turn wait for. */
  let writing: Promise<void> | undefined;
  let outcomes: ReturnType<typeof startTimer> | undefined;
  const write = (line: LedgerHeader | LedgerEvent): void => {
    // Its number may belong to another file by now.
    if (!open) throw new SeedbedError('SEEDBED_LEDGER', closedMessage);
    held += `${JSON.stringify(line)}\n`;
    flush();
  };
  const flush = (): void => {
    if (held === '') return;
    // What a full disk cut off must not swallow the line after it.
    const { rest, cutOff, error } = writeLines(descriptor, torn ? `\n${held}` : held);
    held = rest;
    torn = cutOff;
    if (error !== undefined) throw cannotWrite(file, error);
  };
  const writeSoon = (): Promise<void> => {
    writing ??= new Promise((resolve, reject) => {
      soon(() => {
        writing = undefined;
        try {
          if (!open) throw new SeedbedError('SEEDBED_LEDGER', closedMessage);
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
  const hold = (line: LedgerEvent & { readonly at: number }): void => {
    if (!open || keyless.delete(line.at)) {
      write(line);
      return;
    }
    held += `${JSON.stringify(line)}\n`;
    outcomes ??= startTimer(() => {
      outcomes = undefined;
      writeSoon().catch(() => undefined);
    }, outcomesMs);
  };
  write(header);
  const heartbeat = startBeating(() => touch(descriptor), beatMs);
  heartbeat.unref();
  return {
    header,
    async intent({ dataset, resource, key }) {
      const at = next++;
      held += `${JSON.stringify({ event: 'intent', at, dataset, resource, key } satisfies LedgerEvent)}\n`;
      // Nor is one with a key that anybody's record could have: only a key with our namespace is ever looked up to be removed.
      if (key?.includes(dataset) !== true) keyless.add(at);
      await writeSoon();
      return at;
    },
    created: (at, id) => hold({ event: 'created', at, id }),
    rejected: (at) => hold({ event: 'rejected', at }),
    unknown: (at) => hold({ event: 'unknown', at }),
    deleted: (at) => hold({ event: 'deleted', at }),
    kept: (dataset, because) => write({ event: 'kept', dataset, because }),
    // Read back, not kept: a million records cost no memory until clean-up needs them. From the open file, which is still
    // there when somebody has emptied the working copy.
    live() {
      if (!open) return [];
      try {
        flush();
      } catch {
        // Clean-up must not end with the disk: what waits is read from memory.
      }
      return liveRecords(chain(readEvents(descriptor), eventsIn(held)));
    },
    close({ forget = false } = {}) {
      if (!open) return;
      try {
        flush();
      } catch {
        // What came of the last intents stays unwritten: they are looked up.
      }
      open = false;
      stopBeating(heartbeat);
      stopTimer(outcomes);
      closeSync(descriptor);
      if (forget) forgetLedger(file);
    },
  };
}

/** Removes a ledger file, and its run's folder when it was the last one. */
export function forgetLedger(file: string): void {
  rmSync(file, { force: true });
  try {
    rmdirSync(dirname(file));
  } catch {
    // Other processes of the run still have theirs there.
  }
}

function openNew(folder: string, pid: number): { file: string; descriptor: number } {
  for (let count = 1; ; count++) {
    const file = join(folder, count === 1 ? `${pid}.ndjson` : `${pid}-${count}.ndjson`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      keepFromGit(dirname(dirname(folder)));
      return { file, descriptor: openSync(file, 'ax+', 0o600) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // ENOENT: another process of the run has just removed the folder with its last ledger.
      if ((code !== 'EEXIST' && code !== 'ENOENT') || count >= maxNames) throw cannotWrite(folder, error);
    }
  }
}

/** Ledgers are this machine's: `.seedbed/` ignores itself, so that no project must. */
function keepFromGit(folder: string): void {
  try {
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Tells other machines that share the folder that this process lives. */
function touch(descriptor: number): void {
  const seconds = systemClock.wall() / 1000;
  try {
    futimesSync(descriptor, seconds, seconds);
  } catch {
    // A disk that is gone: the next line says so.
  }
}

function cannotWrite(file: string, cause: unknown): SeedbedError {
  return new SeedbedError(
    'SEEDBED_LEDGER',
    `Failed to write the ledger "${file}": ${(cause as Error).message}. Nothing more was sent: what is not written down cannot be cleaned up.`,
    { cause },
  );
}

function* eventsIn(lines: string): Generator<LedgerEvent> {
  for (const line of lines.split('\n')) if (line !== '') yield JSON.parse(line) as LedgerEvent;
}

function* chain<T>(...parts: readonly Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part;
}
