import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import type { ResolvedConfig } from '../../src/config/resolved-config.ts';
import { checkApi } from '../../src/host/check/check-api.ts';
import { isProved } from '../../src/host/check/check-report.ts';
import { startRun } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { orphan } from '../cases/stage.ts';
import type { Asked, Fields, Reply, Shape, Store, Stored } from './shape.ts';
import { configOf, resolvedIn, seederIn, stepsThat } from './shape-config.ts';
import { ShapeServer } from './shape-server.ts';

/** An API that many know, as somebody describes it who has read nothing, and the line that a check tells. */
interface Known {
  readonly name: string;
  readonly shape: Shape;
  readonly says?: object;
  readonly failed: readonly string[];
  readonly line: string;
}

/** What an API answers that is spoken to below `/users`. */
type Routes = (asked: Asked, store: Store) => Reply | undefined;

const missing: Reply = { status: 404, body: { error: 'not_found' } };
const dataOf = ({ fields }: Stored): Fields => fields;
const users = ({ records }: Store): Stored[] => records.filter(({ collection }) => collection === 'users');

/** Texts as `{ rendered }`, the newest first, and a trash before the end. */
const wordpress: Routes = ({ method, segments: [, id], query, body }, store) => {
  const shown = ({ fields }: Stored): Fields => ({
    ...fields,
    status: fields.status ?? 'publish',
    email: { rendered: fields.email },
  });
  if (id === undefined && method === 'POST') return { status: 201, body: shown(store.add(body)) };
  if (id === undefined)
    return {
      body: users(store)
        .filter(({ fields }) => fields.status !== 'trash')
        .toReversed()
        .map(shown),
    };
  const record = store.find(id);
  if (record === undefined) return missing;
  if (method === 'GET') return { body: shown(record) };
  if (query.get('force') === 'true') {
    store.drop(record);
    return { body: { deleted: true, previous: shown(record) } };
  }
  if (record.fields.status === 'trash') return { status: 410, body: { code: 'rest_already_trashed' } };
  record.fields.status = 'trash';
  return { body: shown(record) };
};

/** The collection is a database, its documents are listed beside it, and a removal names the revision. */
const couchdb: Routes = ({ method, segments: [, id], headers, body }, store) => {
  const document = ({ id, fields }: Stored): Fields => ({ _id: id, _rev: `1-${id}`, ...fields });
  if (id === undefined && method === 'POST') {
    const made = store.add(body);
    return { status: 201, body: { ok: true, id: made.id, rev: `1-${made.id}` } };
  }
  if (id === undefined) return { body: { db_name: 'users', doc_count: users(store).length } };
  if (id === '_all_docs')
    return {
      body: {
        total_rows: users(store).length,
        rows: users(store).map((one) => ({ id: one.id, doc: document(one) })),
      },
    };
  const record = store.find(id);
  if (record === undefined) return missing;
  if (method === 'GET') return { headers: { etag: `"1-${id}"` }, body: document(record) };
  if (headers['if-match'] !== `"1-${id}"`) return { status: 409, body: { error: 'conflict' } };
  store.drop(record);
  return { body: { ok: true, id } };
};

/** Documents are made below `_doc` and listed below `_search`. */
const elasticsearch: Routes = ({ method, segments: [, kind, id], body }, store) => {
  const hit = ({ id: _id, fields: { id: _, ..._source } }: Stored): Fields => ({
    _index: 'users',
    _id,
    _source,
  });
  if (kind === '_search')
    return {
      body: { took: 1, hits: { total: { value: users(store).length }, hits: users(store).map(hit) } },
    };
  if (kind !== '_doc') return missing;
  if (id === undefined && method !== 'POST') return { status: 405, body: { error: 'allowed: [POST]' } };
  if (id === undefined)
    return { status: 201, body: { _index: 'users', _id: store.add(body).id, result: 'created' } };
  const record = store.find(id);
  if (record === undefined) return { status: 404, body: { _id: id, found: false } };
  if (method === 'GET') return { body: { ...hit(record), found: true } };
  store.drop(record);
  return { body: { _id: id, result: 'deleted' } };
};

/** Described with its own path of an object: listing needs a query of its own. */
const salesforce: Routes = ({ method, segments: [first, kind, id], query, body }, store) => {
  const shown = ({ id: Id, fields: { id: _, ...fields } }: Stored): Fields => ({
    attributes: { type: 'User' },
    Id,
    ...fields,
  });
  if (first === 'query')
    return query.get('q') === 'SELECT FIELDS(STANDARD) FROM User'
      ? { body: { totalSize: users(store).length, done: true, records: users(store).map(shown) } }
      : { status: 400, body: [{ errorCode: 'MALFORMED_QUERY' }] };
  if (first !== 'sobjects' || kind !== 'User') return missing;
  if (id === undefined && method === 'POST')
    return { status: 201, body: { id: store.add(body).id, success: true, errors: [] } };
  if (id === undefined) return { body: { objectDescribe: { name: 'User' }, recentItems: [] } };
  const record = store.find(id);
  if (record === undefined) return { status: 404, body: [{ errorCode: 'NOT_FOUND' }] };
  if (method === 'GET') return { body: shown(record) };
  store.drop(record);
  return { status: 204 };
};

/** What is not there is forbidden. */
const directus: Routes = ({ segments: [, id] }, store) =>
  id !== undefined && store.find(id) === undefined
    ? { status: 403, body: { errors: [{ message: "You don't have permission to access this." }] } }
    : undefined;

/** Keys in brackets. */
const odata: Routes = ({ method, path, body }, store) => {
  const [, id] = /^\/users\((\w+)\)$/.exec(path) ?? [];
  if (path === '/users' && method === 'POST') return { status: 201, body: dataOf(store.add(body)) };
  if (path === '/users') return { body: { value: users(store).map(dataOf) } };
  const record = id === undefined ? undefined : store.find(id);
  if (record === undefined) return missing;
  if (method === 'GET') return { body: record.fields };
  store.drop(record);
  return { status: 204 };
};

/** One record goes by another name than its id. */
const strapi: Routes = ({ method, segments: [, id], body, query }, store) => {
  const shown = (one: Stored): Fields => ({ documentId: `doc${one.id}`, ...one.fields });
  if (id === undefined && method === 'POST')
    return typeof body.data === 'object'
      ? { status: 201, body: { data: shown(store.add(body.data as Fields)), meta: {} } }
      : { status: 400, body: { error: { message: 'Missing "data" payload in the request body' } } };
  const all = users(store);
  if (id === undefined) {
    const page = Number(query.get('pagination[page]') ?? 1);
    const pagination = { page, pageSize: 2, pageCount: Math.ceil(all.length / 2), total: all.length };
    return { body: { data: all.slice(2 * page - 2, 2 * page).map(shown), meta: { pagination } } };
  }
  const record = all.find((one) => `doc${one.id}` === id);
  if (record === undefined) return missing;
  if (method === 'GET') return { body: { data: shown(record), meta: {} } };
  store.drop(record);
  return { status: 204 };
};

/** Media type, envelope and a type, each told only once the one before is right. */
const jsonApi: Routes = ({ method, segments: [, id], headers, body }, store) => {
  const { data } = body as { data?: { type?: string; attributes?: Fields } };
  const shown = ({ id, fields: { id: _, ...attributes } }: Stored): Fields => ({
    type: 'users',
    id,
    attributes,
  });
  if (id !== undefined || method !== 'POST') return undefined;
  if (headers['content-type'] !== 'application/vnd.api+json')
    return { status: 415, body: { errors: [{ detail: 'Content-Type must be application/vnd.api+json' }] } };
  return data?.type === 'users' && data.attributes !== undefined
    ? { status: 201, body: { data: shown(store.add(data.attributes)) } }
    : { status: 400, body: { errors: [{ detail: 'Missing `data` with `type` and `attributes`' }] } };
};

const page = (query: URLSearchParams, name: string): number => Number(query.get(name) ?? 1) - 1;

const known: readonly Known[] = [
  {
    name: 'WordPress',
    shape: { route: wordpress },
    failed: ['remove'],
    line: 'api: { remove: { query: { force: true } } }',
  },
  {
    name: 'CouchDB',
    shape: { idName: '_id', id: (n) => `doc-${n}`, route: couchdb },
    failed: ['read', 'list', 'remove'],
    line: "id: '_id', api: { list: { path: '/users/_all_docs', query: { include_docs: true } }, remove: { headers: { 'If-Match': '{etag}' } } }",
  },
  {
    name: 'Elasticsearch',
    shape: { id: (n) => `es${n}`, route: elasticsearch },
    says: { path: '/users/_doc' },
    failed: ['create', 'list'],
    line: "id: '_id', answers: { many: 'hits.hits' }, api: { list: { path: '/users/_search', query: { size: 1000 } } }",
  },
  {
    name: 'Salesforce',
    shape: { id: (n) => `001${n}`, route: salesforce },
    says: { path: '/sobjects/User' },
    failed: ['list'],
    line: "api: { list: { path: '/query', query: { q: 'SELECT FIELDS(STANDARD) FROM User' } } }",
  },
  {
    name: 'Directus',
    shape: { route: directus, one: (record) => ({ data: record }), many: ({ items }) => ({ data: items }) },
    failed: ['gone'],
    line: 'api: { remove: { gone: ({ status }) => status === 403 } }',
  },
  {
    name: 'OData',
    shape: { route: odata },
    failed: ['read'],
    line: "api: { read: { path: '/users({id})' }, remove: { path: '/users({id})' } }",
  },
  {
    name: 'Strapi 5',
    shape: { route: strapi },
    failed: ['create', 'read', 'list'],
    line: "api: { create: { body: (fields) => ({ data: fields }) }, list: { next: { page: 'pagination[page]' } } }, id: 'documentId'",
  },
  {
    name: 'JSON:API',
    shape: {
      route: jsonApi,
      id: (n) => `${n}`,
      one: ({ id, ...attributes }) => ({ data: { type: 'users', id, attributes } }),
      item: ({ id, ...attributes }) => ({ type: 'users', id, attributes }),
      many: ({ items }) => ({ data: items }),
    },
    failed: ['create'],
    line: "api: { create: { encode: 'application/vnd.api+json', body: (fields) => ({ data: { type: 'users', attributes: fields } }) } }",
  },
  {
    name: 'SCIM',
    shape: {
      takes: 'application/scim+json',
      paged: { size: 2, start: (query) => page(query, 'startIndex') },
      many: ({ items, total }) => ({ totalResults: total, startIndex: 1, itemsPerPage: 2, Resources: items }),
      send: (reply) =>
        reply.status === 415 ? { ...reply, body: { detail: 'application/scim+json is expected' } } : reply,
    },
    failed: ['create', 'list'],
    line: "api: { create: { encode: 'application/scim+json' }, list: { next: { offset: 'startIndex', from: 1 } } }",
  },
  {
    name: 'a cursor under another name, in a list where nobody looks for one',
    shape: {
      paged: { size: 2, start: (query) => Number(query.get('after')?.slice(2) ?? 0) },
      many: ({ items, next }) => ({
        ok: true,
        page: { rows: items, cursor: next === undefined ? null : `c-${next}` },
      }),
    },
    failed: ['list'],
    line: "api: { list: { next: { cursor: 'after', at: 'page.cursor' } } }, answers: { many: 'page.rows' }",
  },
];

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

test.for(known)('$name: the line that is told makes it right, also after a kill', async (row) => {
  const { shape, says, failed, line } = row;
  await using server = await new ShapeServer(shape).open();
  const root = mkdtempSync(join(tmpdir(), 'seedbed-known-'));
  roots.push(root);
  const resolved = (users: object): ResolvedConfig =>
    resolvedIn(root, { name: row.name, shape, users }, server.url);

  const report = await checkApi(resolved({ ...says }));
  const [told] = report.resources;
  const marks = told === undefined ? undefined : stepsThat('failed', told);
  expect({ failed: marks, line: told?.line }).toEqual({ failed, line });
  expect([report.left, server.ours('users'), server.foreign.length]).toEqual([0, [], 3]);

  const described = { ...says, ...(runInNewContext(`({ ${line} })`) as object) };
  const again = await checkApi(resolved(described));
  expect([isProved(again), again.resources[0]?.line]).toEqual([true, undefined]);
  expect(again.resources[0]?.requests).toBeLessThanOrEqual(10);
  expect([server.ours('users'), server.foreign.length]).toEqual([[], 3]);

  const config = configOf({ name: row.name, shape, users: described }, server.url);
  const seeder = await seederIn(root, config);
  await seeder.seed({ users: 4 });
  expect(server.ours('users')).toHaveLength(4);
  orphan(root);
  const next = await startRun(root, config);
  expect((await next.close()).left).toEqual([]);
  expect([server.ours('users'), server.foreign.length, server.errors]).toEqual([[], 3, []]);
});

/** Rows by filters, and nothing to a create that does not ask for the row. */
const postgrest: Routes = ({ method, segments, query, headers, body }, store) => {
  if (segments.length > 1) return missing;
  if (method === 'POST') {
    const made = store.add(body);
    return { status: 201, body: headers.prefer === 'return=representation' ? [made.fields] : undefined };
  }
  const [, wanted] = /^eq\.(.+)$/.exec(query.get('id') ?? '') ?? [];
  const rows = users(store).filter(({ id }) => wanted === undefined || id === wanted);
  if (method === 'GET') return { body: rows.map(dataOf) };
  if (wanted === undefined) return { status: 400, body: { message: 'DELETE requires a WHERE clause' } };
  for (const row of rows) store.drop(row);
  return { status: 204 };
};

test('PostgREST: a removal by the filter that reads is told and not tried, and a sweep ends it', async () => {
  await using server = await new ShapeServer({ route: postgrest }).open();
  const root = mkdtempSync(join(tmpdir(), 'seedbed-known-'));
  roots.push(root);
  const resolved = (users: object): ResolvedConfig =>
    resolvedIn(root, { name: '', shape: {}, users }, server.url);
  const { resources, left } = await checkApi(resolved({}));
  expect(resources[0]).toMatchObject({
    isLineProved: false,
    line: "api: { read: { path: '/users', query: { id: 'eq.{id}' } }, remove: { path: '/users', query: { id: 'eq.{id}' } }, create: { headers: { Prefer: 'return=representation' } } }",
  });
  expect([left, server.ours('users').length, server.foreign.length]).toEqual([2, 2, 3]);
  expect(server.asked.filter((asked) => /^DELETE \/users(\?|$)/.test(asked))).toEqual([]);

  const right = resolved(runInNewContext(`({ ${resources[0]?.line} })`) as object);
  const again = await checkApi(right);
  expect([isProved(again), again.left]).toEqual([true, 0]);
  expect(again.resources[0]?.requests).toBeLessThanOrEqual(10);
  await sweepRuns(right, { maxDelete: 10 });
  expect([server.ours('users'), server.foreign.length]).toEqual([[], 3]);
});
