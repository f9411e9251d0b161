import type { Attributes } from '../../factory/resource.ts';
import type { Yields } from '../../http/budget/turns.ts';
import type { Clock } from '../../lib/clock.ts';
import type { ApiRecord } from '../evidence.ts';
import type { Found, ResourceApi } from '../operations.ts';
import { type Known, latestMs } from './visibility.ts';

export interface LookUpOptions {
  /** What was sent, to compare by if the list hides the key. */
  readonly sent?: Attributes | undefined;
  /** True if the API said that it is there: "none" only means that it is not shown yet, for as long as a list was ever seen to be late. */
  readonly isThere?: boolean | undefined;
  /** What is found and is known to be another record with the same key: it is passed over. @default nothing is */
  readonly isOther?: ((record: ApiRecord) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly yields?: Yields | undefined;
}

/**
 * For this many settle times "not there" is doubted, if a second record would be stored beside the first. Servers were seen to commit 1.5
 * to 3 s after the connection was lost, and the default settle time is 0.5 s.
 */
const doubt = 7;

/** Without a settle time, a list that never shows what it should would be read without a pause. */
const shortestPauseMs = 10;

/**
 * Looks for a record until what is found can be relied on: after the settle time, then with growing pauses. It goes on as long as the list
 * may be late, does not show what surely exists, or the server may still be working on it. If a list will not show more later, because it
 * hides the key or is only a part, it is not waited for.
 */
export async function lookUp(
  api: ResourceApi,
  clock: Clock,
  key: string,
  { sent, isThere = false, isOther, signal, yields }: LookUpOptions,
): Promise<Found> {
  const { visibility } = api;
  const patience = visibility.refusesDuplicates ? visibility.settleMs : visibility.patienceMs(doubt);
  let pause = Math.max(visibility.settleMs, shortestPauseMs);
  for (let looks = 1, waited = 0; ; looks++) {
    await clock.sleep(pause, signal);
    waited += pause;
    const shown = await api.find(key, { sent, signal, yields });
    const records = isOther === undefined ? shown.records : shown.records.filter((one) => !isOther(one));
    const found = { ...shown, records };
    if (found.records.length > 0) {
      // Counted by readings, not by the clock: a rate limit may have delayed a reading.
      if (looks > 1) visibility.sawLate(waited);
      return found;
    }
    const mayShowLater = isThere || found.isLate === true;
    if (waited >= (mayShowLater ? latestMs : patience)) return found;
    pause = Math.min(2 * pause, Math.max(pause, latestMs - waited));
  }
}

interface BehindOptions {
  /** By `clock.now()`: when the reading began. */
  readonly startedAt: number;
  readonly yields: Yields | undefined;
  /** False if it may be one page of several: then a missing record says nothing about lateness. */
  readonly learns: boolean;
}

/**
 * Whether a reading lacks what surely existed when it began: because it is `late`, or because it `hides` records. Records that were
 * removed meanwhile, as tests do, are no reason to doubt it: of those that should have been shown long ago, some are read by their ids.
 */
export async function isBehind(
  api: ResourceApi,
  { startedAt, yields, learns }: BehindOptions,
  shows: (known: Known) => boolean,
): Promise<'late' | 'hides' | undefined> {
  const { visibility } = api;
  const known = visibility.knownAt(startedAt);
  const missing = known.filter((one) => !shows(one));
  const old = missing.filter(({ since }) => startedAt - since >= latestMs);
  if (old.length > 0) {
    const isThere = async (one: Known | undefined): Promise<boolean> =>
      one !== undefined && (await api.read(one.id, { yields })) !== undefined;
    // One that is shown tells whether records can be read at all.
    const canTell = await isThere(known.find(shows));
    for (const one of new Set([old[0], old.at(-1)])) if (!canTell || (await isThere(one))) return 'hides';
    for (const { id } of old) visibility.removed(id);
  }
  const young = missing.find((one) => !old.includes(one));
  if (young === undefined) return undefined;
  if (learns) visibility.sawMissing(young);
  return 'late';
}
