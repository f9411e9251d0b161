import { HttpError } from '../errors.ts';
import type { BodyOperation, RemoveOperation } from '../factory/description.ts';
import type { ApiClient, ApiRequest } from '../http/api-client.ts';
import { answerWhy, wordsWhy } from '../http/failure.ts';
import { describingSays } from '../messages/describing.ts';
import { deniesRemoval } from './denials.ts';
import type { Call } from './describe.ts';
import type { CallOptions, Removed } from './operations.ts';
import { bodyRequestOf } from './request.ts';
import type { TemplateValues } from './template.ts';

/** A refusal, because of others that depend on it or for another reason that may pass. */
export const refusals: readonly number[] = [400, 409, 412, 422, 423, 500];

/** Statuses by which an API may say that a record is gone, if the description tests for it. */
export const clientErrors: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index).filter(
  (status) => ![401, 408, 429].includes(status),
);

/** Sends the removal of one record, and before it what must come first. */
export async function removeRecord(
  client: ApiClient,
  call: Call<RemoveOperation>,
  values: TemplateValues,
  { name, idName, signal, yields }: CallOptions & { readonly name: string; readonly idName: string },
): Promise<Removed> {
  const where = describingSays.remove(name);
  const send = async (operation: Call<BodyOperation>): Promise<Removed> => {
    const request = bodyRequestOf(operation, values, operation.body?.(values), where);
    return answerTo(client, request, { idName, signal, yields });
  };
  for (const [index, first] of (call.first ?? []).entries()) {
    const step = await send({ method: 'POST', path: call.path, ...first });
    if (step.how === 'gone') return step;
    if (step.how === 'refused')
      return { ...step, reason: describingSays.stepRefused(index + 1, step.reason) };
  }
  return send(call);
}

async function answerTo(
  client: ApiClient,
  request: ApiRequest,
  { idName, signal, yields }: CallOptions & { readonly idName: string },
): Promise<Removed> {
  try {
    // A removal that is not a DELETE can be repeated too: a second one finds nothing.
    const answer = await client.request(request, {
      accept: [404, 410, ...refusals],
      repeatable: true,
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
