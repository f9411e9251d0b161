import type { AnyResource } from '../factory/resource.ts';
import type { SeederContext } from './context.ts';
import { type ApiRecord, listRecords } from './list-records.ts';

/** Every record with this natural key; more than one where a server took the same record twice. */
export type FindRecords = (key: string) => Promise<readonly ApiRecord[]>;

/**
 * A look-up for one resource, or undefined where it has no natural key or declares `lookup: false`. With `lookup: { query }` each
 * value is asked for by name; else the whole list is read, and one reading serves everyone who was waiting when it started.
 */
export function recordFinder(
  context: Pick<SeederContext, 'client'>,
  resource: AnyResource,
  signal?: AbortSignal,
): FindRecords | undefined {
  const { key, lookup } = resource;
  if (key === undefined || lookup === false) return undefined;
  const query = lookup?.query;
  if (query !== undefined)
    return async (value) => {
      const options = { query: `${query}=${encodeURIComponent(value)}`, signal };
      const records = await listRecords(context.client, resource, options);
      return records.filter((record) => String(record[key]) === value);
    };
  const read = sharedReading(async () => {
    const records = await listRecords(context.client, resource, { signal });
    return Map.groupBy(records, (record) => String(record[key]));
  });
  return async (value) => (await read()).get(value) ?? [];
}

/**
 * Only a key that carries the dataset's namespace proves that a record is ours. One that a seed or a definition fixed
 * (`set: { email: 'boss@example.com' }`) may have been somebody else's long before: such a record is used, and never deleted.
 */
export function provesOurs(key: string | undefined, namespace: string): boolean {
  return key?.includes(namespace) === true;
}

/** One reading at a time; a caller always gets one that started after it asked, so that it can see what had settled by then. */
function sharedReading<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | undefined;
  return () => {
    waiting ??= running.then(() => {
      const reading = read();
      waiting = undefined;
      running = reading.catch(() => undefined);
      return reading;
    });
    return waiting;
  };
}
