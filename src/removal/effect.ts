import { markBetween } from '../api/denials.ts';
import type { RecordId } from '../api/evidence.ts';
import type { CallOptions, Removed, ResourceApi } from '../api/operations.ts';
import { tryTo } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Clock } from '../lib/clock.ts';
import { mayBeGivenAgain } from '../lib/record-id.ts';
import { removalSays } from '../messages/removal.ts';
import { isMarked, learnedOf, look, type Sight } from './sight.ts';
import type { Target } from './target.ts';

/** How long a record may still be shown after its DELETE, in ms. Longer if the API is slow to settle, or said that it will take time. */
const patienceMs = 5_000;
const acceptedMs = 30_000;
const longestPauseMs = 5_000;
/** One request may have been lost on its way; more of them would change nothing. */
const mostDeletes = 3;

export interface EffectOptions extends CallOptions {
  readonly clock: Clock;
  /** Sends the DELETE of this record again if it may have been lost. False if it went by another call, which is to be judged. @default true */
  readonly sendsAgain?: boolean;
}

/**
 * Whether a record is gone after its DELETE. Looks again with growing pauses as long as it is there: some APIs delete later than they
 * answer. `unseen`: nothing can show it.
 *
 * @throws what makes further requests pointless
 */
export async function effectOf(
  api: ResourceApi,
  target: Target,
  { how }: Removed,
  { clock, sendsAgain = true, ...call }: EffectOptions,
): Promise<'gone' | 'there' | 'unseen'> {
  const known = learnedOf(api);
  const { settleMs } = api.visibility;
  const patience = how === 'accepted' ? acceptedMs : Math.max(patienceMs, 10 * settleMs);
  const started = clock.now();
  let pause = Math.max(settleMs, 20);
  for (let deletes = 1; ; ) {
    // A 404 may come from a wrong path. A list that is late is no proof beside it.
    const made = how === 'gone' && isYoung(target, clock) ? { at: target.sentAt, clock } : undefined;
    const sight = await look(api, target.id, { ...call, made, isYoung: made !== undefined });
    if (!isShown(api, target, sight)) {
      if ('unseen' in sight) return 'unseen';
      known.takesMs = Math.max(known.takesMs, clock.now() - started);
      return 'gone';
    }
    if (clock.now() - started >= patience) return 'there';
    await clock.sleep(pause, call.signal);
    pause = Math.min(2 * pause, longestPauseMs);
    if (sendsAgain && how !== 'accepted' && deletes++ < mostDeletes)
      await tryTo(() => api.remove(target.id, { ...call, once: mayBeGivenAgain(target.id) }));
  }
}

/** A list may show a record only a while after it was made; no API was seen to need a minute. */
export function isYoung({ sentAt }: Target, clock: Clock): boolean {
  return clock.wall() - sentAt < 60_000;
}

/**
 * Whether a record is still there after its removal. An id that was given to another record meanwhile shows that ours is gone; so does the
 * mark of an API that keeps what was removed. Before a removal that mark says nothing: a seed may have set it.
 */
export function isShown(api: ResourceApi, target: Target, sight: Sight): boolean {
  if (!('shown' in sight)) return false;
  const known = learnedOf(api);
  known.mark ??= target.before && markBetween(target.before, sight.shown);
  if (isMarked(api, sight.shown)) return false;
  return target.proof(api.resource, sight.shown) !== 'foreign';
}

/** A removal without effect may only have taken longer than we waited. */
export async function recheckUseless(api: ResourceApi, call: CallOptions): Promise<void> {
  const known = learnedOf(api);
  if (known.useless === undefined) return;
  const sight = await look(api, known.useless.id, { ...call, isYoung: false });
  if ('gone' in sight || ('shown' in sight && isMarked(api, sight.shown))) known.useless = undefined;
}

/** Said of all records of a resource whose DELETE has no effect. */
export function uselessReason({ path, name }: AnyResource, id: RecordId, answered: string): string {
  return removalSays.useless(`[DELETE] ${path}/${id}`, answered, name);
}
