import { createHash } from 'node:crypto';
import type { AnyResource } from '../factory/resource.ts';
import { isPlainObject } from '../lib/check.ts';
import { isSecretName } from '../lib/redact.ts';

/** What else decides how a resource is asked for and answered. */
export interface Surroundings {
  readonly seedbed: string;
  /** Origin and path. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Kinds of sign-in, functions that read answers, and what else the configuration says of all resources. */
  readonly settings: readonly unknown[];
}

/** Parts of a definition that neither a request nor the reading of its answer depends on. */
const aside: readonly string[] = ['schema', 'preview', 'server', 'traits', 'params', 'credentials'];

/**
 * A name for how a resource is defined here and now; another definition has another. Functions count by their source. Undefined if one of
 * them has none (`bind`), or if anything in it cannot be written as text: then nobody could tell that it has changed.
 */
export function definitionDigest(resource: AnyResource, surroundings: Surroundings): string | undefined {
  const { definition, belongsTo, name, idField } = resource;
  const own = Object.entries(definition).filter(([key]) => !aside.includes(key));
  const { headers, query, ...others } = surroundings;
  try {
    const names = resource.attributeNames();
    const parts = { ...Object.fromEntries(own), belongsTo, name, idField, names };
    const constants = [headers, query].map(withoutSecrets);
    const text = textOf([parts, constants, others], 0);
    return createHash('sha256').update(text).digest('hex').slice(0, 32);
  } catch {
    return undefined;
  }
}

/** A digest holds no values of secrets: somebody who has it could try them out. */
function withoutSecrets(values: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isSecretName(name) ? '' : value]),
  );
}

/** Only a circle is deeper than this. */
const deepest = 30;

function textOf(value: unknown, depth: number): string {
  if (depth > deepest) throw new RangeError('Expected a definition without circles.');
  if (typeof value === 'function') return `f${sourceOf(value)}`;
  if (Array.isArray(value)) return `[${value.map((one) => textOf(one, depth + 1)).join()}]`;
  if (isPlainObject(value)) {
    const known = Object.keys(value).filter((key) => value[key] !== undefined);
    return `{${known
      .sort()
      .map((key) => `${JSON.stringify(key)}:${textOf(value[key], depth + 1)}`)
      .join()}}`;
  }
  if (value instanceof RegExp || value instanceof Date) return `${value.constructor.name} ${String(value)}`;
  if (typeof value === 'object' && value !== null) throw new TypeError('Expected plain data.');
  return `${typeof value} ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`;
}

function sourceOf(value: object): string {
  const source = Function.prototype.toString.call(value);
  if (/\{\s*\[native code\]\s*\}\s*$/.test(source)) throw new TypeError('Expected a function with a source.');
  return source;
}
