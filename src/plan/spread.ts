import { Random, type StreamKey } from '../lib/random.ts';
import type { Spread } from './seed.ts';

/**
 * Which of `count` parents (from 1) owns the child of a given index. It depends on that index and on nothing that comes
 * after it, so that asking for more children leaves the earlier ones where they are.
 */
export function spreadOver(spread: Spread, count: number, key: StreamKey): (index: number) => number {
  if (spread === 'round-robin') return (index) => index % count;
  const random = new Random();
  const draw = (index: number): number => random.seek(key, index).next();
  if (spread === 'random') return (index) => Math.floor(draw(index) * count);
  // Zipf-like: parent k, from 0, is drawn with probability log((k + 2) / (k + 1)) / log(count + 1), near 1 / (k + 1).
  // The inverse of that distribution is this one power, so a million parents need no table.
  return (index) => Math.min(count - 1, Math.floor((count + 1) ** draw(index)) - 1);
}

/** Records below one of their own kind, if they are handed out in turn: as many as report to one manager. */
const perHead = 5;

/**
 * Which earlier record of the same resource the record of a given index belongs to; undefined for the first one, which has nobody above
 * it. In turn, they make a tree of five below each. More records leave the earlier ones where they are.
 */
export function spreadOverEarlier(spread: Spread, key: StreamKey): (index: number) => number | undefined {
  if (spread === 'round-robin')
    return (index) => (index === 0 ? undefined : Math.floor((index - 1) / perHead));
  return (index) => (index === 0 ? undefined : spreadOver(spread, index, key)(index));
}

/**
 * The second parent of a pair that must be unique, such as the group of a membership whose user is handed out in turn over `partners`:
 * in turn too, and every pair comes once before any comes twice.
 */
export function pairedWith(partners: number, count: number): (index: number) => number {
  const round = (partners / greatestDivisor(partners, count)) * count;
  return (index) => (index + Math.floor(index / round)) % count;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
