import type {
  Answers,
  ApiDescription,
  BodyOperation,
  BulkOperation,
  BulkRemoval,
  ListOperation,
  Operation,
  RemoveOperation,
  Shape,
} from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import { splitIdField } from './answers.ts';
import { namesIn } from './template.ts';

/** A function in the place of an operation. */
type FunctionFor<Name extends keyof ApiDescription> = Extract<
  ApiDescription[Name],
  (...given: never[]) => unknown
>;

/** A request as a description gives it, every default filled in. */
export type Call<O extends Operation = Operation> = O & {
  readonly method: NonNullable<Operation['method']>;
  readonly path: string;
};

/** How a resource is spoken to, whole: what it says, over what the configuration says for all, over what is usual. */
export interface Description {
  readonly idName: string;
  /** Where the one record is in an answer; undefined: recognised by its shape. */
  readonly one: Shape | undefined;
  readonly create: Call<BodyOperation> | FunctionFor<'create'>;
  readonly read: Call | FunctionFor<'read'>;
  readonly list: Call<ListOperation> | FunctionFor<'list'>;
  /** Only records that carry a tag; undefined: the list is read. */
  readonly search: Call<ListOperation> | undefined;
  /** Undefined: by reading the list. `false`: it cannot be done. */
  readonly find: Call<ListOperation> | FunctionFor<'find'> | false | undefined;
  readonly remove: Call<RemoveOperation> | FunctionFor<'remove'>;
  readonly createMany: Call<BulkOperation> | undefined;
  readonly removeMany: Call<BulkRemoval> | undefined;
  /** Names that its requests need besides `id` and `key`, and that must be remembered of each record: `teams.id`, `slug`. */
  readonly routeNames: readonly string[];
}

export function describe(resource: AnyResource, common: Answers = {}): Description {
  const { api = {}, path, key } = resource;
  const answers = { ...common, ...resource.answers };
  const { at, name } = splitIdField(resource.idField);
  const one = path.endsWith('/') ? `${path}{id}/` : `${path}/{id}`;
  const list = {
    method: 'GET' as const,
    path: resource.listPath ?? path,
    ...(answers.many !== undefined && { items: answers.many }),
    ...(answers.next !== undefined && { next: answers.next }),
  };
  const description = {
    idName: name,
    one: answers.one ?? at,
    create: call<BodyOperation, 'create'>(api.create, { method: 'POST', path }),
    read: call<Operation, 'read'>(api.read, { method: 'GET', path: one }),
    list: call<ListOperation, 'list'>(api.list, list),
    search: api.search && { ...list, ...(typeof api.list === 'object' && api.list), ...api.search },
    find: key === undefined ? (false as const) : findOf(resource, list),
    remove: call<RemoveOperation, 'remove'>(api.remove, { method: 'DELETE', path: one }),
    createMany: bulkOf(resource),
    removeMany: api.removeMany && { method: 'POST' as const, ...api.removeMany },
  };
  // The parent of the same resource: children are removed first.
  const own = resource.belongsTo.some((to) => to.resource === resource.name) ? [ownParentName(resource)] : [];
  return { ...description, routeNames: [...routeNamesOf(description), ...own] };
}

/** What a route calls the record of the same resource that a record belongs to: `users.id`. */
export function ownParentName({ name, idField }: Pick<AnyResource, 'name' | 'idField'>): string {
  return `${name}.${splitIdField(idField).name}`;
}

/** A function stays as it is; what a description does not say is as usual. */
function call<O extends Operation, Name extends 'create' | 'read' | 'list' | 'remove'>(
  given: O | FunctionFor<Name> | undefined,
  usual: Call<O>,
): Call<O> | FunctionFor<Name> {
  return typeof given === 'function' ? given : { ...usual, ...given };
}

function findOf({ api = {}, lookup }: AnyResource, list: Call<ListOperation>): Description['find'] {
  const { find, list: listing } = api;
  if (find === false || lookup === false) return false;
  if (typeof find === 'function') return find;
  // What a search does not say is taken from the list.
  const usual = { ...list, ...(typeof listing === 'object' && listing) };
  if (find !== undefined) return { ...usual, ...find, query: { ...usual.query, ...find.query } };
  return lookup?.query === undefined
    ? undefined
    : { ...usual, query: { ...usual.query, [lookup.query]: '{key}' } };
}

function bulkOf({ api, bulk, path }: AnyResource): Description['createMany'] {
  const given = api?.createMany ?? bulk;
  return given === undefined || given === false ? undefined : { method: 'POST', path, ...given };
}

/** What a request of a record needs to know besides its id and key. */
function routeNamesOf({
  read,
  list,
  find,
  remove,
}: Pick<Description, 'read' | 'list' | 'find' | 'remove'>): string[] {
  // A record that is looked for has a key; a record that is listed needs none.
  const searched = [list, find].flatMap(namesOf).filter((name) => name !== 'key');
  const names = [...searched, ...[read, remove].flatMap(namesOf)];
  return [...new Set(names)].filter((name) => name !== 'id' && name !== 'etag');
}

/** The names in the templates of an operation, and of what comes before it. */
export function namesOf(call: Operation | ((...given: never[]) => unknown) | false | undefined): string[] {
  if (typeof call !== 'object') return [];
  const { path = '', query, headers, first = [] }: Operation & Pick<RemoveOperation, 'first'> = call;
  return [path, ...texts(query), ...texts(headers)].flatMap(namesIn).concat(first.flatMap(namesOf));
}

/** Values that may be templates. */
export function texts(values: Operation['query']): string[] {
  return Object.values(values ?? {}).map(String);
}
