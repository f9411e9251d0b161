import { SeedbedError } from '../errors.ts';
import type { Operation } from '../factory/description.ts';
import { type AnyResource, keyValue } from '../factory/resource.ts';
import { describingSays } from '../messages/describing.ts';
import { type Description, namesOf } from './describe.ts';
import { type ApiRecord, type RecordId, spelled } from './evidence.ts';
import type { CallOptions, Listing, ListOptions, Origin, ResourceApi, Route } from './operations.ts';
import type { TemplateValues } from './template.ts';

interface Parent {
  readonly resource: AnyResource;
  list(options: CallOptions): Promise<Listing>;
}

/**
 * What the requests of a record need besides its id and key, such as the team it stands below: known when it is made, written in the
 * ledger, and remembered here while the run lives.
 */
export class Routes {
  readonly #resource: AnyResource;
  readonly #names: readonly string[];
  readonly #byId = new Map<string, Route>();
  readonly #byKey = new Map<string, Route>();

  constructor(resource: AnyResource, { routeNames }: Pick<Description, 'routeNames'>) {
    this.#resource = resource;
    this.#names = routeNames;
  }

  /** Undefined if id and key are all that is needed. */
  of(origin: Origin): Route | undefined {
    if (this.#names.length === 0) return undefined;
    const values = this.valuesOf(origin);
    return simple(this.#names.map((name) => [name, values[name]]));
  }

  valuesOf({ attributes, parents }: Origin): TemplateValues {
    const values: Record<string, unknown> = { ...attributes };
    for (const [parent, { fields }] of Object.entries(parents))
      for (const [field, value] of Object.entries(fields)) values[`${parent}.${field}`] = value;
    const key = keyValue(this.#resource.key, attributes);
    if (key !== undefined) values.key = key;
    return values;
  }

  learn(
    route: Route,
    { id, key }: { readonly id?: RecordId | undefined; readonly key?: string | undefined },
  ): void {
    if (this.#names.length === 0) return;
    if (id !== undefined) this.#byId.set(String(id), { ...this.#byId.get(String(id)), ...route });
    if (key !== undefined) this.#byKey.set(spelled(key), { ...this.#byKey.get(spelled(key)), ...route });
  }

  get({ id, key }: { readonly id?: RecordId; readonly key?: string }): Route | undefined {
    if (id !== undefined) return this.#byId.get(String(id));
    return key === undefined ? undefined : this.#byKey.get(spelled(key));
  }

  /** The same for a request. What a ledger of another description does not know, the record itself may show. */
  async needed(
    id: RecordId,
    call: Operation,
    read: () => Promise<ApiRecord | undefined>,
  ): Promise<Route | undefined> {
    const known = this.get({ id });
    const missing = this.namesIn(call).filter((name) => known?.[name] === undefined && !name.includes('.'));
    const shown = missing.length === 0 ? undefined : await read();
    if (shown === undefined) return known;
    const values: ApiRecord = { ...shown, key: keyValue(this.#resource.key, shown) };
    return { ...known, ...simple(missing.map((name) => [name, values[name]])) };
  }

  /** The names that a request needs to know. */
  namesIn(call: Operation): string[] {
    return namesOf(call).filter((name) => this.#names.includes(name));
  }

  /** A route for each parent that the API has. */
  async all(
    names: readonly string[],
    parentOf: (resource: string) => Parent | undefined,
    options: CallOptions,
  ): Promise<{ readonly routes: readonly Route[]; readonly complete: boolean }> {
    const owners = new Set(names.map((name) => name.split('.')[0] as string));
    const [owner] = owners;
    const parent = owner === undefined ? undefined : parentOf(owner);
    if (parent === undefined || owners.size > 1)
      throw new SeedbedError('SEEDBED_CONFIG', describingSays.cannotList(this.#resource.name, names));
    const { records, complete } = await parent.list({ signal: options.signal, yields: options.yields });
    return { routes: records.map((record) => routeFrom(owner as string, record)), complete };
  }
}

function routeFrom(owner: string, record: ApiRecord): Route {
  return simple(Object.entries(record).map(([name, value]) => [`${owner}.${name}`, value]));
}

/** What can stand in a path, a query or a header. */
function simple(values: readonly (readonly [name: string, value: unknown])[]): Route {
  const route: Record<string, string | number> = {};
  for (const [name, value] of values)
    if (typeof value === 'string' || typeof value === 'number') route[name] = value;
    else if (typeof value === 'boolean') route[name] = String(value);
    else if (value instanceof Date) route[name] = value.toJSON();
  return route;
}

/** Collections that stand below others, and whether they are all of them. */
interface Collections {
  readonly routes: readonly Route[];
  readonly complete: boolean;
}

/** Every record of a collection that stands below others: `/teams/{teams.id}/users` of each team. */
export async function listBelow(
  api: ResourceApi,
  collections: Collections,
  options: ListOptions,
): Promise<Omit<Listing, 'startedAt'>> {
  const records: ApiRecord[] = [];
  let { complete } = collections;
  let answeredAt: number | undefined;
  let elsewhere: string | undefined;
  for (const route of collections.routes) {
    const listing = await api.list({ ...options, route });
    for (const record of listing.records) {
      const id = api.idOf(record);
      if (id !== undefined) api.learnRoute(route, { id });
      records.push(record);
    }
    complete &&= listing.complete;
    elsewhere ??= listing.elsewhere;
    answeredAt = listing.answeredAt ?? answeredAt;
  }
  return { records, complete, elsewhere, answeredAt };
}
