import type { HookApi } from '../../src/factory/description.ts';
import type { Asked, Fields, Reply, Store } from './shape.ts';
import type { ShapeRow } from './shape-row.ts';

interface Tools {
  readonly api: HookApi;
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

/** APIs that are no REST at all: each operation is a function. */
export const functionRows: readonly ShapeRow[] = [
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
];
