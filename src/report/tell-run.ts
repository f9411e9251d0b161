import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { stepSummaryFile } from '../config/environment.ts';
import { escapeText } from '../lib/escape.ts';
import { logsOfRunner } from '../log/log-files.ts';
import { summarySays } from '../messages/run-summary.ts';
import { foldLogs } from './fold-logs.ts';
import type { RunReport } from './run-report.ts';
import { closingLines, markdownSummary, type Written } from './run-summary.ts';

/** What both reporters take. */
export interface ReporterOptions {
  /**
   * Where to write the run's report, one HTML page; from the folder of the runner's configuration. @default none is written
   * @example html: 'seedbed-report.html'
   */
  readonly html?: string;
}

/** What a reporter knows when the tests have ended. */
export interface TestsEnded extends ReporterOptions {
  /** Folders that hold a `seedbed.config.ts`: their runs are told of. The first is where `html` starts from. */
  readonly roots: readonly string[];
  /** When the tests began, epoch ms. */
  readonly since: number;
}

/**
 * Tells of the data that this runner's tests had: three lines, the page if it was asked for, and a summary for GitHub's page of the job
 * if this is one. Nothing if no test had any, and no page is asked for. Throws nothing: a report must not fail a run.
 */
export async function tellRun(ended: TestsEnded): Promise<readonly string[]> {
  try {
    return await tell(ended);
  } catch (error) {
    process.emitWarning(summarySays.noReport(escapeText((error as Error).message, 300)), 'SeedbedWarning');
    return [];
  }
}

async function tell({ roots, since, html }: TestsEnded): Promise<readonly string[]> {
  const report = foldLogs(logsOfRunner(roots, since), since);
  if (report === undefined) return [];
  const hadNone = report.datasetCount + report.notMade === 0;
  // A page that is asked for is written all the same: an older one would be taken for this run's.
  if (hadNone && html === undefined) return [];
  const written =
    html === undefined ? undefined : await writePage(report, resolve(roots[0] ?? '', html), html);
  const summary = stepSummaryFile();
  if (summary !== undefined && !hadNone)
    try {
      appendFileSync(summary, markdownSummary(report));
    } catch (error) {
      process.emitWarning(`GITHUB_STEP_SUMMARY: ${(error as Error).message}`, 'SeedbedWarning');
    }
  return closingLines(report, written);
}

async function writePage(report: RunReport, file: string, shown: string): Promise<Written> {
  try {
    // The charts take a moment to load: only people who want the page wait for them.
    const { reportPage } = await import('./page/report-page.ts');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, reportPage(report));
    return { file: shown };
  } catch (error) {
    return { file: shown, why: (error as Error).message };
  }
}
