import description from '../../package.json' with { type: 'json' };
import type { ResolvedConfig } from '../config/resolved-config.ts';
import { digest } from '../coordinator/redis.ts';
import type { RunStore } from '../coordinator/run-store.ts';
import type { Failure, ResourceStatistics, SeededRecord } from '../dataset/snapshot.ts';
import { SeedbedError } from '../errors.ts';
import { type Builder, createBuilder, standIns } from '../factory/builder.ts';
import { findLocale } from '../factory/locale.ts';
import { type AnyResource, keyValue } from '../factory/resource.ts';
import { generationOf, withUserPassword } from '../host/datasets/generation.ts';
import { systemClock } from '../lib/clock.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { createPlan } from '../plan/create-plan.ts';
import { parseSeed } from '../plan/parse-seed.ts';
import type { Layer, Plan } from '../plan/plan.ts';

export const version: string = description.version;

/** Everything that decides the values of a population, on every machine. Plain data. */
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
  /** Of the seedbed that asked. */
  readonly version: string;
  /** A worker that would make other records has another configuration. */
  readonly sample?: Sample | undefined;
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
    locale: findLocale(options.locale ?? locale),
    path,
    // "Today" is the day on which it was asked for, on every machine.
    ...generationOf(config, { wall: () => asked.askedAt }),
  });
  return { asked, plan, builder: withUserPassword(built, resources, userPassword), randomSeed, config };
}

/** For each resource that is made: its records' fields → a digest of what some of them hold; empty for a field that differs each time. */
export type Sample = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** How often a record is built, to see which of its fields differ each time. */
const builds = 3;

/**
 * What a machine would make, in short. A chunk that is made again after a worker died is known by its keys: they must be the same on every
 * machine.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` for a resource whose key is another one each time
 */
export async function sampleOf({ plan, builder, config }: Population): Promise<Sample> {
  const sample: Record<string, Record<string, string>> = {};
  for (const layer of plan.layers) {
    const resource = resourceOf(config, layer);
    const specs = [0, layer.count >> 1, layer.count - 1].map((at) => layer.at(at));
    const seen: Record<string, unknown>[][] = [];
    for (let build = 0; build < builds; build++) {
      // Values that depend on the time of day show here.
      if (build > 0) await systemClock.sleep(2);
      seen.push(specs.map((spec) => builder.build(spec, standIns(resource))));
    }
    if (new Set(seen.map(([first = {}]) => keyValue(resource.key, first))).size > 1)
      throw new SeedbedError('SEEDBED_CONFIG', coordinatorSays.changingKey(resource.name));
    const fields = new Set(seen.flat().flatMap((record) => Object.keys(record)));
    const digests = [...fields].map((field) => {
      const [once = '', ...again] = seen.map((some) => digest(JSON.stringify(some.map((one) => one[field]))));
      return [field, again.every((other) => other === once) ? once : ''] as const;
    });
    // Which records they are, and whose.
    const plan = digest(JSON.stringify([layer.count, layer.belongsToItself, specs]));
    sample[resource.name] = { [thePlan]: plan, ...Object.fromEntries(digests) };
  }
  return sample;
}

/** Beside the fields; no field is called so. */
const thePlan = '';

/** @throws SeedbedError `SEEDBED_CONFIG` if this machine would make other records than the one that asked */
export async function checkSample(population: Population): Promise<void> {
  const { version: theirs, sample: asked = {} } = population.asked;
  if (theirs !== version)
    throw new SeedbedError('SEEDBED_CONFIG', coordinatorSays.otherVersion(version, theirs));
  const here = await sampleOf(population);
  for (const name of new Set([...Object.keys(here), ...Object.keys(asked)])) {
    const [mine, other] = [here[name] ?? {}, asked[name] ?? {}];
    const field = [...new Set([...Object.keys(mine), ...Object.keys(other)])].find(
      (one) => mine[one] !== other[one] && mine[one] !== '' && other[one] !== '',
    );
    if (field !== undefined)
      throw new SeedbedError('SEEDBED_CONFIG', coordinatorSays.otherConfig(name, field));
  }
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
  const bulk = resources.find(({ name }) => name === resource)?.bulk;
  const most = bulk === undefined || bulk === false ? singles : (bulk.maxItems ?? singles);
  const size = belongsToItself ? count : Math.max(singles, most * 2);
  return Array.from({ length: Math.ceil(count / size) }, (_, at) => ({
    from: at * size,
    to: Math.min(count, (at + 1) * size),
  }));
}

/** What a job returns of its chunk: counts, and the first failures. The records themselves are written down one by one. */
export interface ChunkResult {
  readonly created: number;
  readonly adopted: number;
  readonly failed: number;
  readonly unknown: number;
  readonly reasons: ResourceStatistics['reasons'];
  readonly failures: readonly Failure[];
  readonly requests: number;
  readonly retries: number;
  readonly rateLimited: number;
}

/** A record as it is written down: without its secrets, which nobody needs again, and what its key says already. */
type Noted = Omit<SeededRecord, 'resource' | 'secrets' | 'entry'>;

export function notedOf({ index, id, fields, traits, parents }: SeededRecord): Noted {
  return { index, id, fields, traits, parents };
}

/** Those of the records that are made. */
export async function readRecords(
  store: RunStore,
  resource: string,
  indices: readonly number[],
): Promise<SeededRecord[]> {
  const noted = (await store.records(resource, indices)) as readonly Noted[];
  return noted.map((one) => ({ ...one, resource, secrets: {}, entry: -1 }));
}
