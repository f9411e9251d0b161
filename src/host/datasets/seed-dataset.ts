import type { ResolvedConfig } from '../../config/resolved-config.ts';
import type { DatasetSnapshot, SeededRecord } from '../../dataset/snapshot.ts';
import { SeedbedError } from '../../errors.ts';
import { type Builder, type BuilderOptions, createBuilder } from '../../factory/builder.ts';
import { findLocale } from '../../factory/locale.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Progress } from '../../lib/progress.ts';
import { hostSays } from '../../messages/host.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import type { CleanupPolicy } from '../../plan/seed.ts';
import type { SeederContext } from '../../seeder/job.ts';
import type { ExistingParents } from '../../seeder/parents.ts';
import { type SeedResult, seedPlan } from '../../seeder/seed-plan.ts';
import type { DatasetRequest } from '../host.ts';
import { parentsOnApi } from './existing-parents.ts';
import { generationOf, withUserPassword } from './generation.ts';

/** A dataset on the API, complete or not. */
export interface LiveDataset {
  readonly cleanup: CleanupPolicy;
  readonly snapshot: DatasetSnapshot;
  /** Why seeding ended early; undefined if it did not. */
  readonly stopped: unknown;
  /** Resolves when nothing more is being seeded into it. */
  settled(): Promise<unknown>;
  /** Seeds more into it; its earlier records serve as parents. */
  grow(seed: unknown): Promise<{ readonly snapshot: DatasetSnapshot; readonly stopped: unknown }>;
}

export interface SeedDatasetOptions {
  readonly request: Pick<DatasetRequest, 'path' | 'seed'>;
  readonly namespace: string;
  /** False if the user gave it: other runs may use it too. @default true */
  readonly ownNamespace?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told of each record that exists; then the snapshot holds none. @default it holds all */
  readonly onRecord?: ((record: SeededRecord) => void) | undefined;
  /** Fires when a test asks for it: until then it gives way to all others, and its deadline has not begun. @default asked for now */
  readonly asked?: AbortSignal | undefined;
  /** Where parents come from that the seed does not make. @default whatever the API holds */
  readonly existing?: ExistingParents | undefined;
}

/** A seed, checked, planned and created. Throws only for a seed or locale that is wrong; failures are in the result. */
export async function seedDataset(
  context: SeederContext,
  config: ResolvedConfig,
  options: SeedDatasetOptions,
): Promise<LiveDataset> {
  const { request, namespace, signal, asked, existing = parentsOnApi(context.apis) } = options;
  const { resources, scenarios } = config;
  const chosen = parseSeed(request.seed, { resources, scenarios }).options;
  const { randomSeed = config.randomSeed, locale = config.locale, cleanup = config.cleanup } = chosen;
  const seeding = {
    ...context,
    namespace,
    ownNamespace: options.ownNamespace ?? true,
    builder: builderFor(context, config, { randomSeed, namespace, locale, path: request.path }),
    onProgress: options.onProgress,
    onRecord: options.onRecord,
    yields: asked,
  };
  // Before the first record, so that it holds however this process ends.
  if (cleanup === 'keep' || cleanup === 'ttl') context.ledger.kept(namespace, cleanup);
  const records: DatasetSnapshot['records'] = Object.fromEntries(resources.map(({ name }) => [name, []]));

  const planned: Record<string, number> = {};
  const seedMore = async (seed: unknown, before: DatasetSnapshot['records']): Promise<SeedResult> => {
    const plan = createPlan(parseSeed(seed, { resources, scenarios }), {
      resources,
      randomSeed,
      existing: planned,
    });
    // What could not be created has used its index too: its unique values may be on the API all the same.
    for (const [name, count] of Object.entries(plan.counts)) planned[name] = (planned[name] ?? 0) + count;
    return withDeadline(context.clock, config.deadlineMs, { signal, asked }, (within) =>
      seedPlan({ ...seeding, signal: within }, plan, existing, before),
    );
  };
  const snapshotOf = (result: SeedResult): DatasetSnapshot => ({
    namespace,
    randomSeed,
    records: { ...records, ...result.records },
    failures: result.failures,
    stats: result.statistics,
  });

  const first = await seedMore(request.seed, records);
  let all = { ...records, ...first.records };
  let growing: Promise<unknown> = Promise.resolve();
  return {
    cleanup,
    snapshot: snapshotOf(first),
    stopped: first.stopped,
    settled: () => growing,
    grow(seed) {
      // One after the other: each takes its indices from where the last one ended.
      const grown = growing.then(async () => {
        const result = await seedMore(seed, all);
        all = Object.fromEntries(
          Object.entries(all).map(([name, own]) => [name, [...own, ...(result.records[name] ?? [])]]),
        );
        return { snapshot: snapshotOf(result), stopped: result.stopped };
      });
      growing = grown.catch(() => undefined);
      return grown;
    },
  };
}

/** Builds the records of a dataset as the configuration says. */
function builderFor(
  { clock }: SeederContext,
  config: ResolvedConfig,
  data: Pick<BuilderOptions, 'randomSeed' | 'namespace' | 'path'> & { readonly locale: string },
): Builder {
  const { resources, userPassword } = config;
  const locale = findLocale(data.locale);
  const builder = createBuilder({ ...generationOf(config, clock), ...data, resources, locale });
  return withUserPassword(builder, resources, userPassword);
}

/** Runs `work` with a signal that aborts when `ms` have passed (since it was asked for), or with `signal`. The reason is a `SEEDBED_DEADLINE` error. */
async function withDeadline<T>(
  clock: Clock,
  ms: number | undefined,
  { signal, asked }: Pick<SeedDatasetOptions, 'signal' | 'asked'>,
  work: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (ms === undefined) return work(signal);
  const late = new AbortController();
  const done = new AbortController();
  const expire = (): void => late.abort(new SeedbedError('SEEDBED_DEADLINE', hostSays.deadline(ms)));
  const begin = (): void => void clock.sleep(ms, done.signal).then(expire, () => undefined);
  if (asked === undefined || asked.aborted) begin();
  else asked.addEventListener('abort', begin, { once: true, signal: done.signal });
  try {
    return await work(signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]));
  } finally {
    done.abort();
  }
}
