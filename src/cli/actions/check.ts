import { projectFolder } from '../../config/project-folder.ts';
import { checkApi } from '../../host/check/check-api.ts';
import {
  type CheckReport,
  type CheckStep,
  checkSteps,
  isProved,
  type ResourceReport,
  type StepResult,
} from '../../host/check/check-report.ts';
import { actionsSay as say } from '../../messages/actions.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { table } from '../../report/table.ts';
import { readApiConfig } from '../cli-config.ts';
import { exitCodes, watchInterrupt } from '../endings.ts';
import type { AuthFlags, SettingFlags } from '../flags.ts';
import { openProgress } from '../progress.ts';
import { indented, paint, print, printJson, reportStyle, tell } from '../terminal.ts';

export type CheckFlags = SettingFlags & AuthFlags & { readonly json?: boolean };

/** Proves on the API how each resource is described, and says what to write if it is not as described. */
export async function runCheck(names: readonly string[], flags: CheckFlags): Promise<number> {
  const config = await readApiConfig(projectFolder(), flags);
  using interrupt = watchInterrupt(() => tell(say.checkStopping));
  const { signal } = interrupt;
  // It hears of waits.
  const progress = openProgress();
  const onResource = (name: string): void => tell(say.checking(name));
  const report = await checkApi(config, { names, signal, onResource }).finally(() => progress.end());
  if (flags.json === true) printJson(asJson(config.baseUrl, report));
  else printReport(report);
  if (report.left > 0) {
    tell(`seedbed: ${say.checkLeft(report.left, report.run)}`);
    return exitCodes.leftBehind;
  }
  return isProved(report) ? exitCodes.ok : exitCodes.error;
}

function asJson(base_url: string, report: CheckReport): object {
  const { run, left } = report;
  const resources = report.resources.map(({ isLineProved, ...told }) => ({
    ...told,
    line_proved: isLineProved,
  }));
  return { base_url, run, proved: isProved(report), left, resources };
}

function printReport(report: CheckReport): void {
  const { resources } = report;
  const optional: readonly string[] = ['idempotency', 'createMany', 'removeMany'];
  const isTried = (step: CheckStep): boolean =>
    resources.some(({ steps }) => steps[step].state !== 'untried' || steps[step].note !== '');
  const shown = checkSteps.filter((step) => !optional.includes(step) || isTried(step));
  const columns = [
    { head: say.resource },
    ...shown.map((head) => ({ head })),
    { head: say.requests, align: 'right' as const },
  ];
  const rows = resources.map(({ resource, steps, requests }) => [
    resource,
    ...shown.map((step) => mark(steps[step])),
    String(requests),
  ]);
  print(`\n${table(columns, rows, reportStyle())}`);
  for (const resource of resources) printNotes(resource);
  print(isProved(report) ? `\n  ${indented(say.allWorks, 2)}` : '');
}

function mark({ state }: StepResult): string {
  const { good, bad, dim } = reportStyle();
  return state === 'ok' ? good('✓') : state === 'failed' ? bad('✗') : dim('–');
}

function printNotes({ resource, steps, line, isLineProved }: ResourceReport): void {
  const notes = checkSteps.filter((step) => steps[step].note !== '');
  if (notes.length === 0 && line === undefined) return;
  print(`\n  ${paint('bold', resource)}`);
  for (const step of notes)
    print(`    ${mark(steps[step])} ${indented(apiCheckSays.ofStep(step, steps[step].note), 6)}`);
  if (line === undefined) return;
  const tried = isLineProved ? say.lineTried : say.lineUntried;
  const [write, said] = [indented(say.write(resource), 4), indented(tried, 4)];
  // The line is there to be copied.
  print(`    ${write}\n\n      ${paint('cyan', `${line},`)}\n\n    ${paint('dim', said)}`);
}
