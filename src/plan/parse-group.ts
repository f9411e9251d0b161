import type { AnyResource } from '../factory/resource.ts';
import { didYouMean, isPlainObject } from '../lib/check.ts';
import { checksSay } from '../messages/checks.ts';
import { seedsSay as say } from '../messages/seeds.ts';
import { MAX_COUNT, parseCount, parseCountPerParent } from './parse-count.ts';
import { parseEach, parseSet, parseTraits, parseWord } from './parse-fields.ts';
import { type Problems, placeOf } from './problems.ts';
import { type SeedGroup, type SplitPart, spreads } from './seed.ts';

const commonKeys = ['count', 'traits', 'set', 'each'];
const relationKeys = ['per', 'for', 'spread'];

/** What parsing one entry needs to know of everything else. */
export interface ParseContext {
  readonly resources: readonly AnyResource[];
  readonly problems: Problems;
}

/** Where an entry stands. */
export interface EntryPlace {
  readonly resource: AnyResource;
  readonly place: string;
  readonly path: string;
  /** The resource it is nested in; undefined at the top. */
  readonly parent: string | undefined;
}

/** A group that says no more than how many. */
export function bareGroup(
  group: Pick<SeedGroup, 'resource' | 'place' | 'path' | 'per' | 'count'>,
): SeedGroup {
  return {
    ...group,
    for: undefined,
    spread: 'round-robin',
    split: [],
    traits: [],
    set: {},
    each: [],
    children: [],
  };
}

/** One resource's entry, in any of its spellings; undefined if it is no entry at all; the problem is noted. */
export function parseGroup(value: unknown, at: EntryPlace, context: ParseContext): SeedGroup | undefined {
  const { resource, place, path, parent } = at;
  const { problems } = context;
  const bare = bareGroup({ resource: resource.name, place, path, per: parent, count: 0 });
  if (typeof value === 'number') return { ...bare, count: parseCount(value, place, problems) };
  if (parent !== undefined && Array.isArray(value))
    return { ...bare, count: parseCountPerParent(value, place, problems) };
  if (!isPlainObject(value)) {
    problems.expected(place, parent === undefined ? say.entry : say.nestedEntry, value);
    return undefined;
  }

  const entry = known(value, at, context);
  const per = parent ?? parseParent('per', entry, at, problems);
  const each = parseEach(entry.each, resource, placeOf(place, 'each'), problems);
  const split = parseSplit(entry, at, context);
  return {
    ...bare,
    count: countOf(
      entry,
      {
        split,
        each: each.length,
        perParent: parent !== undefined || entry.per !== undefined,
        place,
        // `{ admn: 1 }` is one mistake, not two.
        mistyped:
          Object.keys(entry).length < Object.values(value).filter((field) => field !== undefined).length,
      },
      problems,
    ),
    per,
    for: parseParent('for', entry, at, problems),
    spread: parseWord(entry.spread, spreads, placeOf(place, 'spread'), problems) ?? 'round-robin',
    split,
    traits: parseTraits(entry.traits, resource, placeOf(place, 'traits'), problems),
    set: parseSet(entry.set, resource, placeOf(place, 'set'), problems),
    each,
    children: childrenOf(resource, context).flatMap((child) => {
      if (entry[child.name] === undefined) return [];
      const below = { resource: child, place: placeOf(place, child.name), path: `${path}.${child.name}` };
      return parseGroup(entry[child.name], { ...below, parent: resource.name }, context) ?? [];
    }),
  };
}

/** The entry's fields that are set and known; the others are noted. */
function known(
  value: Record<string, unknown>,
  at: EntryPlace,
  context: ParseContext,
): Record<string, unknown> {
  const { resource, place, parent } = at;
  const words = [...commonKeys, ...(parent === undefined ? relationKeys : [])];
  const children = childrenOf(resource, context).map(({ name }) => name);
  const all = [...words, ...children, ...(resource.traitNames as readonly string[])];
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  for (const [key] of fields) {
    if (all.includes(key)) continue;
    const notIt =
      parent !== undefined && relationKeys.includes(key)
        ? ` ${say.nestedAlready(resource.name, parent)}`
        : context.resources.some(({ name }) => name === key)
          ? ` ${say.notItsChild(key, resource.name)}`
          : didYouMean(key, all) || ` ${say.takes(all)}`;
    context.problems.add(checksSay.unknownKey(key, place) + notIt);
  }
  const conflict = (one: string, other: string): boolean =>
    value[one] !== undefined && value[other] !== undefined;
  for (const other of ['for', 'spread']) {
    if (parent === undefined && conflict('per', other)) context.problems.add(say.either(place, 'per', other));
  }
  return Object.fromEntries(fields.filter(([key]) => all.includes(key)));
}

function parseSplit(entry: Record<string, unknown>, at: EntryPlace, context: ParseContext): SplitPart[] {
  const taken = [...commonKeys, ...relationKeys, ...childrenOf(at.resource, context).map(({ name }) => name)];
  const traits = (at.resource.traitNames as readonly string[]).filter((name) => !taken.includes(name));
  // In the order of the seed, not of the resource: raising the last part's count then moves no other record.
  return Object.keys(entry)
    .filter((key) => traits.includes(key))
    .map((trait) => ({ trait, count: parseCount(entry[trait], placeOf(at.place, trait), context.problems) }));
}

function countOf(
  entry: Record<string, unknown>,
  from: { split: readonly SplitPart[]; each: number; perParent: boolean; place: string; mistyped: boolean },
  problems: Problems,
): SeedGroup['count'] {
  const { split, perParent, place } = from;
  if (split.length > 0) {
    if (entry.count !== undefined) problems.add(say.countOrSplit(place));
    return split.reduce((sum, part) => sum + part.count, 0);
  }
  if (entry.count === undefined && from.each > 0) return from.each;
  if (entry.count === undefined && from.mistyped) return 0;
  const countPlace = placeOf(place, 'count');
  if (perParent) return parseCountPerParent(entry.count, countPlace, problems);
  const needsPer = Array.isArray(entry.count) || isPlainObject(entry.count);
  return parseCount(entry.count, countPlace, problems, needsPer ? say.countWithoutPer(MAX_COUNT) : undefined);
}

function parseParent(
  key: 'per' | 'for',
  entry: Record<string, unknown>,
  { resource, place, parent }: EntryPlace,
  problems: Problems,
): string | undefined {
  if (entry[key] === undefined || parent !== undefined) return undefined;
  const parents = resource.belongsTo.map((to) => to.resource);
  if (parents.length > 0) return parseWord(entry[key], parents, placeOf(place, key), problems);
  problems.add(say.noOther(placeOf(place, key), resource.name));
  return undefined;
}

function childrenOf(resource: AnyResource, context: ParseContext): AnyResource[] {
  return context.resources.filter(({ belongsTo }) => belongsTo.some((to) => to.resource === resource.name));
}
