import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient } from '../http/types.ts';
import { isPlainObject } from '../lib/show.ts';

/** A record as the API lists it. */
export type ApiRecord = Readonly<Record<string, unknown>>;

/** A whole table may be large where one record may not: 256 MiB is about two million users. */
const maxListBytes = 256 * 1024 * 1024;

/**
 * Every record of a resource. Understands a bare array (the whole table) and pages (`{ items, nextPage }`), which some
 * installations of the same API answer with.
 */
export async function listRecords(
  client: ApiClient,
  resource: AnyResource,
  options: { readonly query?: string; readonly signal?: AbortSignal | undefined } = {},
): Promise<ApiRecord[]> {
  const path = resource.listPath ?? resource.path;
  const records: ApiRecord[] = [];
  for (let page: unknown; ; ) {
    const query = [options.query, page === undefined ? undefined : `page=${page}`]
      .filter((part) => part !== undefined)
      .join('&');
    const answer = await client.request(
      { method: 'GET', path: query === '' ? path : `${path}?${query}`, maxBytes: maxListBytes },
      { signal: options.signal },
    );
    const items = itemsOf(answer.body);
    if (items === undefined)
      throw new SeedbedError(
        'SEEDBED_HTTP',
        `Failed to list "${resource.name}": expected [GET] ${client.baseUrl}${path} to answer a JSON array, got ${Array.isArray(answer.body) ? 'something else' : typeof answer.body}. Is the base URL right?`,
      );
    records.push(...items);
    const next = isPlainObject(answer.body) ? answer.body.nextPage : undefined;
    if (!Number.isInteger(next) || next === page || items.length === 0) return records;
    page = next;
  }
}

function itemsOf(body: unknown): ApiRecord[] | undefined {
  const items = isPlainObject(body) ? (body.items ?? body.data) : body;
  return Array.isArray(items) ? items.filter(isPlainObject) : undefined;
}
