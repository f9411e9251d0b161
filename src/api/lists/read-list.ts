import { HttpError, SeedbedError } from '../../errors.ts';
import type { ListOperation } from '../../factory/description.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { ApiClient, ApiRequest, ApiResponse } from '../../http/api-client.ts';
import { type Yields, yieldsWith } from '../../http/budget/turns.ts';
import { soon } from '../../lib/clock.ts';
import { describingSays } from '../../messages/describing.ts';
import { fieldNames, listed, thrownBy } from '../answers.ts';
import type { Call } from '../describe.ts';
import type { ApiRecord } from '../evidence.ts';
import type { CallOptions, Listing, ListOptions, Route } from '../operations.ts';
import { requestOf } from '../request.ts';
import type { TemplateValues } from '../template.ts';
import { lastRequest } from './last-request.ts';
import { isElsewhere, type NextRequest, nextRequest, withParameters } from './next-request.ts';
import { type Page, pageOf } from './paging.ts';

/** A whole table may be large although one record may not: 256 MiB is about two million users. */
const maxListBytes = 256 * 1024 * 1024;

/** No list that tests work with has more pages; only a server whose `next` leads in a circle has. */
const mostPages = 1000;

/** After so many empty pages in a row, a list has ended, whatever they say of the next one. */
const mostEmpty = 3;

/** How servers answer if they are asked for the page after the last one, and send no empty page. */
const noSuchPage: readonly number[] = [400, 404, 416, 422];

export interface ReadListOptions extends CallOptions {
  readonly call: Call<ListOperation>;
  readonly values: TemplateValues;
  /** The largest list read, all its pages together, in bytes; a larger one is told as incomplete. @default 256 MiB a page, and an error above it */
  readonly maxBytes?: number | undefined;
  readonly maxPages?: ListOptions['maxPages'];
  readonly takesLast?: ListOptions['takesLast'];
  readonly pageSize?: ListOptions['pageSize'];
}

/** Every record of a collection that its pages lead to. */
export async function readList(
  client: ApiClient,
  resource: AnyResource,
  { call, values, signal, yields, maxBytes, maxPages = mostPages, takesLast, pageSize = 0 }: ReadListOptions,
): Promise<Omit<Listing, 'startedAt'>> {
  const first = requestOf(call, values, describingSays.list(resource.name));
  let records: readonly ApiRecord[] = [];
  const seen = new Set<string>();
  let left = maxBytes ?? maxListBytes;
  const isNumbered = typeof call.next === 'object' && !('cursor' in call.next);
  let isCut = false;
  let answeredAt: number | undefined;
  let size = 0;
  let isLast = false;
  let pages = 1;
  let empty = 0;
  const isSeen = (next: NextRequest): boolean => next !== undefined && 'path' in next && seen.has(next.path);
  const shown = (complete: boolean, isCut = false): Omit<Listing, 'startedAt'> => {
    return { records, complete, isCut, pages: { read: pages, size }, answeredAt };
  };
  let request: ApiRequest = withParameters(first, call.next);
  for (; ; pages++) {
    let page: Page;
    let next: NextRequest;
    let last: ApiRequest | undefined;
    try {
      const accept = (pages > 1 && isNumbered) || isLast ? noSuchPage : undefined;
      const answer = await client.request({ ...request, maxBytes: left }, { signal, yields, accept });
      if (answer.status >= 400) return shown(!isCut && !isLast, isLast);
      answeredAt = dateOf(answer);
      const found = pageOf(answer, resource.name, call.items);
      if (found === undefined) throw noList(resource, client.baseUrl + first.path, call.items, answer);
      page = found;
      const turn = { first, request, call, page, answer, read: records.length + page.items.length };
      next = isNumbered && page.items.length < pageSize ? undefined : nextRequest(client, turn);
      if (takesLast === true && pages === maxPages - 1) last = lastRequest(client, turn, next);
    } catch (error) {
      if (maxBytes === undefined || !(error instanceof HttpError) || error.kind !== 'oversize') throw error;
      return shown(false);
    }
    const { total = 0, pages: all = 0, items } = page;
    const whole = items.map((item) => listed(resource, item));
    // A server that does not know the parameter gives the first page again.
    if (items.length > 0 && pages > 1 && isSame(whole, records.slice(-items.length))) return shown(false);
    records = pages === 1 ? whole : records.concat(whole);
    isCut ||= page.cutOff;
    if (pages === 1) size = items.length;
    if (isLast) return shown(false, true);
    // A page may be empty because its records are not for us, and others follow.
    empty = items.length === 0 ? empty + 1 : 0;
    const hasEnded = empty > (isNumbered ? 0 : mostEmpty) || (empty > 0 && isSeen(next));
    if (next === undefined || hasEnded) return shown(total <= records.length && all <= pages && !isCut);
    if (isElsewhere(next)) return { ...shown(false), elsewhere: next.elsewhere };
    if (isSeen(next)) return shown(false);
    if (pages >= maxPages) return shown(false, true);
    if (maxBytes !== undefined) left -= Buffer.byteLength(JSON.stringify(items));
    if (left <= 0) return shown(false);
    seen.add(next.path);
    isLast = last !== undefined && last.path !== next.path;
    request = isLast && last !== undefined ? last : next;
  }
}

/** HTTP tells the time of every answer. */
function dateOf({ headers }: ApiResponse): number | undefined {
  const at = Date.parse(headers.date ?? '');
  return Number.isNaN(at) ? undefined : at;
}

function isSame(items: readonly ApiRecord[], before: readonly ApiRecord[]): boolean {
  return JSON.stringify(items) === JSON.stringify(before);
}

function noList(
  { name }: AnyResource,
  url: string,
  at: ListOperation['items'],
  answer: ApiResponse,
): SeedbedError {
  const got = fieldNames(answer.body);
  const isPlace = typeof at === 'string' && at !== '';
  const told = isPlace ? describingSays.noListAt(name, url, at, got) : describingSays.noList(name, url, got);
  const threw = thrownBy(at, answer);
  const whole = threw === undefined ? told : describingSays.functionThrew(told, 'answers.many', threw);
  return new SeedbedError('SEEDBED_HTTP', whole);
}

type ReadingOptions = Pick<ListOptions, 'yields' | 'route'>;

/**
 * One reading at a time; a caller always gets one that started after it asked, so that it can see what had settled by then.
 *
 * @param which tells collections apart that are read by themselves
 */
export function sharedReading<T>(
  which: (route: Route | undefined) => string,
  read: (options: ReadingOptions) => Promise<T>,
): (options: ReadingOptions) => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  const waiting = new Map<string, { reading: Promise<T>; yields: Yields }>();
  return ({ yields = false, route }) => {
    const collection = which(route);
    const known = waiting.get(collection);
    if (known !== undefined) {
      known.yields = yieldsWith(known.yields, yields);
      return known.reading;
    }
    const reading = running.then(async () => {
      // Those whose waits end together are served together.
      await new Promise<void>((resolve) => soon(resolve));
      const shared = waiting.get(collection);
      waiting.delete(collection);
      return read({ yields: shared?.yields, route });
    });
    running = reading.catch(() => undefined);
    waiting.set(collection, { reading, yields });
    return reading;
  };
}
