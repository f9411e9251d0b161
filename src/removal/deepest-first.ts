import { ownParentName } from '../api/describe.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Target } from './target.ts';

/**
 * What is to go of one resource, in parts: each is removed before the next. If the resource belongs to itself, records below go before
 * those above them, as far as the ledger knows them. Any other resource is one part.
 */
export function deepestFirst(resource: AnyResource, targets: readonly Target[]): Target[][] {
  if (!resource.belongsTo.some((to) => to.resource === resource.name)) return [[...targets]];
  const name = ownParentName(resource);
  const above = new Map<string, string>();
  for (const { id, claims } of targets)
    for (const { record } of claims)
      if (record.route?.[name] !== undefined) above.set(String(id), String(record.route[name]));
  const depths = new Map<string, number>();
  const byDepth = Map.groupBy(targets, ({ id }) => depthOf(String(id), above, depths));
  return [...byDepth].sort(([one], [other]) => other - one).map(([, some]) => some);
}

/** How many stand above it. Without recursion: a line of command may be long. */
function depthOf(id: string, above: ReadonlyMap<string, string>, depths: Map<string, number>): number {
  const way: string[] = [];
  let at: string | undefined = id;
  // After a reset of the database ids may lead in a circle.
  while (at !== undefined && !depths.has(at) && !way.includes(at)) {
    way.push(at);
    at = above.get(at);
  }
  let depth = at === undefined ? -1 : (depths.get(at) ?? -1);
  for (const one of way.reverse()) depths.set(one, ++depth);
  return depths.get(id) ?? 0;
}
