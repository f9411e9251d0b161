import { HttpError } from '../errors.ts';
import type { BodyOperation, RemoveOperation } from '../factory/description.ts';
import type { ApiClient, ApiRequest, ApiResponse } from '../http/api-client.ts';
import { answerWhy, wordsWhy } from '../http/failure.ts';
import { describingSays } from '../messages/describing.ts';
import { deniesRemoval } from './denials.ts';
import { type Call, namesOf } from './describe.ts';
import type { Removed, RemoveOptions } from './operations.ts';
import { bodyRequestOf } from './request.ts';
import type { TemplateValues } from './template.ts';

/** A refusal, because of others that depend on it or for another reason that may pass. */
export const refusals: readonly number[] = [400, 409, 412, 422, 423, 500];

/** Statuses by which an API may say that a record is gone, if the description tests for it. */
export const clientErrors: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
  (status) => ![401, 408, 429].includes(status),
);

interface RemoveRecordOptions extends RemoveOptions {
  readonly name: string;
  readonly idName: string;
  /** Reads the record, for its ETag. */
  readonly read: () => Promise<ApiResponse>;
}

/**
 * Sends the removal of one record, and before it what must come first. A step that is refused does not hold the removal back: an earlier
 * run may have stopped the machine already. Whether that was needed, the removal itself shows.
 */
export async function removeRecord(
  client: ApiClient,
  { first = [], ...removal }: Call<RemoveOperation>,
  values: TemplateValues,
  { name, idName, signal, yields, once, read }: RemoveRecordOptions,
): Promise<Removed> {
  const where = describingSays.remove(name);
  const send = async (operation: Call<BodyOperation>, isStep: boolean): Promise<Removed> => {
    let known = values;
    if (namesOf(operation).includes('etag')) {
      const { status, headers } = await read();
      if (status === 404 || status === 410) return { how: 'gone', status, reason: '' };
      if (headers.etag !== undefined) known = { ...values, etag: headers.etag };
    }
    const request = bodyRequestOf(operation, known, operation.body?.(known), where);
    return answerTo(client, request, { idName, signal, yields, once, accept: isStep ? [304] : [] });
  };
  let refused: { readonly step: number; readonly reason: string } | undefined;
  let isUnderWay = false;
  for (const [index, step] of first.entries()) {
    const { how, reason } = await send({ method: 'POST', path: removal.path, ...step }, true);
    if (how === 'accepted') isUnderWay = true;
    if (how === 'refused' || how === 'gone') refused ??= { step: index + 1, reason };
  }
  const removed = await send(removal, false);
  if (removed.how !== 'refused') return removed;
  const { reason } = removed;
  const why = refused && describingSays.stepRefused(reason, refused.step, refused.reason);
  return { ...removed, reason: why ?? reason, ...(isUnderWay && { isUnderWay }) };
}

async function answerTo(
  client: ApiClient,
  request: ApiRequest,
  {
    idName,
    signal,
    yields,
    once,
    accept,
  }: RemoveOptions & { readonly idName: string; readonly accept: readonly number[] },
): Promise<Removed> {
  try {
    // A removal that is not a DELETE can be repeated too: a second one finds nothing.
    const answer = await client.request(request, {
      accept: [404, 410, ...refusals, ...accept],
      repeatable: true,
      once,
      signal,
      yields,
    });
    const { status, body } = answer;
    const reason = answerWhy(answer, request);
    if (status >= 300 || !deniesRemoval(body, idName)) return { how: howOf(status), status, reason };
    const words = wordsWhy(body, request);
    return {
      how: 'refused',
      status,
      reason: `${reason}: ${words === '' ? describingSays.notRemoved : words}`,
    };
  } catch (error) {
    // Its status line said so, whatever became of the body.
    if (error instanceof HttpError && (error.status === 404 || error.status === 410))
      return { how: 'gone', status: error.status, reason: error.why };
    throw error;
  }
}

/** What a status says of a removal. */
export function howOf(status: number): Removed['how'] {
  if (status === 202) return 'accepted';
  if (status < 300) return 'done';
  return status === 404 || status === 410 ? 'gone' : 'refused';
}

/** What a function in the place of a removal came to. */
export async function removedBy(remove: () => Promise<void>): Promise<Removed> {
  try {
    await remove();
    return { how: 'done', status: 200, reason: '' };
  } catch (error) {
    if (!(error instanceof HttpError) || error.code !== 'SEEDBED_HTTP' || error.status === undefined)
      throw error;
    const isGone = error.status === 404 || error.status === 410;
    return { how: isGone ? 'gone' : 'refused', status: error.status, reason: error.why };
  }
}
