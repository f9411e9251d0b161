import type { CallOptions, Removed, ResourceApi } from '../api/operations.ts';
import { endsEverything, HttpError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { mayBeGivenAgain } from '../lib/record-id.ts';
import { removalSays } from '../messages/removal.ts';
import { effectOf, isShown } from './effect.ts';
import { learnedOf, look } from './sight.ts';
import type { Target } from './target.ts';

/** What it asks of the removal that it is a part of. */
export interface OneHandlers {
  /** Looks at it, and judges what is shown. False if it must not be removed now. */
  readonly look: (target: Target) => Promise<boolean>;
  readonly removed: (target: Target) => void;
  readonly refused: (target: Target, answer: Removed) => void;
  readonly later: (target: Target, reason: string) => void;
  /** It was answered as if it worked, and the record is still there. */
  readonly useless: (target: Target, answered: string) => void;
  readonly failed: (error: unknown, target: Target) => void;
  /** The API was down: nothing holds any more of what was known of the others. */
  readonly wasDown: () => void;
}

export interface OneOptions extends OneHandlers {
  readonly clock: Clock;
  readonly call: CallOptions;
}

/** A removal that was cut off is sent so often in one pass. */
const mostSends = 4;

/**
 * Removes one record. If nobody knows what came of that, it is looked at before it is asked for again: another record may have got its id,
 * and so it may after the API was down, for a server that begins anew may have forgotten everything.
 */
export async function removeOne(api: ResourceApi, target: Target, options: OneOptions): Promise<void> {
  const once = mayBeGivenAgain(target.id);
  for (let sends = 1; ; sends++)
    try {
      if (sends > 1 && !(await options.look(target))) return;
      return await send(api, target, once, options);
    } catch (error) {
      const isOpen = error instanceof HttpError && leavesOpen(error);
      if (isOpen) target.forgetProof();
      if (isOpen && mayHaveBegunAnew(error)) options.wasDown();
      if (!isOpen || !once || sends >= mostSends) return options.failed(error, target);
    }
}

/** Whether the record may be gone after it, or anything may have happened meanwhile. */
function leavesOpen(error: HttpError): boolean {
  if (endsEverything(error)) return false;
  return error.status === undefined || (error.committed === 'unknown' && error.status !== 501);
}

/** How a server's end looks from here, or from the gateway before it. */
function mayHaveBegunAnew({ kind, status = 0 }: HttpError): boolean {
  return ['refused', 'reset', 'dns', 'connect-timeout'].includes(kind) || [502, 503, 504].includes(status);
}

async function send(api: ResourceApi, target: Target, once: boolean, on: OneOptions): Promise<void> {
  const known = learnedOf(api);
  // Only if reading or listing is known to work, a look afterwards tells that it is gone.
  if (known.removes === undefined && known.reads === undefined && known.lists !== true)
    if (!(await on.look(target))) return;
  const answer = await api.remove(target.id, { ...on.call, once });
  if (answer.how === 'refused') return on.refused(target, answer);
  if (answer.how === 'accepted') known.accepts = true;
  if (answer.how === 'gone') return foundNothing(api, target, answer, on);
  if (known.removes === undefined) return check(api, target, answer, on);
  on.removed(target);
}

/** A 404 or 410. It counts once DELETE was seen to work. A record that was shown just before is looked at again all the same. */
async function foundNothing(
  api: ResourceApi,
  target: Target,
  answer: Removed,
  on: OneOptions,
): Promise<void> {
  const known = learnedOf(api);
  known.surprised = true;
  if (known.removes !== 'seen') return check(api, target, answer, on);
  if (!target.isProved && known.lookedInto404) return on.removed(target);
  known.lookedInto404 = true;
  const sight = await look(api, target.id, { ...on.call, isYoung: false });
  if (isShown(api, target, sight)) on.later(target, removalSays.stillThere(answer.reason));
  else on.removed(target);
}

async function check(api: ResourceApi, target: Target, answer: Removed, on: OneOptions): Promise<void> {
  const effect = await effectOf(api, target, answer, { ...on.call, clock: on.clock });
  const is2xx = answer.how !== 'gone';
  if (effect === 'there') return on.useless(target, removalSays.stillThere(`${answer.status}`));
  if (effect === 'unseen' && !is2xx) return on.later(target, removalSays.goneUnseen(answer.reason));
  if (is2xx) learnedOf(api).removes = effect === 'gone' ? 'seen' : 'unseen';
  on.removed(target);
}
