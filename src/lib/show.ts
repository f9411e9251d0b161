import { checksSay } from '../messages/checks.ts';

/** A value as an error message names it: `` `"abc"` (string) ``, `` `-1` (number) ``, cut to 60 characters. */
export function show(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  if (typeof value === 'function') return checksSay.aFunction;
  const text = typeof value === 'object' || typeof value === 'string' ? json(value) : String(value);
  const cut = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return checksSay.shown(cut, Array.isArray(value) ? 'array' : typeof value);
}

/** What JSON cannot spell (a circle, a bigint inside) must not make the message fail that is about it. */
function json(value: object | string): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
