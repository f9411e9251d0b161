import type { Failure } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { forEachLimit } from '../lib/promises.ts';
import { type Batch, batchesOf, type Layer, type RecordSpec, wavesOf } from '../plan/plan.ts';
import { NameCheck } from './check-names.ts';
import { RecordCreator } from './create.ts';
import { type CreateChunk, chunkCreator, rejectionStreak } from './create-chunk.ts';
import { defaultConcurrency, type Outcome, openJob, type Seeding } from './job.ts';
import { chooseParents, type ExistingParents, type MadeRecords } from './parents.ts';
import { RecordSupply, type Supplied } from './supply.ts';

/** How many are sent before the first answer, if an earlier run has understood such answers. */
const mostAtFirst = 4;

/** Records in one bulk call, if the resource does not say: a body of some 20 kB. */
const defaultBulkItems = 100;

/** Records in hand for bulk calls, if the user sets no limit. More would wait for their turn, and the garbage collector moves all that wait. */
const mostInBulk = 1000;

export interface SeedLayerOptions {
  readonly made: MadeRecords;
  readonly existing: ExistingParents;
  /** Told of each record as it is settled. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Told when each record is in hand: the next layer may begin. */
  readonly onAllTaken: () => void;
  /** Throws if another layer has ended the run. */
  readonly throwIfStopped: () => void;
}

/**
 * Creates one layer, each record once those are there that it belongs to. If a pause is asked for, batch by batch, records of a batch at
 * once; else in one flow. Throws what ends the run.
 */
export async function seedLayer(seeding: Seeding, layer: Layer, options: SeedLayerOptions): Promise<void> {
  const job = openJob(seeding, seeding.resources.find(({ name }) => name === layer.resource) as AnyResource);
  const { resource, api, clock, signal, batchSize, concurrency } = job;
  const { made, existing, throwIfStopped } = options;
  const names = new NameCheck(job);
  const chosen = await chooseParents(resource, layer, made, existing);
  const parents = {
    of: (spec: RecordSpec): ReturnType<typeof chosen> => {
      const found = chosen(spec);
      if ('parents' in found) names.parents(found.parents);
      return found;
    },
    whenThere: (spec: RecordSpec): Promise<void> | undefined =>
      whenParentsAreThere(made, spec)?.then(throwIfStopped),
  };
  let isProved = false;
  const streak = rejectionStreak();
  const creator = new RecordCreator(job);
  let createChunk: CreateChunk | undefined;
  let chunkSize = 1;
  const useBulk = (): void => {
    if (api.bulk === undefined || job.again === true) return;
    createChunk = chunkCreator(job, creator);
    chunkSize = api.bulk.maxItems ?? defaultBulkItems;
  };
  useBulk();

  const settle = async (position: number, outcome: Outcome): Promise<void> => {
    options.onOutcome(outcome);
    if (outcome.outcome === 'created' && !isProved) {
      isProved = true;
      await names.record(outcome.record);
      api.proof.remember();
    }
    if (outcome.outcome === 'failed' && outcome.failure.outcome === 'rejected')
      streak(position, outcome.failure.reason);
  };
  const createMany = async (chunk: readonly Supplied[], createChunk: CreateChunk): Promise<void> => {
    const drafts = chunk.filter((one) => 'draft' in one);
    const outcomes = drafts.length === 0 ? [] : await createChunk(drafts);
    let ready = 0;
    for (const one of chunk)
      await settle(one.position, 'draft' in one ? (outcomes[ready++] as Outcome) : failedAs(one.failure));
  };
  let left = layer.count;
  const createBatch = async ({ start, end }: Pick<Batch, 'start' | 'end'>, inHand: number): Promise<void> => {
    const supply = new RecordSupply(job, layer, { start, end }, parents, chunkSize);
    try {
      await forEachLimit(batchesOf({ count: supply.chunks }, 1), inHand, async () => {
        signal?.throwIfAborted();
        throwIfStopped();
        const taking = supply.take();
        const taken = taking instanceof Promise ? await taking : taking;
        left -= taken.length;
        // Until an answer of this resource was understood, nothing else is risked.
        if (left === 0 && api.proof.isExpected) options.onAllTaken();
        if (createChunk !== undefined) return createMany(taken, createChunk);
        const one = taken[0] as Supplied;
        await settle(one.position, 'draft' in one ? await creator.create(one) : failedAs(one.failure));
      });
    } finally {
      supply.abandon();
    }
  };

  const lookForBulk = async (count: number): Promise<boolean> => {
    // Pauses between records were asked for: then they are not sent by the hundred.
    if (job.delayMs > 0 || job.again === true) return false;
    await api.lookForBulk(count, { signal });
    return api.bulk !== undefined;
  };
  /**
   * The first record alone: if its answer cannot be understood, there is no second one to lose. If an earlier run has understood such
   * answers, a few; but not instead of one call for all.
   */
  const atFirst = async (count: number): Promise<number> => {
    if (!api.proof.isExpected) return 1;
    return (await lookForBulk(count - 1)) ? 1 : mostAtFirst;
  };
  const single = Math.min(batchSize ?? defaultConcurrency, defaultConcurrency);
  const inHand = (): number =>
    concurrency ?? Math.min(single, Math.max(mostAtFirst, Math.ceil(mostInBulk / chunkSize)));
  const together = job.delayMs > 0 && batchSize !== undefined ? batchSize : layer.count;
  for (const { start, end } of batchesOf(layer, together)) {
    if (start > 0) await clock.sleep(job.delayMs, signal);
    const isFirst = chunkSize === 1 && !api.proof.fits;
    const first = start + (isFirst ? Math.min(await atFirst(end - start), end - start) : 0);
    for (const wave of wavesOf(layer, { start, end: first }))
      await createBatch(wave, Math.min(inHand(), mostAtFirst));
    if (chunkSize === 1 && api.proof.fits && (await lookForBulk(end - first))) useBulk();
    for (const wave of wavesOf(layer, { start: first, end })) await createBatch(wave, inHand());
  }
}

/** Parents of the same resource are those that earlier waves of this layer have made: they are there. */
function whenParentsAreThere(
  made: MadeRecords,
  { resource, parents }: RecordSpec,
): Promise<void> | undefined {
  let waiting: Promise<void>[] | undefined;
  for (const name in parents) {
    const known = name === resource ? undefined : made.whenKnown(name, parents[name] as number);
    if (known !== undefined) waiting = [...(waiting ?? []), known];
  }
  return waiting === undefined ? undefined : Promise.all(waiting).then(() => undefined);
}

function failedAs(failure: Failure): Outcome {
  return { outcome: 'failed', failure };
}
