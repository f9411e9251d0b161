import { HttpError, type HttpErrorDetails, SeedbedError } from '../errors.ts';
import type { BodyOperation, Shape } from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient, ApiResponse } from '../http/api-client.ts';
import { retryAfterMs } from '../http/budget/rate-limit.ts';
import type { Yields } from '../http/budget/turns.ts';
import { mayHaveActed } from '../http/failure.ts';
import { redirected, redirects } from '../http/wire/redirected.ts';
import { parseBaseUrl, pathOnOrigin, splitQuery } from '../lib/base-url.ts';
import type { Clock } from '../lib/clock.ts';
import { secretTexts } from '../lib/redact.ts';
import { describingSays } from '../messages/describing.ts';
import { fieldNames, operationResult, operationState, recordIn, splitIdField, thrownBy } from './answers.ts';
import type { Call } from './describe.ts';
import { type ApiRecord, isId, type RecordId } from './evidence.ts';
import type { Answered, Origin } from './operations.ts';
import { namesIn } from './template.ts';

/** What {@link createdRecord} works with. */
interface CreatedRecordOptions {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly yields?: Yields | undefined;
  readonly idWillDo?: boolean | undefined;
  /** What was sent. */
  readonly origin?: Origin | undefined;
  /** Where the configuration says the record is, and has not found it. */
  readonly one?: Shape | undefined;
  /** How the create was described. */
  readonly call?: Call<BodyOperation> | undefined;
}

/** The create that was answered. */
interface Create extends CreatedRecordOptions {
  readonly resource: AnyResource;
  readonly answer: ApiResponse;
  /** By `clock.now()`. */
  readonly started: number;
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
  options: CreatedRecordOptions,
): Promise<Answered> {
  const create = { ...options, resource, answer, started: options.clock.now() };
  const at = locationOf(create, answer);
  try {
    if (answer.status === 202 && at !== undefined) return await untilDone(create, at);
    // A 202 holds the operation rather than the record.
    const direct = answer.status === 202 ? operationResult : recordIn;
    const found = answer.status < 300 ? direct(resource, answer.body) : undefined;
    if (found !== undefined) return found;
    const linked = at === undefined ? undefined : await recordAt(create, at);
    if (linked !== undefined) return linked;
    const named = namedByPath(create);
    if (named !== undefined) return named;
  } catch (error) {
    // The create was taken: that it cannot be read now, signed out or not, does not undo it.
    if (error instanceof HttpError && error.code !== 'SEEDBED_HTTP') throw mayHaveActed(error);
    if (!(error instanceof HttpError) || error.kind === 'no-id') throw error;
  }
  if (answer.status >= 300) throw sentElsewhere(create);
  const { name } = splitIdField(resource.idField);
  const why =
    at === undefined
      ? describingSays.noUsableIdIn(
          answer.status,
          name,
          fieldNames(answer.body, secretTexts(options.origin?.attributes, resource.secrets)),
        )
      : describingSays.noUsableId(answer.status, name);
  const threw = thrownBy(options.one, answer);
  const whole = threw === undefined ? why : describingSays.functionThrew(why, 'answers.one', threw);
  throw notFound(create, whole);
}

function locationOf({ resource, client }: Create, { headers }: ApiResponse): string | undefined {
  const { location } = headers;
  return location === undefined ? undefined : pathOnOrigin(location, client.baseUrl, resource.path);
}

/**
 * `PUT /users/{name}` may be answered with nothing: its path had the id (RabbitMQ). The record stays empty, so that the first one is read
 * before it is believed.
 */
function namedByPath({ resource, answer, call, origin }: Create): Answered | undefined {
  const isSilent = answer.body === undefined || answer.body === null || answer.body === '';
  if (call?.method !== 'PUT' || answer.status >= 300 || answer.status === 202 || !isSilent) return undefined;
  const { name } = splitIdField(resource.idField);
  const id = origin?.attributes[name];
  const names = namesIn(call.path);
  const isNamed = names.includes(name) || (resource.key === name && names.includes('key'));
  return isNamed && isId(id) ? { record: {}, id } : undefined;
}

/** The page that a 201 or 303 leads to. If it cannot be read, its address still names the record: `/users/7`. */
async function recordAt(create: Create, at: string): Promise<Answered | undefined> {
  const { resource, idWillDo = false } = create;
  const id = idIn(create, at);
  const answer = idWillDo && id !== undefined ? undefined : await page(create, at);
  const found = answer === undefined ? undefined : recordIn(resource, answer.body);
  if (found !== undefined) return found;
  return id === undefined ? undefined : { record: { [splitIdField(resource.idField).name]: id }, id };
}

/** The id in a record's address: `7` in `/api/users/7`. */
function idIn({ resource, client }: Create, at: string): string | undefined {
  const [address] = splitQuery(at);
  const base = `${parseBaseUrl(client.baseUrl).path}${resource.path}/`;
  const id = address.startsWith(base) ? decoded(address.slice(base.length)) : undefined;
  return isId(id) && !id.includes('/') ? id : undefined;
}

/** Undefined if it cannot be read: it is a page for people, or for others. */
async function page({ client, signal, yields }: Create, at: string): Promise<ApiResponse | undefined> {
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
async function untilDone(create: Create, at: string): Promise<Answered> {
  const { resource, client, clock, signal, yields, started } = create;
  const isRecord = idIn(create, at) !== undefined;
  let last = create.answer;
  let pause = firstPollMs;
  for (let left = longestMs; left > 0; left = longestMs - (clock.now() - started)) {
    await clock.sleep(Math.min(retryAfterMs(last.headers, clock.wall()) ?? pause, left), signal);
    pause = Math.min(2 * pause, longestPollMs);
    last = await client.request(
      { method: 'GET', path: at, from: 'origin' },
      { signal, yields, accept: [...redirects, 404] },
    );
    if (last.status === 404) continue;
    const next = locationOf(create, last);
    // A machine that is 'running' is not an operation that is running.
    const state = isRecord || last.status >= 300 ? 'done' : operationState(last.body);
    if (state === 'pending') continue;
    if (state === 'failed') break;
    const found =
      (last.status < 300 ? (isRecord ? recordIn : operationResult)(resource, last.body) : undefined) ??
      (next === undefined || next === at ? undefined : await recordAt(create, next));
    if (found !== undefined) return found;
    if (last.status === 202) continue;
    break;
  }
  const hasFailed = last.status < 300 && operationState(last.body) === 'failed';
  const why = hasFailed ? describingSays.operationFailed(at) : describingSays.operationLedNowhere(at);
  throw notFound(hasFailed ? { ...create, answer: last } : create, why);
}

/** A redirect that led to no record. Surely none was made if the create should have gone to that address. */
function sentElsewhere(create: Create): HttpError {
  const { path } = create.resource;
  const base = parseBaseUrl(create.client.baseUrl);
  const { why, moved } = redirected(create.answer, base, { method: 'POST', path });
  const unproved = notFound(create, why);
  return moved ? new HttpError(why, { ...unproved.details, kind: 'redirect', committed: 'no' }) : unproved;
}

function notFound({ resource, answer, client, clock, started }: Create, why: string): HttpError {
  const { status } = answer;
  return noId(why, `${client.baseUrl}${resource.path}`, { status, durationMs: clock.now() - started });
}

/** What came of a create if no record with an id did: it may exist all the same. */
export function noId(
  why: string,
  url: string,
  details: Pick<Partial<HttpErrorDetails>, 'status' | 'durationMs'> = {},
): HttpError {
  const request = { kind: 'no-id', method: 'POST', url, attempts: 1, committed: 'unknown' } as const;
  return new HttpError(why, { ...request, durationMs: 0, ...details });
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
