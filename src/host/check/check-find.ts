import { adviseFind } from '../../api/advice/advise-lists.ts';
import { listed } from '../../api/answers.ts';
import { keyOf, type RecordId } from '../../api/evidence.ts';
import { search } from '../../api/lists/finder.ts';
import { pageOf } from '../../api/lists/paging.ts';
import type { ResourceApi, Route } from '../../api/operations.ts';
import { type Attributes, keyLabel } from '../../factory/resource.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { sameId } from '../../removal/sight.ts';
import type { Draft } from '../../seeder/build.ts';
import type { CheckBench } from './check-bench.ts';
import { isOfRequest } from './check-create.ts';
import { latePauses, later } from './check-list.ts';
import { type StepResult, untried, whyOf } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/** Whether the record is found by its key, and nothing by another one. */
export async function checkFind(check: ResourceCheck, id: RecordId, draft: Draft): Promise<StepResult> {
  const { key } = draft;
  if (key === undefined) return untried(apiCheckSays.noKey);
  if (!check.api.canFind) return untried(apiCheckSays.notFindable);
  const shown = check.listing?.records.find((record) => sameId(check.api.idOf(record), id));
  const listShowsKeys = shown !== undefined && keyOf(check.resource, shown) !== undefined;
  const isHidden = shown !== undefined && !listShowsKeys;
  const { listing } = check;
  // Reading all of a long list for one key is what a check of few requests leaves out.
  if (!check.api.searches && listing?.isCut === true && !isHidden)
    return shown === undefined ? untried(apiCheckSays.listTooLong) : { state: 'ok', note: '' };
  // A search for a record of a bulk call tells that it is there, too. Fewer than a page holds: then no other page has to be asked for.
  const target = (check.api.searches ? check.made.find((one) => one.draft.key !== key) : undefined) ?? {
    draft,
    id,
  };
  const pageSize = listing?.pages === undefined ? undefined : Math.min(listing.pages.size, 2);
  const { body: sent, route } = target.draft;
  const sought = { key: target.draft.key ?? key, id: target.id, sent, route, isHidden, pageSize };
  const first = { ...sought, others: othersIn(check, target.id) };
  const search = (): Promise<string | undefined> =>
    faultOfSearch(check.bench, check.api, first).catch((error: unknown) => {
      // Without a search of its own, what is wrong is the list.
      if (!check.api.searches || !isOfRequest(error)) throw error;
      return whyOf(error);
    });
  // The list was read just now.
  const fault = await check.bench.parts.watched.reuse(search);
  if (fault === undefined) return { state: 'ok', note: '' };
  const finds = async (): Promise<boolean> =>
    (await faultOfSearch(check.bench, check.api, sought)) === undefined;
  const isMissing = fault === apiCheckSays.notFound || fault === apiCheckSays.unclear;
  const soon = isMissing ? await later(check, [check.bench.settleMs], finds) : undefined;
  if (soon !== undefined) return { state: 'ok', note: apiCheckSays.shownLate(soon) };
  const patches = adviseFind({ resource: check.resource }, listShowsKeys);
  const tried = (api: ResourceApi): Promise<true | undefined> =>
    faultOfSearch(check.bench, api, sought).then((found) => (found === undefined ? true : undefined));
  const isMended = await check.repair(patches.slice(0, -1), tried);
  if (isMended === true) return { state: 'failed', note: fault };
  const late = isMissing ? await later(check, latePauses, finds) : undefined;
  if (late !== undefined) return { state: 'ok', note: apiCheckSays.shownLate(late) };
  // What is missing here is the list's next page. Without the look-up, a record whose answer is lost would be made twice.
  const isListWrong = check.steps.list.state === 'failed' && shown === undefined && listing !== undefined;
  if (!check.api.searches && isListWrong) return { state: 'failed', note: fault };
  // Without a search, nothing can be wrong.
  await check.repair(patches.slice(-1), async () => true);
  return { state: 'failed', note: fault };
}

/** A search by name answers few records; what has more pages is the list. */
const mostPages = 2;

/** A record that surely is there. */
interface Sought {
  readonly key: string;
  readonly id: RecordId;
  readonly sent: Attributes;
  readonly route: Route | undefined;
  /** The list shows the record, and not its key. */
  readonly isHidden: boolean;
  /** See `ListOptions`. */
  readonly pageSize: number | undefined;
  /** What the list's first page shows besides. @default not known */
  readonly others?: readonly string[] | undefined;
}

/**
 * Ids of other records on the first page of the list. Undefined if a search that asks for nothing in particular may answer something
 * else than this page.
 */
function othersIn({ api, bench, listing, resource }: ResourceCheck, id: RecordId): string[] | undefined {
  const { list, find } = bench.describe(resource);
  if (typeof list !== 'object' || typeof find !== 'object' || listing?.pages === undefined) return undefined;
  // What else the search says may narrow it, too: `limit=1`, but not `exact=true`.
  const values = Object.entries(find.query ?? {});
  const isPlain = values.every(
    ([name, value]) =>
      list.query?.[name] === value || /exact|strict|match/i.test(name) || String(value).includes('{'),
  );
  if (!isPlain || find.path !== list.path || find.method !== list.method) return undefined;
  const ids = listing.records.slice(0, listing.pages.size).map((record) => String(api.idOf(record)));
  return ids.filter((one) => !sameId(one, id));
}

/** What is wrong with how a record is found by its key; undefined: nothing. */
async function faultOfSearch(
  bench: CheckBench,
  api: ResourceApi,
  { key, id, sent, route, isHidden, pageSize, others = [] }: Sought,
): Promise<string | undefined> {
  const { resource } = api;
  const { signal } = bench.parts;
  const { find } = bench.describe(resource);
  if (find === undefined && isHidden) return apiCheckSays.keyNotListed(keyLabel(resource.key));
  const before = bench.seen.at(-1);
  const { records, certain } = await api.find(key, { signal, sent, pageSize, maxPages: mostPages });
  if (!records.some((record) => sameId(api.idOf(record), id)))
    return certain ? apiCheckSays.notFound : apiCheckSays.unclear;
  if (typeof find !== 'object') return undefined;
  // A server that does not know the parameter answers with the list, whatever is asked for.
  const [answered] = bench.seenAfter(before);
  if (others.length > 0 && answered?.answer !== undefined) {
    const items = pageOf(answered.answer, resource.name, find.items)?.items ?? [];
    const ids = new Set(items.map((item) => String(api.idOf(listed(resource, item)))));
    if (others.every((other) => !ids.has(other))) return undefined;
  }
  const values = { ...route, key: `no-${key}` };
  const options = { values, signal, pageSize, maxPages: mostPages };
  const none = await search(bench.clientOf(resource), resource, find, options);
  const isIgnored = none.records.some((record) => sameId(api.idOf(record), id));
  return isIgnored ? apiCheckSays.searchIgnored : undefined;
}
