import type { Failure, SeededRecord } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { forEachLimit } from '../lib/pool.ts';
import { type Batch, batchesOf, type Layer, wavesOf } from '../plan/plan.ts';
import { RecordCreator } from './create.ts';
import { type CreateChunk, chunkCreator, rejectionStreak } from './create-chunk.ts';
import { defaultConcurrency, type Outcome, openJob, type Seeding } from './job.ts';
import { chooseParents, type ExistingParents } from './parents.ts';
import { RecordSupply, type Supplied } from './supply.ts';

/** Records in one bulk call, if the resource does not say: a body of some 20 kB. */
const defaultBulkItems = 100;

export interface SeedLayerOptions {
  /** Records made so far, by resource, at their index. */
  readonly created: ReadonlyMap<string, readonly (SeededRecord | undefined)[]>;
  readonly existing: ExistingParents;
  /** Told of each record as it is settled. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Creates one layer: batch by batch with a pause between them, records of a batch at once. Throws what ends the run. */
export async function seedLayer(seeding: Seeding, layer: Layer, options: SeedLayerOptions): Promise<void> {
  const job = openJob(seeding, seeding.resources.find(({ name }) => name === layer.resource) as AnyResource);
  const { resource, api, clock, signal, batchSize, concurrency } = job;
  const parentsOf = await chooseParents(resource, layer, options.created, options.existing);
  const streak = rejectionStreak();
  const creator = new RecordCreator(job);
  const createChunk = resource.bulk === undefined ? undefined : chunkCreator(job, creator);
  const chunkSize = createChunk === undefined ? 1 : (resource.bulk?.maxItems ?? defaultBulkItems);

  const settle = (position: number, outcome: Outcome): void => {
    options.onOutcome(outcome);
    if (outcome.outcome === 'failed' && outcome.failure.outcome === 'rejected')
      streak(position, outcome.failure.reason);
  };
  const createOne = async (one: Supplied): Promise<void> =>
    settle(one.position, 'draft' in one ? await creator.create(one) : failedAs(one.failure));
  const createMany = async (chunk: readonly Supplied[], createChunk: CreateChunk): Promise<void> => {
    const drafts = chunk.filter((one) => 'draft' in one);
    const outcomes = drafts.length === 0 ? [] : await createChunk(drafts);
    let ready = 0;
    for (const one of chunk)
      settle(one.position, 'draft' in one ? (outcomes[ready++] as Outcome) : failedAs(one.failure));
  };
  const createBatch = async ({ start, end }: Pick<Batch, 'start' | 'end'>, inHand: number): Promise<void> => {
    const supply = new RecordSupply(job, layer, { start, end }, parentsOf, chunkSize);
    try {
      await forEachLimit(batchesOf({ count: supply.chunks }, 1), inHand, async () => {
        signal?.throwIfAborted();
        const taking = supply.take();
        const taken = taking instanceof Promise ? await taking : taking;
        await (createChunk === undefined ? createOne(taken[0] as Supplied) : createMany(taken, createChunk));
      });
    } finally {
      supply.abandon();
    }
  };

  const inHand = concurrency ?? Math.min(batchSize ?? defaultConcurrency, defaultConcurrency);
  for (const { start, end } of batchesOf(layer, batchSize ?? layer.count)) {
    if (start > 0) await clock.sleep(job.delayMs, signal);
    // The first record alone: if its answer cannot be understood, there is no second one to lose.
    const alone = chunkSize === 1 && !api.proof.fits ? 1 : 0;
    if (alone === 1) await createBatch({ start, end: start + 1 }, 1);
    for (const wave of wavesOf(layer, { start: start + alone, end })) await createBatch(wave, inHand);
  }
}

function failedAs(failure: Failure): Outcome {
  return { outcome: 'failed', failure };
}
