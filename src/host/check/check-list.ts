import { adviseFind, adviseList } from '../../api/advice/advise.ts';
import { keyOf, type RecordId } from '../../api/evidence.ts';
import { readList } from '../../api/lists/read-list.ts';
import type { Listing, ResourceApi, Route } from '../../api/operations.ts';
import { type Attributes, keyLabel } from '../../factory/resource.ts';
import { systemClock } from '../../lib/clock.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { sameId } from '../../removal/sight.ts';
import type { Draft } from '../../seeder/build.ts';
import type { CheckBench } from './check-bench.ts';
import { isOfRequest, misfitOf } from './check-create.ts';
import { listNote, type StepResult, untried, whyOf } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/** The largest list that a guess at its pages reads, in bytes. */
const guessBytes = 512 * 1024;

/** Whether the list shows the record, and all of its pages. */
export async function checkList(check: ResourceCheck, id: RecordId, draft: Draft): Promise<StepResult> {
  const { bench } = check;
  const isIn = (api: ResourceApi, { records }: Listing): boolean =>
    records.some((record) => sameId(api.idOf(record), id));
  const listed = (api: ResourceApi, maxBytes?: number): Promise<Listing> => {
    const { route } = draft;
    const { signal } = check.seeding;
    return api.list({ signal, ...(route && { route }), ...(maxBytes !== undefined && { maxBytes }) });
  };
  let why: string | undefined;
  const before = bench.seen.at(-1);
  try {
    check.listing = await listed(check.api);
    if (!isIn(check.api, check.listing)) why = apiCheckSays.notListed(check.listing.records.length);
  } catch (error) {
    // "Expected an array" is no HTTP failure of the request itself.
    if (!isOfRequest(error)) throw error;
    why = whyOf(error);
  }
  const { seen } = bench;
  const first = seen[before === undefined ? 0 : seen.lastIndexOf(before) + 1];
  const note = listNote(bench, check.resource, first);
  if (why === undefined && check.listing?.complete === true) return { state: 'ok', note };

  const shows = async (): Promise<boolean> => {
    check.listing = await listed(check.api);
    return isIn(check.api, check.listing);
  };
  // Comes first, because a list that is late would make the first guess look right.
  const isMissing = why !== undefined && check.listing !== undefined;
  const soon = isMissing ? await later(check, [bench.settleMs], shows) : undefined;
  if (soon !== undefined) return { state: 'ok', note: apiCheckSays.shownLate(soon) };
  const shown = check.listing?.records.length ?? -1;
  const patches = adviseList(misfitOf(bench, check.resource, draft, first));
  const found = await check.repair(patches, async (api) => {
    const listing = await listed(api, guessBytes);
    const isMore = listing.records.length > shown || why !== undefined;
    return isIn(api, listing) && isMore ? listing : undefined;
  });
  if (found !== undefined) {
    check.listing = found;
    return { state: 'failed', note: why ?? apiCheckSays.moreListed(shown) };
  }
  const late = isMissing ? await later(check, latePauses, shows) : undefined;
  if (late !== undefined) return { state: 'ok', note: apiCheckSays.shownLate(late) };
  if (why !== undefined) return { state: 'failed', note: why };
  return { state: 'ok', note: [note, apiCheckSays.wholeUnknown].filter(Boolean).join('; ') };
}

/** Whether the record is found by its key, and nothing by another one. */
export async function checkFind(check: ResourceCheck, id: RecordId, draft: Draft): Promise<StepResult> {
  const { key } = draft;
  if (key === undefined) return untried(apiCheckSays.noKey);
  if (!check.api.canFind) return untried(apiCheckSays.notFindable);
  const listed = check.listing?.records.find((record) => sameId(check.api.idOf(record), id));
  const listShowsKeys = listed !== undefined && keyOf(check.resource, listed) !== undefined;
  const isHidden = listed !== undefined && !listShowsKeys;
  const sought = { key, id, sent: draft.body, route: draft.route, isHidden };
  const fault = await faultOfSearch(check.bench, check.api, sought);
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
  // Without a search, nothing can be wrong.
  await check.repair(patches.slice(-1), async () => true);
  return { state: 'failed', note: fault };
}

/** In ms. Lists and searches that are seconds behind are common. */
const latePauses = [1000, 2000, 4000];

/** Looks again after each pause. The time waited until it was there; undefined: it never was. */
async function later(
  check: ResourceCheck,
  pauses: readonly number[],
  isThere: () => Promise<boolean>,
): Promise<number | undefined> {
  const { signal } = check.seeding;
  let waited = 0;
  for (const pause of pauses) {
    await systemClock.sleep(pause, signal);
    waited += pause;
    if ((await check.tryTo(isThere)) !== true) continue;
    check.api.visibility.sawLate(waited);
    return waited;
  }
  return undefined;
}

/** A record that surely is there. */
interface Sought {
  readonly key: string;
  readonly id: RecordId;
  readonly sent: Attributes;
  readonly route: Route | undefined;
  /** The list shows the record, and not its key. */
  readonly isHidden: boolean;
}

/** What is wrong with how a record is found by its key; undefined: nothing. */
async function faultOfSearch(
  bench: CheckBench,
  api: ResourceApi,
  { key, id, sent, route, isHidden }: Sought,
): Promise<string | undefined> {
  const { resource } = api;
  const { signal } = bench.parts;
  const { find } = bench.describe(resource);
  if (find === undefined && isHidden) return apiCheckSays.keyNotListed(keyLabel(resource.key));
  const { records, certain } = await api.find(key, { signal, sent });
  if (!records.some((record) => sameId(api.idOf(record), id)))
    return certain ? apiCheckSays.notFound : apiCheckSays.unclear;
  if (typeof find !== 'object') return undefined;
  // A server that does not know the parameter answers with the list, whatever is asked for.
  const values = { ...route, key: `no-${key}` };
  const none = await readList(bench.clientOf(resource), resource, { call: find, values, signal });
  const isIgnored = none.records.some((record) => sameId(api.idOf(record), id));
  return isIgnored ? apiCheckSays.searchIgnored : undefined;
}
