import { gzipSync } from 'node:zlib';
import type { Answer } from '../../src/factory/description.ts';
import type { Fields, Shape } from './shape.ts';
import type { ShapeRow } from './shape-row.ts';

/** Wrapped under these names: the one record, and the list. */
function wrapped(one: string, many: string): ShapeRow {
  return {
    name: `{ ${one}: record } and { ${many}: [records] }, recognised`,
    shape: { one: (record) => ({ [one]: record }), many: ({ items }) => ({ [many]: items }) },
  };
}

const without = (record: Fields, hidden: string): Fields =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== hidden));

/** A record's own fields stand apart from its id, and are sent so: Airtable, HubSpot. */
function folded(under: string, shape: Shape): ShapeRow {
  const fold = (record: Fields): Fields => ({
    id: record.id,
    createdAt: '2026-01-01T00:00:00Z',
    [under]: without(record, 'id'),
  });
  return {
    name: `{ id, ${under}: { … } }, both ways`,
    shape: { ...shape, one: fold, item: fold },
    users: { api: { create: { body: (fields: Fields) => ({ [under]: fields }) } } },
  };
}

function ofSalesforce(record: Fields): Fields {
  return { attributes: { type: 'User', url: '/users/1' }, Id: record.id, ...without(record, 'id') };
}

/** How APIs answer a create, a read and a list. */
export const answerRows: readonly ShapeRow[] = [
  { name: 'a flat record and a bare list', shape: {} },
  wrapped('data', 'data'),
  wrapped('result', 'results'),
  wrapped('item', 'items'),
  wrapped('record', 'records'),
  wrapped('value', 'value'),
  wrapped('user', 'users'),
  {
    name: 'HAL: _embedded and _links',
    shape: {
      item: (record) => ({ ...record, _links: { self: { href: `/users/${String(record.id)}` } } }),
      many: ({ items, total }) => ({
        _links: { self: { href: '/users' } },
        _embedded: { users: items },
        total,
      }),
    },
  },
  {
    name: 'CouchDB: { ok, id, rev } and rows[].doc',
    shape: {
      idName: '_id',
      id: (n) => `doc-${n}`,
      created: ({ _id }) => ({ status: 201, body: { ok: true, id: _id, rev: '1-a' } }),
      many: ({ items, total }) => ({ total_rows: total, rows: items.map((doc) => ({ key: 'k', doc })) }),
    },
    users: {
      id: '_id',
      answers: { one: ({ body }: { body: Fields }) => ({ ...body, _id: body._id ?? body.id }) },
    },
  },
  folded('fields', { many: ({ items }) => ({ records: items }), unwrap: ({ fields }) => fields as Fields }),
  folded('properties', {
    many: ({ items }) => ({ results: items }),
    unwrap: ({ properties }) => properties as Fields,
  }),
  {
    name: 'Elasticsearch: _id beside _source, and hits.hits',
    shape: {
      idName: '_id',
      id: (n) => `AV${n}x`,
      created: ({ _id }) => ({ status: 201, body: { _index: 'users', _id, _version: 1, result: 'created' } }),
      one: (record) => ({ _index: 'users', _id: record._id, found: true, _source: without(record, '_id') }),
      item: (record) => ({ _index: 'users', _id: record._id, _score: 1, _source: without(record, '_id') }),
      many: ({ items, total }) => ({
        took: 1,
        hits: { total: { value: total, relation: 'eq' }, hits: items },
      }),
    },
    users: { id: '_id', answers: { many: 'hits.hits' } },
  },
  {
    name: 'Salesforce: id in the answer to a create, Id everywhere else',
    shape: {
      id: (n) => `003x${n}`,
      created: ({ id }) => ({ status: 201, body: { id, success: true, errors: [] } }),
      item: ofSalesforce,
      one: ofSalesforce,
      many: ({ items, total }) => ({ totalSize: total, done: true, records: items }),
    },
  },
  { name: 'an array of one record', shape: { one: (record) => [record] } },
  {
    name: 'data.items of a list inside data',
    shape: { many: ({ items, total }) => ({ data: { items, total } }) },
  },
  {
    name: 'deep wrappers, described',
    shape: {
      one: (record) => ({ response: { payload: { who: record } } }),
      many: ({ items }) => ({ response: { payload: { all: items } } }),
    },
    config: { answers: { one: 'response.payload.who', many: 'response.payload.all' } },
  },
  {
    name: 'wrappers read by functions',
    shape: { one: (record) => ({ a: { b: [0, record] } }), many: ({ items }) => ({ x: [items] }) },
    config: {
      answers: {
        one: ({ body }: Answer) => (body as { a: { b: unknown[] } }).a.b[1],
        many: ({ body }: Answer) => (body as { x: unknown[] }).x[0],
      },
    },
  },
  {
    name: 'functions that lose their way in other answers than they were written for',
    shape: {
      created: (record) => ({ status: 201, body: { data: { user: record } } }),
      paged: { size: 4, start: (query) => Number(query.get('from') ?? 0) },
      many: ({ items, next, url }) => ({
        rows: items,
        ...(next !== undefined && { links: { next: { at: `${url}?from=${next}` } } }),
      }),
    },
    config: {
      answers: {
        one: ({ body }: Answer) => (body as { data: { user: Fields } }).data.user,
        next: ({ body }: Answer) => (body as { links: { next: { at: string } } }).links.next.at,
      },
    },
  },
  {
    name: 'an envelope with an id of its own',
    shape: {
      one: (record) => ({ id: 'req-77', code: 0, data: record }),
      many: ({ items }) => ({ id: 'req-78', code: 0, data: items }),
    },
  },
  {
    name: 'JSON:API',
    shape: {
      id: (n) => String(n),
      takes: 'application/vnd.api+json',
      unwrap: (body) => (body.data as { attributes: Fields }).attributes,
      one: (record) => ({ data: { type: 'users', id: record.id, attributes: without(record, 'id') } }),
      item: (record) => ({ type: 'users', id: record.id, attributes: without(record, 'id') }),
      many: ({ items }) => ({ data: items, links: {} }),
    },
    users: {
      api: {
        create: {
          encode: 'application/vnd.api+json',
          body: (attributes: Fields) => ({ data: { type: 'users', attributes } }),
        },
      },
      answers: {
        one: ({ body }: { body: { data?: { id: string; attributes: Fields } } }) =>
          body.data && { ...body.data.attributes, id: body.data.id },
        many: ({ body }: { body: { data: { id: string; attributes: Fields }[] } }) =>
          body.data.map(({ id, attributes }) => ({ ...attributes, id })),
      },
    },
  },
  {
    name: 'a Location and nothing else, 201',
    shape: { created: (_, location) => ({ status: 201, headers: { location } }) },
  },
  {
    name: 'a relative Location, 204',
    shape: {
      created: (_, at) => ({ status: 204, headers: { location: new URL(at).pathname } }),
    },
  },
  {
    name: '303 to the record',
    shape: { created: (_, location) => ({ status: 303, headers: { location } }) },
  },
  { name: 'a bare number', shape: { created: ({ id }) => ({ status: 201, body: id }) } },
  {
    name: 'a bare text',
    shape: { id: (n) => `usr_${n}`, created: ({ id }) => ({ status: 201, body: id }) },
  },
  { name: 'only the id', shape: { created: ({ id }) => ({ status: 200, body: { id } }) } },
  { name: '201 and nothing at all', shape: { created: () => ({ status: 201 }) } },
  { name: '{ ok: true } and no id', shape: { created: () => ({ status: 200, body: { ok: true } }) } },
  {
    name: '202, and the record at its Location',
    shape: {
      created: (_, location) => ({ status: 202, headers: { location, 'retry-after': '0' } }),
    },
  },
  {
    name: 'a byte order mark and a prefix against hijacking',
    shape: { send: ({ body, ...reply }) => ({ ...reply, text: `\uFEFF)]}',\n${JSON.stringify(body)}` }) },
  },
  {
    name: 'gzip',
    shape: {
      send: ({ body, ...reply }) =>
        body === undefined
          ? reply
          : {
              ...reply,
              headers: { ...reply.headers, 'content-encoding': 'gzip' },
              text: gzipSync(JSON.stringify(body)),
            },
    },
  },
  {
    name: 'a list that hides the key',
    crashesLater: true,
    shape: { item: (record) => without(record, 'email') },
  },
];
