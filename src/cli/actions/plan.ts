import { projectFolder } from '../../config/project-folder.ts';
import { formatDuration, formatSpan } from '../../lib/clock.ts';
import { actionsSay as say } from '../../messages/actions.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { type Estimate, estimate } from '../../plan/estimate.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import type { Plan } from '../../plan/plan.ts';
import { table } from '../../report/table.ts';
import { readOfflineConfig } from '../cli-config.ts';
import { exitCodes } from '../endings.ts';
import type { SettingFlags } from '../flags.ts';
import { readSeed, readWordsOr, type SeedSource } from '../seed-source.ts';
import { indented, print, printFacts, printJson, reportStyle } from '../terminal.ts';

export type PlanFlags = SeedSource & SettingFlags & { readonly json?: boolean };

/**
 * What a seed would do: layers, batches, requests, time.
 *
 * @param typed the flags that were typed and say what to plan, instead of `words`
 */
export async function printPlan(
  flags: PlanFlags,
  words: readonly string[],
  typed: readonly string[],
): Promise<number> {
  const asked = readWordsOr(words, typed, () => readSeed(flags, 0));
  const config = await readOfflineConfig(projectFolder(), flags);
  const { resources, scenarios, randomSeed, batchSize = 1, delayMs, rateLimit } = config;
  const seed = parseSeed(asked, { resources, scenarios });
  const plan = createPlan(seed, { resources, randomSeed });
  const concurrency = config.concurrency ?? batchSize;
  const cost = estimate(plan, { batchSize, delayMs, concurrency, rateLimit, cleanup: false });
  if (flags.json === true) printCost(plan, cost);
  else printTable(plan, cost, rateLimit);
  return exitCodes.ok;
}

function printCost(plan: Plan, cost: Estimate): void {
  const layers = cost.layers.map((layer, at) => ({
    ...layer,
    missingParents: plan.layers[at]?.missingParents,
  }));
  const { records, batches, requests, durationMs } = cost;
  printJson({ layers, records, batches, requests, duration_ms: Math.round(durationMs) });
}

function printTable(
  plan: Plan,
  { layers, records, batches, requests, durationMs }: Estimate,
  rateLimit: { readonly requests: number; readonly perMs: number } | undefined,
): void {
  const style = reportStyle();
  const columns = [say.layer, say.records, say.batches, say.requests].map((head, at) => ({
    head,
    ...(at === 0 ? { elastic: true, wraps: true } : { align: 'right' as const }),
  }));
  const rows = layers.map((layer) => [
    layer.resource,
    ...[layer.records, layer.batches, layer.requests].map(String),
  ]);
  // The log-in is the one request that belongs to no layer.
  const all = [say.allWithLogin, ...[records, batches, requests].map(String)];
  print(`\n${table(columns, [...rows, all], style)}`);
  const limit =
    rateLimit === undefined ? say.noRateLimit : say.limitOf(rateLimit.requests, formatSpan(rateLimit.perMs));
  const time = formatDuration(durationMs);
  const facts: [string, string][] = [
    [say.rateLimit, limit],
    [say.time, rateLimit === undefined ? say.timeWithoutLimit(time) : say.timeOf(time)],
    ...plan.layers.flatMap(({ resource, missingParents }) =>
      missingParents.map((parent): [string, string] => [resource, say.goTo(parent)]),
    ),
  ];
  printFacts(facts);
  print(`\n  ${indented(say.nothingSent, 2)}`);
}
