import { checkApi } from '../../host/check-api.ts';
import {
  type CheckReport,
  checkSteps,
  isProved,
  type ResourceReport,
  type StepResult,
} from '../../host/check-report.ts';
import { table } from '../../report/table.ts';
import { readApiConfig } from '../cli-config.ts';
import { exitCodes } from '../exit-codes.ts';
import type { AuthFlags, SettingFlags } from '../flags.ts';
import { watchInterrupt } from '../interrupt.ts';
import { paint, print, printJson, reportStyle, tell } from '../terminal.ts';

export type CheckFlags = SettingFlags & AuthFlags & { readonly json?: boolean };

/** Proves on the API how each resource is described, and says what to write if it is not as described. */
export async function runCheck(names: readonly string[], flags: CheckFlags): Promise<number> {
  const config = await readApiConfig(process.cwd(), flags);
  using interrupt = watchInterrupt(() => tell('Stopping; what was made is removed.'));
  const { signal } = interrupt;
  const report = await checkApi(config, { names, signal, onResource: (name) => tell(`checking ${name} …`) });
  if (flags.json === true) printJson(asJson(config.baseUrl, report));
  else printReport(report);
  if (report.left > 0) {
    const many = report.left === 1 ? '1 record is' : `${report.left} records are`;
    tell(`seedbed: ${many} left on the API: \`seedbed sweep --run ${report.run}\` removes what it can.`);
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
  const columns = [
    { head: 'resource' },
    ...checkSteps.map((head) => ({ head })),
    { head: 'requests', align: 'right' as const },
  ];
  const rows = resources.map(({ resource, steps, requests }) => [
    resource,
    ...checkSteps.map((step) => mark(steps[step])),
    String(requests),
  ]);
  print(`\n${table(columns, rows, reportStyle())}`);
  for (const resource of resources) printNotes(resource);
  print(isProved(report) ? '\n  All of it works. Nothing is left on the API.' : '');
}

function mark({ state }: StepResult): string {
  const { good, bad, dim } = reportStyle();
  return state === 'ok' ? good('✓') : state === 'failed' ? bad('✗') : dim('–');
}

function printNotes({ resource, steps, line, isLineProved }: ResourceReport): void {
  const notes = checkSteps.filter((step) => steps[step].note !== '');
  if (notes.length === 0 && line === undefined) return;
  print(`\n  ${paint('bold', resource)}`);
  for (const step of notes) print(`    ${mark(steps[step])} ${step}: ${steps[step].note}`);
  if (line === undefined) return;
  const tried = isLineProved
    ? 'It was tried, and works.'
    : 'Not all of it was tried: a wrong one could remove more than one record.';
  print(
    `    Write in the definition of "${resource}":\n\n      ${paint('cyan', `${line},`)}\n\n    ${paint('dim', tried)}`,
  );
}
