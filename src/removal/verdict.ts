import { removalSays } from '../messages/removal.ts';
import type { Proof } from './proof.ts';
import type { Sight } from './sight.ts';
import type { Target } from './target.ts';

/** What a look at a record means for its removal. `reason`: why it stays for now, or for good. */
export type Verdict =
  /** It is gone already. */
  | { readonly is: 'gone' }
  /** Somebody else's. */
  | { readonly is: 'foreign' }
  /** Surely ours. */
  | { readonly is: 'proved' }
  /** Not shown yet, perhaps: it may be removed by its id, as nobody else can have that so soon. */
  | { readonly is: 'too new' }
  /** Nothing speaks against it, and this process made it. */
  | { readonly is: 'trusted' }
  /** To be looked at again. */
  | { readonly is: 'later'; readonly reason: string }
  | { readonly is: 'left'; readonly reason: string };

/** What is known besides what is shown. */
export interface Circumstances {
  /** The API has shown something else than it should: what this process made is not trusted any more. */
  readonly surprised: boolean;
  /** It was made so lately that the API may not show it yet. */
  readonly mayBeLate: boolean;
  /** What the record that is shown proves. */
  readonly proof?: Proof | undefined;
}

type Looked = Pick<Target, 'isMadeHere' | 'isProved' | 'needsLook' | 'mayGoUnproved' | 'unprovedCommand'>;

/** Whether a record may be removed after a look at it. Pure. */
export function verdictOn(
  target: Looked,
  sight: Sight,
  { surprised, mayBeLate, proof }: Circumstances,
): Verdict {
  // Includes records that the API showed a moment ago. Then it is enough that nothing speaks against them.
  const trusted = target.isProved || (target.isMadeHere && !surprised);
  if ('gone' in sight)
    return { is: target.isMadeHere && mayBeLate && !target.needsLook ? 'too new' : 'gone' };
  if ('unseen' in sight) {
    if (target.mayGoUnproved || target.isProved) return { is: 'proved' };
    if (trusted && sight.isPart !== true) return { is: 'trusted' };
    return { is: 'later', reason: removalSays.unseen(sight.unseen, target.unprovedCommand) };
  }
  if (proof === 'foreign') return { is: 'foreign' };
  if (proof === 'ours' || target.mayGoUnproved) return { is: 'proved' };
  return trusted ? { is: 'trusted' } : { is: 'left', reason: removalSays.notProved(target.unprovedCommand) };
}
