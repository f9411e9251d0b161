import type { AnyResource, Attributes } from '../../factory/resource.ts';
import { isPlainObject } from '../../lib/check.ts';
import { unfolded } from '../answers.ts';
import { type ApiRecord, compareToSent, isId, keyOf, type RecordId, sameKey } from '../evidence.ts';

/** Where a record that was sent stands in an answer, and which of its fields is the id. */
export interface Located {
  /** A path of names; empty: the body itself. */
  readonly at: string;
  readonly idName: string;
  readonly id: RecordId;
}

/** Deeper than this is no envelope. */
const mostLevels = 4;

/** How APIs call a record's id, the most usual first. */
const idNames = ['id', '_id', 'uuid', 'guid', 'objectId', 'Id', 'ID', 'uid', 'key', 'slug', 'name', 'code'];

/**
 * Looks for the record that was sent, anywhere in an answer: an object that shows its key, or else its fields. Undefined if there is none,
 * or if it has nothing that could be an id.
 */
export function locateRecord(
  resource: AnyResource,
  sent: Attributes,
  body: unknown,
  idName: string,
): Located | undefined {
  for (const { at, value } of objectsIn(body)) {
    if (!isTheOne(resource, sent, value)) continue;
    const name = idNameIn(value, sent, idName, resource.name);
    const id = name === undefined ? undefined : value[name];
    if (name !== undefined && isId(id)) return { at, idName: name, id };
  }
  return undefined;
}

/** A value that may be the id, in an answer that shows none of the fields that were sent. */
export function idNamesIn(sent: Attributes, body: unknown): string[] {
  if (!isPlainObject(body)) return [];
  return idNames.filter((name) => !(name in sent) && isId(body[name]));
}

/** Where the list is that shows a record; undefined if none does. */
export function locateList(resource: AnyResource, sent: Attributes, body: unknown): string | undefined {
  const shows = (item: unknown): boolean =>
    isPlainObject(item) && isTheOne(resource, sent, unfolded(resource, item));
  return listsIn(body).find(({ items }) => items.some(shows))?.at;
}

/** Every list in an answer that is an object, and where it is. */
export function listsIn(body: unknown): { readonly at: string; readonly items: readonly unknown[] }[] {
  return [...objectsIn(body)].flatMap(({ at, value }) =>
    Object.entries(value).flatMap(([name, inner]) =>
      Array.isArray(inner) ? [{ at: at === '' ? name : `${at}.${name}`, items: inner }] : [],
    ),
  );
}

function isTheOne(resource: AnyResource, sent: Attributes, record: ApiRecord): boolean {
  const key = keyOf(resource, record);
  if (key !== undefined) return sameKey(key, keyOf(resource, sent));
  return compareToSent(resource, sent, record) === 'same';
}

/** The configured name if it holds an id; else what the server added and is called as ids are. */
function idNameIn(
  record: ApiRecord,
  sent: Attributes,
  configured: string,
  resource: string,
): string | undefined {
  if (isId(record[configured])) return configured;
  const singular = resource.replace(/s$/, '').toLowerCase();
  const added = Object.keys(record).filter((name) => isId(record[name]) && !(name in sent));
  const own = added.find((name) => name.toLowerCase().replace(/_/g, '') === `${singular}id`);
  return own ?? idNames.find((name) => added.includes(name)) ?? added.find((name) => /id$/i.test(name));
}

/** The body and the objects in it, the outer ones first. A list of one counts as its item. */
function* objectsIn(body: unknown): Generator<{ readonly at: string; readonly value: ApiRecord }> {
  let level: { at: string; value: unknown }[] = [{ at: '', value: body }];
  for (let depth = 0; depth <= mostLevels && level.length > 0; depth++) {
    const objects = level.flatMap(({ at, value }) => (isPlainObject(value) ? [{ at, value }] : []));
    yield* objects;
    level = objects.flatMap(({ at, value }) =>
      Object.entries(value).map(([name, inner]) => ({
        at: at === '' ? name : `${at}.${name}`,
        value: inner,
      })),
    );
  }
}
