import type { Answer, ListOperation, Paging } from '../../factory/description.ts';
import type { ApiClient, ApiRequest } from '../../http/api-client.ts';
import { pathOnOrigin, splitQuery } from '../../lib/base-url.ts';
import { inShape } from '../answers.ts';
import type { Page } from './paging.ts';

/**
 * How a list goes on. Undefined: it has ended. `elsewhere`: on that other origin. It is not followed, because that one would get the token.
 */
export type NextRequest = ApiRequest | { readonly elsewhere: string } | undefined;

export function isElsewhere(next: NextRequest): next is { readonly elsewhere: string } {
  return next !== undefined && 'elsewhere' in next;
}

export interface Turn {
  /** The request for the first page. */
  readonly first: ApiRequest;
  /** The one that was just answered. */
  readonly request: ApiRequest;
  readonly call: ListOperation;
  readonly page: Page;
  readonly answer: Answer;
  /** Records read so far. */
  readonly read: number;
}

/** The request for the page after this one: as the description says, or as the answer itself does. */
export function nextRequest(client: ApiClient, turn: Turn): NextRequest {
  const { first, request, call, page, answer, read } = turn;
  const { next } = call;
  if (next === false) return undefined;
  if (next === undefined) return follow(client, first, request, page.next);
  if (typeof next === 'string' || typeof next === 'function')
    return follow(client, first, request, next === 'link' ? page.next : inShape(next, answer));
  if ('cursor' in next) {
    const cursor = inShape(next.at, answer);
    return isGiven(cursor) ? withParameter(first, next.cursor, String(cursor)) : undefined;
  }
  if (page.items.length === 0 || isLast(page, read)) return undefined;
  if ('offset' in next) return withParameter(first, next.offset, String(read + (next.from ?? 0)));
  const before = new URLSearchParams(splitQuery(request.path)[1]).get(next.page);
  return withParameter(first, next.page, String(Number(before) + 1));
}

/** Whether the answer's own count says that this was the last page. */
function isLast({ total }: Page, read: number): boolean {
  return total !== undefined && total > 0 && read >= total;
}

/** The first page of a list that is asked for by number. */
export function withParameters(first: ApiRequest, next: Paging | undefined): ApiRequest {
  return typeof next === 'object' && 'page' in next
    ? withParameter(first, next.page, String(next.from ?? 1))
    : first;
}

export function follow(
  client: ApiClient,
  first: ApiRequest,
  request: ApiRequest,
  next: unknown,
): NextRequest {
  if (!isGiven(next)) return undefined;
  if (typeof next === 'number') return withParameter(first, 'page', String(next));
  const path = pathOnOrigin(String(next), client.baseUrl, request);
  if (path !== undefined) return { ...first, path, from: 'origin' };
  return { elsewhere: URL.parse(String(next), client.baseUrl)?.origin ?? String(next) };
}

function isGiven(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

export function withParameter(request: ApiRequest, name: string, value: string): ApiRequest {
  const [path, query] = splitQuery(request.path);
  // An address that the API gave may write `page[number]` without escapes.
  const others = query.split('&').filter((pair) => pair !== '' && !new URLSearchParams(pair).has(name));
  const added = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  return { ...request, path: `${path}?${[...others, added].join('&')}` };
}
