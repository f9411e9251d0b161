import type { ResolvedConfig } from '../config/resolved-config.ts';
import { parseRecordName } from '../dataset/record-list.ts';
import { SeedbedError } from '../errors.ts';
import { nearest } from '../lib/check.ts';
import { signInSays } from '../messages/sign-in.ts';
import { createPlan } from '../plan/create-plan.ts';
import { parseSeed } from '../plan/parse-seed.ts';

/**
 * Throws `SEEDBED_SEED` if a seed makes no record of this name (`users[0]`), or is wrong itself. Without a seed nothing is said: that is
 * told when its dataset is asked for.
 */
export function assertRecord(
  name: string,
  seed: unknown,
  { resources, scenarios, randomSeed }: Pick<ResolvedConfig, 'resources' | 'scenarios' | 'randomSeed'>,
): void {
  const { resource, index } = parseRecordName(name);
  const known = resources.map((one): string => one.name);
  if (!known.includes(resource)) refuse(signInSays.asNoResource(name, known, nearest(resource, known)));
  if (seed === undefined) return;
  const parsed = parseSeed(seed, { resources, scenarios });
  const { counts } = createPlan(parsed, { resources, randomSeed });
  const count = counts[resource] ?? 0;
  if (index >= count) refuse(signInSays.asTooFar(name, resource, count));
}

function refuse(message: string): never {
  throw new SeedbedError('SEEDBED_SEED', message);
}
