import { isPlainObject } from '../lib/plain-object.ts';
import type { Share } from './parsed-seed.ts';
import { type Problems, placeOf } from './problems.ts';

/** The most records one resource may be asked for. More is a slip of the finger, not a data set for tests. */
export const MAX_COUNT = 10_000_000;

const wholeNumber = `a whole number from 0 to ${MAX_COUNT}`;

/** A count; 0 if it is wrong; the problem is noted. */
export function parseCount(value: unknown, place: string, problems: Problems, orElse = ''): number {
  if (isCount(value)) return value;
  problems.expected(place, wholeNumber + orElse, value);
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
  return parseCount(value, place, problems, ', a range [1, 4] or shares { "70%": [1, 2], "30%": 5 }');
}

function parseShares(shares: Record<string, unknown>, place: string, problems: Problems): Share[] {
  const parsed = Object.entries(shares).map(([key, value]): Share => {
    const percent = Number(/^(\d+(?:\.\d+)?)%$/.exec(key)?.[1] ?? Number.NaN);
    if (!(percent > 0 && percent <= 100))
      problems.add(`Expected the keys of ${place} to be shares such as "70%", got "${key}".`);
    return { percent, ...parseCountOrRange(value, placeOf(place, key), problems) };
  });
  const sum = parsed.reduce((total, share) => total + share.percent, 0);
  if (!Number.isNaN(sum) && Math.abs(sum - 100) > 1e-6) {
    // { '50%': 1, '50%': 5 } is one key in JavaScript, and the first value is lost without a word.
    const lost = parsed.some(({ percent }) => percent === 100 - sum);
    const hint = lost ? ` Two equal shares need two spellings: "${100 - sum}%" and "${100 - sum}.0%".` : '';
    problems.add(`Expected the shares of ${place} to make 100%, got ${Number(sum.toFixed(6))}%.${hint}`);
  }
  return parsed;
}

function parseCountOrRange(value: unknown, place: string, problems: Problems): { min: number; max: number } {
  if (Array.isArray(value)) return parseRange(value, place, problems);
  const count = parseCount(value, place, problems, ' or a range [1, 4]');
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
    problems.add(
      `Expected ${place} to be a range from low to high, got [${min}, ${max}]. Did you mean [${max}, ${min}]?`,
    );
  } else if (value.length === 2 && value.every((end) => typeof end === 'number')) {
    problems.add(
      `Expected ${place} to be a range of whole numbers from 0 to ${MAX_COUNT}, got [${value.join(', ')}].`,
    );
  } else problems.expected(place, 'a range of two whole numbers, [1, 4]', value);
  return { min: 0, max: 0 };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_COUNT;
}
