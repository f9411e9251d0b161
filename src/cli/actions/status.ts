import type { ResolvedConfig } from '../../config/resolve-config.ts';
import type { AnyResource } from '../../factory/resource.ts';
import { openClient } from '../../host/start-host.ts';
import type { LedgerRecord } from '../../ledger/ledger.ts';
import { isAlive } from '../../ledger/process-identity.ts';
import { readLedgers } from '../../ledger/read-ledgers.ts';
import { systemClock } from '../../lib/clock.ts';
import { formatDuration } from '../../lib/duration.ts';
import { perKey, singular } from '../../report/names.ts';
import { type SpreadOver, spreadOver } from '../../report/spread.ts';
import { factLines, spreadText } from '../../report/statistics-table.ts';
import { table } from '../../report/table.ts';
import { type ApiRecord, listRecords } from '../../seeder/list-records.ts';
import { isId } from '../../seeder/post-record.ts';
import { readApiConfig } from '../cli-config.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { explain } from '../explain.ts';
import type { ApiFlags } from '../flags.ts';
import { reportStyle } from '../report-style.ts';
import { print, tell } from '../terminal.ts';

export type StatusFlags = ApiFlags & { readonly json?: boolean };

/** What the API holds and what the ledger knows. The ledger is shown also where the API does not answer. */
export async function printStatus(flags: StatusFlags): Promise<number> {
  const config = await readApiConfig(process.cwd(), flags);
  const runs = ledgerRuns(config.root);
  let api: ApiContents | undefined;
  let failure: unknown;
  try {
    api = await readApi(config);
  } catch (error) {
    failure = error;
  }
  if (flags.json === true) printJson(config, api, runs);
  else printTables(config, api, runs);
  if (failure === undefined) return exitCodes.ok;
  tell(`seedbed: ${explain(failure)}`);
  return exitCodeOf(failure);
}

interface ApiContents {
  readonly counts: Readonly<Record<string, number>>;
  readonly spreads: readonly {
    readonly child: string;
    readonly parent: string;
    readonly spread: SpreadOver;
  }[];
  readonly durationMs: number;
}

async function readApi(config: ResolvedConfig): Promise<ApiContents> {
  const client = openClient(config);
  const started = performance.now();
  try {
    const lists = new Map<string, ApiRecord[]>();
    for (const resource of config.resources) lists.set(resource.name, await listRecords(client, resource));
    return {
      counts: Object.fromEntries([...lists].map(([name, list]) => [name, list.length])),
      spreads: config.resources.flatMap((resource) => spreadsOf(resource, config.resources, lists)),
      durationMs: performance.now() - started,
    };
  } finally {
    await client.close();
  }
}

function spreadsOf(
  { name: child, belongsTo }: AnyResource,
  resources: readonly AnyResource[],
  lists: ReadonlyMap<string, readonly ApiRecord[]>,
): ApiContents['spreads'] {
  const ids = (name: string, field: string): (string | number)[] =>
    (lists.get(name) ?? []).map((record) => record[field]).filter(isId);
  return belongsTo.flatMap(({ resource: parent, foreignKey }) => {
    const idField = resources.find(({ name }) => name === parent)?.idField ?? 'id';
    const spread = spreadOver(ids(child, foreignKey), ids(parent, idField));
    return spread === undefined ? [] : [{ child, parent, spread }];
  });
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

function ledgerRuns(root: string): LedgerRun[] {
  return readLedgers(root).map(({ header, records, writtenAt }) => ({
    run: header.run,
    started_at: new Date(header.startedAt).toISOString(),
    base_url: header.baseUrl,
    policy: header.policy,
    records: records.length,
    kept: header.policy === 'keep' ? records.length : records.filter(isKept).length,
    alive: isAlive(header.owner, systemClock.wall() - writtenAt),
  }));
}

/** What `ttl` keeps is a sweep's by its age. */
function isKept({ kept }: LedgerRecord): boolean {
  return kept === 'keep' || kept === 'on-success';
}

function printJson(
  { baseUrl }: ResolvedConfig,
  api: ApiContents | undefined,
  runs: readonly LedgerRun[],
): void {
  const spreads = api?.spreads.map(({ child, parent, spread }) => [perKey(child, parent), spread]) ?? [];
  const status = {
    base_url: baseUrl,
    reachable: api !== undefined,
    ...api?.counts,
    ...Object.fromEntries(spreads),
    runs,
  };
  print(JSON.stringify(status, null, 2));
}

function printTables(
  { baseUrl }: ResolvedConfig,
  api: ApiContents | undefined,
  runs: readonly LedgerRun[],
): void {
  const style = reportStyle();
  const state =
    api === undefined
      ? style.bad('no usable answer')
      : style.good(`answers (${formatDuration(api.durationMs)})`);
  const facts: [string, string][] = [
    ['API', `${baseUrl}  ${state}`],
    ...Object.entries(api?.counts ?? {}).map(([name, count]): [string, string] => [name, String(count)]),
    ...(api?.spreads ?? []).map(({ child, parent, spread }): [string, string] => [
      `${child} per ${singular(parent)}`,
      spreadText(spread),
    ]),
    ['runs', runs.length === 0 ? 'none in the ledger' : String(runs.length)],
  ];
  print(`\n${factLines(facts, style.dim)}`);
  if (runs.length === 0) return;
  const columns = [
    { head: 'run' },
    { head: 'started' },
    { head: 'records', align: 'right' as const },
    { head: 'state', elastic: true },
  ];
  const rows = runs.map((run) => [
    run.run,
    run.started_at.slice(0, 16).replace('T', ' '),
    String(run.records),
    stateOf(run),
  ]);
  print(`\n${table(columns, rows, style)}`);
}

function stateOf({ alive, records, kept }: LedgerRun): string {
  if (alive) return 'running';
  if (kept === 0) return 'dead, to be swept';
  return kept === records ? 'kept, until swept by name' : `dead, to be swept but for ${kept} kept`;
}
