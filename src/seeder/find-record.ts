import type { AnyResource } from '../factory/resource.ts';
import type { SeederContext } from './context.ts';
import { type ApiRecord, listRecords } from './list-records.ts';

/** Finds a record by its natural key. */
export type FindRecord = (key: string) => Promise<ApiRecord | undefined>;

/**
 * A look-up for one resource, or undefined where it has no natural key or declares `lookup: false`. With `lookup: { query }` each
 * value is asked for by name; else the whole list is read, and one reading serves everyone who was waiting when it started.
 */
export function recordFinder(context: SeederContext, resource: AnyResource): FindRecord | undefined {
  const { key, lookup } = resource;
  if (key === undefined || lookup === false) return undefined;
  const query = lookup?.query;
  if (query !== undefined)
    return async (value) =>
      (await listRecords(context.client, resource, { query: `${query}=${encodeURIComponent(value)}` })).find(
        (record) => String(record[key]) === value,
      );
  const read = sharedReading(async () => {
    const records = await listRecords(context.client, resource);
    return new Map(records.map((record) => [String(record[key]), record]));
  });
  return async (value) => (await read()).get(value);
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
