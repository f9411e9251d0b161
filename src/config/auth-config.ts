import { SeedbedError } from '../errors.ts';
import { fields, type Place, text } from '../lib/check.ts';
import { isPlainObject } from '../lib/plain-object.ts';
import type { AuthConfig } from './config.ts';

const forms = [
  '{ email, password }',
  '{ token }',
  '{ header, value }',
  '{ cookie }',
  '"none"',
  'a function',
].join(', ');

/** Checks `auth`. Its messages show no value of it, for any may be a secret. */
export function readAuth(value: unknown, place: Place): AuthConfig {
  if (value === 'none' || typeof value === 'function') return value as AuthConfig;
  if (!isPlainObject(value)) return wrong(place);
  if ('email' in value)
    return readFields(value, place, ['email', 'password'], ['loginPath', 'tokenField']) as AuthConfig;
  if ('token' in value) return readFields(value, place, ['token']) as AuthConfig;
  if ('header' in value) return readFields(value, place, ['header', 'value']) as AuthConfig;
  if ('cookie' in value) return readFields(value, place, ['cookie']) as AuthConfig;
  return wrong(place);
}

function readFields(
  value: Record<string, unknown>,
  place: Place,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, string> {
  fields(place, value, [...required, ...optional]);
  const names = [...required, ...optional.filter((name) => value[name] !== undefined)];
  return Object.fromEntries(
    names.map((name) => {
      const field = value[name];
      if (typeof field !== 'string' || field.trim() === '')
        throw new SeedbedError(
          place.code,
          `Expected "${name}" of ${place.name} to be a text that is not empty${field === undefined ? '; it is missing' : ''}.`,
        );
      // A password is taken as it is; a name or a token with a line break from a file is not.
      return [name, name === 'password' ? field : text(place, field)];
    }),
  );
}

function wrong(place: Place): never {
  throw new SeedbedError(place.code, `Expected ${place.name} to be one of: ${forms}.`);
}
