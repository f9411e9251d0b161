import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { streamKey } from '../lib/random.ts';
import { MAX_COUNT } from './parse-count.ts';
import type { SeedGroup } from './parsed-seed.ts';
import { perParent, type Run } from './per-parent.ts';
import type { RecordSpec } from './plan.ts';
import { spreadOver } from './spread.ts';

/** The records of one group, at their place in the layer. */
export interface Segment extends Run {
  readonly missingParents: readonly string[];
  /** Spec of the group's record number `local`, from 0. */
  at(local: number): RecordSpec;
}

export interface SegmentContext {
  readonly randomSeed: number;
  readonly resource: AnyResource;
  /** The dataset's index of the group's first record. */
  readonly first: number;
  /** The records `per` counts over: the whole parent layer, or the group it is nested in. */
  readonly per: Run | undefined;
  /** All there is of a parent's resource; undefined where there is none. */
  readonly all: (resource: string) => Run | undefined;
}

/** Lays a group out: how many records in all, and what decides each. */
export function layOut(group: SeedGroup, context: SegmentContext): Segment {
  const { randomSeed, resource, first, per } = context;
  const key = (what: string, parent: string) => streamKey(randomSeed, what, parent, group.path);
  const counted = perParent(
    group.count,
    per ?? { first: 0, count: 1 },
    key('count', group.per ?? ''),
    MAX_COUNT,
  );
  if (counted.total > MAX_COUNT) {
    const why = `Expected ${group.place} to make at most ${MAX_COUNT} records in all, got more.`;
    throw new SeedbedError('SEEDBED_SEED', why);
  }

  const owners: [name: string, ownerOf: (local: number, parent: number) => number][] = [];
  const missingParents: string[] = [];
  for (const to of resource.belongsTo) {
    if (isTied(group, to.foreignKey)) continue;
    if (to.resource === group.per && per !== undefined) {
      owners.push([to.resource, (_, parent) => per.first + parent]);
      continue;
    }
    const pool = context.all(to.resource);
    if (pool !== undefined) {
      const spread = group.for === undefined || group.for === to.resource ? group.spread : 'round-robin';
      const ownerOf = spreadOver(spread, pool.count, key('spread', to.resource));
      owners.push([to.resource, (local) => pool.first + ownerOf(first + local)]);
    } else if (to.optional !== true || group.for === to.resource) missingParents.push(to.resource);
  }

  const traitsAt = traitsOf(group);
  const sets = group.each.length === 0 ? [group.set] : group.each.map((each) => ({ ...group.set, ...each }));
  const at = (local: number): RecordSpec => {
    const { parent, rank } = counted.at(local);
    const spec: RecordSpec = {
      resource: resource.name,
      index: first + local,
      traits: traitsAt(rank),
      set: sets[local % sets.length] as RecordSpec['set'],
      parents: Object.fromEntries(owners.map(([name, ownerOf]) => [name, ownerOf(local, parent)])),
    };
    return per === undefined ? spec : { ...spec, owned: true };
  };
  return { first, count: counted.total, missingParents, at };
}

/** True where the seed names the foreign key itself, for every record alike or by turns. */
function isTied(group: SeedGroup, foreignKey: string): boolean {
  return foreignKey in group.set || (group.each.length > 0 && group.each.every((each) => foreignKey in each));
}

/** Traits by rank: a split's parts follow each other in the seed's order, and win over the traits all records share. */
function traitsOf(group: SeedGroup): (rank: number) => readonly string[] {
  const parts = group.split.map(({ trait, count }) => ({ count, traits: [...group.traits, trait] }));
  return (rank) => {
    let left = rank;
    for (const part of parts) {
      if (left < part.count) return part.traits;
      left -= part.count;
    }
    return group.traits;
  };
}
