import { existsSync } from 'node:fs';
import { projectFolder } from '../../config/project-folder.ts';
import { SeedbedError } from '../../errors.ts';
import { escapeText } from '../../lib/escape.ts';
import { readText } from '../../lib/files.ts';
import { sumOf } from '../../log/counts.ts';
import { lastLog, logFolder, loggedRuns, logOfRun, parseLog } from '../../log/log-files.ts';
import { configSays } from '../../messages/config.ts';
import { madeSays } from '../../messages/made.ts';
import { reportSays as says } from '../../messages/report.ts';
import { summarySays } from '../../messages/run-summary.ts';
import { statusSays } from '../../messages/status.ts';
import { words } from '../../messages/words.ts';
import { foldLogs } from '../../report/fold-logs.ts';
import { readOutput } from '../../report/report-of-output.ts';
import type { RunReport } from '../../report/run-report.ts';
import { countsText, runFacts } from '../../report/run-summary.ts';
import { type Fact, table } from '../../report/table.ts';
import { exitCodes } from '../endings.ts';
import { openOutput } from '../output/output-file.ts';
import { writeToFile } from '../output/write-text.ts';
import { indented, print, printFacts, reportStyle, tell } from '../terminal.ts';

export interface ReportFlags {
  readonly html?: string;
}

const mostRuns = 8;
const mostRows = 15;

/** Tells of a run: on the terminal, or as a page. */
export async function tellReport(named: string | undefined, { html }: ReportFlags): Promise<number> {
  const root = projectFolder();
  const report = findReport(root, named);
  if (report === undefined)
    throw new SeedbedError('SEEDBED_FILE', says.notALog(escapeText(named ?? '', 200)));
  if (html === undefined) printReport(report);
  else {
    const { reportPage } = await import('../../report/page/report-page.ts');
    await writePage(html, reportPage(report));
  }
  return exitCodes.ok;
}

/** A run's name, a log's file, or what a command wrote with `-o`: that names its run, and says most of it if the log is gone. */
function findReport(root: string, named: string | undefined): RunReport | undefined {
  if (named === undefined) {
    const last = read(logFolder(root), () => lastLog(root));
    if (last !== undefined) return foldLogs([last]);
    throw new SeedbedError('SEEDBED_FILE', says.noRun);
  }
  const byName = read(named, () => logOfRun(root, named));
  if (byName !== undefined) return foldLogs([byName]);
  if (!existsSync(named))
    throw new SeedbedError(
      'SEEDBED_FILE',
      says.unknownRun(escapeText(named, 100), loggedRuns(root).slice(0, mostRuns)),
    );
  const text = read(named, () => readText(named));
  const lines = parseLog(text);
  if (lines.length > 0) return foldLogs([lines]);
  const output = readOutput(text);
  if (output === undefined) return undefined;
  const log = read(output.run, () => logOfRun(root, output.run));
  return log === undefined ? output.report : (foldLogs([log]) ?? output.report);
}

/** Another user's log, as of a container that works in the same folder, cannot be read. */
function read<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const said = configSays.unreadable(escapeText(what, 200), (error as Error).message);
    throw new SeedbedError('SEEDBED_FILE', said, { cause: error });
  }
}

async function writePage(file: string, page: string): Promise<void> {
  await writeToFile(openOutput(file), [page]);
  tell(says.written(escapeText(file, 200), `${words().number(Math.ceil(page.length / 1000))} kB`));
}

function printReport(report: RunReport): void {
  const style = reportStyle();
  const { number, duration } = words();
  const facts: Fact[] = [
    [madeSays.run, report.runs.join(', ')],
    ...(report.baseUrl === '' ? [] : [[statusSays.api, report.baseUrl] as const]),
    ...runFacts(report),
  ];
  printFacts(facts.map(([label, value]) => [label, escapeText(value)]));
  if (!report.isWhole) tell(`\nseedbed: ${says.logIsGone(escapeText(report.runs.join(', '), 60))}`);
  if (report.swept !== undefined && report.swept.length > 0) {
    const columns = [{ head: says.run }, { head: says.found, elastic: true, wraps: true }];
    const rows = report.swept.map(({ run, records }) => [escapeText(run, 60), countsText(records)]);
    print(`\n${table(columns, rows, style)}`);
  }
  // A command has no suites.
  const datasets = report.stays ? [] : report.datasets.toSorted((a, b) => b.ms - a.ms).slice(0, mostRows);
  if (datasets.length > 0) {
    const columns = [
      { head: summarySays.suite, elastic: true, wraps: true },
      { head: summarySays.records, align: 'right' as const },
      { head: summarySays.requests, align: 'right' as const },
      { head: summarySays.madeIn, align: 'right' as const },
    ];
    const rows = datasets.map((one) => [
      escapeText(one.path || summarySays.baseDataset, 200),
      number(sumOf(one.records)),
      number(one.requests),
      duration(one.ms),
    ]);
    print(`\n${table(columns, rows, style)}`);
  }
  if (report.reasons.length > 0) print('');
  for (const { resource, reason, count, notSent } of report.reasons)
    print(
      `  ${notSent ? style.dim('–') : style.bad('✗')} ${indented(madeSays.notMade(count, escapeText(resource), escapeText(reason)), 4)}`,
    );
}
