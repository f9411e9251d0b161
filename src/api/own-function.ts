import { HttpError, isSeedbedError, messageOf, SeedbedError } from '../errors.ts';
import type { OperationTools } from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient } from '../http/api-client.ts';
import { byItsWords } from '../http/failure.ts';
import { escapeText } from '../lib/escape.ts';
import { abortable } from '../lib/promises.ts';
import { describingSays } from '../messages/describing.ts';
import { fieldNames } from './answers.ts';
import type { ApiRecord } from './evidence.ts';
import type { CallOptions } from './operations.ts';

/** Calls a function of a description. `method` is what would be sent without it. */
export type CallOwn = <T>(
  method: 'GET' | 'POST' | 'DELETE',
  options: CallOptions,
  call: (tools: OperationTools) => Promise<T>,
) => Promise<T>;

const mostWords = 500;

/** What a function in the place of a list or a look-up resolved with. */
export function recordsOf(
  given: unknown,
  { name }: Pick<AnyResource, 'name'>,
  operation: 'list' | 'find',
): readonly ApiRecord[] {
  if (Array.isArray(given)) return given;
  throw new SeedbedError('SEEDBED_CONFIG', describingSays.gaveNoList(name, operation, fieldNames(given)));
}

/**
 * Whatever a function throws is the failure of one request: GraphQL and JSON-RPC say with 200 that a record is refused, or not there, and
 * that says nothing of the next one. What a request of its own, or an abort, has thrown stays as it is.
 */
export function ownFunctions(api: ApiClient, { path }: Pick<AnyResource, 'path'>): CallOwn {
  return async (method, { signal }, call) => {
    try {
      return await abortable(Promise.resolve(call({ api })), signal);
    } catch (error) {
      if (isSeedbedError(error) || signal?.aborted === true) throw error;
      const why = escapeText(messageOf(error), mostWords);
      const request = { method, url: `${api.baseUrl}${path}`, attempts: 1, durationMs: 0 };
      throw byItsWords(
        new HttpError(why, { ...request, kind: 'status', committed: 'unknown' }, { cause: error }),
      );
    }
  };
}
