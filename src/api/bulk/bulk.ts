import type { Answer, BulkOperation } from '../../factory/description.ts';
import type { AnyResource, Attributes } from '../../factory/resource.ts';
import type { ApiClient } from '../../http/api-client.ts';
import { isPlainObject } from '../../lib/check.ts';
import { describingSays } from '../../messages/describing.ts';
import { inShape, recordIn } from '../answers.ts';
import type { Call } from '../describe.ts';
import { valueAt } from '../evidence.ts';
import type { BulkAnswer, BulkItem, CallOptions } from '../operations.ts';
import { bodyRequestOf } from '../request.ts';

/** Sends several records in one call, and says of each what came of it. */
export async function postMany(
  client: ApiClient,
  resource: AnyResource,
  call: Call<BulkOperation>,
  bodies: readonly Attributes[],
  { signal, yields, onSend, onRefused }: CallOptions,
): Promise<{ readonly answer: BulkAnswer; readonly big: boolean }> {
  const { body: wrap, ...request } = call;
  const body = wrap === undefined ? bodies : wrap(bodies);
  const answer = await client.request(
    bodyRequestOf(request, {}, body, describingSays.createMany(resource.name)),
    {
      signal,
      yields,
      onSend,
      onRefused,
      accept: [404, 405, 413, 501],
    },
  );
  if (answer.status === 413) return { answer: bodies.length > 1 ? 'split' : 'none', big: false };
  if (answer.status >= 400) return { answer: 'not-offered', big: false };
  const items = itemsIn(resource, call, answer);
  const { bigNumbers } = answer;
  const isBig = (item: BulkItem): boolean =>
    typeof item === 'object' && bigNumbers?.has(`${item.id}`) === true;
  const big = bigNumbers !== undefined && items?.some(isBig) === true;
  return { answer: items?.length === bodies.length ? items : 'unclear', big };
}

/** What an answer says of each record; undefined if there is no list where the call's description says. */
export function itemsIn(
  resource: AnyResource,
  { items: at = '', item: path }: Pick<BulkOperation, 'items' | 'item'>,
  answer: Answer,
): readonly BulkItem[] | undefined {
  const items = inShape(at, answer) ?? listIn(answer.body);
  return Array.isArray(items) ? items.map((item) => itemOf(resource, item, path)) : undefined;
}

/** The one list in an answer that is an object. */
export function listIn(body: unknown): unknown {
  return isPlainObject(body) ? Object.values(body).find(Array.isArray) : undefined;
}

function itemOf(resource: AnyResource, item: unknown, path: string | undefined): BulkItem {
  const inside = path === undefined ? item : valueAt(item, path);
  const found = isPlainObject(inside) ? recordIn(resource, inside) : undefined;
  if (found !== undefined) return found;
  return isRefusal(item) ? 'refused' : 'unclear';
}

/** True if an item of a bulk call's answer says that it was refused. */
export function isRefusal(item: unknown): boolean {
  if (!isPlainObject(item)) return false;
  if (item.error !== undefined && item.error !== null && item.error !== false) return true;
  if (item.ok === false || item.success === false) return true;
  return typeof item.status === 'number' && item.status >= 400 && item.status < 500;
}
