import type { AnyResource } from '../factory/resource.ts';
import type { SeedGroup } from './parsed-seed.ts';
import { isTied } from './segment.ts';

/**
 * The groups of a seed, and one for each parent that they need, that the seed does not name, and that is to be made on demand
 * (`create` of its link). What the dataset holds already is taken instead; a seed that says `vms: 0` gets none.
 */
export function withMadeParents(
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
  return {
    resource,
    place: `seed.${resource}`,
    path: resource,
    count,
    per: undefined,
    for: undefined,
    spread: 'round-robin',
    split: [],
    traits: [],
    set: {},
    each: [],
    children: [],
  };
}
