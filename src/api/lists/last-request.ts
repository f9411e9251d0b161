import type { ApiClient, ApiRequest } from '../../http/api-client.ts';
import { splitQuery } from '../../lib/base-url.ts';
import { follow, isElsewhere, type NextRequest, type Turn, withParameter } from './next-request.ts';

/** Names of parameters that are a page's number. */
const pageNumbers = /^_?(page|p|pageNumber|page_number|page\[number\])$/i;

/**
 * The request for a list's last page, seen from its first ones: at the address that the API gives, or by its number, if the API tells how
 * many pages or records there are. Undefined if it does not tell.
 */
export function lastRequest(client: ApiClient, turn: Turn, next: NextRequest): ApiRequest | undefined {
  if (next === undefined || isElsewhere(next)) return undefined;
  const { first, request, call, page, read } = turn;
  const { next: paging } = call;
  const { items, total } = page;
  const rest =
    total === undefined || items.length === 0 ? undefined : Math.ceil((total - read) / items.length);
  const pages = page.pages ?? (rest === undefined ? undefined : numberOfThis(turn) + rest);
  if (typeof paging === 'object' && 'page' in paging)
    return pages === undefined
      ? undefined
      : withParameter(first, paging.page, String(pages - 1 + (paging.from ?? 1)));
  if (typeof paging === 'object' && 'offset' in paging) {
    if (rest === undefined || rest < 1) return undefined;
    const before = read + (rest - 1) * items.length;
    return withParameter(first, paging.offset, String(before + (paging.from ?? 0)));
  }
  if (typeof paging === 'object') return undefined;
  const told = follow(client, first, request, page.last);
  if (told !== undefined) return isElsewhere(told) ? undefined : told;
  // `?page=2` in the address of the next page.
  const parameters = new URLSearchParams(splitQuery(next.path)[1]);
  const name = [...parameters.keys()].find((each) => pageNumbers.test(each));
  return name === undefined || pages === undefined ? undefined : withParameter(next, name, String(pages));
}

/** How many pages were read, this one included: all but the last are equally long. */
function numberOfThis({ page: { items }, read }: Turn): number {
  return Math.ceil(read / items.length);
}
