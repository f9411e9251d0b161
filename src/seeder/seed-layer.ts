import type { AnyResource } from '../factory/resource.ts';
import { forEachLimit } from '../lib/pool.ts';
import { type Batch, batchesOf } from '../plan/batches.ts';
import type { Layer } from '../plan/plan.ts';
import { chooseParents, type ExistingParents } from './choose-parents.ts';
import { defaultConcurrency, type SeedRun } from './context.ts';
import { bulkCreator, type CreateMany } from './create-many.ts';
import { createRecord } from './create-record.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import type { Outcome } from './outcome.ts';
import type { Wanted } from './prepare-record.ts';
import { RecordSupply } from './record-supply.ts';
import { rejectionStreak } from './rejection-streak.ts';
import { createSender } from './send-create.ts';

/** Records in one bulk call, where the resource does not say: a body of some 20 kB. */
const defaultBulkItems = 100;

export interface SeedLayerOptions {
  /** Records made so far, by resource, at their index. */
  readonly created: ReadonlyMap<string, readonly (SeededRecord | undefined)[]>;
  readonly existing: ExistingParents;
  /** Told of each record as it is settled. */
  readonly onOutcome: (outcome: Outcome) => void;
}

/** Creates one layer: batch by batch with a pause between them, records of a batch at once. Throws what ends the run. */
export async function seedLayer(run: SeedRun, layer: Layer, options: SeedLayerOptions): Promise<void> {
  const resource = run.resources.find(({ name }) => name === layer.resource) as AnyResource;
  const parentsOf = await chooseParents(resource, layer, options.created, options.existing);
  const streak = rejectionStreak();
  const settle = (position: number, outcome: Outcome): void => {
    options.onOutcome(outcome);
    if (outcome.outcome === 'failed' && outcome.failure.outcome === 'rejected')
      streak(position, outcome.failure.reason);
  };
  const send = createSender(run, resource);
  const createMany = resource.bulk === undefined ? undefined : bulkCreator(run, resource, send);
  const groupSize = resource.bulk?.maxItems ?? defaultBulkItems;

  const createSingly = async (batch: Batch, inHand: number): Promise<void> => {
    const supply = new RecordSupply(run, resource, layer, batch, parentsOf);
    const turns = batchesOf({ count: batch.end - batch.start }, 1);
    try {
      await forEachLimit(turns, inHand, async () => {
        run.signal?.throwIfAborted();
        const taken = supply.take();
        const supplied = taken instanceof Promise ? await taken : taken;
        const { position } = supplied;
        if ('outcome' in supplied) settle(position, supplied.outcome);
        else settle(position, await createRecord(run, resource, send, supplied.wanted, supplied));
      });
    } finally {
      supply.abandon();
    }
  };
  const createGroup = async ({ start, end }: Span, create: CreateMany): Promise<void> => {
    run.signal?.throwIfAborted();
    const outcomes: Outcome[] = [];
    const wanted: (Wanted & { readonly slot: number })[] = [];
    for (let position = start; position < end; position++) {
      const spec = layer.at(position);
      const chosen = parentsOf(spec);
      if ('failure' in chosen) outcomes[position - start] = { outcome: 'failed', failure: chosen.failure };
      else wanted.push({ spec, parents: chosen.parents, slot: position - start });
    }
    const created = wanted.length > 0 ? await create(wanted) : [];
    for (const [order, { slot }] of wanted.entries()) outcomes[slot] = created[order] as Outcome;
    outcomes.forEach((outcome, slot) => {
      settle(start + slot, outcome);
    });
  };

  for (const batch of batchesOf(layer, run.batchSize ?? layer.count)) {
    if (batch.start > 0) await run.clock.sleep(run.delayMs, run.signal);
    const inHand = run.concurrency ?? Math.min(run.batchSize ?? defaultConcurrency, defaultConcurrency);
    if (createMany === undefined) {
      await createSingly(batch, inHand);
      continue;
    }
    const groups = batchesOf({ count: batch.end - batch.start }, groupSize);
    await forEachLimit(groups, inHand, ({ start, end }) =>
      createGroup({ start: batch.start + start, end: batch.start + end }, createMany),
    );
  }
}

/** Positions `start` … `end - 1` of a layer. */
type Span = Pick<Batch, 'start' | 'end'>;
