import { projectFolder } from '../../config/project-folder.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { SeedbedError } from '../../errors.ts';
import { leastLostMs, leftLine, removalNotes, type SweepReport, sweepRuns } from '../../host/sweep-runs.ts';
import { sameBaseUrl } from '../../lib/base-url.ts';
import { expected, integer, type Place, text } from '../../lib/check.ts';
import { parseDuration } from '../../lib/clock.ts';
import { escapeText } from '../../lib/escape.ts';
import { sumOf } from '../../log/counts.ts';
import { commandLineSays } from '../../messages/command-line.ts';
import { removalSays } from '../../messages/removal.ts';
import { sweepingSays as say } from '../../messages/sweeping.ts';
import { words } from '../../messages/words.ts';
import { table } from '../../report/table.ts';
import { readApiConfig } from '../cli-config.ts';
import { exitCodes, watchInterrupt } from '../endings.ts';
import type { AuthFlags, SettingFlags } from '../flags.ts';
import { ledgerRuns, tellUnreadable } from '../ledger-runs.ts';
import { logTeller } from '../log-lines.ts';
import { openProgress } from '../progress.ts';
import { confirm, indented, isSomebodyThere, print, printJson, reportStyle, tell } from '../terminal.ts';

export type SweepFlags = SettingFlags &
  AuthFlags & {
    readonly run?: string;
    readonly all?: boolean;
    readonly yes?: boolean;
    readonly unproved?: boolean;
    readonly olderThan?: string;
    readonly maxDelete: string;
    readonly dryRun?: boolean;
    readonly json?: boolean;
    readonly verbose?: boolean;
  };

type Asked = Parameters<typeof sweepRuns>[1] & { readonly dryRun: boolean };

/** Removes what dead runs left. A record that cannot be removed stays in the ledger, for the next time. */
export async function runSweep(flags: SweepFlags): Promise<number> {
  const { json = false, all = false, yes = false, verbose = false } = flags;
  const asked = readAsked(flags);
  const config = await readApiConfig(projectFolder(), flags);
  const asks = (all || asked.lost === 'remove') && !asked.dryRun && !yes;
  if (asks && !(await isAgreed(config, asked))) {
    tell(`\n  ${say.declined}`);
    return exitCodes.ok;
  }
  const progress = openProgress();
  using interrupt = watchInterrupt(() => progress.stopping());
  try {
    const { signal } = interrupt;
    const onEvent = verbose ? logTeller(config.logLevel) : undefined;
    const report = await sweepRuns(config, { ...asked, signal, onEvent, onProgress: progress.report });
    progress.end();
    if (json) printJson(report);
    else printReport(report, asked);
    tellUnreadable(report.unreadable);
    for (const record of report.left) tell(`seedbed: ${leftLine(record)}`);
    if (all) await tellOthers(config);
    else if (!json && asked.run === undefined) await tellKept(config);
    if (signal.aborted) return exitCodes.interrupted;
    return report.left.length > 0 ? exitCodes.leftBehind : exitCodes.ok;
  } finally {
    progress.end();
  }
}

/** Everything the user can get wrong, before anything is sent. */
function readAsked(flags: SweepFlags): Asked {
  const { all = false, yes = false, unproved = false, dryRun = false } = flags;
  const code = 'SEEDBED_CONFIG';
  const run = flags.run === undefined ? undefined : text({ name: '--run', code }, flags.run);
  if (all && run !== undefined) throw new SeedbedError(code, commandLineSays.eitherOr('--run', '--all'));
  if (unproved && run === undefined) throw new SeedbedError(code, commandLineSays.unprovedNeedsRun);
  if (yes && !all && flags.olderThan === undefined) throw new SeedbedError(code, commandLineSays.yesNeedsAll);
  const maxDelete = integer({ name: '--max-delete', code }, flags.maxDelete, 0);
  const olderThanMs =
    flags.olderThan === undefined ? undefined : readAge({ name: '--older-than', code }, flags.olderThan);
  if (all && !yes && !dryRun && !isSomebodyThere()) throw new SeedbedError(code, commandLineSays.yesNeeded);
  const isAsked = yes || isSomebodyThere();
  const lost = olderThanMs === undefined || run !== undefined ? undefined : isAsked ? 'remove' : 'look';
  return { run, all, unproved, olderThanMs, maxDelete, dryRun, lost };
}

function readAge(place: Place, value: string): number {
  return parseDuration(value) ?? expected(place, commandLineSays.duration('2h, 30min'), value);
}

/** Shows what would be removed, and asks the person at the terminal. It does not ask if there is nothing to remove. */
async function isAgreed(config: ResolvedConfig, asked: Asked): Promise<boolean> {
  const { runs, lost } = await sweepRuns(config, { ...asked, dryRun: true });
  const counts = runs.map(({ records }) => sumOf(records));
  const count = counts.reduce((sum, more) => sum + more, 0);
  // Records of a ledger here may go by its age, without a question.
  if (count === 0 || (!asked.all && (lost?.due ?? 0) === 0)) return true;
  // Part of the question: stdout may be a file that wants only the result.
  tell(runTable(runs));
  const full = counts.filter((records) => records > 0).length;
  return confirm(say.ask(count, full, config.baseUrl), ['y', 'yes', 'o', 'oui']);
}

/** Which runs `--all` left alone: those that are alive, and those of other APIs. */
async function tellOthers({ root, baseUrl }: ResolvedConfig): Promise<void> {
  const { runs } = await ledgerRuns(root);
  const here = runs.filter((run) => sameBaseUrl(run.base_url, baseUrl));
  const alive = here.filter((run) => run.alive).map(({ run }) => escapeText(run));
  if (alive.length > 0) tell(`seedbed: ${say.alive(alive)}`);
  for (const { run, records, base_url } of runs.filter((one) => !here.includes(one)))
    tell(`seedbed: ${say.elsewhere(escapeText(run), records, escapeText(base_url))}`);
}

/** Runs of this API that stay until somebody names them: whoever sweeps may have meant these. */
async function tellKept({ root, baseUrl }: ResolvedConfig): Promise<void> {
  const { runs } = await ledgerRuns(root);
  const kept = runs.filter((run) => run.kept > 0 && !run.alive && sameBaseUrl(run.base_url, baseUrl));
  if (kept.length > 0) print(`  ${indented(say.keptRuns(kept.length), 2)}`);
}

function printReport(report: SweepReport, asked: Asked): void {
  const { runs, removed, left, dryRun } = report;
  const isEmpty = runs.every(({ records }) => Object.keys(records).length === 0);
  if (!isEmpty) print(runTable(runs));
  const outcome =
    isEmpty && removed === 0
      ? say.nothing
      : dryRun
        ? say.dryRun
        : left.length > 0
          ? say.removedBut(removed, left.length)
          : say.removed(removed);
  print(`\n  ${indented(outcome, 2)}`);
  for (const note of [...removalNotes(report), ...lostNotes(report, asked)]) print(`  ${indented(note, 2)}`);
}

/** The records of runs that have no ledger here, and why they stay. */
function lostNotes({ lost, dryRun }: SweepReport, { lost: asked }: Asked): string[] {
  if (asked === undefined) return [];
  if (lost === undefined) return [say.tooYoung(`${leastLostMs / 3_600_000}h`)];
  const { due, unmarked, unclear, young, alive, aheadMs = 0, unsearched } = lost;
  return [
    due > 0 && asked === 'look' && !dryRun && say.couldGo(due),
    unmarked > 0 && say.unmarked(unmarked),
    unclear > 0 && say.unclear(unclear),
    young > 0 && say.young(young),
    alive > 0 && say.mayRun(alive),
    Math.abs(aheadMs) > 60_000 && say.ahead(aheadMs),
    ...unsearched.map(({ resource, reason }) =>
      removalSays.unsearched(escapeText(resource), escapeText(reason, 400)),
    ),
  ].filter((note) => note !== false);
}

/** The runs that have anything. */
function runTable(runs: SweepReport['runs']): string {
  const rows = runs
    .filter(({ records }) => Object.keys(records).length > 0)
    .map(({ run, startedAt, records }) => [
      escapeText(run),
      startedAt === undefined ? say.unknown : words().dateTime(startedAt),
      Object.entries(records)
        .map(([name, count]) => `${words().number(count)} ${escapeText(name)}`)
        .join(', '),
    ]);
  const columns = [
    { head: say.run },
    { head: say.started },
    { head: say.records, elastic: true, wraps: true },
  ];
  return `\n${table(columns, rows, reportStyle())}`;
}
