import { words } from '../messages/words.ts';

/** The natural key of a resource: one field, or several that are unique together. Undefined: it has none. */
export type Key = string | readonly string[] | undefined;

/** The fields it is made of. */
export function keyNames(key: Key): readonly string[] {
  if (key === undefined) return [];
  return typeof key === 'string' ? [key] : key;
}

export function isKeyName(key: Key, name: string): boolean {
  return typeof key === 'string' ? key === name : key?.includes(name) === true;
}

/** Whether a record shows the whole key; true if there is none to show. */
export function showsKey(key: Key, record: object): boolean {
  return typeof key === 'string' ? key in record : keyNames(key).every((name) => name in record);
}

/** Its value in a record: several are joined by colons, `7:3`. Undefined if a part of it is missing, or is no text or number. */
export function keyValue(key: Key, record: Readonly<Record<string, unknown>>): string | undefined {
  if (key === undefined) return undefined;
  if (typeof key === 'string') return textOf(record[key]);
  const parts = key.map((name) => textOf(record[name]));
  return parts.includes(undefined) ? undefined : parts.join(':');
}

/** As messages call it: `email`, `user_id and group_id`. */
export function keyLabel(key: Key): string {
  return words().and(keyNames(key));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
