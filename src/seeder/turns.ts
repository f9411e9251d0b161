import { firstBeyond } from '../plan/per-parent.ts';

/** Things that are handed out in turn, over and over. */
export interface Turns<T> {
  /** How many there are. */
  readonly size: number;
  /** The thing whose turn it is; `turn` counts from 0. Undefined if there is nothing. */
  at(turn: number): T | undefined;
}

/** One after the other, and from the first one again. */
export function inTurn<T>(all: readonly T[]): Turns<T> {
  return { size: all.length, at: (turn) => all[turn % all.length] };
}

/**
 * To the one that has the fewest. Those with few catch up with the next ones, in the order in which they came, until all have the same
 * number; from then on in turn. Keeps no list of turns, so a million of them cost nothing.
 */
export function fewestFirst<T>(all: readonly T[], countOf: (one: T) => number): Turns<T> {
  const sorted = all.map((one) => ({ one, count: countOf(one) })).sort((a, b) => a.count - b.count);
  /** The first turn for each number of parents that take part. */
  const ends: number[] = [];
  let end = 0;
  for (const [order, { count }] of sorted.entries()) {
    const next = sorted[order + 1]?.count ?? Number.POSITIVE_INFINITY;
    end += (next - count) * (order + 1);
    ends.push(end);
  }
  return {
    size: all.length,
    at(turn) {
      if (sorted.length === 0) return undefined;
      const last = firstBeyond(ends, turn);
      return sorted[(turn - (ends[last - 1] ?? 0)) % (last + 1)]?.one;
    },
  };
}
