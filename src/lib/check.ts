import leven, { closestMatch } from 'leven';
import { SeedbedError, type SeedbedErrorCode } from '../errors.ts';
import { checksSay } from '../messages/checks.ts';
import { escapeText } from './escape.ts';

/** Where a value came from, as the message names it: `--count`, `seedbed.config.ts: batchSize`. */
export interface Place {
  readonly name: string;
  readonly code: SeedbedErrorCode;
}

/** Throws the one clear line every bad setting gets: where, what was expected (a noun, in the language of the moment), what came. */
export function expected(place: Place, what: string, got: unknown): never {
  throw new SeedbedError(place.code, checksSay.expected(place.name, what, showAt(place.name, got)));
}

/** A whole number in a range; numeric text counts, so that flags and environment variables share the check. */
export function integer(
  place: Place,
  value: unknown,
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): number {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < min || number > max)
    return expected(place, checksSay.whole(min, max), value);
  return number;
}

/** A finite number of seconds in a range; numeric text counts. */
export function seconds(
  place: Place,
  value: unknown,
  min: number,
  max: number = Number.POSITIVE_INFINITY,
): number {
  return amount(place, value, { min, max, what: checksSay.seconds(min, max) });
}

/** A number from 0 to 1; numeric text counts. */
export function share(place: Place, value: unknown): number {
  return amount(place, value, { min: 0, max: 1, what: checksSay.share });
}

function amount(
  place: Place,
  value: unknown,
  { min, max, what }: { readonly min: number; readonly max: number; readonly what: string },
): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  const isFine = typeof number === 'number' && Number.isFinite(number) && number >= min && number <= max;
  return isFine ? number : expected(place, what, value);
}

export function text(place: Place, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') return expected(place, checksSay.text, value);
  return value.trim();
}

export function oneOf<T extends string>(place: Place, value: unknown, allowed: readonly T[]): T {
  if (allowed.includes(value as T)) return value as T;
  const hint = typeof value === 'string' ? didYouMean(value, allowed) : '';
  throw new SeedbedError(
    place.code,
    `${checksSay.expected(place.name, checksSay.oneOf(allowed), showAt(place.name, value))}${hint}`,
  );
}

/** The message about an unknown key, with the nearest right one. The key may be any text. */
export function unknownKey(key: string, place: string, known: readonly string[]): string {
  return checksSay.unknownKey(escapeText(key, 80), place) + didYouMean(key, known);
}

/** A plain object without unknown keys. */
export function fields(place: Place, value: unknown, known: readonly string[]): Record<string, unknown> {
  if (!isPlainObject(value)) return expected(place, checksSay.plainObject, value);
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    throw new SeedbedError(place.code, unknownKey(key, place.name, known));
  }
  return value;
}

/** The value of a flag: typed, and so a text, of which one is told no more. */
export function showAt(name: string, value: unknown): string {
  return typeof value === 'string' && name.startsWith('--') ? checksSay.typed(cut(json(value))) : show(value);
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** A value as an error message names it: `` `"abc"` (string) ``, `` `-1` (number) ``, cut to 60 characters. */
export function show(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  if (typeof value === 'function') return checksSay.aFunction;
  const text = typeof value === 'object' || typeof value === 'string' ? json(value) : String(value);
  // JSON shows nothing of a Map or a promise.
  if (text === '{}' && tagOf(value) !== 'Object') return checksSay.instance(tagOf(value));
  return checksSay.shown(cut(text), Array.isArray(value) ? 'array' : typeof value);
}

/** `Map` */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** A value that JSON cannot write (a circle, a bigint) must not break the message about it. */
function json(value: object | string): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

/** The candidate nearest to `word`, or undefined if none is near enough. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const best = closestMatch(word.toLowerCase(), candidates.slice());
  if (best === undefined) return undefined;
  const changes = leven(word.toLowerCase(), best.toLowerCase());
  // Not if no letter of the word is left: every two letters are two changes from any other two.
  return changes <= Math.max(2, Math.floor(best.length / 3)) && changes < best.length ? best : undefined;
}

/** ` Did you mean "users"?`, or an empty string. Ready to append to a message. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const best = nearest(word, candidates);
  return best === undefined ? '' : checksSay.didYouMean(best);
}

/** True for `{…}` literals: not an array, not null, not a class instance. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** The same keys with other values. For hot paths: no arrays in between. */
export function mapValues<T, U>(
  object: Readonly<Record<string, T>>,
  change: (value: T, key: string) => U,
): Record<string, U> {
  const changed: Record<string, U> = {};
  for (const key in object) if (Object.hasOwn(object, key)) changed[key] = change(object[key] as T, key);
  return changed;
}

/** Whether a text can be the name of a header. */
export function isHeaderName(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Whether a text can be the value of a header: no character beyond Latin-1, and none that ends a line. */
export function isHeaderText(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
