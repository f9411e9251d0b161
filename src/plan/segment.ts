import { SeedbedError } from '../errors.ts';
import { type AnyResource, isKeyName } from '../factory/resource.ts';
import { Random, type StreamKey, streamKey } from '../lib/random.ts';
import { seedsSay } from '../messages/seeds.ts';
import { MAX_COUNT } from './parse-count.ts';
import { perParent, type Run } from './per-parent.ts';
import type { RecordSpec } from './plan.ts';
import type { SeedGroup, Spread } from './seed.ts';

/** The records of one group, at their place in the layer. */
export interface Segment extends Run {
  readonly missingParents: readonly string[];
  /** True if its records may belong to earlier ones of the same resource. */
  readonly belongsToItself: boolean;
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
  /** All there is of a parent's resource; undefined if there is none. */
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
  if (counted.total > MAX_COUNT)
    throw new SeedbedError('SEEDBED_SEED', seedsSay.tooManyOfGroup(group.place, MAX_COUNT));

  const owners: [name: string, ownerOf: (local: number, parent: number) => number | undefined][] = [];
  const missingParents: string[] = [];
  /** How many parents another part of the key is spread over, in turn. */
  let partners: number | undefined;
  const spreadTo = (parent: string): SeedGroup['spread'] =>
    group.for === undefined || group.for === parent ? group.spread : 'round-robin';
  for (const to of resource.belongsTo) {
    if (isTied(group, to.foreignKey)) continue;
    if (to.resource === group.per && per !== undefined) {
      owners.push([to.resource, (_, parent) => per.first + parent]);
      continue;
    }
    if (to.resource === resource.name) {
      // A record with others nested below it is their head, and belongs to no other head.
      if (group.children.some((child) => child.resource === resource.name)) continue;
      const ownerOf = spreadOverEarlier(spreadTo(to.resource), key('spread', to.resource));
      owners.push([to.resource, (local) => ownerOf(first + local)]);
      continue;
    }
    const pool = context.all(to.resource);
    if (pool !== undefined) {
      const spread = spreadTo(to.resource);
      const inPairs = spread === 'round-robin' && isKeyName(resource.key, to.foreignKey);
      const ownerOf =
        inPairs && partners !== undefined
          ? pairedWith(partners, pool.count)
          : spreadOver(spread, pool.count, key('spread', to.resource));
      if (inPairs) partners = pool.count;
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
      parents: parentsOf(owners, local, parent),
    };
    return per === undefined ? spec : { ...spec, owned: true };
  };
  const belongsToItself = owners.some(([name]) => name === resource.name);
  return { first, count: counted.total, belongsToItself, missingParents, at };
}

function parentsOf(
  owners: readonly [name: string, ownerOf: (local: number, parent: number) => number | undefined][],
  local: number,
  parent: number,
): RecordSpec['parents'] {
  const parents: Record<string, number> = {};
  for (const [name, ownerOf] of owners) {
    const owner = ownerOf(local, parent);
    if (owner !== undefined) parents[name] = owner;
  }
  return parents;
}

/** True if the seed names the foreign key itself, for every record alike or by turns. */
export function isTied(group: SeedGroup, foreignKey: string): boolean {
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

/**
 * Which of `count` parents (from 1) owns the child of a given index. It depends on that index and on nothing that comes
 * after it, so that asking for more children leaves the earlier ones where they are.
 */
function spreadOver(spread: Spread, count: number, key: StreamKey): (index: number) => number {
  if (spread === 'round-robin') return (index) => index % count;
  const random = new Random();
  const draw = (index: number): number => random.seek(key, index).next();
  if (spread === 'random') return (index) => Math.floor(draw(index) * count);
  // Zipf-like: parent k, from 0, is drawn with probability log((k + 2) / (k + 1)) / log(count + 1), near 1 / (k + 1).
  // The inverse of that distribution is this one power, so a million parents need no table.
  return (index) => Math.min(count - 1, Math.floor((count + 1) ** draw(index)) - 1);
}

/** Records below one of their own kind, if they are handed out in turn: as many as report to one manager. */
const perHead = 5;

/**
 * Which earlier record of the same resource the record of a given index belongs to; undefined for the first one, which has nobody above
 * it. In turn, they make a tree of five below each. More records leave the earlier ones where they are.
 */
function spreadOverEarlier(spread: Spread, key: StreamKey): (index: number) => number | undefined {
  if (spread === 'round-robin')
    return (index) => (index === 0 ? undefined : Math.floor((index - 1) / perHead));
  return (index) => (index === 0 ? undefined : spreadOver(spread, index, key)(index));
}

/**
 * The second parent of a pair that must be unique, such as the group of a membership whose user is handed out in turn over `partners`:
 * in turn too, and every pair comes once before any comes twice.
 */
function pairedWith(partners: number, count: number): (index: number) => number {
  const round = (partners / greatestDivisor(partners, count)) * count;
  return (index) => (index + Math.floor(index / round)) % count;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
