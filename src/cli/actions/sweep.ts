import { SeedbedError } from '../../errors.ts';
import { settleMs } from '../../host/in-process-host.ts';
import { openClient } from '../../host/start-host.ts';
import { integer, text } from '../../lib/check.ts';
import { systemClock } from '../../lib/clock.ts';
import { parseDuration } from '../../lib/duration.ts';
import { table } from '../../report/table.ts';
import { type SweepReport, sweep } from '../../seeder/sweep.ts';
import { readApiConfig } from '../cli-config.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ApiFlags } from '../flags.ts';
import { watchInterrupt } from '../interrupt.ts';
import { openProgress } from '../progress/open-progress.ts';
import { reportStyle } from '../report-style.ts';
import { print, tell } from '../terminal.ts';

export type SweepFlags = ApiFlags & {
  readonly run?: string;
  readonly olderThan?: string;
  readonly maxDelete: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

/** Removes what dead runs left. What cannot be removed stays in the ledger, for the next time. */
export async function runSweep(flags: SweepFlags): Promise<number> {
  const { dryRun = false, json = false } = flags;
  const run =
    flags.run === undefined ? undefined : text({ name: '--run', code: 'SEEDBED_CONFIG' }, flags.run);
  const maxDelete = integer({ name: '--max-delete', code: 'SEEDBED_CONFIG' }, flags.maxDelete, 0);
  const olderThanMs = flags.olderThan === undefined ? undefined : readAge(flags.olderThan);
  const config = await readApiConfig(process.cwd(), flags);
  const client = openClient(config);
  const progress = await openProgress();
  using interrupt = watchInterrupt(() => progress.stopping());
  try {
    const { signal } = interrupt;
    const onProgress = progress.report.bind(progress);
    const options = { root: config.root, run, olderThanMs, maxDelete, dryRun, signal, onProgress };
    const report = await sweep({ ...config, client, clock: systemClock, settleMs }, options);
    progress.end();
    if (json) print(JSON.stringify(report, null, 2));
    else printReport(report);
    for (const { resource, id, reason } of report.left)
      tell(`seedbed: ${resource} ${id ?? '(id unknown)'} is still there: ${reason}`);
    if (signal.aborted) return exitCodes.interrupted;
    return report.left.length > 0 ? exitCodes.leftBehind : exitCodes.ok;
  } finally {
    progress.end();
    await client.close();
  }
}

function readAge(value: string): number {
  const ms = parseDuration(value);
  if (ms !== undefined) return ms;
  throw new SeedbedError(
    'SEEDBED_CONFIG',
    `Expected --older-than to be a time such as 2h or 30min, got "${value}".`,
  );
}

function printReport({ runs, removed, left, dryRun }: SweepReport): void {
  const found = runs.filter(({ records }) => Object.keys(records).length > 0);
  if (found.length === 0) {
    print('\n  Nothing to sweep.');
    return;
  }
  const rows = found.map(({ run, startedAt, records }) => [
    run,
    startedAt === undefined ? 'unknown' : new Date(startedAt).toISOString().slice(0, 16).replace('T', ' '),
    Object.entries(records)
      .map(([name, count]) => `${count} ${name}`)
      .join(', '),
  ]);
  print(
    `\n${table([{ head: 'run' }, { head: 'started' }, { head: 'records', elastic: true }], rows, reportStyle())}`,
  );
  const done = `Removed ${removed} records${left.length > 0 ? `; ${left.length} are left` : ''}.`;
  print(`\n  ${dryRun ? 'Nothing was removed (--dry-run).' : done}`);
}
