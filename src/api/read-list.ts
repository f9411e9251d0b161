import { HttpError, SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient, ApiRequest } from '../http/api-client.ts';
import { pathOnOrigin } from '../http/base-url.ts';
import { fieldNames } from './answers.ts';
import type { ApiRecord } from './evidence.ts';
import type { CallOptions } from './operations.ts';
import { type Page, pageOf } from './paging.ts';

/** A whole table may be large although one record may not: 256 MiB is about two million users. */
const maxListBytes = 256 * 1024 * 1024;

/** No list that tests work with has more; a server whose `next` leads in a circle has. */
const mostPages = 1000;

export interface ReadListOptions extends CallOptions {
  /** The list's own parameters: `email=a%40b.fr`. */
  readonly query?: string | undefined;
  /** The largest list read, all its pages together, in bytes; a larger one is told as incomplete. @default 256 MiB a page, and an error above it */
  readonly maxBytes?: number | undefined;
}

/** Every record of a collection that its pages lead to. */
export async function readList(
  client: ApiClient,
  resource: AnyResource,
  options: ReadListOptions = {},
): Promise<{ readonly records: readonly ApiRecord[]; readonly complete: boolean }> {
  const { signal, yields, query, maxBytes } = options;
  const start = resource.listPath ?? resource.path;
  let records: readonly ApiRecord[] = [];
  const seen = new Set<string>();
  let left = maxBytes ?? maxListBytes;
  let isCut = false;
  let request: Pick<ApiRequest, 'path' | 'from'> = { path: withQuery(start, query) };
  for (let pages = 1; ; pages++) {
    const sent = { method: 'GET', ...request, maxBytes: left } as const;
    let page: Page | undefined;
    try {
      const answer = await client.request(sent, { signal, yields });
      page = pageOf(answer, resource.name);
      if (page === undefined) throw noList(client, resource, start, answer.body);
    } catch (error) {
      if (maxBytes === undefined || !(error instanceof HttpError) || error.kind !== 'oversize') throw error;
      return { records, complete: false };
    }
    records = pages === 1 ? page.items : records.concat(page.items);
    const { total = 0, pages: all = 0, items } = page;
    isCut ||= page.cutOff;
    const next = nextRequest(client, start, request, page, query);
    if (next === undefined || items.length === 0)
      return { records, complete: total <= records.length && all <= pages && !isCut };
    if (next === 'elsewhere' || seen.has(next.path) || pages >= mostPages)
      return { records, complete: false };
    if (maxBytes !== undefined) left -= Buffer.byteLength(JSON.stringify(items));
    if (left <= 0) return { records, complete: false };
    seen.add(next.path);
    request = next;
  }
}

/** A `next` on another origin is not followed: it would carry the token there. */
function nextRequest(
  client: ApiClient,
  start: string,
  request: Pick<ApiRequest, 'path' | 'from'>,
  { next }: Page,
  query: string | undefined,
): Pick<ApiRequest, 'path' | 'from'> | 'elsewhere' | undefined {
  if (next === undefined) return undefined;
  if (typeof next === 'number')
    return { path: withQuery(start, [query, `page=${next}`].filter((part) => part !== undefined).join('&')) };
  const path = pathOnOrigin(next, client.baseUrl, request);
  return path === undefined ? 'elsewhere' : { path, from: 'origin' };
}

export function withQuery(path: string, query: string | undefined): string {
  return query === undefined || query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

function noList(client: ApiClient, resource: AnyResource, path: string, body: unknown): SeedbedError {
  return new SeedbedError(
    'SEEDBED_HTTP',
    `Failed to list "${resource.name}": expected [GET] ${client.baseUrl}${path} to answer a JSON array, got ${fieldNames(body)}. Is the base URL right?`,
  );
}
