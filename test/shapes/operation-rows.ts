import { randomUUID } from 'node:crypto';
import type { HookApi } from '../../src/factory/description.ts';
import type { Asked, Fields, Reply, Store } from './shape.ts';
import type { ShapeRow } from './shape-row.ts';

interface Tools {
  readonly api: HookApi;
}

const notFound: Reply = { status: 404, body: { message: 'Not found.' } };

/** `POST /users/7/<verb>` does what a DELETE does elsewhere. */
function verb(name: string, act: (store: Store, id: string) => Reply) {
  return ({ method, segments }: Asked, store: Store): Reply | undefined => {
    const [, id = '', last] = segments;
    if (method === 'DELETE') return { status: 405, body: {} };
    if (last !== name) return undefined;
    return store.find(id) === undefined ? notFound : act(store, id);
  };
}

function graphql({ path, body }: Asked, store: Store): Reply | undefined {
  if (path !== '/graphql') return undefined;
  const { query = '', variables = {} } = body as { query?: string; variables?: Fields };
  if (query.includes('createUser'))
    return { body: { data: { createUser: store.add(variables.input as Fields).fields } } };
  if (query.includes('deleteUser')) {
    store.drop(store.find(variables.id));
    return { body: { data: { deleteUser: true } } };
  }
  return query.includes('users')
    ? { body: { data: { users: store.records.map(({ fields }) => fields) } } }
    : { body: { data: { user: store.find(variables.id)?.fields ?? null } } };
}

const ask = async <T>({ api }: Tools, query: string, variables: object = {}): Promise<T> => {
  const { body } = await api.request({ method: 'POST', path: '/graphql', body: { query, variables } });
  return (body as { data: T }).data;
};

function rpc({ path, body }: Asked, store: Store): Reply | undefined {
  if (path !== '/rpc') return undefined;
  const { method, params = {} } = body as { method: string; params?: Fields };
  const answer = (result: unknown): Reply => ({ body: { jsonrpc: '2.0', id: 1, result } });
  if (method === 'users.add') return answer(store.add(params).fields);
  if (method === 'users.all') return answer(store.records.map(({ fields }) => fields));
  if (method === 'users.drop') store.drop(store.find(params.id));
  return answer(method === 'users.drop' ? true : (store.find(params.id)?.fields ?? null));
}

const call = async <T>({ api }: Tools, method: string, params: object = {}): Promise<T> => {
  const request = { jsonrpc: '2.0', id: 1, method, params };
  const { body } = await api.request({ method: 'POST', path: '/rpc', body: request });
  return (body as { result: T }).result;
};

const stopped = new WeakSet<object>();
const once = new Map<string, Fields>();

/** How records are created and removed, if not by POST and DELETE. */
export const operationRows: readonly ShapeRow[] = [
  {
    name: 'PUT with an id of the client',
    shape: {
      route: ({ method, segments, body }, store) =>
        method === 'PUT' ? { status: 201, body: store.add(body, segments[1]).fields } : undefined,
    },
    users: { api: { create: { method: 'PUT', path: '/users/{email}' } } },
  },
  {
    name: 'an archive that takes the record away',
    shape: {
      route: verb('archive', (store, id) => {
        store.drop(store.find(id));
        return { body: {} };
      }),
    },
    users: { api: { remove: { method: 'POST', path: '/users/{id}/archive' } } },
  },
  {
    name: 'a cancellation after which a read answers 400',
    shape: {
      route: (asked, store) => {
        const [, id, last] = asked.segments;
        if (asked.method === 'GET' && id !== undefined && store.find(id) === undefined)
          return { status: 400, body: { error: 'cancelled' } };
        if (last !== 'cancel') return undefined;
        store.drop(store.find(id));
        return { body: {} };
      },
    },
    users: {
      api: {
        remove: {
          method: 'POST',
          path: '/users/{id}/cancel',
          gone: ({ status }: { status: number }) => status === 400,
        },
      },
    },
  },
  {
    name: 'DELETE on the collection by a query',
    shape: {
      route: ({ method, query, segments }, store) => {
        if (method !== 'DELETE') return undefined;
        const record = segments.length === 1 ? store.find(query.get('id')) : undefined;
        store.drop(record);
        return record === undefined ? notFound : { status: 204 };
      },
    },
    users: { api: { remove: { path: '/users', query: { id: '{id}' } } } },
  },
  {
    name: 'DELETE with a body',
    shape: {
      route: ({ method, body }, store) => {
        if (method !== 'DELETE') return undefined;
        const record = store.find(body.id);
        store.drop(record);
        return record === undefined ? notFound : { status: 204 };
      },
    },
    users: { api: { remove: { path: '/users', body: ({ id }: Fields) => ({ id }) } } },
  },
  {
    name: 'a POST that deletes, and paths that are verbs',
    shape: {
      route: ({ path, body }, store) => {
        if (path === '/users/create') return { body: store.add(body).fields };
        if (path !== '/users/delete') return undefined;
        store.drop(store.find(body.id));
        return { body: { ok: true } };
      },
    },
    users: {
      api: {
        create: { path: '/users/create' },
        remove: { method: 'POST', path: '/users/delete', body: ({ id }: Fields) => ({ id }) },
      },
    },
  },
  {
    name: 'If-Match with the ETag of a read',
    shape: {
      route: ({ method, segments, headers }, store) => {
        const record = store.find(segments[1]);
        if (record === undefined) return undefined;
        const etag = `"v-${record.id}"`;
        if (method === 'GET') return { headers: { etag }, body: record.fields };
        return headers['if-match'] === etag ? undefined : { status: 428, body: { message: 'If-Match?' } };
      },
    },
    users: { api: { remove: { headers: { 'If-Match': '{etag}' } } } },
  },
  {
    name: 'a stop before the removal',
    shape: {
      route: ({ method, segments }, store) => {
        const record = store.find(segments[1]);
        if (record === undefined) return undefined;
        if (segments[2] === 'stop') {
          stopped.add(record);
          return { body: {} };
        }
        return method === 'DELETE' && !stopped.has(record)
          ? { status: 409, body: { message: 'It is running.' } }
          : undefined;
      },
    },
    users: { api: { remove: { first: [{ method: 'POST', path: '/users/{id}/stop' }] } } },
  },
  {
    name: '202 to a removal that is done later',
    shape: {
      route: ({ method, segments }, store) => {
        const record = store.find(segments[1]);
        if (method !== 'DELETE' || record === undefined) return undefined;
        setTimeout(() => store.records.includes(record) && store.drop(record), 15);
        return { status: 202, body: { status: 'accepted' } };
      },
    },
  },
  {
    name: 'GraphQL',
    shape: { route: graphql },
    users: {
      api: {
        create: async (input: Fields, tools: Tools) =>
          (await ask<{ createUser: Fields }>(tools, 'mutation { createUser }', { input })).createUser,
        list: async (tools: Tools) => (await ask<{ users: Fields[] }>(tools, '{ users }')).users,
        read: async (id: unknown, tools: Tools) =>
          (await ask<{ user: Fields | null }>(tools, '{ user }', { id })).user ?? undefined,
        remove: async ({ id }: Fields, tools: Tools) =>
          void (await ask(tools, 'mutation { deleteUser }', { id })),
      },
    },
  },
  {
    name: 'JSON-RPC',
    shape: { route: rpc },
    users: {
      api: {
        create: (fields: Fields, tools: Tools) => call<Fields>(tools, 'users.add', fields),
        list: (tools: Tools) => call<Fields[]>(tools, 'users.all'),
        read: async (id: unknown, tools: Tools) =>
          (await call<Fields | null>(tools, 'users.get', { id })) ?? undefined,
        remove: async ({ id }: Fields, tools: Tools) => void (await call(tools, 'users.drop', { id })),
      },
    },
  },
  {
    name: 'a search by a field',
    shape: {
      search: (query) => {
        const email = query.get('email');
        return email === null ? undefined : (record) => record.email === email;
      },
    },
    users: { lookup: { query: 'email' } },
  },
  {
    name: 'a search by a JSON condition',
    shape: {
      search: (query) => {
        const where = query.get('where');
        return where === null ? undefined : (record) => record.email === JSON.parse(where).email;
      },
    },
    users: { api: { find: { query: { where: '{"email":"{key}"}' } } } },
  },
  {
    name: 'a search by filter[email]',
    shape: {
      search: (query) => {
        const email = query.get('filter[email]');
        return email === null ? undefined : (record) => record.email === email;
      },
    },
    users: { api: { find: { query: { 'filter[email]': '{key}' } } } },
  },
  {
    name: 'a search by POST',
    shape: {
      route: ({ path, body }, { records }) =>
        path === '/users/search'
          ? {
              body: { hits: records.map(({ fields }) => fields).filter(({ email }) => email === body.email) },
            }
          : undefined,
    },
    users: {
      api: {
        find: async (email: string, { api }: Tools) => {
          const { body } = await api.request({ method: 'POST', path: '/users/search', body: { email } });
          return (body as { hits: Fields[] }).hits;
        },
      },
    },
  },
  {
    name: 'no search, and an Idempotency-Key',
    shape: {
      route: ({ method, headers, body }, store) => {
        if (method !== 'POST') return undefined;
        const key = headers['idempotency-key'] ?? randomUUID();
        const fields = once.get(key) ?? store.add(body).fields;
        once.set(key, fields);
        return { status: 201, body: fields };
      },
    },
    users: { idempotency: { header: 'Idempotency-Key' }, api: { find: false } },
  },
];
