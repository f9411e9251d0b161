import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveConfig } from '../../config/resolve-config.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { type DemoApi, demoOperator, startDemoApi } from '../../demo/index.ts';
import { SeedbedError } from '../../errors.ts';
import { assertRemoved } from '../../host/assert-removed.ts';
import { defaultResources, preset } from '../../host/defaults.ts';
import { actionsSay as say } from '../../messages/actions.ts';
import { madeSays } from '../../messages/made.ts';
import { spreads } from '../../report/run-statistics.ts';
import { statisticsTable } from '../../report/statistics-table.ts';
import { createRecords, type Made } from '../create-records.ts';
import { exitCodeOf, exitCodes, explain } from '../endings.ts';
import { printPreview } from '../print-run.ts';
import { indented, print, printFacts, reportStyle, tell } from '../terminal.ts';

export interface DemoFlags {
  readonly keep?: boolean;
}

const counts = { users: 5, vms: 10 };

/** The whole way on an API of its own. Reads no configuration, no environment, and leaves no file behind. */
export async function runDemo({ keep = false }: DemoFlags): Promise<number> {
  await using api = await startDemoApi();
  const root = ownFolder();
  try {
    print(say.demoApiAt(api.url));
    const { email, password } = demoOperator;
    // The one password that may be shown: people sign in with it, and the data is gone with this process.
    const users = { count: counts.users, ...(keep && { set: { password } }) };
    return await createRecords(
      { config: demoConfig(root, api, { email, password }), seed: { ...counts, users }, policy: 'remove' },
      (made) => show(made, api, keep),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function ownFolder(): string {
  const name = join(tmpdir(), 'seedbed-demo-');
  try {
    return mkdtempSync(name);
  } catch (error) {
    const said = madeSays.cannotWrite(name, (error as Error).message);
    throw new SeedbedError('SEEDBED_FILE', said, { cause: error });
  }
}

function demoConfig(root: string, { url }: DemoApi, auth: ResolvedConfig['auth']): ResolvedConfig {
  const explicit = { baseUrl: url, auth, project: 'demo', batchSize: 5, delay: 0.1 };
  return resolveConfig({ root, explicit, ...preset });
}

async function show(
  { run, snapshot, stopped, remove, signal }: Made,
  api: DemoApi,
  keep: boolean,
): Promise<number> {
  printPreview(defaultResources, snapshot.stats, (name) => snapshot.records[name] ?? []);
  const { stats } = snapshot;
  print(`\n${statisticsTable({ stats, spreads: spreads(snapshot, defaultResources) }, reportStyle())}`);
  if (stopped === undefined && keep)
    await keepOpen(api, String(snapshot.records.users?.[0]?.fields.email), signal);
  const report = await remove();
  assertRemoved(report, run);
  const { users, vms } = api.counts();
  print(`\n  ${indented(say.removedAgain(report.removed, users, vms), 2)}`);
  if (stopped === undefined) return exitCodes.ok;
  tell(`seedbed: ${explain(stopped)}`);
  return exitCodeOf(stopped);
}

/** Until Ctrl-C. */
async function keepOpen({ origin }: DemoApi, email: string, signal: AbortSignal): Promise<void> {
  const facts: [string, string][] = [
    [say.open, `${origin}/`],
    [say.email, email],
    [say.password, say.samePassword(demoOperator.password)],
  ];
  printFacts(facts);
  print(`\n  ${indented(say.endsAll, 2)}`);
  if (!signal.aborted) await once(signal, 'abort');
}
