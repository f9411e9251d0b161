import { isPlainObject } from '../lib/check.ts';
import { seedsSay as say } from '../messages/seeds.ts';
import { type Problems, placeOf } from './problems.ts';
import type { Share } from './seed.ts';

/** The most records one resource may be asked for. More is a slip of the finger, not a data set for tests. */
export const MAX_COUNT = 10_000_000;

/** A count; 0 if it is wrong; the problem is noted. */
export function parseCount(
  value: unknown,
  place: string,
  problems: Problems,
  what: string = say.count(MAX_COUNT),
): number {
  if (isCount(value)) return value;
  problems.expected(place, what, value);
  return 0;
}

/** A count for each parent: `3`, `[1, 4]` or `{ '70%': [1, 2], '30%': 5 }`. */
export function parseCountPerParent(
  value: unknown,
  place: string,
  problems: Problems,
): number | readonly Share[] {
  if (Array.isArray(value)) return [{ percent: 100, ...parseRange(value, place, problems) }];
  if (isPlainObject(value)) return parseShares(value, place, problems);
  return parseCount(value, place, problems, say.countForEach(MAX_COUNT));
}

function parseShares(shares: Record<string, unknown>, place: string, problems: Problems): Share[] {
  const parsed = Object.entries(shares).map(([key, value]): Share => {
    const percent = Number(/^(\d+(?:\.\d+)?)%$/.exec(key)?.[1] ?? Number.NaN);
    if (!(percent > 0 && percent <= 100)) problems.add(say.shareKeys(place, key));
    return { percent, ...parseCountOrRange(value, placeOf(place, key), problems) };
  });
  const sum = parsed.reduce((total, share) => total + share.percent, 0);
  if (!Number.isNaN(sum) && Math.abs(sum - 100) > 1e-6) {
    // { '50%': 1, '50%': 5 } is one key in JavaScript, and the first value is lost without a word.
    const lost = parsed.some(({ percent }) => percent === 100 - sum);
    const hint = lost ? ` ${say.twoSpellings(100 - sum)}` : '';
    problems.add(say.shareSum(place, Number(sum.toFixed(6))) + hint);
  }
  return parsed;
}

function parseCountOrRange(value: unknown, place: string, problems: Problems): { min: number; max: number } {
  if (Array.isArray(value)) return parseRange(value, place, problems);
  const count = parseCount(value, place, problems, say.countOrRange(MAX_COUNT));
  return { min: count, max: count };
}

function parseRange(
  value: readonly unknown[],
  place: string,
  problems: Problems,
): { min: number; max: number } {
  const [min, max] = value;
  if (value.length === 2 && isCount(min) && isCount(max)) {
    if (min <= max) return { min, max };
    problems.add(say.rangeUpsideDown(place, max, min));
  } else if (value.length === 2 && value.every((end) => typeof end === 'number')) {
    problems.add(say.rangeOfWhole(place, MAX_COUNT, value));
  } else problems.expected(place, say.range, value);
  return { min: 0, max: 0 };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_COUNT;
}
