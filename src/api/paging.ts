import type { ApiResponse } from '../http/types.ts';
import { isPlainObject } from '../lib/show.ts';
import type { ApiRecord } from './evidence.ts';

/** One page of a list, and how to go on. */
export interface Page {
  readonly items: readonly ApiRecord[];
  /** The next page: its number for `?page=`, or its URL as the API gave it. */
  readonly next: number | string | undefined;
  /** How many records there are in all, if the API says so. */
  readonly total: number | undefined;
  /** True if it says that there is more, and not how to get it. */
  readonly cutOff: boolean;
}

/** Where APIs put the records of a page. */
const itemNames = ['items', 'data', 'results', 'records', 'value', 'rows', 'content', 'entries'];

/** Undefined if the answer is no list. */
export function pageOf(
  { body, headers }: Pick<ApiResponse, 'body' | 'headers'>,
  name: string,
): Page | undefined {
  const items = itemsOf(body, name);
  if (items === undefined) return undefined;
  const fields = isPlainObject(body) ? body : {};
  const next = nextOf(fields) ?? linkNext(headers.link);
  const more = fields.has_more ?? fields.hasMore ?? fields.has_next ?? fields.hasNext;
  return {
    items: items.map((item) => (isPlainObject(item.doc) ? item.doc : item)),
    next,
    total: totalOf(fields, headers),
    cutOff: next === undefined && (more === true || cursorOf(fields)),
  };
}

function itemsOf(body: unknown, name: string): ApiRecord[] | undefined {
  if (Array.isArray(body)) return body.filter(isPlainObject);
  if (!isPlainObject(body)) return undefined;
  for (const field of [...itemNames, name]) {
    const inner = body[field];
    if (Array.isArray(inner)) return inner.filter(isPlainObject);
    if (isPlainObject(inner) && (field === 'data' || field === 'items')) return itemsOf(inner, name);
  }
  const embedded = isPlainObject(body._embedded)
    ? Object.values(body._embedded).find(Array.isArray)
    : undefined;
  return embedded?.filter(isPlainObject);
}

/** `nextPage: 2`, `next: 2` or a URL under the names that are in use. */
function nextOf(fields: Record<string, unknown>): number | string | undefined {
  const links = [fields, fields.links, fields._links, fields.meta, fields.paging, fields.pagination].filter(
    isPlainObject,
  );
  for (const place of links)
    for (const name of ['next', 'nextPage', 'next_page', 'next_page_url', '@odata.nextLink', 'nextLink']) {
      const value = isPlainObject(place[name]) ? place[name].href : place[name];
      if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
      if (typeof value === 'string' && /^(https?:\/\/|[/?])/.test(value)) return value;
    }
  return undefined;
}

function cursorOf(fields: Record<string, unknown>): boolean {
  return ['next_cursor', 'nextCursor', 'next_page_token', 'nextPageToken', 'cursor'].some(
    (name) => typeof fields[name] === 'string' && fields[name] !== '',
  );
}

function totalOf(
  fields: Record<string, unknown>,
  headers: Readonly<Record<string, string>>,
): number | undefined {
  const places = [fields, fields.meta, fields.page, fields.pagination].filter(isPlainObject);
  for (const place of places)
    for (const name of [
      'total',
      'count',
      'total_count',
      'totalCount',
      'totalElements',
      'total_rows',
      'itemsTotal',
    ])
      if (typeof place[name] === 'number') return place[name];
  const range = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1];
  const header = headers['x-total-count'] ?? headers['x-total'] ?? range;
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

/** `Link: <https://…?page=2>; rel="next"` (RFC 8288). */
function linkNext(header: string | undefined): string | undefined {
  for (const [, url, parameters = ''] of (header ?? '').matchAll(/<([^>]*)>([^<]*)/g))
    if (/;\s*rel\s*=\s*"?(?:[^";]*\s)?next(?:\s[^";]*)?"?/i.test(parameters)) return url;
  return undefined;
}

/** The sizes that servers give their pages: a list of exactly so many may be only the first. */
export function isPageSize(length: number): boolean {
  return length >= 10 && [10, 12, 15, 16, 20, 24, 25, 30, 32, 40, 50, 60, 64, 75, 80].includes(length)
    ? true
    : length >= 100 && (length % 50 === 0 || (length & (length - 1)) === 0);
}
