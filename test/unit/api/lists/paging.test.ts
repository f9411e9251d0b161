import { describe, expect, test } from 'vitest';
import { withParameter } from '../../../../src/api/lists/next-request.ts';
import { isPageSize, pageOf } from '../../../../src/api/lists/paging.ts';

const a = { id: 1 };
const b = { id: 2 };
const page = (body: unknown, headers: Readonly<Record<string, string>> = {}): ReturnType<typeof pageOf> =>
  pageOf({ body, headers }, 'users');

describe('a page of a list', () => {
  test.each<[string, unknown]>([
    ['a bare list', [a, b]],
    ['data', { data: [a, b] }],
    ['results', { count: 2, next: null, results: [a, b] }],
    ['items', { items: [a, b] }],
    ['records', { records: [a, b] }],
    ['value', { '@odata.context': 'x', value: [a, b] }],
    ['content', { content: [a, b], page: { totalElements: 2 } }],
    [
      'rows[].doc',
      {
        total_rows: 2,
        rows: [
          { id: 'r1', doc: a },
          { id: 'r2', doc: b },
        ],
      },
    ],
    ['the name of the resource', { users: [a, b] }],
    ['items, in data', { data: { items: [a, b] } }],
    ['the name of the resource, in data', { data: { users: [a, b] } }],
    ['_embedded', { _embedded: { users: [a, b] }, _links: {} }],
  ])('holds its records in %s, and is the whole', (_, body) => {
    expect(page(body)).toMatchObject({ items: [a, b], next: undefined, cutOff: false });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'x'],
    ['null beside nothing', { data: null }],
    ['a count, and no list', { count: 3 }],
    ['none of many, and a record', { total: 0, user: { id: 1 } }],
    ['a record', { id: 1, name: 'x' }],
    ['an error', { error: { message: 'x' } }],
    ['a count as items', { items: 3 }],
  ])('is none: %s', (_, body) => {
    expect(page(body)).toBeUndefined();
  });

  test.each<[string, unknown, number?]>([
    ['null', null],
    ['no content', undefined, 204],
    ['null for the list, and its count', { items: null, total: 0 }],
    ['a count of none', { start: 0, total_size: 0, http_etag: '"x"' }],
    ['a start behind the last one', { start: 20, total_size: 20, http_etag: '"x"' }],
  ])('is empty: %s', (_, body, status = 200) => {
    expect(pageOf({ body, headers: {}, status }, 'users')).toMatchObject({ items: [], next: undefined });
  });

  test('is empty where the description says, if that is null beside a count', () => {
    expect(pageOf({ body: { list: null, count: 0 }, headers: {} }, 'users', 'list')?.items).toEqual([]);
    expect(pageOf({ body: { rows: [], count: 0 }, headers: {} }, 'users', 'rosw')?.items).toBeUndefined();
  });

  test.each<[string, unknown, string | number]>([
    ['a URL', { results: [a], next: 'http://x/user?page=2' }, 'http://x/user?page=2'],
    ['a path', { results: [a], next: '/user?page=2' }, '/user?page=2'],
    ['a query', { results: [a], next: '?page=2' }, '?page=2'],
    ['a number', { data: [a], next: 2 }, 2],
    ['nextPage', { data: [a], nextPage: 2 }, 2],
    ['in links', { data: [a], links: { next: '/user?page=2' } }, '/user?page=2'],
    ['in _links', { _embedded: { users: [a] }, _links: { next: { href: '/user?page=2' } } }, '/user?page=2'],
    ['in meta', { data: [a], meta: { next_page_url: '/user?page=2' } }, '/user?page=2'],
    ['in data', { data: { items: [a], next: '/user?page=2' } }, '/user?page=2'],
    ['of OData', { value: [a], '@odata.nextLink': 'http://x/user?$skip=2' }, 'http://x/user?$skip=2'],
  ])('leads to the next one: %s', (_, body, next) => {
    expect(page(body)).toMatchObject({ next, cutOff: false });
  });

  test.each([
    ['<http://x/user?page=2>; rel="next"', 'http://x/user?page=2'],
    ['<http://x/user?page=1>; rel="prev", <http://x/user?page=3>; rel="next"', 'http://x/user?page=3'],
    ['<http://x/user?page=3>; title="b"; rel=next', 'http://x/user?page=3'],
    ['<http://x/user?page=3>; rel="last next"', 'http://x/user?page=3'],
    ['</user?a=1,2&page=3>; rel="NEXT"', '/user?a=1,2&page=3'],
    ['<http://x/user?page=1>; rel="prev"', undefined],
    ['<http://x/user?page=9>; rel="nextest"', undefined],
    ['nonsense', undefined],
    ['', undefined],
  ])('leads to the next one by its Link header: %s', (link, next) => {
    expect(page([a], { link })).toMatchObject({ next, cutOff: false });
  });

  test.each<[string, unknown]>([
    ['has_more', { data: [a], has_more: true }],
    ['hasNextPage in pageInfo', { items: [a], pageInfo: { hasNextPage: true } }],
    ['a cursor', { items: [a], next_cursor: 'abc' }],
    ['a cursor in meta', { data: [a], meta: { next_cursor: 'abc' } }],
    ['a token', { items: [a], nextPageToken: 'abc' }],
    ['a next that is no address', { results: [a], next: 'abc' }],
    ['bare ids, which say nothing of their records', [1, 2]],
    ['addresses instead of records', { results: ['/user/1'] }],
  ])('is cut off if it says so, and not how it goes on: %s', (_, body) => {
    expect(page(body)).toMatchObject({ next: undefined, cutOff: true });
  });

  test.each<[string, unknown]>([
    ['has_more: false', { data: [a], has_more: false }],
    ['an empty cursor', { data: [a], meta: { next_cursor: '' } }],
    ['no cursor', { data: [a], next_cursor: null }],
    ['next: null', { results: [a], next: null }],
    ['next: false', { results: [a], next: false }],
  ])('is the last one: %s', (_, body) => {
    expect(page(body)).toMatchObject({ next: undefined, cutOff: false });
  });

  test.each<[string, unknown, Readonly<Record<string, string>>]>([
    ['total', { data: [a], total: 40 }, {}],
    ['count', { results: [a], count: 40 }, {}],
    ['total in meta', { data: [a], meta: { total: 40 } }, {}],
    ['totalElements in page', { content: [a], page: { totalElements: 40 } }, {}],
    ['total_rows', { rows: [a], total_rows: 40 }, {}],
    ['the OData count', { value: [a], '@odata.count': 40 }, {}],
    ['X-Total-Count', [a], { 'x-total-count': '40' }],
    ['Content-Range', [a], { 'content-range': 'items 0-0/40' }],
  ])('says how many there are in all: %s', (_, body, headers) => {
    expect(page(body, headers)?.total).toBe(40);
  });

  test('does not say how many there are by what is no number', () => {
    expect(page({ data: [a], total: '40' })?.total).toBeUndefined();
    expect(page([a], { 'x-total-count': 'many', 'content-range': 'items 0-0/*' })?.total).toBeUndefined();
  });

  test('says how many pages there are', () => {
    expect(page({ data: [a], pages: 5, last: 5 })?.pages).toBe(5);
    expect(page({ data: [a], meta: { current_page: 1, last_page: 3 } })?.pages).toBe(3);
  });
});

test('a list is as long as a page if servers give their pages that size', () => {
  expect(
    [10, 20, 25, 30, 50, 100, 128, 150, 200, 250, 256, 500, 512, 1000].filter((size) => !isPageSize(size)),
  ).toEqual([]);
  expect([0, 1, 2, 5, 8, 9, 11, 19, 21, 33, 49, 51, 63, 99, 101, 120, 175, 999].filter(isPageSize)).toEqual(
    [],
  );
});

test.each([
  ['/users', '/users?page%5Bnumber%5D=9'],
  ['/users?page[number]=2', '/users?page%5Bnumber%5D=9'],
  ['/users?page%5Bnumber%5D=2&q=a?b', '/users?q=a?b&page%5Bnumber%5D=9'],
])('%s is asked for another page once', (path, asked) => {
  expect(withParameter({ method: 'GET', path }, 'page[number]', '9').path).toBe(asked);
});
