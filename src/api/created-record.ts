import { HttpError, SeedbedError } from '../errors.ts';
import type { Shape } from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient, ApiResponse } from '../http/api-client.ts';
import { retryAfterMs } from '../http/budget/rate-limit.ts';
import type { Yields } from '../http/budget/turns.ts';
import { mayHaveActed } from '../http/failure.ts';
import { redirected } from '../http/wire/redirected.ts';
import { parseBaseUrl, pathOnOrigin, splitQuery } from '../lib/base-url.ts';
import type { Clock } from '../lib/clock.ts';
import { secretTexts } from '../lib/redact.ts';
import { describingSays } from '../messages/describing.ts';
import { fieldNames, operationResult, operationState, recordIn, splitIdField, thrownBy } from './answers.ts';
import { type ApiRecord, isId, type RecordId } from './evidence.ts';
import type { Answered, Origin } from './operations.ts';

interface Tools {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly yields?: Yields | undefined;
  readonly idWillDo?: boolean | undefined;
  /** What was sent. */
  readonly origin?: Origin | undefined;
  /** Where the configuration says the record is, and has not found it. */
  readonly one?: Shape | undefined;
}

/** When an operation is asked for if the API names no time: first after half a second, later every five seconds. And for how long. In ms. */
const firstPollMs = 500;
const longestPollMs = 5_000;
const longestMs = 60_000;

/**
 * The record that an answer to a create leads to: in its body, at its `Location`, or at the end of the operation that a 202 began. The
 * create itself is never sent again for it.
 *
 * @throws HttpError `no-id` if it leads to none: then the record may exist all the same. Its status is 202 if it may still be made
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
    // A 202 holds the operation rather than the record.
    const direct = answer.status === 202 ? operationResult : recordIn;
    const found = answer.status < 300 ? direct(resource, answer.body) : undefined;
    if (found !== undefined) return found;
    const linked = at === undefined ? undefined : await recordAt(resource, at, tools);
    if (linked !== undefined) return linked;
  } catch (error) {
    // The create was taken: that it cannot be read now, signed out or not, does not undo it.
    if (error instanceof HttpError && error.code !== 'SEEDBED_HTTP') throw mayHaveActed(error);
    if (!(error instanceof HttpError) || error.kind === 'no-id') throw error;
  }
  if (answer.status >= 300) throw sentElsewhere(resource, answer, tools, started);
  const { name } = splitIdField(resource.idField);
  const why =
    at === undefined
      ? describingSays.noUsableIdIn(
          answer.status,
          name,
          fieldNames(answer.body, secretTexts(tools.origin?.attributes, resource.secrets)),
        )
      : describingSays.noUsableId(answer.status, name);
  const threw = thrownBy(tools.one, answer);
  const whole = threw === undefined ? why : describingSays.functionThrew(why, 'answers.one', threw);
  throw noId(resource, answer, tools, started, whole);
}

function locationOf({ path }: AnyResource, { headers }: ApiResponse, { client }: Tools): string | undefined {
  const { location } = headers;
  return location === undefined ? undefined : pathOnOrigin(location, client.baseUrl, path);
}

/** The page that a 201 or 303 leads to. If it cannot be read, its address still names the record: `/users/7`. */
async function recordAt(resource: AnyResource, at: string, tools: Tools): Promise<Answered | undefined> {
  const { client, idWillDo = false } = tools;
  const id = idIn(resource, at, client);
  const answer = idWillDo && id !== undefined ? undefined : await page(at, tools);
  const found = answer === undefined ? undefined : recordIn(resource, answer.body);
  if (found !== undefined) return found;
  return id === undefined ? undefined : { record: { [splitIdField(resource.idField).name]: id }, id };
}

/** The id in a record's address: `7` in `/api/users/7`. */
function idIn({ path }: AnyResource, at: string, { baseUrl }: ApiClient): string | undefined {
  const [address] = splitQuery(at);
  const base = `${parseBaseUrl(baseUrl).path}${path}/`;
  const id = address.startsWith(base) ? decoded(address.slice(base.length)) : undefined;
  return isId(id) && !id.includes('/') ? id : undefined;
}

/** Undefined if it cannot be read: it is a page for people, or for others. */
async function page(at: string, { client, signal, yields }: Tools): Promise<ApiResponse | undefined> {
  try {
    const answer = await client.request(
      { method: 'GET', path: at, from: 'origin' },
      { signal, yields, accept: [403, 404, 405, 406, 410] },
    );
    return answer.status < 300 ? answer : undefined;
  } catch (error) {
    if (error instanceof HttpError && error.code === 'SEEDBED_HTTP') return undefined;
    throw error;
  }
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment.replace(/\/$/, ''));
  } catch {
    return undefined;
  }
}

/** Asks for an operation until it has ended: the record is in its result, or at the address that it leads to. Or asks for the record until it is there. */
async function untilDone(
  resource: AnyResource,
  at: string,
  accepted: ApiResponse,
  tools: Tools,
): Promise<Answered> {
  const { client, clock, signal, yields } = tools;
  const started = clock.now();
  const isRecord = idIn(resource, at, client) !== undefined;
  let last = accepted;
  let pause = firstPollMs;
  for (let left = longestMs; left > 0; left = longestMs - (clock.now() - started)) {
    await clock.sleep(Math.min(retryAfterMs(last.headers, clock.wall()) ?? pause, left), signal);
    pause = Math.min(2 * pause, longestPollMs);
    last = await client.request(
      { method: 'GET', path: at, from: 'origin' },
      { signal, yields, accept: [301, 302, 303, 307, 308, 404] },
    );
    if (last.status === 404) continue;
    const next = locationOf(resource, last, tools);
    // A machine that is 'running' is not an operation that is running.
    const state = isRecord || last.status >= 300 ? 'done' : operationState(last.body);
    if (state === 'pending') continue;
    if (state === 'failed') break;
    const found =
      (last.status < 300 ? (isRecord ? recordIn : operationResult)(resource, last.body) : undefined) ??
      (next === undefined || next === at ? undefined : await recordAt(resource, next, tools));
    if (found !== undefined) return found;
    if (last.status === 202) continue;
    break;
  }
  const hasFailed = last.status < 300 && operationState(last.body) === 'failed';
  const why = hasFailed ? describingSays.operationFailed(at) : describingSays.operationLedNowhere(at);
  throw noId(resource, hasFailed ? last : accepted, tools, started, why);
}

/** A redirect that led to no record. Surely none was made if the create should have gone to that address. */
function sentElsewhere(resource: AnyResource, answer: ApiResponse, tools: Tools, started: number): HttpError {
  const { path } = resource;
  const base = parseBaseUrl(tools.client.baseUrl);
  const { why, moved } = redirected(answer, base, { method: 'POST', path });
  if (!moved) return noId(resource, answer, tools, started, why);
  const { kind: _, ...unproved } = noId(resource, answer, tools, started, why).details;
  return new HttpError(why, { ...unproved, kind: 'redirect', committed: 'no' });
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

/** What a function in the place of a create resolved with. */
export function withId(
  { name, idField }: AnyResource,
  record: ApiRecord,
  id: RecordId | undefined,
): Answered {
  if (id === undefined)
    throw new SeedbedError('SEEDBED_CONFIG', describingSays.createGaveNoId(name, idField));
  const { name: idName } = splitIdField(idField);
  return { record: isId(record[idName]) ? record : { ...record, [idName]: id }, id };
}
