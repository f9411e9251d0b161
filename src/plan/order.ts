import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { plansSay } from '../messages/plans.ts';

/**
 * The named resources, each after those it belongs to; otherwise in the order of their definition, whatever the seed's. One that belongs
 * to itself (`manager`) may, if that is optional: its first record has none.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` if they belong to each other in a circle.
 */
export function dependencyOrder(
  resources: readonly AnyResource[],
  named: ReadonlySet<string>,
): AnyResource[] {
  const byName = new Map(
    resources.filter(({ name }) => named.has(name)).map((resource) => [resource.name, resource]),
  );
  const ordered = new Set<AnyResource>();
  const visit = (resource: AnyResource, path: readonly string[]): void => {
    if (ordered.has(resource)) return;
    const way = [...path, resource.name];
    if (path.includes(resource.name)) throw circle(way.slice(path.indexOf(resource.name)));
    for (const to of resource.belongsTo) {
      if (to.resource === resource.name && to.optional === true) continue;
      const parent = byName.get(to.resource);
      if (parent !== undefined) visit(parent, way);
    }
    ordered.add(resource);
  };
  for (const resource of byName.values()) visit(resource, []);
  return [...ordered];
}

function circle(way: readonly string[]): SeedbedError {
  const [first = ''] = way;
  const why = way.length === 2 ? plansSay.noFirst(first) : plansSay.circle(way);
  return new SeedbedError('SEEDBED_CONFIG', why);
}
