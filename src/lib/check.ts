import { SeedbedError, type SeedbedErrorCode } from '../errors.ts';
import { isPlainObject } from './plain-object.ts';
import { show } from './show.ts';
import { didYouMean } from './suggest.ts';

/** Where a value came from, as the message names it: `--count`, `seedbed.config.ts: batchSize`. */
export interface Place {
  readonly name: string;
  readonly code: SeedbedErrorCode;
}

/** Throws the one clear line every bad setting gets: where, what was expected, what came. */
export function expected(place: Place, what: string, got: unknown): never {
  throw new SeedbedError(place.code, `Expected ${place.name} to be ${what}, got ${show(got)}.`);
}

/** A whole number in a range; numeric text counts, so that flags and environment variables share the check. */
export function integer(
  place: Place,
  value: unknown,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): number {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} up` : `from ${min} to ${max}`;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < min || number > max)
    return expected(place, `a whole number ${range}`, value);
  return number;
}

/** A finite number in a range; numeric text counts. */
export function amount(
  place: Place,
  value: unknown,
  min: number,
  unit: string,
  max: number = Number.POSITIVE_INFINITY,
): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const range = max === Number.POSITIVE_INFINITY ? `from ${min} up` : `from ${min} to ${max}`;
  if (typeof number !== 'number' || !Number.isFinite(number) || number < min || number > max)
    return expected(place, `a number of ${unit} ${range}`, value);
  return number;
}

export function text(place: Place, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '')
    return expected(place, 'a text that is not empty', value);
  return value.trim();
}

export function oneOf<T extends string>(place: Place, value: unknown, allowed: readonly T[]): T {
  if (allowed.includes(value as T)) return value as T;
  const hint = typeof value === 'string' ? didYouMean(value, allowed) : '';
  throw new SeedbedError(
    place.code,
    `Expected ${place.name} to be one of ${allowed.map((word) => `"${word}"`).join(', ')}, got ${show(value)}.${hint}`,
  );
}

/** A plain object without unknown keys. */
export function fields(place: Place, value: unknown, known: readonly string[]): Record<string, unknown> {
  if (!isPlainObject(value)) return expected(place, 'a plain object', value);
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    throw new SeedbedError(place.code, `Unknown key "${key}" in ${place.name}.${didYouMean(key, known)}`);
  }
  return value;
}
