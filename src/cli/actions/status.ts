import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { type ApiContents, readApiContents } from '../../host/api-contents.ts';
import { isRunning } from '../../ledger/is-running.ts';
import type { LedgerRecord } from '../../ledger/ledger.ts';
import { readLedgers, type UnreadableLedger } from '../../ledger/read-ledgers.ts';
import { systemClock } from '../../lib/clock.ts';
import { formatDuration } from '../../lib/duration.ts';
import { escapeText } from '../../lib/escape.ts';
import { perKey, singular } from '../../report/run-statistics.ts';
import { type RecordsPerOwner, recordsPerOwner } from '../../report/spreads.ts';
import { factLines, spreadText } from '../../report/statistics-table.ts';
import { table } from '../../report/table.ts';
import { readApiSources, resolveApiConfig } from '../cli-config.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { explain } from '../explain.ts';
import type { AuthFlags, SettingFlags } from '../flags.ts';
import { print, printJson, reportStyle, tell } from '../terminal.ts';
import { type ToldSetting, tellSettings } from '../told-settings.ts';

export type StatusFlags = SettingFlags & AuthFlags & { readonly json?: boolean; readonly verbose?: boolean };

/** What the API holds and what the ledgers know. They are shown also if the API does not answer. */
export async function printStatus(flags: StatusFlags): Promise<number> {
  const sources = await readApiSources(process.cwd(), flags);
  const config = resolveApiConfig(sources);
  const told = flags.verbose === true ? tellSettings(sources, config) : undefined;
  const { runs, unreadable } = await ledgerRuns(config.root);
  let api: ApiContents | undefined;
  let failure: unknown;
  try {
    api = await readApiContents(config);
  } catch (error) {
    failure = error;
  }
  if (flags.json === true) printJson(statusOf(config, api, runs, unreadable, told));
  else printTables(config, api, runs, told);
  for (const { file, reason } of unreadable)
    tell(`seedbed: the ledger ${escapeText(file)} is not obeyed: ${escapeText(reason)}`);
  if (failure === undefined) return exitCodes.ok;
  tell(`seedbed: ${explain(failure)}`);
  return exitCodeOf(failure);
}

interface LedgerRun {
  readonly run: string;
  readonly started_at: string;
  readonly base_url: string;
  readonly policy: 'keep' | 'remove';
  /** Records that exist by this ledger, or may. */
  readonly records: number;
  /** Of these, made to stay: a sweep leaves them alone until the run is named. */
  readonly kept: number;
  readonly alive: boolean;
}

async function ledgerRuns(
  root: string,
): Promise<{ readonly runs: readonly LedgerRun[]; readonly unreadable: readonly UnreadableLedger[] }> {
  const { ledgers, unreadable } = readLedgers(root);
  const runs: LedgerRun[] = [];
  for (const ledger of ledgers) {
    const { header, records } = ledger;
    runs.push({
      run: header.runId,
      started_at: new Date(header.startedAt).toISOString(),
      base_url: header.baseUrl,
      policy: header.policy,
      records: records.length,
      kept: header.policy === 'keep' ? records.length : records.filter(isKept).length,
      alive: await isRunning(ledger, systemClock.wall()),
    });
  }
  return { runs, unreadable };
}

/** What `ttl` keeps is a sweep's by its age. */
function isKept({ kept }: LedgerRecord): boolean {
  return kept === 'keep' || kept === 'on-success';
}

function statusOf(
  { baseUrl }: ResolvedConfig,
  api: ApiContents | undefined,
  runs: readonly LedgerRun[],
  unreadable: readonly UnreadableLedger[],
  told: readonly ToldSetting[] | undefined,
): object {
  const spreads = spreadsOf(api).map(({ child, parent, spread }) => [perKey(child, parent), spread]);
  return {
    base_url: baseUrl,
    reachable: api !== undefined,
    ...api?.counts,
    ...Object.fromEntries(spreads),
    runs,
    ...(unreadable.length > 0 && { unreadable_ledgers: unreadable }),
    ...(told && { settings: Object.fromEntries(told.map(({ key, value, from }) => [key, { value, from }])) }),
  };
}

function printTables(
  { baseUrl }: ResolvedConfig,
  api: ApiContents | undefined,
  runs: readonly LedgerRun[],
  told: readonly ToldSetting[] | undefined,
): void {
  const style = reportStyle();
  const state =
    api === undefined
      ? style.bad('no usable answer')
      : style.good(`answers (${formatDuration(api.durationMs)})`);
  const facts: [string, string][] = [
    ['API', `${baseUrl}  ${state}`],
    ...Object.entries(api?.counts ?? {}).map(([name, count]): [string, string] => [name, String(count)]),
    ...spreadsOf(api).map(({ child, parent, spread }): [string, string] => [
      `${child} per ${singular(parent)}`,
      spreadText(spread),
    ]),
    ['runs', runs.length === 0 ? 'none in the ledger' : String(runs.length)],
  ];
  print(`\n${factLines(facts, style.dim)}`);
  if (runs.length > 0) printRuns(runs);
  if (told !== undefined) printSettings(told);
}

/** How children are shared among their parents, for each pair of resources that has any. */
function spreadsOf(
  api: ApiContents | undefined,
): readonly { readonly child: string; readonly parent: string; readonly spread: RecordsPerOwner }[] {
  return (api?.relations ?? []).flatMap(({ child, parent, owners, parents }) => {
    const spread = recordsPerOwner(owners, parents);
    return spread === undefined ? [] : [{ child, parent, spread }];
  });
}

function printRuns(runs: readonly LedgerRun[]): void {
  const columns = [
    { head: 'run' },
    { head: 'started' },
    { head: 'records', align: 'right' as const },
    { head: 'state', elastic: true },
  ];
  const rows = runs.map((run) => [
    escapeText(run.run),
    run.started_at.slice(0, 16).replace('T', ' '),
    String(run.records),
    stateOf(run),
  ]);
  print(`\n${table(columns, rows, reportStyle())}`);
}

function stateOf({ alive, records, kept }: LedgerRun): string {
  if (alive) return 'running';
  if (kept === 0) return 'dead, to be swept';
  return kept === records ? 'kept, until swept by name' : `dead, to be swept but for ${kept} kept`;
}

function printSettings(told: readonly ToldSetting[]): void {
  const columns = [{ head: 'setting' }, { head: 'value', elastic: true }, { head: 'from', elastic: true }];
  const rows = told.map(({ key, value, from }) => [
    key,
    // It may come from a file or the environment.
    escapeText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 400),
    from,
  ]);
  print(`\n${table(columns, rows, reportStyle())}`);
}
