import type { Attributes } from '../factory/attributes.ts';
import type { ApiClient } from '../http/types.ts';
import type { Clock } from '../lib/clock.ts';
import { type ApiRecord, compareToSent, keyOf, type RecordId, sameKey, spelled } from './evidence.ts';
import type { CallOptions, Found, Listing, ResourceApi } from './operations.ts';
import { isPageSize } from './paging.ts';
import { readList } from './read-list.ts';

type FindOptions = CallOptions & { readonly sent?: Attributes | undefined };

/** Records whose key the list hides are read one by one, so many at most for one look-up. */
const mostReads = 5;

/**
 * A look-up by natural key, or undefined if the resource has none or declares `lookup: false`. With `lookup: { query }` each value is
 * asked for by name; else the whole list is read.
 */
export function finder(
  api: ResourceApi,
  client: ApiClient,
  clock: Clock,
): ((key: string, options: FindOptions) => Promise<Found>) | undefined {
  const { key, lookup } = api.resource;
  if (key === undefined || lookup === false) return undefined;
  return lookup?.query === undefined ? byList(api, clock) : byQuery(api, client, clock, lookup.query);
}

function byQuery(
  api: ResourceApi,
  client: ApiClient,
  clock: Clock,
  parameter: string,
): (key: string, options: FindOptions) => Promise<Found> {
  const ask = async (key: string, { signal, yields }: CallOptions): Promise<readonly ApiRecord[]> => {
    const query = `${parameter}=${encodeURIComponent(key)}`;
    return (await readList(client, api.resource, { query, signal, yields })).records;
  };
  return async (key, options) => {
    const startedAt = clock.now();
    const shown = await ask(key, options);
    const records = shown.filter((record) => sameKey(keyOf(api.resource, record), key));
    if (records.length > 0) return { records, certain: true };
    const hidden = await readHidden(
      api,
      key,
      shown.filter((record) => hides(api, record)),
      options,
    );
    if (hidden.records.length > 0 || !hidden.certain) return hidden;
    // A search that does not find a record that surely exists is behind, or does not search at all.
    const known = api.visibility.newestBefore(startedAt);
    if (known?.key === undefined || sameKey(known.key, key)) return { records, certain: true };
    const canary = await ask(known.key, options);
    const certain = api.visibility.isCurrent(startedAt, ({ id }) => id !== known.id || canary.length > 0);
    return { records, certain };
  };
}

/** What one reading of the whole list told. */
interface Reading {
  readonly byKey: ReadonlyMap<string, readonly ApiRecord[]>;
  /** Records that show no key. */
  readonly hidden: readonly ApiRecord[];
  /** Whether what it does not show is not there. */
  readonly certain: boolean;
}

function byList(api: ResourceApi, clock: Clock): (key: string, options: FindOptions) => Promise<Found> {
  let before: { readonly length: number; readonly newest: RecordId | undefined } | undefined;
  const read = sharedReading(async ({ yields }: CallOptions): Promise<Reading> => {
    const listing = await api.list({ yields });
    const newest = api.visibility.newestBefore(clock.now())?.id;
    const { length } = listing.records;
    // A list that does not grow although records were made, and is as long as a page: it is the first page.
    const isFirstPage = before?.length === length && before.newest !== newest && isPageSize(length);
    before = { length, newest };
    const ids = new Set(listing.records.map((record) => String(api.idOf(record))));
    const isCurrent = api.visibility.isCurrent(listing.startedAt, ({ id }) => ids.has(String(id)));
    return { ...byKeyOf(api, listing), certain: listing.complete && isCurrent && !isFirstPage };
  });
  return async (key, options) => {
    const { byKey, hidden, certain } = await read(options);
    const records = byKey.get(spelled(key)) ?? [];
    if (records.length > 0 || hidden.length === 0) return { records, certain };
    const read2 = await readHidden(api, key, hidden, options);
    return { records: read2.records, certain: certain && read2.certain };
  };
}

function byKeyOf(api: ResourceApi, { records }: Listing): Omit<Reading, 'certain'> {
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
  const { [resource.key ?? '']: _, ...others } = sent;
  return others;
}

/** One reading at a time; a caller always gets one that started after it asked, so that it can see what had settled by then. */
function sharedReading<T>(read: (options: CallOptions) => Promise<T>): (options: CallOptions) => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | undefined;
  let yields = true;
  return (options) => {
    yields &&= options.yields === true;
    waiting ??= running.then(() => {
      const reading = read({ yields });
      waiting = undefined;
      yields = true;
      running = reading.catch(() => undefined);
      return reading;
    });
    return waiting;
  };
}
