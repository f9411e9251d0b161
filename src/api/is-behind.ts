import type { Yields } from '../http/budget/turns.ts';
import type { ResourceApi } from './operations.ts';
import { type Known, latestMs } from './visibility.ts';

export interface BehindOptions {
  /** By `clock.now()`: when the reading began. */
  readonly startedAt: number;
  readonly yields: Yields | undefined;
  /** False if it may also be a page of several: then what is missing tells nothing of lateness. */
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
