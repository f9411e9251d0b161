import { SeedbedError } from '../../errors.ts';
import { leftLine, removalNotes, type SweepReport, sweepRuns } from '../../host/sweep-runs.ts';
import { integer, text } from '../../lib/check.ts';
import { parseDuration } from '../../lib/duration.ts';
import { escapeText } from '../../lib/escape.ts';
import { table } from '../../report/table.ts';
import { readApiConfig } from '../cli-config.ts';
import { exitCodes } from '../exit-codes.ts';
import type { AuthFlags, SettingFlags } from '../flags.ts';
import { watchInterrupt } from '../interrupt.ts';
import { openProgress } from '../progress.ts';
import { print, printJson, reportStyle, tell } from '../terminal.ts';

export type SweepFlags = SettingFlags &
  AuthFlags & {
    readonly run?: string;
    readonly all?: boolean;
    readonly unproved?: boolean;
    readonly olderThan?: string;
    readonly maxDelete: string;
    readonly dryRun?: boolean;
    readonly json?: boolean;
  };

/** Removes what dead runs left. What cannot be removed stays in the ledger, for the next time. */
export async function runSweep(flags: SweepFlags): Promise<number> {
  const { dryRun = false, json = false, all = false, unproved = false } = flags;
  const run =
    flags.run === undefined ? undefined : text({ name: '--run', code: 'SEEDBED_CONFIG' }, flags.run);
  if (all && run !== undefined)
    throw new SeedbedError('SEEDBED_CONFIG', 'Expected --run or --all, got both.');
  if (unproved && run === undefined)
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      'Expected --unproved together with --run: it removes records that may not be ours, so it is for one run that you know.',
    );
  const maxDelete = integer({ name: '--max-delete', code: 'SEEDBED_CONFIG' }, flags.maxDelete, 0);
  const olderThanMs = flags.olderThan === undefined ? undefined : readAge(flags.olderThan);
  const config = await readApiConfig(process.cwd(), flags);
  const progress = openProgress();
  using interrupt = watchInterrupt(() => progress.stopping());
  try {
    const { signal } = interrupt;
    const onProgress = progress.report.bind(progress);
    const asked = { run, all, unproved, olderThanMs, maxDelete, dryRun };
    const report = await sweepRuns(config, { ...asked, signal, onProgress });
    progress.end();
    if (json) printJson(report);
    else printReport(report);
    for (const { file, reason } of report.unreadable)
      tell(`seedbed: the ledger ${escapeText(file)} is not obeyed: ${escapeText(reason)}`);
    for (const record of report.left) tell(`seedbed: ${leftLine(record)}`);
    if (signal.aborted) return exitCodes.interrupted;
    return report.left.length > 0 ? exitCodes.leftBehind : exitCodes.ok;
  } finally {
    progress.end();
  }
}

function readAge(value: string): number {
  const ms = parseDuration(value);
  if (ms !== undefined) return ms;
  throw new SeedbedError(
    'SEEDBED_CONFIG',
    `Expected --older-than to be a time such as 2h or 30min, got "${escapeText(value, 60)}".`,
  );
}

function printReport(report: SweepReport): void {
  const { runs, removed, left, dryRun } = report;
  const found = runs.filter(({ records }) => Object.keys(records).length > 0);
  const rows = found.map(({ run, startedAt, records }) => [
    escapeText(run),
    startedAt === undefined ? 'unknown' : new Date(startedAt).toISOString().slice(0, 16).replace('T', ' '),
    Object.entries(records)
      .map(([name, count]) => `${count} ${escapeText(name)}`)
      .join(', '),
  ]);
  if (found.length > 0) {
    const columns = [{ head: 'run' }, { head: 'started' }, { head: 'records', elastic: true }];
    print(`\n${table(columns, rows, reportStyle())}`);
  }
  const notes = removalNotes(report);
  if (found.length === 0 && removed === 0) print('\n  Nothing to sweep.');
  else if (dryRun) print('\n  Nothing was removed (--dry-run).');
  else print(`\n  Removed ${removed} records${left.length > 0 ? `; ${left.length} are left` : ''}.`);
  for (const note of notes) print(`  ${note}`);
}
