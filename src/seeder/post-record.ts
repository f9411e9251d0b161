import { HttpError } from '../errors.ts';
import type { AnyResource, Attributes } from '../factory/resource.ts';
import { isPlainObject } from '../lib/show.ts';
import type { SeedRun } from './context.ts';
import type { ApiRecord } from './list-records.ts';

/** One record to send, and how it can be known again. */
export interface Outgoing {
  readonly attributes: Attributes;
  /** Value of the natural key. */
  readonly key: string | undefined;
  /** The same for every repeat of this record, and for no other record. */
  readonly idempotencyKey: string;
}

export interface PostOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** True where a second request cannot make a second record. */
  readonly repeatable: boolean;
}

/** Posts one record. Rejects where the answer is no record with an id: then it may exist all the same. */
export async function postRecord(
  run: SeedRun,
  resource: AnyResource,
  { attributes }: Outgoing,
  { headers, repeatable }: PostOptions,
): Promise<ApiRecord> {
  const { path, idField } = resource;
  const started = run.clock.now();
  const body = resource.toRequest(attributes);
  const answer = await run.client.request(
    { method: 'POST', path, body, headers },
    { signal: run.signal, repeatable },
  );
  if (isPlainObject(answer.body) && isId(answer.body[idField])) return answer.body;
  throw new HttpError(`${answer.status} with no usable "${idField}" in the answer`, {
    kind: 'no-id',
    method: 'POST',
    url: `${run.client.baseUrl}${path}`,
    status: answer.status,
    attempts: 1,
    durationMs: run.clock.now() - started,
    committed: 'unknown',
  });
}

export function isId(value: unknown): value is string | number {
  return (
    (typeof value === 'number' && Number.isSafeInteger(value)) || (typeof value === 'string' && value !== '')
  );
}
