import type { CallOptions, Removed, ResourceApi } from '../api/operations.ts';
import { endsEverything } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { mayBeGivenAgain } from '../lib/record-id.ts';
import { effectOf } from './effect.ts';
import { learnedOf } from './sight.ts';
import type { Target } from './target.ts';

/** What it asks of the removal that it is a part of. */
export interface ChunkHandlers {
  /** Looks at one record, and judges what is shown. False if it must not be removed now. */
  readonly look: (target: Target) => Promise<boolean>;
  readonly removed: (target: Target) => void;
  readonly refused: (target: Target, answer: Removed) => void;
  /** Not tried now. */
  readonly putOff: (target: Target) => void;
  /** The call was answered as if it worked, and its record is still there. */
  readonly useless: (answer: Removed) => void;
}

export interface ChunkOptions extends ChunkHandlers {
  readonly clock: Clock;
  readonly call: CallOptions;
  /** Whether the other chunks are tried only if some of the first one goes. */
  readonly isProbe: boolean;
}

const usualItems = 100;

/**
 * Removes what was proved in few calls, if the resource has one. The first call is believed once one of its records is gone; a call that
 * is not understood says nothing of its records.
 *
 * @returns what is to be removed one by one
 * @throws what makes further requests pointless
 */
export async function removeInChunks(
  api: ResourceApi,
  targets: readonly Target[],
  options: ChunkOptions,
): Promise<Target[]> {
  const known = learnedOf(api);
  const bulk = api.resource.api?.removeMany;
  if (api.removeMany === undefined || bulk === undefined) return [...targets];
  const goesAlone = ({ isProved, goesAlone }: Target): boolean => !isProved || goesAlone;
  const singly = targets.filter(goesAlone);
  const proved = targets.filter((target) => !goesAlone(target));
  const size = bulk.maxItems ?? usualItems;
  for (let at = 0; at < proved.length; at += size) {
    if (known.removesMany === 'no') return [...singly, ...proved.slice(at)];
    const { went, left } = await removeChunk(api, proved.slice(at, at + size), options);
    singly.push(...left);
    if (!options.isProbe || went) continue;
    for (const target of proved.slice(at + size)) options.putOff(target);
    break;
  }
  return singly;
}

/** `left`: records of which nothing is known, so each is asked for alone. */
interface ChunkResult {
  readonly went: boolean;
  readonly left: readonly Target[];
}

async function removeChunk(
  api: ResourceApi,
  given: readonly Target[],
  { clock, call, ...on }: ChunkOptions,
): Promise<ChunkResult> {
  const known = learnedOf(api);
  const [first, ...others] = given;
  // Only if reading or listing is known to work, a look afterwards tells that it is gone.
  const looks = known.removesMany === undefined && known.reads === undefined && known.lists !== true;
  const chunk = looks && first !== undefined && !(await on.look(first)) ? others : given;
  if (chunk.length === 0) return { went: false, left: [] };
  const answers = await ask(api, chunk, call);
  if (answers === undefined) return { went: false, left: chunk };
  const accepted = answers.findIndex(isAccepted);
  const [witness, answer] = [chunk[accepted], answers[accepted]];
  if (known.removesMany === undefined && witness !== undefined && answer !== undefined) {
    const effect = await effectOf(api, witness, answer, { ...call, clock, sendsAgain: false });
    known.removesMany = effect === 'there' ? 'no' : effect === 'gone' ? 'seen' : 'unseen';
    if (effect === 'there') {
      on.useless(answer);
      return { went: false, left: chunk };
    }
  }
  const left: Target[] = [];
  for (const [order, target] of chunk.entries()) {
    const said = answers[order] as Removed;
    if (said.how === 'accepted') known.accepts = true;
    if (isAccepted(said)) on.removed(target);
    else if (said.how === 'refused') on.refused(target, said);
    else left.push(target);
  }
  return { went: accepted !== -1, left };
}

function isAccepted({ how }: Removed): boolean {
  return how === 'done' || how === 'accepted';
}

/** Undefined if the answer tells nothing of the records. */
async function ask(
  api: ResourceApi,
  chunk: readonly Target[],
  call: CallOptions,
): Promise<readonly Removed[] | undefined> {
  const known = learnedOf(api);
  try {
    const ids = chunk.map(({ id }) => id);
    const answer = await api.removeMany?.(ids, { ...call, once: ids.some(mayBeGivenAgain) });
    if (answer === 'not-offered') known.removesMany = 'no';
    return typeof answer === 'object' ? answer : undefined;
  } catch (error) {
    if (endsEverything(error)) throw error;
    // It has never worked yet.
    known.removesMany ??= 'no';
    for (const target of chunk) {
      target.goesAlone = true;
      target.forgetProof();
    }
    return undefined;
  }
}
