import { hasMark, isMarkedRemoved, type RemovalMark } from '../api/denials.ts';
import type { ApiRecord, RecordId } from '../api/evidence.ts';
import { isPageSize } from '../api/lists/paging.ts';
import type { CallOptions, Listing, ResourceApi } from '../api/operations.ts';
import { endsEverything, HttpError, reasonOf, tryTo } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { comparable } from '../lib/record-id.ts';
import { removalSays } from '../messages/removal.ts';

/** What removing has taught this process about a resource of its API. */
export interface Learned {
  /** Whether `read` can be believed. True once it showed a record; false once it did not show one that a list showed. */
  reads: boolean | undefined;
  /** Whether a short reading of the list shows everything. False once it did not: then it is only tried again with more pages. */
  lists: boolean | undefined;
  /** How many records the longest reading of the list has shown. */
  longest: number;
  /** How many pages the last such reading could have had. */
  pagesTried: number;
  /** `seen`: a record was gone after its DELETE. `unseen`: nothing can show it, so a 2xx has to be believed. */
  removes: 'seen' | 'unseen' | undefined;
  /** The same for a bulk call. `no`: there is none, or it does not work. */
  removesMany: 'seen' | 'unseen' | 'no' | undefined;
  /** The record that is still there although the API said otherwise, and what to do about it: nothing more is deleted. */
  useless: { readonly id: RecordId; readonly reason: string } | undefined;
  /** True once a DELETE that found nothing was looked into. */
  lookedInto404: boolean;
  /** True once the API showed another record than it should, or none: from then on each record is proved. */
  surprised: boolean;
  /** How long a removal took to be seen, in ms. */
  takesMs: number;
  /** True once the API only promised a removal (202). */
  accepts: boolean;
  /** How the API marks what it keeps although it was removed, if not by a name that says so. */
  mark: RemovalMark | undefined;
  /** Ids of what was counted as removed, as texts; not all of them in a very large run. */
  readonly removed: Set<string>;
}

/** So many ids are remembered: some 10 MB. */
const mostRemoved = 100_000;

const learned = new WeakMap<ResourceApi, Learned>();

/** Kept beside the API's own object, so that all removals of a run share it. */
export function learnedOf(api: ResourceApi): Learned {
  const known = learned.get(api);
  if (known !== undefined) return known;
  const fresh: Learned = {
    reads: undefined,
    lists: undefined,
    longest: 0,
    pagesTried: 0,
    removes: undefined,
    removesMany: undefined,
    useless: undefined,
    lookedInto404: false,
    surprised: false,
    takesMs: 0,
    accepts: false,
    mark: undefined,
    removed: new Set(),
  };
  learned.set(api, fresh);
  return fresh;
}

/** Whether a record that is shown says that it was removed, in the way of its API. */
export function isMarked(api: ResourceApi, shown: ApiRecord): boolean {
  const { mark } = learnedOf(api);
  return isMarkedRemoved(shown) || (mark !== undefined && hasMark(shown, mark));
}

export function rememberRemoved({ removed }: Learned, id: RecordId): void {
  if (removed.size < mostRemoved) removed.add(comparable(id));
}

/**
 * What the API shows under an id. `gone`: surely nothing. `unseen`: it cannot be looked at, or not yet; `isPart`: the list shows other
 * records, so the id may be somebody else's now.
 */
export type Sight =
  | { readonly shown: ApiRecord }
  | { readonly gone: true }
  | { readonly unseen: string; readonly isPart?: boolean };

export const gone = { gone: true } as const;

/** What a look may fall back on. */
export interface LookOptions extends CallOptions {
  /** The list, read if `read` cannot be believed. @default a reading of its own */
  readonly list?: (() => Promise<Listing>) | undefined;
  /** Just made: a list may not show it yet. */
  readonly isYoung: boolean;
  /** When it was made. Once no list can be that late, the list is believed without a second look. */
  readonly made?: { readonly at: number; readonly clock: Clock } | undefined;
}

/**
 * Looks at one record: by its id, or if that is not known to work, in the list. A 404 proves that a record is gone only if `read` has
 * shown another one before: an API may have no such path.
 *
 * @throws what makes further requests pointless
 */
export async function look(api: ResourceApi, id: RecordId, options: LookOptions): Promise<Sight> {
  const { signal, yields, isYoung, made, list = () => api.list({ signal, yields }) } = options;
  const call = { signal, yields };
  const known = learnedOf(api);
  let why = removalSays.cannotLook;
  let denied = false;
  // A list that was just seen to show everything is as good, and saves a request.
  const listWillDo = known.reads === undefined && known.lists === true && !isYoung;
  if (known.reads !== false && !listWillDo) {
    try {
      const shown = await api.read(id, call);
      if (shown === undefined) {
        if (known.reads === true) return gone;
        denied = true;
      } else if (isOf(api, shown, id)) {
        known.reads = true;
        return { shown };
      } else known.reads = false;
    } catch (error) {
      if (endsEverything(error)) throw error;
      why = reasonOf(error);
      // Not asked again for each record.
      if (error instanceof HttpError && error.status === 403) known.reads = false;
    }
  }
  try {
    const listing = await list();
    const sight = inList(api, id, listing, isYoung);
    if (!denied && known.reads !== false) return sight;
    if ('shown' in sight) known.reads = false;
    else if (denied && (await readsAnother(api, id, listing, call))) return gone;
    else if ('unseen' in sight && sight.isPart !== true && made !== undefined) {
      const late = lateMs(api, made);
      if (late <= 0) return gone;
      await made.clock.sleep(late, signal);
      return look(api, id, { signal, yields, isYoung, made });
    }
    return sight;
  } catch (error) {
    if (endsEverything(error)) throw error;
    return { unseen: why };
  }
}

/** For how long from now a record may not be shown yet: the API may be that late. In ms; 0 or less: it is no longer. */
export function lateMs({ visibility }: ResourceApi, { at, clock }: NonNullable<LookOptions['made']>): number {
  return visibility.patienceMs(10) - (clock.wall() - at);
}

/** Whether `read` shows a record that surely is there: one of the list, or one that was just made. Then it can be believed. */
async function readsAnother(
  api: ResourceApi,
  id: RecordId,
  { records }: Listing,
  call: CallOptions,
): Promise<boolean> {
  const known = learnedOf(api);
  const [listed] = records.map((record) => api.idOf(record)).filter((id) => id !== undefined);
  const witness = listed ?? api.visibility.newestBefore(Number.POSITIVE_INFINITY)?.id;
  if (witness === undefined || sameId(witness, id)) return false;
  const shown = await tryTo(() => api.read(witness, call));
  if (shown !== undefined) known.reads = isOf(api, shown, witness);
  return known.reads === true;
}

/** What a reading of the whole collection says about a record. */
export function inList(api: ResourceApi, id: RecordId, list: Listing, isYoung: boolean): Sight {
  const shown = list.records.find((record) => sameId(api.idOf(record), id));
  const mayBeWhole = list.complete && !mayBePage(api, list);
  if (shown !== undefined) return { shown };
  if (!mayBeWhole) return { unseen: removalSays.notListed, isPart: true };
  return isYoung ? { unseen: removalSays.notListedYet } : gone;
}

/**
 * A list that tells nothing of further pages, and is as long as one, may be the first of them. Not if it has become shorter: a page would
 * be filled up again.
 */
function mayBePage(api: ResourceApi, { records, pages }: Listing): boolean {
  const { longest } = rememberLength(api, records);
  return (pages?.read ?? 1) === 1 && isPageSize(records.length) && records.length === longest;
}

/** To be told of each reading of the whole list. */
export function rememberLength(api: ResourceApi, { length }: Listing['records']): Learned {
  const known = learnedOf(api);
  known.longest = Math.max(known.longest, length);
  return known;
}

/** Some APIs answer with the first record, whatever the id. */
function isOf(api: ResourceApi, shown: ApiRecord, id: RecordId): boolean {
  const shownId = api.idOf(shown);
  return shownId === undefined || sameId(shownId, id);
}

export function sameId(a: RecordId | undefined, b: RecordId): boolean {
  return comparable(a) === comparable(b);
}
