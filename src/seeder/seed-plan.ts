import { statsOf } from '../api/open-apis.ts';
import type { Failure, SeededRecord, Statistics } from '../dataset/snapshot.ts';
import type { Layer, Plan } from '../plan/plan.ts';
import { failureReason } from './fate.ts';
import type { Outcome, Seeding } from './job.ts';
import { seedLayer } from './layer.ts';
import type { ExistingParents } from './parents.ts';
import { costSince, Tally } from './statistics.ts';

/** What a seed came to. Never thrown away: what was created is here even if the run had to stop. */
export interface SeedResult {
  /** By resource name, in the plan's order. */
  readonly records: Readonly<Record<string, readonly SeededRecord[]>>;
  /** The first thousand. */
  readonly failures: readonly Failure[];
  readonly statistics: Statistics;
  /** Why the run ended before its plan did; undefined if it did not. */
  readonly stopped: unknown;
}

const maxFailuresKept = 1000;

/**
 * Creates everything a plan says, layer by layer. Throws nothing: see {@link SeedResult.stopped}. `before` holds the dataset's
 * earlier records, which new ones may belong to.
 */
export async function seedPlan(
  seeding: Seeding,
  plan: Plan,
  existing: ExistingParents,
  before: Readonly<Record<string, readonly SeededRecord[]>> = {},
): Promise<SeedResult> {
  const started = seeding.clock.now();
  const costBefore = statsOf(seeding.apis);
  const created = new Map(Object.entries(before).map(([name, records]) => [name, byIndex(records)]));
  const state: State = { tally: new Tally(), created, fresh: new Map(), failures: [] };
  for (const layer of plan.layers) state.tally.plan(layer.resource, layer.count);
  let stopped: unknown;
  for (const layer of plan.layers) {
    try {
      if (stopped !== undefined) continue;
      const onOutcome = (outcome: Outcome): void => {
        record(state, layer, outcome);
        const { resource, count } = layer;
        seeding.onProgress?.({ phase: 'create', resource, total: count, ...state.tally.done(resource) });
      };
      await seedLayer(seeding, layer, { created: state.created, existing, onOutcome });
    } catch (error) {
      stopped = error;
    } finally {
      if (stopped !== undefined) skipRest(layer, state, `not sent: ${failureReason(stopped)}`);
    }
  }
  return {
    records: Object.fromEntries(
      [...state.fresh].map(([name, records]) => [name, records.sort((a, b) => a.index - b.index)]),
    ),
    failures: state.failures,
    statistics: state.tally.statistics(
      costSince(costBefore, statsOf(seeding.apis)),
      seeding.clock.now() - started,
    ),
    stopped,
  };
}

interface State {
  readonly tally: Tally;
  /** By resource, at their index; a hole if one does not exist. */
  readonly created: Map<string, (SeededRecord | undefined)[]>;
  /** By resource, in the order of arrival. */
  readonly fresh: Map<string, SeededRecord[]>;
  readonly failures: Failure[];
}

function record(state: State, layer: Layer, outcome: Outcome): void {
  state.tally.add(layer.resource, outcome);
  if (outcome.outcome === 'failed') {
    if (state.failures.length < maxFailuresKept) state.failures.push(outcome.failure);
    return;
  }
  entryOf(state.created, layer.resource)[outcome.record.index] = outcome.record;
  entryOf(state.fresh, layer.resource).push(outcome.record);
}

function entryOf<T>(lists: Map<string, T[]>, name: string): T[] {
  let list = lists.get(name);
  if (list === undefined) {
    list = [];
    lists.set(name, list);
  }
  return list;
}

function byIndex(records: readonly SeededRecord[]): (SeededRecord | undefined)[] {
  const list: (SeededRecord | undefined)[] = [];
  for (const record of records) list[record.index] = record;
  return list;
}

function skipRest(layer: Layer, state: State, reason: string): void {
  const { done } = state.tally.done(layer.resource);
  for (let index = done; index < layer.count; index++)
    record(state, layer, {
      outcome: 'failed',
      failure: { resource: layer.resource, index, outcome: 'skipped', reason },
    });
}
