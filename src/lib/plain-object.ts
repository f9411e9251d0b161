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
