import { closeSync, mkdirSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SeedbedError } from '../errors.ts';
import type { Ledger, LedgerEvent, LedgerHeader } from './ledger.ts';
import { readLedger } from './read-ledgers.ts';

/** `.seedbed/runs/<run>/<pid>.ndjson` under `root`: one file per process, for a shared one lost records. */
export function ledgerFile(root: string, run: string, pid: number): string {
  return join(root, '.seedbed', 'runs', run, `${pid}.ndjson`);
}

/**
 * A ledger on disk. Folder 0700, file 0600 and never an existing one. Every line is written synchronously (3 µs): the page cache
 * survives a SIGKILL, so no fsync (150 × dearer) is needed for a process that dies.
 */
export function openFileLedger(root: string, header: LedgerHeader): Ledger {
  const file = ledgerFile(root, header.run, header.owner.pid);
  const descriptor = attempt(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return openSync(file, 'ax', 0o600);
  });
  const append = (line: LedgerHeader | LedgerEvent): void =>
    attempt(file, () => writeWhole(descriptor, `${JSON.stringify(line)}\n`));
  let next = 0;
  let open = true;
  append(header);
  return {
    header,
    intent(entry) {
      const at = next++;
      append({ event: 'intent', at, ...entry });
      return at;
    },
    created: (at, id) => append({ event: 'created', at, id }),
    rejected: (at) => append({ event: 'rejected', at }),
    unknown: (at) => append({ event: 'unknown', at }),
    deleted: (at) => append({ event: 'deleted', at }),
    // Read back, not kept: a million records cost no memory until clean-up needs them.
    live: () => [...(readLedger(file)?.records ?? [])],
    close({ forget = false } = {}) {
      if (!open) return;
      open = false;
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

/** write(2) may take only a part, on a full disk or after a signal: a line is whole or an error. */
function writeWhole(descriptor: number, line: string): void {
  const bytes = Buffer.from(line);
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

function attempt<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new SeedbedError(
      'SEEDBED_LEDGER',
      `Failed to write the ledger "${file}": ${(error as Error).message}. Nothing more was sent: what is not written down cannot be cleaned up.`,
      { cause: error },
    );
  }
}
