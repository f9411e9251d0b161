import { carriesTag, keyOf } from '../../api/evidence.ts';
import type { Apis } from '../../api/open-apis.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { ExistingParents, Parent } from '../../seeder/parents.ts';
import { fewestFirst, inTurn, type Turns } from '../../seeder/turns.ts';

/**
 * Which records on the API may be the parents of what a seed makes. `not ours`: those that no other dataset of this run has made, each in
 * turn. `all`: all, in turn. `fewest first`: all; the parent with the fewest children gets the next one.
 */
export type ParentsChoice = 'not ours' | 'all' | 'fewest first';

type OfApis = Pick<Apis, 'of'>;

/** Parents that the seed does not make are those the API holds already. */
export function parentsOnApi(
  apis: OfApis,
  choice: ParentsChoice = 'all',
  runId: string = '',
): ExistingParents {
  return async (name, child) => {
    const api = apis.of(name);
    const parents = (await api.list()).records.flatMap((fields) => {
      const id = api.idOf(fields);
      const isOurs = choice === 'not ours' && carriesTag(keyOf(api.resource, fields) ?? '', runId);
      return id === undefined || isOurs ? [] : [{ id, fields }];
    });
    return choice === 'fewest first' ? byFewestChildren(apis, parents, name, child) : inTurn(parents);
  };
}

/** In turn, if it is not known how many children each has. */
async function byFewestChildren(
  apis: OfApis,
  parents: readonly Parent[],
  parent: string,
  child: AnyResource,
): Promise<Turns<Parent>> {
  const link = child.belongsTo.find(({ resource }) => resource === parent);
  if (link === undefined || parents.length < 2) return inTurn(parents);
  const listing = apis.of(child.name).list();
  const children = await listing.catch(() => undefined);
  if (children === undefined) return inTurn(parents);
  const counts = new Map<string, number>();
  for (const fields of children.records) {
    const owner = String(fields[link.foreignKey]);
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const { field } = link;
  return fewestFirst(
    parents,
    ({ id, fields }) => counts.get(String(field === undefined ? id : fields[field])) ?? 0,
  );
}
