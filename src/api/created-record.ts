import { HttpError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { parseBaseUrl, pathOnOrigin } from '../http/base-url.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import type { ApiClient, ApiResponse } from '../http/types.ts';
import type { Clock } from '../lib/clock.ts';
import { fieldNames, operationResult, operationState, recordIn, splitIdField } from './answers.ts';
import { isId } from './evidence.ts';
import type { Answered } from './operations.ts';

interface Tools {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** How often an operation is asked for, and for how long, in ms, if the API names no time. */
const pollMs = 500;
const longestMs = 60_000;

/**
 * The record that an answer to a create leads to: in its body, at its `Location`, or at the end of the operation that a 202 began. The
 * create itself is never sent again for it.
 *
 * @throws HttpError `no-id` if it leads to none: then the record may exist all the same
 */
export async function createdRecord(
  resource: AnyResource,
  answer: ApiResponse,
  tools: Tools,
): Promise<Answered> {
  const started = tools.clock.now();
  const at = locationOf(resource, answer, tools);
  try {
    if (answer.status === 202 && at !== undefined) return await untilDone(resource, at, answer, tools);
    const direct = answer.status < 300 ? recordIn(resource, answer.body) : undefined;
    if (direct !== undefined) return direct;
    const linked = at === undefined ? undefined : await recordAt(resource, at, tools);
    if (linked !== undefined) return linked;
  } catch (error) {
    if (!(error instanceof HttpError) || error.code !== 'SEEDBED_HTTP' || error.kind === 'no-id') throw error;
  }
  const { name } = splitIdField(resource.idField);
  const hint = at === undefined ? `; it has: ${fieldNames(answer.body)}` : '';
  throw noId(
    resource,
    answer,
    tools,
    started,
    `${answer.status} with no usable "${name}" in the answer${hint}`,
  );
}

function locationOf({ path }: AnyResource, { headers }: ApiResponse, { client }: Tools): string | undefined {
  const { location } = headers;
  return location === undefined ? undefined : pathOnOrigin(location, client.baseUrl, path);
}

/** The page that a 201 or 303 leads to. If it cannot be read, its address still names the record: `/users/7`. */
async function recordAt(
  resource: AnyResource,
  at: string,
  { client, signal }: Tools,
): Promise<Answered | undefined> {
  const { status, body } = await client.request(
    { method: 'GET', path: at, from: 'origin' },
    { signal, accept: [403, 404, 405, 406, 410] },
  );
  const found = status < 300 ? recordIn(resource, body) : undefined;
  if (found !== undefined) return found;
  const [path = ''] = at.split('?');
  const base = `${parseBaseUrl(client.baseUrl).path}${resource.path}/`;
  const id = path.startsWith(base) ? decoded(path.slice(base.length)) : undefined;
  return isId(id) && !id.toString().includes('/')
    ? { record: { [splitIdField(resource.idField).name]: id }, id }
    : undefined;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment.replace(/\/$/, ''));
  } catch {
    return undefined;
  }
}

/** Asks for an operation until it has ended; the record is in its result, or where it leads to. */
async function untilDone(
  resource: AnyResource,
  at: string,
  accepted: ApiResponse,
  tools: Tools,
): Promise<Answered> {
  const { client, clock, signal } = tools;
  const started = clock.now();
  let last = accepted;
  while (clock.now() - started < longestMs) {
    await clock.sleep(retryAfterMs(last.headers, clock.wall()) ?? pollMs, signal);
    last = await client.request(
      { method: 'GET', path: at, from: 'origin' },
      { signal, accept: [301, 302, 303, 307, 308, 404] },
    );
    if (last.status === 404) continue;
    const next = locationOf(resource, last, tools);
    const state = last.status >= 300 ? 'done' : operationState(last.body);
    if (state === 'pending') continue;
    if (state === 'failed') break;
    const found =
      (last.status < 300 ? operationResult(resource, last.body) : undefined) ??
      (next === undefined || next === at ? undefined : await recordAt(resource, next, tools));
    if (found !== undefined) return found;
    if (last.status === 202) continue;
    break;
  }
  const state = operationState(last.body) === 'failed' ? 'failed' : 'led to no record';
  throw noId(resource, accepted, tools, started, `202, and its operation at ${at} ${state}`);
}

function noId(
  { path }: AnyResource,
  { status }: ApiResponse,
  { client, clock }: Tools,
  started: number,
  why: string,
): HttpError {
  return new HttpError(why, {
    kind: 'no-id',
    method: 'POST',
    url: `${client.baseUrl}${path}`,
    status,
    attempts: 1,
    durationMs: clock.now() - started,
    committed: 'unknown',
  });
}
