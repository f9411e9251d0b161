import { isPlainObject, show, unknownKey } from '../lib/check.ts';
import { checksSay } from '../messages/checks.ts';
import { definitionsSay as say } from '../messages/definitions.ts';

const request = ['method', 'path', 'query', 'headers'];
const body = [...request, 'encode', 'body'];

/** What each operation of `api` may say. */
const operations: Readonly<Record<string, readonly string[]>> = {
  create: body,
  read: request,
  list: [...request, 'items', 'next'],
  find: [...request, 'items', 'next'],
  search: [...request, 'items', 'next'],
  remove: [...body, 'first', 'gone'],
  createMany: [...request, 'encode', 'body', 'items', 'item', 'maxItems', 'maxBytes'],
  removeMany: [...request, 'encode', 'body', 'items', 'maxItems'],
};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Throws a TypeError for a description that has an unknown key, or a value of the wrong kind. `where` names the resource. */
export function checkDescription(api: unknown, answers: unknown, where: string): void {
  if (api !== undefined) {
    known(api, Object.keys(operations), say.partOf('api', where));
    for (const [name, operation] of Object.entries(api))
      if (operation !== undefined) checkOperation(name, operation, say.partOf(`api.${name}`, where));
  }
  if (answers !== undefined) checkAnswers(answers, say.partOf('answers', where));
}

/** The same check for the configuration's `answers`. */
export function checkAnswers(answers: unknown, place: string): void {
  known(answers, ['one', 'many', 'next'], place);
  const { one, many, next } = answers;
  for (const [name, shape] of Object.entries({ one, many }))
    if (shape !== undefined && typeof shape !== 'string' && typeof shape !== 'function')
      wrong(checksSay.keyOf(name, place), say.shape, shape);
  if (next !== undefined) checkNext(next, checksSay.keyOf('next', place));
}

function checkOperation(name: string, operation: unknown, place: string): void {
  if (typeof operation === 'function' && name !== 'createMany' && name !== 'removeMany') return;
  if (operation === false && name === 'find') return;
  known(operation, operations[name] ?? [], place);
  const { method, path, query, headers, next, first, gone, encode } = operation;
  if (method !== undefined && !methods.includes(String(method)))
    wrong(say.partOf('method', place), say.method(methods), method);
  if (path !== undefined && (typeof path !== 'string' || !/^\/[^?#]*$/.test(path)))
    wrong(say.partOf('path', place), say.pathWithoutQuery, path);
  for (const [key, values] of Object.entries({ query, headers }))
    if (values !== undefined && !isPlainObject(values)) wrong(say.partOf(key, place), say.object, values);
  if (encode !== undefined && typeof encode !== 'string')
    wrong(say.partOf('encode', place), say.encoding, encode);
  if (next !== undefined) checkNext(next, say.partOf('next', place));
  if (name === 'removeMany' && path === undefined) wrong(say.partOf('path', place), say.ownPath, path);
  if (name === 'createMany' || name === 'removeMany') checkBulk(operation, place);
  if (gone !== undefined && typeof gone !== 'function')
    wrong(say.partOf('gone', place), checksSay.aFunction, gone);
  if (first !== undefined) {
    if (!Array.isArray(first)) wrong(say.partOf('first', place), say.requests, first);
    for (const [index, step] of first.entries())
      known(step, body, checksSay.itemOf(index, say.partOf('first', place)));
  }
}

/** One call is for records of any parent, so nothing in it can be one record's. */
function checkBulk({ path, query, headers, maxItems }: Record<string, unknown>, place: string): void {
  for (const text of [path, ...Object.values({ ...Object(query), ...Object(headers) })])
    if (/\{\w/.test(String(text))) wrong(place, say.withoutNames, text);
  if (maxItems !== undefined && !(Number.isInteger(maxItems) && Number(maxItems) > 0))
    wrong(say.partOf('maxItems', place), say.aboveZero, maxItems);
}

function checkNext(next: unknown, place: string): void {
  if (next === false || typeof next === 'string' || typeof next === 'function') return;
  known(next, ['page', 'from', 'offset', 'cursor', 'at'], place);
  const { page, offset, cursor, at } = next;
  const given = [page, offset, cursor].filter((name) => name !== undefined);
  if (given.length !== 1 || typeof given[0] !== 'string') wrong(place, say.next, next);
  if (cursor !== undefined && at === undefined) throw new TypeError(say.cursorWithoutAt(place));
}

function known(
  value: unknown,
  keys: readonly string[],
  place: string,
): asserts value is Record<string, unknown> {
  if (!isPlainObject(value)) wrong(place, say.object, value);
  for (const key of Object.keys(value as object))
    if (!keys.includes(key)) throw new TypeError(unknownKey(key, place, keys));
}

function wrong(place: string, what: string, got: unknown): never {
  throw new TypeError(say.expected(place, what, show(got)));
}
