import type { ApiRecord } from '../api/evidence.ts';
import type { CallOptions, Listing, ResourceApi } from '../api/operations.ts';
import { endsEverything, tryTo } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { forEachLimit } from '../lib/promises.ts';
import { comparable, mayBeGivenAgain } from '../lib/record-id.ts';
import { isYoung } from './effect.ts';
import type { OwnParents } from './own-parents.ts';
import {
  gone,
  type LookOptions,
  lateMs,
  learnedOf,
  look,
  rememberLength,
  type Sight,
  sameId,
} from './sight.ts';
import { type Target, witnesses } from './target.ts';

export interface ProveOptions {
  readonly clock: Clock;
  readonly concurrency: number;
  readonly call: CallOptions;
  /** Told once of each target what the API shows of it. */
  readonly judge: (target: Target, sight: Sight) => void;
  /** What proves a record that shows nothing of whose it is. */
  readonly ownParents: OwnParents;
}

/** The largest list that is read to look at what this process made. */
const mostListBytes = 1024 * 1024;
/** A page of the list must be worth so many readings by an id. */
const targetsForPage = 4;

/**
 * What a short reading of the list shows of records that this process made. It tells whether an id is still the record's own, and ever
 * was: an API may have answered a create with somebody else's id. Not all of them if the list is long or comes in many pages.
 *
 * @throws what makes further requests pointless
 */
async function shownInList(
  api: ResourceApi,
  targets: readonly Target[],
  call: CallOptions,
): Promise<ReadonlyMap<Target, ApiRecord>> {
  const known = learnedOf(api);
  const found = new Map<Target, ApiRecord>();
  const maxPages = Math.max(1, Math.floor(targets.length / targetsForPage));
  if (targets.length <= mostReads || (known.lists === false && maxPages <= known.pagesTried)) return found;
  try {
    known.pagesTried = maxPages;
    const { records, complete } = await api.list({ ...call, maxBytes: mostListBytes, maxPages });
    rememberLength(api, records);
    const byId = new Map(records.map((record) => [comparable(api.idOf(record)), record]));
    for (const target of targets) {
      const shown = byId.get(comparable(target.id));
      if (shown !== undefined) found.set(target, shown);
    }
    known.lists = complete && found.size > 0;
  } catch (error) {
    if (endsEverything(error)) throw error;
    known.lists = false;
  }
  return found;
}

/**
 * Looks at what this process made: all of it if a short reading of the list shows it. What that does not show is read by its id if another
 * record may have that id by now: a test may have removed ours. Of the rest, and if nothing can be read, one or two of each dataset are
 * looked at.
 *
 * @throws what makes further requests pointless
 */
export async function proveMadeHere(
  api: ResourceApi,
  targets: readonly Target[],
  { concurrency, call, judge }: Omit<ProveOptions, 'clock' | 'ownParents'>,
): Promise<void> {
  const listed = await shownInList(api, targets, call);
  for (const [target, shown] of listed) judge(target, { shown });
  const others = targets.filter((target) => !listed.has(target));
  const first = new Set(targets.length <= mostReads ? others : witnesses(others));
  await forEachLimit([...first], concurrency, async (target) => {
    judge(target, await lookAt(api, target, { ...call, isYoung: true }));
  });
  const unsure = others.filter((target) => !first.has(target) && mayBeGivenAgain(target.id));
  await forEachLimit(unsure, concurrency, async (target) => {
    // If reading does not work, each look would read the whole list.
    if (learnedOf(api).reads === true) judge(target, await look(api, target.id, { ...call, isYoung: true }));
  });
}

/** Up to this many are read one by one. */
const mostReads = 2;

/**
 * Looks at all of them in the cheapest way: one or two by their ids, more by one reading of the list. A record that the list does not show
 * is gone if the list is whole and the record is old enough to be in it. One of these is still read, because some lists hide records.
 *
 * @throws what makes further requests pointless
 */
export async function proveTargets(
  api: ResourceApi,
  targets: readonly Target[],
  { clock, concurrency, call, ownParents, ...given }: ProveOptions,
): Promise<void> {
  const unsure = new Map<Target, ApiRecord>();
  const judge: ProveOptions['judge'] = (target, sight) => {
    const cannotTell = 'shown' in sight && target.proof(api.resource, sight.shown) === 'cannot tell';
    if (cannotTell) unsure.set(target, sight.shown);
    else given.judge(target, sight);
  };
  await proveByWhatIsShown(api, targets, { clock, concurrency, call, judge });
  for (const [target, shown] of unsure) {
    if (await ownParents.have(api.resource, target, shown)) target.isProved = true;
    given.judge(target, { shown });
  }
}

async function proveByWhatIsShown(
  api: ResourceApi,
  targets: readonly Target[],
  { clock, concurrency, call, judge }: Omit<ProveOptions, 'ownParents'>,
): Promise<void> {
  const readEach = (
    some: readonly Target[],
    list?: () => Promise<Listing>,
    from?: (target: Target) => Sight | undefined,
  ): Promise<void> =>
    forEachLimit(some, concurrency, async (target) => {
      const made = { at: target.sentAt, clock };
      const lookOnce = (): Promise<Sight> =>
        lookAt(api, target, { ...call, list, made, isYoung: isYoung(target, clock) });
      const late = lateMs(api, made);
      let sight = await lookOnce();
      // What this process made is asked to go all the same. Of what another one made nothing more would be heard.
      if ('gone' in sight && !target.isMadeHere && late > 0) {
        await clock.sleep(late, call.signal);
        sight = await lookOnce();
      }
      const listed = from?.(target);
      judge(target, 'unseen' in sight && listed !== undefined ? listed : sight);
    });
  if (targets.length <= mostReads) return readEach(targets);

  let list: Listing;
  try {
    list = await api.list(call);
  } catch (error) {
    if (endsEverything(error)) throw error;
    return readEach(targets, () => Promise.reject(error));
  }
  rememberLength(api, list.records);
  const byId = new Map(list.records.map((record) => [comparable(api.idOf(record)), record]));
  const toRead: Target[] = [];
  const absent: Target[] = [];
  for (const target of targets) {
    const shown = byId.get(comparable(target.id));
    if (shown === undefined) (list.complete && !isYoung(target, clock) ? absent : toRead).push(target);
    // A list may show less of a record than its own page does.
    else if (target.proof(api.resource, shown) === 'cannot tell' && learnedOf(api).reads !== false)
      toRead.push(target);
    else judge(target, { shown });
  }
  const [first, ...others] = absent;
  if (first !== undefined) {
    const sight = await lookAt(api, first, { ...call, list: async () => list, isYoung: false });
    judge(first, sight);
    if ('gone' in sight) for (const target of others) judge(target, gone);
    else toRead.push(...others);
  }
  // The first one alone: it may teach whether reading works.
  for (const some of [toRead.slice(0, 1), toRead.slice(1)])
    await readEach(
      some,
      async () => list,
      (target) => {
        const shown = byId.get(comparable(target.id));
        return shown && { shown };
      },
    );
}

/**
 * {@link look}; a record that is in no part of the list that is shown may still be found by its key. So may one that only the list does not
 * show: it may leave records out, and a search is another witness.
 */
export async function lookAt(api: ResourceApi, target: Target, options: LookOptions): Promise<Sight> {
  const sight = await look(api, target.id, options);
  const isPart = 'unseen' in sight && sight.isPart === true && api.canFind;
  const byListAlone = 'gone' in sight && api.searches && learnedOf(api).reads !== true;
  if (!isPart && !byListAlone) return sight;
  const { signal, yields } = options;
  for (const key of new Set(target.claims.map(({ record }) => record.key))) {
    const found = key === undefined ? undefined : await tryTo(() => api.find(key, { signal, yields }));
    const shown = found?.records.find((record) => sameId(api.idOf(record), target.id));
    if (shown !== undefined) return { shown };
  }
  return sight;
}
