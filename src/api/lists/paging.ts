import type { Answer, Shape } from '../../factory/description.ts';
import type { ApiResponse } from '../../http/api-client.ts';
import { isPlainObject } from '../../lib/check.ts';
import { inShape } from '../answers.ts';
import { type ApiRecord, valueAt } from '../evidence.ts';

/** One page of a list, and how to go on. */
export interface Page {
  readonly items: readonly ApiRecord[];
  /** The next page: its number for `?page=`, or its URL as the API gave it. */
  readonly next: number | string | undefined;
  /** The last page, in the same ways. */
  readonly last: number | string | undefined;
  /** How many records there are in all, if the API says so. */
  readonly total: number | undefined;
  /** How many pages there are in all, if the API says so. */
  readonly pages: number | undefined;
  /** True if it says that there is more, and not how to get it. */
  readonly cutOff: boolean;
}

/** Where APIs put the records of a page. */
const itemNames = ['items', 'data', 'results', 'records', 'value', 'rows', 'content', 'entries', 'Resources'];

/** Undefined if the answer is no list. */
export function pageOf(
  { body, headers, status = 200 }: Pick<ApiResponse, 'body' | 'headers'> & { readonly status?: number },
  name: string,
  at?: Shape,
): Page | undefined {
  const listed = at === undefined ? itemsOf(body, name) : listAt(at, { body, headers, status });
  const shown = listed ?? (isEmptyList({ body, status }, name, at) ? [] : undefined);
  if (shown === undefined) return undefined;
  const items = shown.filter(isPlainObject);
  const places = placesIn(body);
  const next =
    linkOf(places, nextNames) ?? linkTo('next', headers.link) ?? pageInHeader(headers['x-next-page']);
  return {
    items: items.map((item) => (isPlainObject(item.doc) ? item.doc : item)),
    next,
    last: linkOf(places, lastNames) ?? linkTo('last', headers.link),
    total: numberIn(places, totalNames) ?? totalIn(headers),
    pages:
      numberIn(places, pagesNames) ?? pageInHeader(headers['x-wp-totalpages'] ?? headers['x-total-pages']),
    // Bare ids or addresses may be records too, which this does not recognise.
    cutOff: items.length < shown.length || (next === undefined && saysMore(places)),
  };
}

function listAt(at: Shape, answer: Answer): readonly unknown[] | undefined {
  const list = inShape(at, answer);
  return Array.isArray(list) ? list : undefined;
}

/**
 * True for a list with nothing in it whose API leaves it out (Mailman: `{ "start": 20, "total_size": 20 }`), says null for it (Go), or answers
 * 204. What says so must be in the answer: a wrong path must not look like an empty list.
 */
function isEmptyList(
  { body, status }: { readonly body: unknown; readonly status: number },
  name: string,
  at: Shape | undefined,
): boolean {
  if (status === 204 || (status < 300 && body === null)) return true;
  if (status >= 300 || !isPlainObject(body)) return false;
  if (
    typeof at === 'string'
      ? valueAt(body, at) === null
      : [...itemNames, name].some((each) => body[each] === null)
  )
    return numberIn([body], totalNames) !== undefined;
  if (Object.values(body).some((value) => typeof value === 'object' && value !== null)) return false;
  const total = numberIn([body], totalNames);
  return total !== undefined && (total === 0 || (numberIn([body], startNames) ?? -1) >= total);
}

type Fields = Readonly<Record<string, unknown>>;

/** Where APIs say how a list goes on. */
function placesIn(body: unknown): Fields[] {
  if (!isPlainObject(body)) return [];
  const { links, _links, meta, paging, pagination, page, pageInfo, data, items } = body;
  const inMeta = isPlainObject(meta) ? [meta.pagination, meta.page] : [];
  const outer = [body, links, _links, meta, paging, pagination, page, pageInfo, data, items, ...inMeta];
  const places = outer.filter(isPlainObject);
  // Fractal: `meta.pagination.links.next`.
  return [
    ...places,
    ...places
      .slice(1)
      .flatMap((place) => [place.links, place._links])
      .filter(isPlainObject),
  ];
}

function itemsOf(body: unknown, name: string): readonly unknown[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isPlainObject(body)) return undefined;
  for (const field of [...itemNames, name]) {
    const inner = body[field];
    if (Array.isArray(inner)) return inner;
    if (isPlainObject(inner) && (field === 'data' || field === 'items')) return itemsOf(inner, name);
  }
  return isPlainObject(body._embedded) ? Object.values(body._embedded).find(Array.isArray) : undefined;
}

/** `nextPage: 2`, `next: 2` or a URL under the names that are in use. */
function linkOf(places: readonly Fields[], names: readonly string[]): number | string | undefined {
  for (const place of places)
    for (const name of names) {
      const link = place[name];
      const value = isPlainObject(link) ? (link.href ?? link.link ?? link.url) : link;
      if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
      if (typeof value === 'string' && /^(https?:\/\/|[/?]|[\w./-]+\?[^\s=]+=)/.test(value)) return value;
    }
  return undefined;
}

const nextNames = [
  'next',
  'nextPage',
  'next_page',
  'next_page_url',
  '@odata.nextLink',
  'nextLink',
  'nextRecordsUrl',
];
const lastNames = ['last', 'lastPage', 'last_page_url'];
const moreNames = ['has_more', 'hasMore', 'has_next', 'hasNext', 'hasNextPage', 'more'];
const cursorNames = [
  ...['next', 'nextPage', 'next_page', 'cursor', 'next_cursor', 'nextCursor', 'next_token', 'nextToken'],
  ...['next_page_token', 'nextPageToken', 'continuationToken', 'continuation_token'],
];
const pagesNames = ['totalPages', 'total_pages', 'last_page', 'lastPage', 'pageCount', 'page_count', 'pages'];
const totalNames = [
  ...['total', 'count', 'total_count', 'totalCount', 'totalElements', 'total_rows', 'itemsTotal'],
  ...['total_items', 'totalItems', '@odata.count', 'totalResults', 'total_size', 'totalSize'],
];
const startNames = ['start', 'offset', 'skip'];

/** A flag or a cursor: there is more, and this code does not know how to ask for it. */
function saysMore(places: readonly Fields[]): boolean {
  return places.some(
    (place) =>
      moreNames.some((name) => place[name] === true) ||
      cursorNames.some((name) => typeof place[name] === 'string' && place[name] !== ''),
  );
}

function numberIn(places: readonly Fields[], names: readonly string[]): number | undefined {
  for (const place of places)
    for (const name of names) if (typeof place[name] === 'number') return place[name];
  return undefined;
}

function totalIn(headers: Readonly<Record<string, string>>): number | undefined {
  const range = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1];
  const header = headers['x-total-count'] ?? headers['x-total'] ?? headers['x-wp-total'] ?? range;
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

/** `Link: <https://…?page=2>; rel="next"` (RFC 8288). */
function linkTo(rel: string, header: string | undefined): string | undefined {
  const named = new RegExp(`;\\s*rel\\s*=\\s*"?(?:[^";]*\\s)?${rel}(?:[\\s",;]|$)`, 'i');
  for (const [, url, parameters = ''] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g))
    if (named.test(parameters)) return url;
  return undefined;
}

/** `X-Next-Page: 2`, empty on the last one. */
function pageInHeader(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

/** The sizes that servers give their pages: a list of exactly this many records may be only the first page. */
export function isPageSize(length: number): boolean {
  return length < 100
    ? [10, 12, 15, 16, 20, 24, 25, 30, 32, 40, 50, 60, 64, 75, 80].includes(length)
    : length % 50 === 0 || (length & (length - 1)) === 0;
}
