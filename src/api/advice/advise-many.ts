import type { BulkOperation, BulkRemoval } from '../../factory/description.ts';
import type { AnyResource } from '../../factory/resource.ts';
import { isPlainObject } from '../../lib/check.ts';
import { otherSlash } from './advise.ts';
import { listsIn } from './locate.ts';
import { asCode, type Patch } from './patch.ts';

/** What came of a call for several records. */
export interface ManyAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Bodies that are tried after a refusal, at most: each is a request. */
const mostWrappers = 4;

/** Changes that may make a call for several records work, the likeliest first. Records are sent again only if the call was refused. */
export function adviseCreateMany(resource: AnyResource, answer: ManyAnswer): Patch[] {
  const { api, bulk, path } = resource.definition;
  const given: BulkOperation = api?.createMany ?? (bulk || {});
  const changes =
    answer.status < 300
      ? shapesIn(answer)
      : callsAfter(answer, given.path ?? path, [resource.name, 'items', 'records', 'data', 'docs']);
  return changes.map((change) => ({ api: { createMany: { ...given, ...change } } }));
}

/** The same of a call that removes several. Another method or path is not tried. */
export function adviseRemoveMany(resource: AnyResource, answer: ManyAnswer): Patch[] {
  const given = resource.definition.api?.removeMany;
  if (given === undefined) return [];
  const changes =
    answer.status < 300
      ? shapesIn(answer).filter(({ item }) => item === undefined)
      : callsAfter(answer, given.path, ['ids', resource.name, 'items', 'keys']);
  return changes.map((change) => ({
    api: { removeMany: { ...given, ...(change as Partial<BulkRemoval>) } },
  }));
}

/** Where the items may be in an answer, and in each of them its record. */
function shapesIn({ body }: ManyAnswer): Pick<BulkOperation, 'items' | 'item'>[] {
  const lists = Array.isArray(body) ? [{ at: '', items: body }] : listsIn(body);
  return lists.flatMap(({ at, items }) => {
    const [first] = items;
    const place = at === '' ? {} : { items: at };
    const inside = isPlainObject(first)
      ? Object.keys(first).filter((name) => isPlainObject(first[name]))
      : [];
    return [place, ...inside.map((item) => ({ ...place, item }))];
  });
}

/** Other calls after a refusal: the other path, or the items under a name. A name that the refusal tells comes first. */
function callsAfter({ status, body }: ManyAnswer, path: string, names: readonly string[]): BulkOperation[] {
  if (status === 404 || status === 405 || status >= 500) return [{ path: otherSlash(path) }];
  const said = JSON.stringify(body) ?? '';
  const isSaid = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(said);
  const words = names.filter((name) => !name.includes('-'));
  const sorted = [...new Set([...words.filter(isSaid), ...words])].slice(0, mostWrappers);
  return sorted.map((name) => ({
    body: asCode((items: readonly unknown[]) => ({ [name]: items }), `(items) => ({ ${name}: items })`),
  }));
}

/** The line that takes the call away: then records go one by one. */
export function withoutMany(resource: AnyResource, name: 'createMany' | 'removeMany'): Patch {
  const { api, bulk } = resource.definition;
  const isOwn = api?.[name] !== undefined;
  return {
    ...(name === 'createMany' && bulk !== undefined && { bulk: undefined }),
    ...(isOwn && { api: { [name]: undefined } }),
  };
}
