import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../lib/names-in.ts';
import { doorOf } from './door.ts';

/** `.seedbed/runs` under `root`: a folder for each run. */
export function runsFolder(root: string): string {
  return join(root, '.seedbed', 'runs');
}

/** A run's own folder: one file per process, for a shared one lost records. */
export function runFolder(root: string, runId: string): string {
  return join(runsFolder(root), runId);
}

/** Removes a ledger file. Its run's folder stays for now, see {@link removeEmptyRuns}. Others may be doing the same. */
export function forgetLedger(file: string): void {
  try {
    rmSync(doorOf(file), { force: true });
    rmSync(file, { force: true });
  } catch {
    // What cannot be removed says what is gone.
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
      // It has a ledger, or is no folder, or another process was quicker.
    }
  }
}
