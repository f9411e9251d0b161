import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { type AnyResource, isKeyName } from '../../factory/resource.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import type { SeedGroup } from '../../plan/seed.ts';

type Config = Pick<ResolvedConfig, 'resources' | 'scenarios' | 'run' | 'cleanup' | 'randomSeed'>;

/**
 * How many records a seed is for, if it may be made before anybody asks for it. Undefined: it is not understood (whoever asks is told
 * why), it would stay although nobody had it, it fixes a key that another suite's record may have until then, or its parents are whatever
 * the API holds when the test begins.
 */
export function sizeAhead(seed: unknown, config: Config): number | undefined {
  const { resources, scenarios, randomSeed } = config;
  try {
    const { groups, options } = parseSeed(seed, { resources, scenarios });
    const cleanup = options.cleanup ?? config.cleanup;
    if (cleanup === 'keep' || cleanup === 'ttl' || fixesKey(groups, resources)) return undefined;
    const { layers, counts } = createPlan({ groups, options }, { resources, randomSeed });
    const elsewhere = layers.flatMap(({ missingParents }) => missingParents);
    const base = elsewhere.length === 0 || config.run === undefined ? {} : countsOf(config.run, config);
    if (!elsewhere.every((name) => (base[name] ?? 0) > 0)) return undefined;
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  } catch {
    return undefined;
  }
}

function countsOf(
  seed: unknown,
  { resources, scenarios, randomSeed }: Config,
): Readonly<Record<string, number>> {
  return createPlan(parseSeed(seed, { resources, scenarios }), { resources, randomSeed }).counts;
}

function fixesKey(groups: readonly SeedGroup[], resources: readonly AnyResource[]): boolean {
  return groups.some(({ resource, set, each, children }) => {
    const { key } = resources.find(({ name }) => name === resource) ?? { key: undefined };
    const fixes = (values: object): boolean => Object.keys(values).some((name) => isKeyName(key, name));
    return fixes(set) || each.some(fixes) || fixesKey(children, resources);
  });
}
