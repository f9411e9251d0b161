import type { RecordId } from '../api/evidence.ts';
import type { ResourceApi, Route } from '../api/operations.ts';
import { readList } from '../api/read-list.ts';
import { keyLabel } from '../factory/key.ts';
import type { Attributes } from '../factory/resource.ts';
import { apiCheckSays } from '../messages/api-check.ts';
import { sameId } from '../removal/sight.ts';
import type { CheckBench } from './check-bench.ts';
import { describedBy } from './check-create.ts';

/** A record that surely is there. */
export interface Sought {
  readonly key: string;
  readonly id: RecordId;
  readonly sent: Attributes;
  readonly route: Route | undefined;
  /** The list shows the record, and not its key. */
  readonly isHidden: boolean;
}

/** What is wrong with how a record is found by its key; undefined: nothing. */
export async function faultOfSearch(
  bench: CheckBench,
  api: ResourceApi,
  { key, id, sent, route, isHidden }: Sought,
): Promise<string | undefined> {
  const { resource } = api;
  const { signal } = bench.parts;
  const { find } = describedBy(bench, resource);
  if (find === undefined && isHidden) return apiCheckSays.keyNotListed(keyLabel(resource.key));
  const { records, certain } = await api.find(key, { signal, sent });
  if (!records.some((record) => sameId(api.idOf(record), id)))
    return certain ? apiCheckSays.notFound : apiCheckSays.unclear;
  if (typeof find !== 'object') return undefined;
  // A server that does not know the parameter answers with the list, whatever is asked for.
  const values = { ...route, key: `no-${key}` };
  const none = await readList(bench.parts.client, resource, { call: find, values, signal });
  const isIgnored = none.records.some((record) => sameId(api.idOf(record), id));
  return isIgnored ? apiCheckSays.searchIgnored : undefined;
}
