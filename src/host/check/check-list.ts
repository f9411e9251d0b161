import { adviseList } from '../../api/advice/advise-lists.ts';
import { listed } from '../../api/answers.ts';
import type { RecordId } from '../../api/evidence.ts';
import { pageOf } from '../../api/lists/paging.ts';
import type { Listing, ListOptions, ResourceApi } from '../../api/operations.ts';
import type { Seen } from '../../http/request-watch.ts';
import { systemClock } from '../../lib/clock.ts';
import { escapeText } from '../../lib/escape.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import { removalSays } from '../../messages/removal.ts';
import { words } from '../../messages/words.ts';
import { sameId } from '../../removal/sight.ts';
import type { Draft } from '../../seeder/build.ts';
import { isOfRequest, misfitOf } from './check-create.ts';
import { duplicateNeeds, findNeeds, mayBeLeftOut, needsAfter } from './check-needs.ts';
import { listNote, type StepResult, untried, whyOf } from './check-report.ts';
import type { ResourceCheck } from './check-resource.ts';

/** The largest list that a guess at its pages reads, in bytes. */
const guessBytes = 512 * 1024;

/** Whether the list shows the record, and goes on as described: all of its pages, or of a long list the first ones and the last one. */
export async function checkList(check: ResourceCheck, id: RecordId, draft: Draft): Promise<StepResult> {
  const { bench } = check;
  const reader = readerOf(check, id, draft);
  let why: string | undefined;
  const before = bench.seen.at(-1);
  const limits = pagesFor(check);
  try {
    // A resource without a path for one record was read by its list just now.
    check.listing = await bench.parts.watched.reuse(() => reader.read(check.api, limits));
    if (!reader.isIn(check.api, check.listing)) why = apiCheckSays.notListed(check.listing.records.length);
  } catch (error) {
    // "Expected an array" is no HTTP failure of the request itself.
    if (!isOfRequest(error)) throw error;
    why = whyOf(error);
  }
  const pages = bench.seenAfter(before);
  const [first] = pages;
  const note = listNote(bench, check.resource, first);
  check.shownOn = pages.filter((page) => shows(check, page, id)).map(({ request }) => request);
  if (why === undefined && check.listing?.complete === true) return { state: 'ok', note };
  if (check.listing?.isCut !== true) return mendList(check, reader, { draft, why, first, note });
  const some = apiCheckSays.somePages(pages.length, check.listing.records.length);
  // Nothing is wrong with a list that is too long for a check.
  return why === undefined
    ? { state: 'ok', note: words().clauses([note, some].filter(Boolean)) }
    : untried(apiCheckSays.notOnPages(pages.length, check.listing.records.length));
}

/** Reads the list in which the record should be. */
interface ListReader {
  read(api: ResourceApi, limits?: ListLimits): Promise<Listing>;
  isIn(api: ResourceApi, listing: Listing): boolean;
}

function readerOf({ seeding: { signal } }: ResourceCheck, id: RecordId, { route }: Draft): ListReader {
  return {
    read: (api, limits = {}) => api.list({ signal, ...(route && { route }), ...limits }),
    isIn: (api, { records }) => records.some((record) => sameId(api.idOf(record), id)),
  };
}

/** What a first reading came to. */
interface FirstReading {
  readonly draft: Draft;
  /** Why it does not show the record; undefined: it does. */
  readonly why: string | undefined;
  readonly first: Seen | undefined;
  readonly note: string;
}

/** Looks whether the list is late, or goes on in another way than is described. */
async function mendList(
  check: ResourceCheck,
  { read, isIn }: ListReader,
  { draft, why, first, note }: FirstReading,
): Promise<StepResult> {
  const { bench } = check;
  const isShown = async (): Promise<boolean> => {
    check.listing = await read(check.api);
    return isIn(check.api, check.listing);
  };
  // Comes first, because a list that is late would make the first guess look right.
  const isMissing = why !== undefined && check.listing !== undefined;
  const soon = isMissing ? await later(check, [bench.settleMs], isShown) : undefined;
  if (soon !== undefined) return { state: 'ok', note: apiCheckSays.shownLate(soon) };
  const shown = check.listing?.records.length ?? -1;
  const patches = adviseList(misfitOf(bench, check.resource, draft, first), why === undefined);
  const found = await check.repair(patches, async (api) => {
    const listing = await read(api, { maxBytes: guessBytes });
    const isMore = listing.records.length > shown || why !== undefined;
    return isIn(api, listing) && isMore ? listing : undefined;
  });
  if (found !== undefined) {
    check.listing = found;
    return { state: 'failed', note: why ?? apiCheckSays.moreListed(shown) };
  }
  const elsewhere = check.listing?.elsewhere;
  if (elsewhere !== undefined)
    return { state: 'failed', note: removalSays.nextElsewhere(escapeText(elsewhere, 200)) };
  const late = isMissing ? await later(check, latePauses, isShown) : undefined;
  if (late !== undefined) return { state: 'ok', note: apiCheckSays.shownLate(late) };
  if (why !== undefined) return { state: 'failed', note: why };
  return { state: 'ok', note: words().clauses([note, apiCheckSays.wholeUnknown].filter(Boolean)) };
}

type ListLimits = Pick<ListOptions, 'maxBytes' | 'maxPages' | 'takesLast'>;

/** As many pages as the requests allow that later steps leave, and two if possible. */
function pagesFor(check: ResourceCheck): ListLimits {
  const spare = check.spare - needsAfter(check) - findNeeds(check) - duplicateNeeds(check);
  const fewest = check.made.length > 0 ? 1 : 2;
  const pages = Math.max(fewest, spare, Math.min(2, spare + mayBeLeftOut(check)));
  return Number.isFinite(pages) ? { maxPages: pages, takesLast: true } : {};
}

/** Whether a page of the list shows the record, or another that was made. */
function shows({ api, bench, resource, made }: ResourceCheck, { answer }: Seen, id: RecordId): boolean {
  const { list } = bench.describe(resource);
  if (answer === undefined || typeof list === 'function') return false;
  const ids = [id, ...made.map((one) => one.id)];
  const items = pageOf(answer, resource.name, list.items)?.items ?? [];
  return items.some((item) => ids.some((one) => sameId(api.idOf(listed(resource, item)), one)));
}

/** In ms. Lists and searches that are seconds behind are common. */
export const latePauses: readonly number[] = [1000, 2000, 4000];

/** Looks again after each pause. The time waited until it was there; undefined: it never was. */
export async function later(
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
