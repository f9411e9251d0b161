import { projectFolder } from '../../config/project-folder.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { type ApiContents, readApiContents } from '../../host/api-contents.ts';
import type { UnreadableLedger } from '../../ledger/read-ledgers.ts';
import { sameBaseUrl } from '../../lib/base-url.ts';
import { escapeText } from '../../lib/escape.ts';
import { statusSays as say } from '../../messages/status.ts';
import { words } from '../../messages/words.ts';
import { demoPreset } from '../../preset/demo-preset.ts';
import { table } from '../../report/table.ts';
import { apiFacts, apiJson } from '../api-facts.ts';
import { readApiSources, resolveApiConfig } from '../cli-config.ts';
import { exitCodeOf, exitCodes, explain } from '../endings.ts';
import type { AuthFlags, SettingFlags } from '../flags.ts';
import { type LedgerRun, ledgerRuns, tellUnreadable } from '../ledger-runs.ts';
import { openProgress } from '../progress.ts';
import { print, printFacts, printJson, reportStyle, tell } from '../terminal.ts';
import { type ToldSetting, tellSettings } from '../told-settings.ts';

export type StatusFlags = SettingFlags & AuthFlags & { readonly json?: boolean; readonly verbose?: boolean };

/** What the API holds and what the ledgers know. They are shown also if the API does not answer. */
export async function printStatus(flags: StatusFlags): Promise<number> {
  const sources = await readApiSources(projectFolder(), flags);
  const config = resolveApiConfig(sources);
  const told = flags.verbose === true ? tellSettings(sources, config) : undefined;
  const { runs, unreadable } = await ledgerRuns(config.root);
  let api: ApiContents | undefined;
  let failure: unknown;
  const progress = openProgress();
  try {
    api = await readApiContents(config, countedFields(config));
  } catch (error) {
    failure = error;
  } finally {
    progress.end();
  }
  const status = { config, api, runs, unreadable, told };
  if (flags.json === true) printJson(statusOf(status));
  else printTables(status);
  tellUnreadable(unreadable);
  if (failure === undefined) return exitCodes.ok;
  tell(`seedbed: ${explain(failure)}`);
  return exitCodeOf(failure);
}

/** Only the fields of the demo API's resources are known; of other resources only the number is. */
function countedFields({ resources }: ResolvedConfig): Readonly<Record<string, readonly string[]>> {
  return resources === demoPreset.defaultResources ? demoPreset.countedBy : {};
}

/** What the command tells. */
interface Status {
  readonly config: ResolvedConfig;
  /** Undefined: it did not answer. */
  readonly api: ApiContents | undefined;
  readonly runs: readonly LedgerRun[];
  readonly unreadable: readonly UnreadableLedger[];
  /** Undefined: nobody asked for the settings. */
  readonly told: readonly ToldSetting[] | undefined;
}

function statusOf({ config, api, runs, unreadable, told }: Status): object {
  return {
    base_url: config.baseUrl,
    reachable: api !== undefined,
    ...(api && apiJson(api)),
    runs,
    ...(unreadable.length > 0 && { unreadable_ledgers: unreadable }),
    ...(told && { settings: Object.fromEntries(told.map(({ key, value, from }) => [key, { value, from }])) }),
  };
}

function printTables({ config: { baseUrl, resources }, api, runs, told }: Status): void {
  const { good, bad } = reportStyle();
  const state = api === undefined ? bad(say.noAnswer) : good(say.answers(words().duration(api.durationMs)));
  printFacts([
    [say.api, `${baseUrl}  ${state}`],
    ...(api === undefined ? [] : apiFacts(api, resources)),
    [say.runs, runs.length === 0 ? say.noRuns : words().number(runs.length)],
  ]);
  if (runs.length > 0) printRuns(runs, baseUrl);
  if (told !== undefined) printSettings(told);
}

function printRuns(runs: readonly LedgerRun[], baseUrl: string): void {
  const columns = [
    { head: say.run },
    { head: say.started },
    { head: say.records, align: 'right' as const },
    { head: say.state, elastic: true, wraps: true },
  ];
  const rows = runs.map((run) => [
    escapeText(run.run),
    words().dateTime(Date.parse(run.started_at)),
    words().number(run.records),
    sameBaseUrl(run.base_url, baseUrl)
      ? stateOf(run)
      : `${stateOf(run)}, ${say.elsewhere(escapeText(run.base_url))}`,
  ]);
  print(`\n${table(columns, rows, reportStyle())}`);
}

function stateOf({ alive, records, kept }: LedgerRun): string {
  if (alive) return say.running;
  if (kept === 0) return say.dead;
  return kept === records ? say.kept : say.deadButFor(kept);
}

function printSettings(told: readonly ToldSetting[]): void {
  const columns = [
    { head: say.setting },
    { head: say.value, elastic: true, wraps: true },
    { head: say.from, elastic: true, wraps: true },
  ];
  const rows = told.map(({ key, value, from }) => [
    key,
    // It may come from a file or the environment.
    escapeText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 400),
    from,
  ]);
  print(`\n${table(columns, rows, reportStyle())}`);
}
