import { Random, type StreamKey } from '../lib/random.ts';
import type { Share } from './seed.ts';

/** A run of records of one resource: the dataset's indices `first` … `first + count - 1`. */
export interface Run {
  readonly first: number;
  readonly count: number;
}

/** The children of a run of parents, in the parents' order: those of the first parent first. */
export interface PerParent {
  readonly total: number;
  /** Whose child stands at `position` (counted from the run's first parent), and the how-manieth of that parent it is; from 0. */
  at(position: number): { readonly parent: number; readonly rank: number };
}

/** Counts above `limit` in all are cut off there: the caller refuses them. */
export function perParent(
  count: number | readonly Share[],
  parents: Run,
  key: StreamKey,
  limit: number,
): PerParent {
  if (typeof count === 'number') {
    return {
      total: count * parents.count,
      at: (position) => ({ parent: Math.floor(position / count), rank: position % count }),
    };
  }
  const ends = endsOf(count, parents, key, limit);
  return {
    total: ends.at(-1) ?? 0,
    at: (position) => {
      const parent = firstBeyond(ends, position);
      return { parent, rank: position - (ends[parent - 1] ?? 0) };
    },
  };
}

/** For each parent, where its children end: running sums. */
function endsOf(shares: readonly Share[], parents: Run, key: StreamKey, limit: number): Int32Array {
  const ends = new Int32Array(parents.count);
  const given = shares.map(() => 0);
  const random = new Random();
  let end = 0;
  for (let parent = 0; parent < parents.count; parent++) {
    const which = nextShare(shares, given);
    given[which] = (given[which] ?? 0) + 1;
    const { min, max } = shares[which] as Share;
    // One stream per parent: what one draws is not moved by how many there are.
    end +=
      min === max ? min : min + Math.floor(random.seek(key, parents.first + parent).next() * (max - min + 1));
    if (end > limit) return ends.fill(limit + 1, parent);
    ends[parent] = end;
  }
  return ends;
}

// Shares are met exactly and not by chance: 20 parents at 70 % and 30 % are 14 and 6. This is Sainte-Laguë's rule for
// seats in a parliament: exact if the shares come out whole, and more parents leave the earlier ones where they are.
function nextShare(shares: readonly Share[], given: readonly number[]): number {
  let which = 0;
  let best = 0;
  for (let at = 0; at < shares.length; at++) {
    const claim = (shares[at] as Share).percent / (2 * (given[at] ?? 0) + 1);
    // The margin keeps rounding errors from breaking a tie: it goes to the share written first.
    if (claim > best * (1 + 1e-12)) [which, best] = [at, claim];
  }
  return which;
}

/** The first place of a rising list that is above `value`. */
export function firstBeyond(rising: ArrayLike<number>, value: number): number {
  let [low, high] = [0, rising.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
