import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { didYouMean } from '../lib/check.ts';
import { seedsSay } from '../messages/seeds.ts';
import { MAX_COUNT } from './parse-count.ts';
import { bareGroup } from './parse-group.ts';
import type { Run } from './per-parent.ts';
import { dependencyOrder, type Layer, type Plan, type RecordSpec } from './plan.ts';
import type { ParsedSeed, SeedGroup } from './seed.ts';
import { isTied, layOut, type Segment } from './segment.ts';

export interface CreatePlanOptions {
  readonly resources: readonly AnyResource[];
  /** The same number gives the same plan. A seed that names its own is planned by that. */
  readonly randomSeed: number;
  /** How many records of a resource the dataset holds already: new indices follow them, and they serve as parents. Default none. */
  readonly existing?: Readonly<Record<string, number>> | undefined;
}

/**
 * Resolves a checked seed to layers, parents before children. Builds and sends nothing; counts per parent are drawn here,
 * everything else when a layer is asked for a record.
 *
 * If a seed asks for a resource in several places, they add up: nested groups first, in the order of their parents, then
 * the top-level entry.
 *
 * @throws SeedbedError `SEEDBED_SEED` if `per` names a resource that has no records, or the counts multiply beyond
 * 10,000,000 records of a resource; `SEEDBED_CONFIG` if resources belong to each other in a circle.
 * @example
 * const plan = createPlan(parseSeed({ users: 2, vms: 4 }, { resources }), { resources, randomSeed: 7 });
 * plan.counts; // { users: 2, vms: 4 }
 * plan.layers[1].at(3); // { resource: 'vms', index: 3, traits: [], set: {}, parents: { users: 1 } }
 */
export function createPlan(seed: ParsedSeed, options: CreatePlanOptions): Plan {
  const { resources, existing = {} } = options;
  const { randomSeed = options.randomSeed } = seed.options;
  const groups = withMadeParents(seed.groups, resources, existing);
  const made = new Map<string, Run>();
  const nested = new Map<string, { group: SeedGroup; per: Run }[]>();
  const all = (name: string): Run | undefined => {
    const run = made.get(name);
    if (run !== undefined && run.count > 0) return run;
    const before = existing[name] ?? 0;
    return before > 0 ? { first: 0, count: before } : undefined;
  };

  const layers = dependencyOrder(resources, namesIn(groups)).map((resource): Layer => {
    const { name } = resource;
    const first = existing[name] ?? 0;
    const segments: Segment[] = [];
    /** Nested in records of their own kind: users below a user. */
    const below: { group: SeedGroup; per: Run }[] = [];
    let count = 0;
    const add = (group: SeedGroup, per: Run | undefined): void => {
      const segment = layOut(group, { randomSeed, resource, first: first + count, per, all });
      segments.push(segment);
      count += segment.count;
      for (const child of group.children)
        if (child.resource === name) below.push({ group: child, per: segment });
        else
          nested.set(child.resource, [...(nested.get(child.resource) ?? []), { group: child, per: segment }]);
    };
    for (const { group, per } of nested.get(name) ?? []) add(group, per);
    for (const group of groups) {
      if (group.resource === name)
        add(group, group.per === undefined ? undefined : perRun(group, group.per, made, all));
    }
    for (const { group, per } of below) add(group, per);
    for (const { missingParents } of segments) {
      const unknown = missingParents.find((parent) => !resources.some(({ name }) => name === parent));
      if (unknown !== undefined) throw unknownParent(name, unknown, resources);
    }
    if (count > MAX_COUNT) throw new SeedbedError('SEEDBED_SEED', seedsSay.tooMany(name, MAX_COUNT, count));
    made.set(name, { first, count });
    return layerOf(name, first, count, segments);
  });
  return {
    layers: layers.filter(({ count }) => count > 0),
    counts: Object.fromEntries(layers.map(({ resource, count }) => [resource, count])),
  };
}

function perRun(
  group: SeedGroup,
  parent: string,
  made: ReadonlyMap<string, Run>,
  all: (name: string) => Run | undefined,
): Run {
  const run = all(parent) ?? made.get(parent);
  if (run !== undefined) return run;
  const isItself = parent === group.resource;
  throw new SeedbedError(
    'SEEDBED_SEED',
    isItself ? seedsSay.nestInstead(group.place, parent) : seedsSay.addParent(group.place, parent),
  );
}

function unknownParent(resource: string, parent: string, resources: readonly AnyResource[]): SeedbedError {
  const names = resources.map(({ name }): string => name);
  const why = seedsSay.unknownParent(resource, parent) + didYouMean(parent, names);
  return new SeedbedError('SEEDBED_CONFIG', why);
}

function layerOf(resource: string, first: number, count: number, segments: readonly Segment[]): Layer {
  const at = (position: number): RecordSpec => {
    const index = first + position;
    const segment = segments.find((candidate) => index < candidate.first + candidate.count);
    if (segment === undefined || !Number.isInteger(position) || position < 0)
      throw new RangeError(seedsSay.badPosition(resource, count - 1, position));
    return segment.at(index - segment.first);
  };
  const missing = segments
    .filter((segment) => segment.count > 0)
    .flatMap(({ missingParents }) => missingParents);
  const belongsToItself = segments.some((segment) => segment.belongsToItself);
  return { resource, count, belongsToItself, missingParents: [...new Set(missing)], at };
}

function namesIn(groups: readonly SeedGroup[], names: Set<string> = new Set()): Set<string> {
  for (const group of groups) {
    names.add(group.resource);
    namesIn(group.children, names);
  }
  return names;
}

/**
 * The groups of a seed, and one for each parent that they need, that the seed does not name, and that is to be made on demand
 * (`create` of its link). What the dataset holds already is taken instead; a seed that says `vms: 0` gets none.
 */
function withMadeParents(
  groups: readonly SeedGroup[],
  resources: readonly AnyResource[],
  existing: Readonly<Record<string, number>>,
): readonly SeedGroup[] {
  const linksOf = new Map(resources.map(({ name, belongsTo }) => [name, belongsTo]));
  const named = new Set<string>();
  /** How many of each. */
  const made = new Map<string, number>();
  const all = everyGroup(groups);
  for (const { resource } of all) named.add(resource);
  // It grows on the way: a parent that is made may need parents.
  for (const group of all) {
    if (group.count === 0) continue;
    for (const { resource, foreignKey, create = 0 } of linksOf.get(group.resource) ?? []) {
      const isThere = named.has(resource) || (existing[resource] ?? 0) > 0 || !linksOf.has(resource);
      if (create === 0 || isThere || isTied(group, foreignKey)) continue;
      if (!made.has(resource)) all.push(groupOf(resource, create));
      made.set(resource, Math.max(made.get(resource) ?? 0, create));
    }
  }
  return made.size === 0 ? groups : [...groups, ...[...made].map(([name, count]) => groupOf(name, count))];
}

function everyGroup(groups: readonly SeedGroup[]): SeedGroup[] {
  return groups.flatMap((group) => [group, ...everyGroup(group.children)]);
}

function groupOf(resource: string, count: number): SeedGroup {
  return bareGroup({ resource, place: `seed.${resource}`, path: resource, per: undefined, count });
}
