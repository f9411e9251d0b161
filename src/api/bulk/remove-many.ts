import type { BulkRemoval } from '../../factory/description.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { ApiClient, ApiRequest, ApiResponse } from '../../http/api-client.ts';
import { answerWhy, wordsWhy } from '../../http/failure.ts';
import { isNumberText, rawNumber } from '../../http/wire/json.ts';
import { isPlainObject } from '../../lib/check.ts';
import { describingSays } from '../../messages/describing.ts';
import { inShape, recordIn } from '../answers.ts';
import type { Call } from '../describe.ts';
import type { RecordId } from '../evidence.ts';
import type { Removed, RemovedMany, RemoveOptions, ResourceApi } from '../operations.ts';
import { howOf, refusals } from '../remove-record.ts';
import { bodyRequestOf } from '../request.ts';
import { isRefusal, listIn } from './bulk.ts';

/** Removes several records in one call, and says of each what came of it. */
export async function removeMany(
  client: ApiClient,
  { resource, visibility, hasBigIds }: Pick<ResourceApi, 'resource' | 'visibility'> & { hasBigIds: boolean },
  call: Call<BulkRemoval>,
  ids: readonly RecordId[],
  { signal, yields, once }: RemoveOptions,
): Promise<RemovedMany> {
  const { body: wrap, items: itemsAt = '', maxItems: _, ...operation } = call;
  const body =
    wrap === undefined ? ids.map((id) => (hasBigIds && isNumberText(id) ? rawNumber(id) : id)) : wrap(ids);
  const request = bodyRequestOf(operation, {}, body, describingSays.removeMany(resource.name));
  const answer = await client.request(request, {
    accept: [404, 405, 413, 501, ...refusals],
    // A second request cannot remove more than the first.
    repeatable: true,
    once,
    signal,
    yields,
  });
  if ([404, 405, 501].includes(answer.status)) return 'not-offered';
  if (answer.status >= 400) return 'unclear';
  const given = inShape(itemsAt, answer);
  if (given === answer.body && tellsErrors(given)) return 'unclear';
  const items = Array.isArray(given) ? given : listIn(given);
  const removed = Array.isArray(items)
    ? items.map((item, order) => removedOf(resource, item, ids[order], request))
    : ids.map(() => (saysAll(answer, ids.length) ? whole(answer, request) : undefined));
  const isWhole = removed.length === ids.length && removed.every((one) => one !== undefined);
  if (!isWhole) return 'unclear';
  for (const [order, id] of ids.entries())
    if (['done', 'accepted'].includes(removed[order]?.how ?? '')) visibility.removed(id);
  return removed;
}

/** A list of failures, next to the successes. */
function tellsErrors(body: unknown): boolean {
  if (!isPlainObject(body)) return false;
  return Object.entries(body).some(
    ([name, value]) =>
      /error|fail|refus|reject|skip|missing/i.test(name) &&
      (Array.isArray(value) ? value.length > 0 : Boolean(value)),
  );
}

/** An answer that says nothing, or counts as many as were sent. */
function saysAll({ body }: ApiResponse, count: number): boolean {
  if (body === undefined || body === null || body === '') return true;
  if (!isPlainObject(body)) return false;
  const entries = Object.entries(body);
  return (
    entries.length === 0 ||
    entries.some(([name, value]) => /^(deleted|removed|count$|affected)/i.test(name) && value === count)
  );
}

function whole(answer: ApiResponse, request: ApiRequest): Removed {
  return { how: howOf(answer.status), status: answer.status, reason: answerWhy(answer, request) };
}

/** Undefined if the item does not surely say that this record is gone, or why not. */
function removedOf(
  resource: AnyResource,
  item: unknown,
  id: RecordId | undefined,
  request: ApiRequest,
): Removed | undefined {
  if (item === true || isText(item, id)) return done;
  if (!isPlainObject(item)) return undefined;
  const shown = recordIn(resource, item)?.id;
  if (shown !== undefined && !isText(shown, id)) return undefined;
  const status = typeof item.status === 'number' && item.status >= 200 ? item.status : undefined;
  if (isRefusal(item) || (status ?? 0) >= 300) {
    if (status === 404 || status === 410) return { how: 'gone', status, reason: `${status}` };
    const words = wordsWhy(item, request);
    const said = status === undefined ? describingSays.refusedInBulk : `${status}`;
    return { how: 'refused', status: status ?? 400, reason: words === '' ? said : `${said}: ${words}` };
  }
  if (status === 202) return { ...done, how: 'accepted', status };
  const isSaid = status !== undefined || Object.entries(item).some(saysDone);
  const isQuiet = shown !== undefined ? item.message === undefined : Object.keys(item).length === 0;
  return isSaid || isQuiet ? done : undefined;
}

const done: Removed = { how: 'done', status: 200, reason: '' };

const doneWord = /^(ok|success|succeeded|deleted|removed)$/i;

/** `{ "ok": true }`, `{ "status": "deleted" }`, `{ "success": {} }`. */
function saysDone([name, value]: readonly [string, unknown]): boolean {
  if (isPlainObject(value)) return doneWord.test(name);
  return value === true || (typeof value === 'string' && doneWord.test(value));
}

/** An API may write an id as a number here and as a text there. */
function isText(value: unknown, id: RecordId | undefined): boolean {
  return (typeof value === 'string' || typeof value === 'number') && String(value) === String(id);
}
