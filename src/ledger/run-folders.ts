import { mkdirSync, openSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SeedbedError } from '../errors.ts';
import { namesIn } from '../lib/files.ts';
import { ledgerSays } from '../messages/ledger.ts';
import { doorOf } from './door.ts';
import type { LedgerHeader } from './ledger.ts';

/** `.seedbed/runs` under `root`: a folder for each run. */
export function runsFolder(root: string): string {
  return join(root, '.seedbed', 'runs');
}

/** A run's own folder: one file per process, because a shared one lost records. */
export function runFolder(root: string, runId: string): string {
  return join(runsFolder(root), runId);
}

/** Ledgers of one run, process and millisecond. */
const maxNames = 1000;

/** Opens a new file in its run's folder. Its name is never given again: a sweep that forgets an old ledger late must not remove a later one of the same run and pid. */
export function openNewLedger(
  root: string,
  { runId, startedAt, owner }: LedgerHeader,
): { readonly file: string; readonly descriptor: number } {
  const folder = runFolder(root, runId);
  const name = `${owner.pid}-${Math.round(startedAt).toString(36)}`;
  for (let count = 1; ; count++) {
    const file = join(folder, count === 1 ? `${name}.ndjson` : `${name}-${count}.ndjson`);
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

/** Ledgers belong to this machine: `.seedbed/` has its own `.gitignore`, so that no project needs an entry. */
function keepFromGit(folder: string): void {
  try {
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The file in which a ledger is written again before it replaces the old one. Nobody reads it there. */
export function draftOf(ledgerFile: string): string {
  return `${ledgerFile}.draft`;
}

/** Removes a ledger file. Its run's folder stays for now, see {@link removeEmptyRuns}. Others may be doing the same. */
export function forgetLedger(file: string): void {
  try {
    rmSync(doorOf(file), { force: true });
    rmSync(draftOf(file), { force: true });
    rmSync(file, { force: true });
  } catch {
    // A folder that cannot be removed still tells which records are gone.
  }
}

/**
 * Removes the folders of runs that have no ledger any more. For the end of a run or a sweep, never for its start: a runner that collects
 * its tests meanwhile walks through these folders (Playwright does if `testDir` holds `.seedbed`), and ends with `ENOENT` if one goes
 * between two of its steps.
 */
export function removeEmptyRuns(root: string): void {
  const runs = runsFolder(root);
  for (const name of namesIn(runs)) {
    try {
      rmdirSync(join(runs, name));
    } catch {
      // It has a ledger, or is not a folder, or another process was quicker.
    }
  }
}

export function cannotWrite(file: string, cause: unknown): SeedbedError {
  const told = ledgerSays.cannotWrite(file, (cause as Error).message);
  return new SeedbedError('SEEDBED_LEDGER', told, { cause });
}
