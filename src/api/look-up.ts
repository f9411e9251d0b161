import type { Attributes } from '../factory/attributes.ts';
import type { Clock } from '../lib/clock.ts';
import type { Found, ResourceApi } from './operations.ts';
import { latestMs } from './visibility.ts';

export interface LookUpOptions {
  /** What was sent, to compare by if the list hides the key. */
  readonly sent?: Attributes | undefined;
  /** By `clock.now()`: when the request of unknown outcome ended. */
  readonly endedAt: number;
  /** True if the record must be there, because the API said so: "none" only means that it is not shown yet. */
  readonly certain?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * How much longer than one settle time "not there" is doubted, if a second record would be stored beside the first: servers were seen to
 * commit 1.5 to 3 s after the connection was lost, which is 7 times the default settle time of 0.5 s.
 */
const doubt = 7;

/**
 * Looks for a record until what is found can be relied on: after the settle time, and again with growing pauses for as long as the list
 * was late before, does not show what surely exists, or the server may still be at it.
 */
export async function lookUp(
  api: ResourceApi,
  clock: Clock,
  key: string,
  { sent, endedAt, certain = false, signal }: LookUpOptions,
): Promise<Found> {
  const { visibility } = api;
  const patience = visibility.refusesDuplicates ? visibility.settleMs : visibility.patienceMs(doubt);
  let pause = visibility.settleMs;
  for (let looks = 1, waited = 0; ; looks++) {
    await clock.sleep(pause, signal);
    waited += pause;
    const found = await api.find(key, { sent, signal });
    if (found.records.length > 0) {
      if (looks > 1) visibility.sawLate(clock.now() - endedAt);
      return found;
    }
    if (waited >= latestMs || (found.certain && !certain && waited >= patience))
      return { records: [], certain: found.certain && !certain };
    pause = Math.min(2 * pause, Math.max(visibility.settleMs, latestMs - waited));
  }
}
