import type { ResolvedConfig } from '../config/resolved-config.ts';
import { parseRecordName } from '../dataset/record-list.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import { SeedbedError } from '../errors.ts';
import { nearest } from '../lib/check.ts';
import { datasetSays } from '../messages/dataset.ts';
import { hostSays } from '../messages/host.ts';
import { createPlan } from '../plan/create-plan.ts';
import { parseSeed } from '../plan/parse-seed.ts';

/** Throws `SEEDBED_PARTIAL` if fewer records exist than the tests were promised. */
export function assertEnough({ stats, namespace, randomSeed }: DatasetSnapshot, minSuccess: number): void {
  const resources = Object.entries(stats.resources);
  const planned = resources.reduce((sum, [, { planned }]) => sum + planned, 0);
  const created = resources.reduce((sum, [, { created }]) => sum + created, 0);
  // 0.07 × 100 is a little more than 7.
  const needed = Math.ceil(planned * minSuccess - 1e-9);
  if (created >= needed) return;
  const lines = resources
    .filter(([, { failed }]) => failed > 0)
    .flatMap(([name, { created, planned, reasons }]) => [
      `  ${hostSays.ofResource(name, created, planned)}`,
      ...reasons.map(({ reason, count }) => `    ${count} × ${reason}`),
    ]);
  throw new SeedbedError(
    'SEEDBED_PARTIAL',
    [
      hostSays.tooFew(created, planned, needed),
      ...lines,
      `  ${hostSays.whichData(namespace, randomSeed)}`,
    ].join('\n'),
  );
}

/**
 * Throws `SEEDBED_SEED` if a seed makes no record of this name (`users[0]`), or is wrong itself. Without a seed it says nothing: the error
 * comes when the dataset is asked for.
 */
export function assertRecord(
  name: string,
  seed: unknown,
  { resources, scenarios, randomSeed }: Pick<ResolvedConfig, 'resources' | 'scenarios' | 'randomSeed'>,
): void {
  const { resource, index } = parseRecordName(name);
  const known = resources.map((one): string => one.name);
  if (!known.includes(resource)) refuse(datasetSays.asNoResource(name, known, nearest(resource, known)));
  if (seed === undefined) return;
  const parsed = parseSeed(seed, { resources, scenarios });
  const { counts } = createPlan(parsed, { resources, randomSeed });
  const count = counts[resource] ?? 0;
  if (index >= count) refuse(datasetSays.asTooFar(name, resource, count));
}

function refuse(message: string): never {
  throw new SeedbedError('SEEDBED_SEED', message);
}
