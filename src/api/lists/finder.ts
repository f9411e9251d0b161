import type { ListOperation } from '../../factory/description.ts';
import { type AnyResource, type Attributes, isKeyName } from '../../factory/resource.ts';
import type { ApiClient } from '../../http/api-client.ts';
import type { Clock } from '../../lib/clock.ts';
import { abortable } from '../../lib/promises.ts';
import { describingSays } from '../../messages/describing.ts';
import { listed, recordIn } from '../answers.ts';
import type { Call, Description } from '../describe.ts';
import { type ApiRecord, compareToSent, keyOf, type RecordId, sameKey, spelled } from '../evidence.ts';
import type { Found, Listing, ListOptions, ResourceApi, Route } from '../operations.ts';
import { type CallOwn, recordsOf } from '../own-function.ts';
import { requestOf } from '../request.ts';
import type { Routes } from '../routes.ts';
import { namesIn } from '../template.ts';
import { isBehind } from './look-up.ts';
import { isPageSize, pageOf } from './paging.ts';
import { type ReadListOptions, readList, sharedReading } from './read-list.ts';

/** `sent`: what was sent for it, to compare by if the list hides the key. */
export type FindOptions = ListOptions & { readonly sent?: Attributes | undefined };

/** What a look-up works with. */
export interface FinderParts {
  readonly client: ApiClient;
  readonly own: CallOwn;
  readonly clock: Clock;
  readonly description: Description;
  readonly routes: Routes;
}

/** Records whose key the list hides are read one by one, at most this many for one look-up. */
const mostReads = 5;

/**
 * A look-up by natural key, or undefined if the resource has none or declares `lookup: false`. With `lookup: { query }` each value is
 * asked for by name; else the whole list is read.
 */
export function finder(
  api: ResourceApi,
  parts: FinderParts,
): ((key: string, options: FindOptions) => Promise<Found>) | undefined {
  const { find } = parts.description;
  if (find === false) return undefined;
  return find === undefined ? byList(api, parts) : byQuery(api, parts, find);
}

function byQuery(
  api: ResourceApi,
  { client, own, clock, routes }: FinderParts,
  find: Exclude<Description['find'], false | undefined>,
): (key: string, options: FindOptions) => Promise<Found> {
  const ask = async (
    key: string,
    { signal, yields, route, pageSize, maxPages }: FindOptions,
  ): Promise<Answer> => {
    if (typeof find === 'function') {
      const given = await own('GET', { signal }, (tools) => find(key, tools));
      return { records: recordsOf(given, api.resource, 'find'), complete: true };
    }
    const values = { ...(route ?? routes.get({ key })), key };
    return search(client, api.resource, find, { values, signal, yields, pageSize, maxPages });
  };
  // A 404 is believed once there was a record where it came from.
  let hasShown = false;
  return async (key, options) => {
    const startedAt = clock.now();
    const shown = await ask(key, options);
    const records = shown.records.filter((record) => sameKey(keyOf(api.resource, record), key));
    hasShown ||= records.length > 0;
    if (records.length > 0) return { records, certain: true };
    const suspects = shown.records.filter((record) => hides(api, record));
    const hidden = await readHidden(api, key, suspects, options);
    if (hidden.records.length > 0 || !hidden.certain) return hidden;
    // It shows other records instead: the API ignores the parameter, and this is the list, or its first page.
    if (shown.records.length > suspects.length && (!shown.complete || isPageSize(shown.records.length)))
      return { records, certain: false };
    // A search that does not find a record that surely exists is behind, or does not search at all.
    const known = api.visibility.newestBefore(startedAt);
    if (known?.key === undefined || sameKey(known.key, key))
      return { records, certain: hasShown || shown.isDenied !== true };
    const route = routes.get({ id: known.id });
    const canary = idsIn(api, (await ask(known.key, { ...options, route })).records);
    const behind = await isBehind(
      api,
      { startedAt, yields: options.yields, learns: true },
      ({ id }) => id !== known.id || canary.has(String(id)),
    );
    return { records, certain: behind === undefined, isLate: behind === 'late' };
  };
}

interface Answer extends Omit<Listing, 'startedAt'> {
  /** True for a 404: an API answers so if there is no such record, and also if there is no such path. */
  readonly isDenied?: boolean;
}

/** Asks for what has a key: by a query, or by its path. `/users/by-email/{key}` shows one record, or a list, or says that there is none. */
export async function search(
  client: ApiClient,
  resource: AnyResource,
  find: Call<ListOperation>,
  options: Omit<ReadListOptions, 'call'>,
): Promise<Answer> {
  const { values, signal, yields } = options;
  if (!namesIn(find.path).includes('key')) return readList(client, resource, { ...options, call: find });
  const request = requestOf(find, values, describingSays.list(resource.name));
  const answer = await client.request(request, { signal, yields, accept: [404, 410] });
  if (answer.status >= 400) return { records: [], complete: true, isDenied: true };
  const page = pageOf(answer, resource.name, find.items);
  if (page === undefined) {
    const one = recordIn(resource, answer.body);
    return { records: one === undefined ? [] : [one.record], complete: one !== undefined };
  }
  const records = page.items.map((item) => listed(resource, item));
  return { records, complete: page.next === undefined && !page.cutOff };
}

/** What one reading of the whole list told. */
interface Reading {
  readonly byKey: ReadonlyMap<string, readonly ApiRecord[]>;
  /** Records that show no key. */
  readonly hidden: readonly ApiRecord[];
  /** Whether what it does not show is not there. */
  readonly certain: boolean;
  readonly isLate: boolean;
}

/** What a list showed before. */
interface LastReading {
  readonly length: number;
  readonly newest: RecordId | undefined;
  /** Of all its readings. */
  readonly longest: number;
}

function byList(
  api: ResourceApi,
  { clock, description, routes }: FinderParts,
): (key: string, options: FindOptions) => Promise<Found> {
  const { list } = description;
  const names = typeof list === 'function' ? [] : routes.namesIn(list);
  /** Which of several collections, such as `/teams/{teams.id}/users`, is meant. */
  const which = (route: Route | undefined): string => names.map((name) => route?.[name]).join('\n');
  const before = new Map<string, LastReading>();
  const read = sharedReading(which, async ({ yields, route }: FindOptions): Promise<Reading> => {
    const listing = await api.list({ yields, route });
    const collection = which(route);
    const { length } = listing.records;
    const last = before.get(collection);
    const newest = api.visibility.newestBefore(clock.now())?.id;
    before.set(collection, { length, newest, longest: Math.max(length, last?.longest ?? 0) });
    const isPage = isPageSize(length);
    const isAsLong = isPage && last?.length === length;
    // It is the first page if it is as long as one and holds nothing of ours, or if it does not grow although records were made.
    // Not if it has become shorter: a page would be filled up again.
    const isShorter = last !== undefined && length < last.longest;
    const isFirstPage =
      (isPage && newest === undefined && !isShorter) || (isAsLong && last.newest !== newest);
    if (isFirstPage || !listing.complete) return { ...byKeyOf(api, listing), certain: false, isLate: false };
    const ids = idsIn(api, listing.records);
    const isElsewhere = (id: RecordId): boolean =>
      route !== undefined && which(routes.get({ id })) !== collection;
    const behind = await isBehind(
      api,
      { startedAt: listing.startedAt, yields, learns: !isPage },
      ({ id }) => ids.has(String(id)) || isElsewhere(id),
    );
    return {
      ...byKeyOf(api, listing),
      certain: behind === undefined,
      isLate: behind === 'late' && !isAsLong,
    };
  });
  return async (key, options) => {
    const { byKey, hidden, certain, isLate } = await abortable(
      read({ yields: options.yields, route: options.route ?? routes.get({ key }) }),
      options.signal,
    );
    const records = byKey.get(spelled(key)) ?? [];
    if (records.length > 0 || hidden.length === 0) return { records, certain, isLate };
    const inside = await readHidden(api, key, hidden, options);
    return { records: inside.records, certain: certain && inside.certain, isLate };
  };
}

function idsIn(api: ResourceApi, records: readonly ApiRecord[]): ReadonlySet<string> {
  return new Set(records.map((record) => String(api.idOf(record))));
}

function byKeyOf(api: ResourceApi, { records }: Listing): Pick<Reading, 'byKey' | 'hidden'> {
  const hidden: ApiRecord[] = [];
  const byKey = new Map<string, ApiRecord[]>();
  for (const record of records) {
    const key = keyOf(api.resource, record);
    if (key === undefined) {
      hidden.push(record);
      continue;
    }
    const same = byKey.get(spelled(key));
    if (same === undefined) byKey.set(spelled(key), [record]);
    else same.push(record);
  }
  return { byKey, hidden };
}

function hides(api: ResourceApi, record: ApiRecord): boolean {
  return keyOf(api.resource, record) === undefined;
}

/**
 * Looks for a key among records that do not show theirs: those that show the fields that were sent are read by their id, which may show
 * more. A record that hides its key there too is no answer.
 */
async function readHidden(
  api: ResourceApi,
  key: string,
  hidden: readonly ApiRecord[],
  { sent, signal, yields }: FindOptions,
): Promise<Found> {
  const compare = sent === undefined ? undefined : withoutKey(api, sent);
  const likely = hidden.filter(
    (record) => compare === undefined || compareToSent(api.resource, compare, record) !== 'other',
  );
  const found: ApiRecord[] = [];
  let certain = likely.length <= mostReads;
  for (const candidate of likely.slice(-mostReads)) {
    const id = api.idOf(candidate);
    const record = id === undefined ? undefined : await api.read(id, { signal, yields });
    const shown = record === undefined ? undefined : keyOf(api.resource, record);
    if (shown === undefined) certain = false;
    else if (sameKey(shown, key)) found.push(record as ApiRecord);
  }
  return { records: found, certain };
}

function withoutKey({ resource }: ResourceApi, sent: Attributes): Attributes {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !isKeyName(resource.key, name)));
}
