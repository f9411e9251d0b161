import type { ApiRecord } from './evidence.ts';
import type { Listing, ListOptions, ResourceApi, Route } from './operations.ts';

/** Collections that stand below others, and whether they are all of them. */
export interface Collections {
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
  for (const route of collections.routes) {
    const listing = await api.list({ ...options, route });
    for (const record of listing.records) {
      const id = api.idOf(record);
      if (id !== undefined) api.learnRoute(route, { id });
      records.push(record);
    }
    complete &&= listing.complete;
    answeredAt = listing.answeredAt ?? answeredAt;
  }
  return { records, complete, answeredAt };
}
