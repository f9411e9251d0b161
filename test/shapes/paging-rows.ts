import type { PageView, Shape } from './shape.ts';
import type { ShapeRow } from './shape-row.ts';

const size = 4;

const byPage = (from = 1, name = 'page'): NonNullable<Shape['paged']> => ({
  size,
  start: (query) => (Number(query.get(name) ?? from) - from) * size,
});
const byOffset = (name = 'offset'): NonNullable<Shape['paged']> => ({
  size,
  start: (query) => Number(query.get(name) ?? 0),
});
const pageAfter = ({ next }: PageView): number | null => (next === undefined ? null : next / size + 1);

/** How lists go on. Each has four records on a page, and fifteen in all. */
export const pagingRows: readonly ShapeRow[] = [
  {
    name: 'next is a whole URL',
    shape: {
      paged: byPage(),
      many: (page) => ({
        count: page.total,
        next: page.next === undefined ? null : `${page.url}?page=${pageAfter(page)}`,
        results: page.items,
      }),
    },
  },
  {
    name: 'links.next is a path',
    shape: {
      paged: byOffset('skip'),
      many: ({ items, next }) => ({
        items,
        links: next === undefined ? {} : { next: `/users?skip=${next}` },
      }),
    },
  },
  {
    name: 'next is relative, without a slash before it',
    shape: {
      paged: byOffset('skip'),
      many: ({ items, next }) => ({ items, next: next === undefined ? null : `users?skip=${next}` }),
    },
  },
  {
    name: 'a next page that is the first one again, whatever is asked for',
    shape: {
      many: ({ items, url }) => ({ items, next: `${url}?from=${Math.random()}` }),
      search: (query) => {
        const email = query.get('email');
        return email === null ? undefined : (record) => record.email === email;
      },
    },
    users: { api: { find: { query: { email: '{key}' }, next: false } } },
  },
  {
    name: 'pages without a record between those that have some',
    shape: {
      paged: { size, start: (query) => Number((query.get('at') ?? '0').replace('e', '')) },
      route: ({ method, path, query }, { url }) =>
        method === 'GET' && path === '/users' && query.get('at')?.endsWith('e')
          ? { body: { items: [], next: `${url}/users?at=${query.get('at')?.slice(0, -1)}` } }
          : undefined,
      many: ({ items, next, url }) => ({
        items,
        next: next === undefined ? null : `${url}?at=${next}${'e'.repeat(2)}`,
      }),
    },
  },
  {
    name: 'paging.next.link beside a cursor',
    shape: {
      paged: byOffset('after'),
      many: ({ items, next, url }) => ({
        results: items,
        ...(next !== undefined && {
          paging: { next: { after: String(next), link: `${url}?after=${next}` } },
        }),
      }),
    },
  },
  {
    name: 'a cursor called offset, described',
    shape: {
      paged: { size, start: (query) => Number((query.get('offset') ?? 'itr0').slice(3)) },
      many: ({ items, next }) => ({ records: items, ...(next !== undefined && { offset: `itr${next}` }) }),
    },
    users: { api: { list: { next: { cursor: 'offset', at: 'offset' } } } },
  },
  {
    name: 'a page number, and 400 for the page after the last one',
    shape: {
      paged: byPage(),
      send: (reply) =>
        Array.isArray(reply.body) && reply.body.length === 0
          ? {
              status: 400,
              body: { code: 'rest_post_invalid_page_number', message: 'There is no such page.' },
            }
          : reply,
    },
    users: { api: { list: { next: { page: 'page' } } } },
  },
  {
    name: '_links.next.href is a query',
    shape: {
      paged: byOffset(),
      many: ({ items, next }) => ({
        _embedded: { users: items },
        _links: next === undefined ? {} : { next: { href: `?offset=${next}` } },
      }),
    },
  },
  {
    name: 'json-server 1: data beside a count called items, and the number of the next page',
    shape: {
      paged: byPage(1, '_page'),
      many: (page) => ({
        first: 1,
        next: pageAfter(page),
        pages: Math.ceil(page.total / page.size),
        items: page.total,
        data: page.items,
      }),
    },
    config: { answers: { next: { page: '_page' } } },
  },
  {
    name: 'a Link header',
    shape: {
      paged: byPage(),
      listHeaders: (page) => ({
        link: page.next === undefined ? '' : `<${page.url}?page=${pageAfter(page)}>; rel="next"`,
      }),
    },
  },
  {
    name: 'a Link header, described',
    shape: {
      paged: byOffset(),
      listHeaders: ({ url, next }) => ({
        link: `<${url}>; rel="first"${next === undefined ? '' : `, <${url}?offset=${next}>; rel=next`}`,
      }),
    },
    config: { answers: { next: 'link' } },
  },
  {
    name: 'nextPage is a number',
    shape: { paged: byPage(), many: (page) => ({ data: page.items, nextPage: pageAfter(page) }) },
  },
  {
    name: '@odata.nextLink',
    shape: {
      paged: byOffset('$skip'),
      many: ({ items, next, url }) => ({
        value: items,
        ...(next !== undefined && { '@odata.nextLink': `${url}?$skip=${next}` }),
      }),
    },
  },
  {
    name: 'a page number, described, and a bare list',
    shape: { paged: byPage() },
    config: { answers: { next: { page: 'page' } } },
  },
  {
    name: 'a page number from 0, and the number of records in a header',
    shape: { paged: byPage(0, 'p'), listHeaders: ({ total }) => ({ 'x-total-count': String(total) }) },
    config: { answers: { next: { page: 'p', from: 0 } } },
  },
  {
    name: 'an offset, described',
    shape: { paged: byOffset('start'), many: ({ items, total }) => ({ items, total }) },
    config: { answers: { next: { offset: 'start' } } },
  },
  {
    name: 'a cursor',
    shape: {
      paged: { size, start: (query) => Number(query.get('after')?.slice(2) ?? 0) },
      many: ({ items, next }) => ({
        data: items,
        meta: { next_cursor: next === undefined ? null : `c-${next}`, has_more: next !== undefined },
      }),
    },
    config: { answers: { next: { cursor: 'after', at: 'meta.next_cursor' } } },
  },
  {
    name: 'a cursor in a header',
    shape: {
      paged: byOffset('continue'),
      listHeaders: ({ next }) => (next === undefined ? {} : { 'x-continue': String(next) }),
    },
    users: {
      api: {
        list: {
          next: {
            cursor: 'continue',
            at: ({ headers }: { headers: Record<string, string> }) => headers['x-continue'],
          },
        },
      },
    },
  },
  {
    name: 'pages as large as they are asked for',
    shape: {
      paged: byPage(),
      route: ({ method, query, segments, path }, { records }) =>
        method === 'GET' && path === '/users' && segments.length === 1 && query.get('per_page') === '500'
          ? { body: records.map(({ fields }) => fields) }
          : undefined,
    },
    users: { api: { list: { query: { per_page: 500 }, next: false } } },
  },
];
