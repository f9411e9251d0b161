import type { AnyResource } from '../factory/resource.ts';
import { didYouMean, isPlainObject } from '../lib/check.ts';
import { seedsSay as say } from '../messages/seeds.ts';
import { type Problems, placeOf } from './problems.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One of a few words; undefined if it is absent or wrong; a wrong one is noted. */
export function parseWord<T extends string>(
  value: unknown,
  words: readonly T[],
  place: string,
  problems: Problems,
): T | undefined {
  if (value === undefined) return undefined;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) {
    const hint = typeof value === 'string' ? didYouMean(value, words) : '';
    problems.expected(place, say.word(words), value, hint);
  }
  return word;
}

/** `['admin', 'french']`. */
export function parseTraits(
  value: unknown,
  resource: AnyResource,
  place: string,
  problems: Problems,
): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.expected(place, say.traitNames, value);
    return [];
  }
  const names: readonly string[] = resource.traitNames;
  return value.flatMap((name: unknown, at) => {
    if (names.length > 0) return parseWord(name, names, placeOf(place, at), problems) ?? [];
    problems.add(say.noTraits(placeOf(place, at), resource.name));
    return [];
  });
}

/** `[{ role: 'owner' }, { role: 'viewer' }]`, not empty. */
export function parseEach(
  value: unknown,
  resource: AnyResource,
  place: string,
  problems: Problems,
): Fields[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) {
    problems.expected(place, say.listOfAttributes, value);
    return [];
  }
  return value.map((fields: unknown, at) => parseSet(fields ?? null, resource, placeOf(place, at), problems));
}

/** `{ city: 'Lyon' }`: attributes, params, and the foreign keys by which a record is tied to one that exists already. */
export function parseSet(value: unknown, resource: AnyResource, place: string, problems: Problems): Fields {
  if (value === undefined) return {};
  if (!isPlainObject(value)) {
    problems.expected(place, say.attributes, value);
    return {};
  }
  const foreignKeys = resource.belongsTo.map((to) => to.foreignKey);
  const names = [...new Set([...resource.attributeNames(), ...resource.paramNames, ...foreignKeys])];
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  for (const [name, field] of fields) {
    if (names.includes(name)) checkJson(field, placeOf(place, name), problems);
    else {
      const hint = didYouMean(name, names) || ` ${say.hasAttributes(resource.name, names)}`;
      problems.add(say.unknownAttribute(name, place) + hint);
    }
  }
  return Object.fromEntries(fields);
}

const deepest = 20;

/** A seed is JSON: it crosses sockets, is a dataset's key, and runners run or cut what is not plain data. */
function checkJson(value: unknown, place: string, problems: Problems, depth = 0): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value))
    return;
  if (depth === deepest) problems.add(say.tooDeep(place, deepest));
  else if (Array.isArray(value))
    for (const [at, item] of value.entries()) checkJson(item, placeOf(place, at), problems, depth + 1);
  else if (isPlainObject(value))
    for (const [key, item] of Object.entries(value))
      checkJson(item, placeOf(place, key), problems, depth + 1);
  else problems.expected(place, say.json, value);
}
