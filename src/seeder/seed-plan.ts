import { statsOf } from '../api/open-apis.ts';
import type { Failure, SeededRecord, Statistics } from '../dataset/snapshot.ts';
import { reasonOf } from '../errors.ts';
import { creatingSays } from '../messages/creating.ts';
import type { Layer, Plan } from '../plan/plan.ts';
import { failure } from './build.ts';
import { checkNames } from './check-names.ts';
import type { Outcome, Seeding } from './job.ts';
import { seedLayer } from './layer.ts';
import { type ExistingParents, MadeRecords } from './parents.ts';
import { costSince, Tally } from './statistics.ts';

/** The result of a seed. It is never thrown away: it holds what was created even if the run had to stop. */
export interface SeedResult {
  /** By resource name, in the plan's order. None if each was told of by `onRecord`. */
  readonly records: Readonly<Record<string, readonly SeededRecord[]>>;
  /** The first thousand. */
  readonly failures: readonly Failure[];
  readonly statistics: Statistics;
  /** Why the run ended before its plan did; undefined if it did not. */
  readonly stopped: unknown;
}

const maxFailuresKept = 1000;

/**
 * Creates everything a plan says: a layer begins when every record of the one before is in hand, and each of its records when those are
 * there that it belongs to. If a pause between batches is asked for, or parents have to be found on the API, it begins when the layers
 * before have ended. Throws nothing: see {@link SeedResult.stopped}. `before` holds the dataset's earlier records, which new ones may
 * belong to.
 */
export async function seedPlan(
  seeding: Seeding,
  plan: Plan,
  existing: ExistingParents,
  before: Readonly<Record<string, readonly SeededRecord[]>> = {},
): Promise<SeedResult> {
  const started = seeding.clock.now();
  const costBefore = statsOf(seeding.apis);
  const made = new MadeRecords(before);
  const { onRecord, resources } = seeding;
  const names = plan.layers.map(({ resource }) => resource);
  const parents = resources.filter(({ name }) => names.includes(name)).flatMap(({ belongsTo }) => belongsTo);
  const state: State = {
    tally: new Tally(),
    made,
    parents: new Set(parents.map(({ resource }) => resource)),
    fresh: new Map(),
    failures: new Map(),
    onRecord,
  };
  for (const { resource, count } of plan.layers) {
    state.tally.plan(resource, count);
    made.begin(resource);
  }
  let stop: { readonly why: unknown } | undefined;
  const throwIfStopped = (): void => {
    if (stop !== undefined) throw stop.why;
  };
  const seedOne = async (layer: Layer, onAllTaken: () => void): Promise<void> => {
    const { resource, count } = layer;
    const onOutcome = (outcome: Outcome): void => {
      record(state, layer, outcome);
      seeding.onProgress?.({ phase: 'create', resource, total: count, ...state.tally.done(resource) });
    };
    try {
      throwIfStopped();
      await seedLayer(seeding, layer, { made, existing, onOutcome, onAllTaken, throwIfStopped });
    } catch (error) {
      stop ??= { why: error };
    } finally {
      made.end(resource);
      onAllTaken();
    }
  };
  try {
    checkNames(
      seeding,
      plan.layers.map((layer) => layer.at(0)),
    );
  } catch (error) {
    stop = { why: error };
  }
  const under: Promise<void>[] = [];
  for (const layer of plan.layers) {
    if (seeding.delayMs > 0 || layer.missingParents.length > 0) await Promise.all(under);
    await new Promise<void>((allTaken) => under.push(seedOne(layer, allTaken)));
  }
  await Promise.all(under);
  const stopped = stop?.why;
  if (stop !== undefined)
    for (const layer of plan.layers) skipRest(layer, state, creatingSays.notSent(reasonOf(stopped)));
  return {
    records: Object.fromEntries(
      [...state.fresh].map(([name, records]) => [name, records.sort((a, b) => a.index - b.index)]),
    ),
    failures: plan.layers
      .flatMap(({ resource }) => state.failures.get(resource) ?? [])
      .slice(0, maxFailuresKept),
    statistics: state.tally.statistics(
      costSince(costBefore, statsOf(seeding.apis)),
      seeding.clock.now() - started,
    ),
    stopped,
  };
}

interface State {
  readonly tally: Tally;
  readonly made: MadeRecords;
  /** Resources that others of the plan belong to. */
  readonly parents: ReadonlySet<string>;
  readonly onRecord: Seeding['onRecord'];
  /** By resource, in the order of arrival. */
  readonly fresh: Map<string, SeededRecord[]>;
  /** By resource, the first of them. */
  readonly failures: Map<string, Failure[]>;
}

function record(state: State, layer: Layer, outcome: Outcome): void {
  state.tally.add(layer.resource, outcome);
  if (outcome.outcome === 'failed') {
    keep(state, outcome.failure);
    return;
  }
  if (state.parents.has(layer.resource)) state.made.add(outcome.record);
  if (state.onRecord === undefined) entryOf(state.fresh, layer.resource).push(outcome.record);
  else state.onRecord(outcome.record);
}

function keep(state: State, failure: Failure): void {
  const failures = entryOf(state.failures, failure.resource);
  if (failures.length < maxFailuresKept) failures.push(failure);
}

function entryOf<T>(lists: Map<string, T[]>, name: string): T[] {
  let list = lists.get(name);
  if (list === undefined) {
    list = [];
    lists.set(name, list);
  }
  return list;
}

function skipRest(layer: Layer, state: State, reason: string): void {
  const { done } = state.tally.done(layer.resource);
  for (let position = done; position < layer.count; position++) {
    const skipped = failure(layer.at(position), 'skipped', reason);
    state.tally.skip(layer.resource, skipped);
    keep(state, skipped);
  }
}
