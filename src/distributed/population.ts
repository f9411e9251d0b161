import type { ResolvedConfig } from '../config/resolved-config.ts';
import { SeedbedError } from '../errors.ts';
import { type Builder, createBuilder, standIns } from '../factory/builder.ts';
import { keyValue } from '../factory/key.ts';
import { loadLocale } from '../factory/locale.ts';
import type { AnyResource } from '../factory/resource.ts';
import { generationOf } from '../host/generation.ts';
import { withUserPassword } from '../host/user-password.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { createPlan } from '../plan/create-plan.ts';
import { parseSeed } from '../plan/parse-seed.ts';
import type { Layer, Plan } from '../plan/plan.ts';

/** What decides the values of a population, wherever it is made. Plain data. */
export interface Asked {
  readonly seed: unknown;
  readonly namespace: string;
  /** False if the user gave the namespace. */
  readonly ownNamespace: boolean;
  readonly path: string;
  readonly randomSeed: number;
  readonly locale: string;
  readonly emailDomain: string;
  readonly generator: ResolvedConfig['generator'];
  readonly phones: ResolvedConfig['phones'];
  readonly referenceDate: string;
  readonly userPassword: string | undefined;
  /** Epoch ms. */
  readonly askedAt: number;
  /** The key of each layer's first record: whoever would make another one has another configuration. */
  readonly sample?: Readonly<Record<string, string>> | undefined;
}

/** A seed that is spread over machines: its plan, and what builds its records. */
export interface Population {
  readonly asked: Asked;
  readonly plan: Plan;
  readonly builder: Builder;
  /** The seed's own, or else the configuration's. */
  readonly randomSeed: number;
  readonly config: ResolvedConfig;
}

/** @throws SeedbedError `SEEDBED_SEED` for a seed that is wrong */
export async function openPopulation(from: ResolvedConfig, asked: Asked): Promise<Population> {
  const { namespace, path, locale, emailDomain, generator, phones, referenceDate, userPassword } = asked;
  const generation = { emailDomain, generator, phones, referenceDate };
  const config = { ...from, ...generation, randomSeed: asked.randomSeed, locale, userPassword };
  const { resources, scenarios } = config;
  const parsed = parseSeed(asked.seed, { resources, scenarios });
  const { options } = parsed;
  const randomSeed = options.randomSeed ?? asked.randomSeed;
  const plan = createPlan(parsed, { resources, randomSeed });
  const built = createBuilder({
    resources,
    randomSeed,
    namespace,
    locale: await loadLocale(options.locale ?? locale),
    path,
    // "Today" is the day on which it was asked for, on every machine.
    ...generationOf(config, { wall: () => asked.askedAt }),
  });
  return { asked, plan, builder: withUserPassword(built, resources, userPassword), randomSeed, config };
}

/**
 * The key of each layer's first record. A chunk that is made again after a worker died is known by its keys: they must be the same
 * wherever they are made.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` for a resource whose key is another one each time
 */
export function sampleOf({ plan, builder, config }: Population): Readonly<Record<string, string>> {
  const sample: Record<string, string> = {};
  for (const layer of plan.layers) {
    const resource = resourceOf(config, layer);
    const [once, again] = [0, 1].map(() =>
      keyValue(resource.key, builder.build(layer.at(0), standIns(resource))),
    );
    if (once !== again) throw new SeedbedError('SEEDBED_CONFIG', coordinatorSays.changingKey(resource.name));
    if (once !== undefined) sample[resource.name] = once;
  }
  return sample;
}

/** @throws SeedbedError `SEEDBED_CONFIG` if this machine would make other records than the one that asked */
export function checkSample(population: Population): void {
  const here = sampleOf(population);
  const { sample = {} } = population.asked;
  const names = new Set([...Object.keys(here), ...Object.keys(sample)]);
  for (const name of names)
    if (here[name] !== sample[name])
      throw new SeedbedError('SEEDBED_CONFIG', coordinatorSays.otherConfig(name));
}

function resourceOf({ resources }: ResolvedConfig, { resource }: Layer): AnyResource {
  return resources.find(({ name }) => name === resource) as AnyResource;
}

/** Records in one job, if they are made one by one: some seconds of work. */
const singles = 100;

/** Cuts a layer in parts for jobs. One whose records belong to each other stays whole. */
export function chunksOf(
  { belongsToItself, count, resource }: Layer,
  { resources }: ResolvedConfig,
): readonly { readonly from: number; readonly to: number }[] {
  const { bulk } = resources.find(({ name }) => name === resource) ?? {};
  const size = belongsToItself ? count : Math.max(singles, (bulk?.maxItems ?? singles) * 2);
  return Array.from({ length: Math.ceil(count / size) }, (_, at) => ({
    from: at * size,
    to: Math.min(count, (at + 1) * size),
  }));
}
