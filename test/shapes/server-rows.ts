import type { Fields, Reply, Shape, Store } from './shape.ts';
import type { ShapeRow } from './shape-row.ts';

const size = 4;

const paged = (parameter: string, start: (value: number) => number = (value) => value) => ({
  size,
  start: (query: URLSearchParams): number => start(Number(query.get(parameter) ?? 0)),
});

/** Records whose field is what a filter names: `eq.ada@example.com`, `email eq 'ada@example.com'`. */
function searching(parameter: string, pattern: RegExp): NonNullable<Shape['search']> {
  return (query) => {
    const [, email] = pattern.exec(query.get(parameter) ?? '') ?? [];
    return email === undefined ? undefined : (record) => record.email === email;
  };
}

/** PostgREST has no path for one record, and says 204 to a removal of none. */
function postgrest(
  { method, query, headers, body }: Parameters<NonNullable<Shape['route']>>[0],
  store: Store,
): Reply | undefined {
  const [, id] = /^eq\.(.+)$/.exec(query.get('id') ?? '') ?? [];
  if (method === 'POST') {
    const { fields } = store.add(body);
    return headers.prefer === 'return=representation' ? { status: 201, body: [fields] } : { status: 201 };
  }
  if (id === undefined) return undefined;
  const found = store.find(id);
  if (method === 'GET') return { body: found === undefined ? [] : [found.fields] };
  store.drop(found);
  return { status: 204 };
}

/** Directus says 403, not 404, of what is not there: whoever asks must not learn which it is. */
const forbidden: Reply = {
  status: 403,
  body: {
    errors: [{ message: "You don't have permission to access this.", extensions: { code: 'FORBIDDEN' } }],
  },
};

/** CouchDB refuses a removal without the revision of the document. */
function couchdb(
  { method, segments, query }: Parameters<NonNullable<Shape['route']>>[0],
  store: Store,
): Reply | undefined {
  const found = store.find(segments[1]);
  if (found === undefined || method === 'POST') return undefined;
  const rev = `1-${found.id}`;
  if (method === 'GET') return { body: { ...found.fields, _rev: rev } };
  if (query.get('rev') !== rev)
    return { status: 409, body: { error: 'conflict', reason: 'Document update conflict.' } };
  store.drop(found);
  return { body: { ok: true, id: found.id, rev: '2-x' } };
}

const selfLink = ({ id, ...fields }: Fields): Fields => ({
  ...fields,
  _links: { self: { href: `http://users.example/users/${String(id)}` } },
});

/** The id is in the link alone. */
const withId = (record: unknown): unknown => {
  const { _links, ...fields } = record as { readonly _links: { self: { href: string } } };
  return { ...fields, id: _links.self.href.split('/').at(-1) };
};

/** As servers answer that many people run. */
export const serverRows: readonly ShapeRow[] = [
  {
    name: 'PostgREST: rows by filters, an empty list for what is gone, Content-Range',
    shape: {
      route: postgrest,
      search: searching('email', /^eq\.(.+)$/),
      paged: paged('offset'),
      listHeaders: ({ items, total }) => ({ 'content-range': `0-${items.length - 1}/${total}` }),
    },
    users: {
      api: {
        create: { headers: { Prefer: 'return=representation' } },
        read: { query: { id: 'eq.{id}' }, path: '/users' },
        list: { query: { order: 'id' }, next: { offset: 'offset' } },
        find: { query: { email: 'eq.{key}' } },
        remove: { path: '/users', query: { id: 'eq.{id}' } },
      },
    },
  },
  {
    name: 'PocketBase: filter expressions, perPage and totalPages, a token without a word before it',
    shape: {
      id: (n) => `rec${String(n).padStart(12, '0')}`,
      allows: ({ headers }) => headers.authorization === 'pb-token',
      search: searching('filter', /^\(email='(.+)'\)$/),
      paged: paged('page', (page) => (Math.max(page, 1) - 1) * size),
      many: ({ items, total, next }) => ({
        page: next === undefined ? Math.ceil(total / size) : next / size,
        perPage: size,
        totalItems: total,
        totalPages: Math.ceil(total / size),
        items,
      }),
    },
    users: { api: { list: { next: { page: 'page' } }, find: { query: { filter: "(email='{key}')" } } } },
    config: { auth: { apiKey: 'pb-token', in: 'header', name: 'Authorization' } },
  },
  {
    name: 'Strapi 5: { data } both ways, documentId beside id, filters[email][$eq], pagination[page]',
    shape: {
      idName: 'documentId',
      id: (n) => `doc${n}abcdefghij`,
      unwrap: ({ data }) => data as Fields,
      one: (record) => ({ data: { id: 1000, ...record }, meta: {} }),
      item: (record) => ({ id: 1000, ...record }),
      search: searching('filters[email][$eq]', /^(.+)$/),
      paged: paged('pagination[page]', (page) => (Math.max(page, 1) - 1) * size),
      many: ({ items, total }) => ({
        data: items,
        meta: { pagination: { page: 1, pageSize: size, pageCount: Math.ceil(total / size), total } },
      }),
    },
    users: {
      id: 'documentId',
      api: {
        create: { body: (data: Fields) => ({ data }) },
        list: { next: { page: 'pagination[page]' } },
        find: { query: { 'filters[email][$eq]': '{key}' } },
      },
    },
  },
  {
    name: 'Directus: 403 for what is not there',
    shape: {
      one: (record) => ({ data: record }),
      many: ({ items }) => ({ data: items }),
      search: searching('filter[email][_eq]', /^(.+)$/),
      paged: paged('offset'),
      route: ({ segments, method }, store) =>
        segments.length === 2 && method !== 'POST' && store.find(segments[1]) === undefined
          ? forbidden
          : undefined,
    },
    users: {
      api: {
        list: { next: { offset: 'offset' } },
        find: { query: { 'filter[email][_eq]': '{key}' } },
        remove: { gone: ({ status }: { status: number }) => status === 403 },
      },
    },
  },
  {
    name: 'CouchDB: a removal by the revision of the document',
    shape: {
      idName: '_id',
      id: (n) => `doc-${n}`,
      route: couchdb,
      created: ({ _id }) => ({ status: 201, body: { ok: true, id: _id, rev: `1-${String(_id)}` } }),
      many: ({ items, total }) => ({
        total_rows: total,
        offset: 0,
        rows: items.map((doc) => ({ key: 'k', doc })),
      }),
    },
    users: {
      id: '_id',
      answers: { one: ({ body }: { body: Fields }) => ({ ...body, _id: body._id ?? body.id }) },
      api: { remove: { query: { rev: '{_rev}' } } },
    },
  },
  {
    name: 'Spring Data REST: no id but in the link to itself',
    shape: {
      one: selfLink,
      item: selfLink,
      created: (record, location) => ({ status: 201, headers: { location }, body: selfLink(record) }),
      paged: paged('page', (page) => page * size),
      many: ({ items, total, next, url }) => ({
        _embedded: { users: items },
        _links: {
          self: { href: url },
          ...(next !== undefined && { next: { href: `${url}?page=${next / size}` } }),
        },
        page: { size, totalElements: total, totalPages: Math.ceil(total / size), number: 0 },
      }),
    },
    users: {
      answers: {
        one: ({ body }: { body: unknown }) => withId(body),
        many: ({ body }: { body: { _embedded: { users: unknown[] } } }) => body._embedded.users.map(withId),
      },
    },
  },
  {
    name: 'OData: keys in brackets, $filter, and a type beside each field',
    shape: {
      idName: 'Id',
      id: (n) => `0b5f8a5c-7d61-4f3e-9f65-${String(n).padStart(12, '0')}`,
      one: (record) => ({ '@odata.context': '$metadata#Users/$entity', '@odata.etag': 'W/"1"', ...record }),
      many: ({ items, next, url }) => ({
        '@odata.context': '$metadata#Users',
        value: items,
        ...(next !== undefined && { '@odata.nextLink': `${url}?$skiptoken=${next}` }),
      }),
      paged: paged('$skiptoken'),
      search: searching('$filter', /^email eq '(.+)'$/),
      route: ({ path, method }, store) => {
        const [, id] = /^\/users\(([^)]+)\)$/.exec(path) ?? [];
        const found = id === undefined ? undefined : store.find(id);
        if (id === undefined) return undefined;
        if (found === undefined)
          return { status: 404, body: { error: { code: 'NotFound', message: 'No such user.' } } };
        if (method === 'DELETE') store.drop(found);
        return method === 'DELETE' ? { status: 204 } : { body: { '@odata.etag': 'W/"1"', ...found.fields } };
      },
    },
    users: {
      id: 'Id',
      api: {
        read: { path: '/users({id})' },
        remove: { path: '/users({id})', headers: { 'If-Match': '*' } },
        find: { query: { $filter: "email eq '{key}'" } },
      },
    },
  },
  {
    name: 'SCIM: Resources, a 1-based startIndex, and a filter in quotes',
    shape: {
      takes: 'application/scim+json',
      id: (n) => `scim-${n}`,
      one: (record) => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...record, meta: {} }),
      search: searching('filter', /^email eq "(.+)"$/),
      paged: paged('startIndex', (first) => Math.max(first, 1) - 1),
      many: ({ items, total }) => ({ totalResults: total, itemsPerPage: items.length, Resources: items }),
    },
    users: {
      api: {
        create: { encode: 'application/scim+json' },
        list: {
          next: { offset: 'startIndex', from: 1 },
        },
        find: { query: { filter: 'email eq "{key}"' } },
      },
    },
  },
  {
    name: 'GitLab: the number of the next page in a header',
    shape: {
      paged: paged('page', (page) => (Math.max(page, 1) - 1) * size),
      listHeaders: ({ next, total }) => ({
        'x-next-page': next === undefined ? '' : String(next / size + 1),
        'x-total': String(total),
      }),
    },
  },
  {
    name: 'Keycloak: 201 with a Location and nothing else, first and max, an exact search',
    shape: {
      id: (n) => `0b5f8a5c-7d61-4f3e-9f65-${String(n).padStart(12, '0')}`,
      created: (_, location) => ({ status: 201, headers: { location } }),
      paged: paged('first'),
      search: (query) => (query.get('exact') === 'true' ? searching('email', /^(.+)$/)(query) : undefined),
    },
    users: {
      api: {
        list: { next: { offset: 'first' } },
        find: { query: { email: '{key}', exact: true } },
      },
    },
  },
  {
    name: 'Mailman: forms, nothing but a Location, and a page behind the last one without its list',
    shape: {
      takes: 'application/x-www-form-urlencoded',
      created: (_, location) => ({ status: 201, headers: { location } }),
      paged: paged('page', (page) => (Math.max(page, 1) - 1) * size),
      many: ({ items, total }) => ({
        start: items.length > 0 ? 0 : total,
        total_size: total,
        ...(items.length > 0 && { entries: items }),
        http_etag: '"1"',
      }),
    },
    users: { api: { create: { encode: 'form' }, list: { next: { page: 'page' } } } },
  },
  {
    name: 'Go: null for a list that is empty',
    shape: {
      paged: paged('offset'),
      many: ({ items, total }) => ({ total, items: items.length > 0 ? items : null }),
      search: searching('email', /^(.+)$/),
    },
    users: { api: { list: { next: { offset: 'offset' } }, find: { query: { email: '{key}' } } } },
  },
];
