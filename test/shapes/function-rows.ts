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

const askStrictly = async <T>({ api }: Tools, query: string, variables: object = {}): Promise<T> => {
  const { body } = await api.request({ method: 'POST', path: '/graphql', body: { query, variables } });
  const { data, errors = [] } = body as { data: T; errors?: { message: string }[] };
  if (errors[0] !== undefined) throw new Error(errors[0].message);
  return data;
};

/** As GraphQL servers answer: a node, a connection of pages, and `errors` with 200 for what is not there. */
function strictGraphql({ path, body }: Asked, store: Store): Reply | undefined {
  if (path !== '/graphql') return undefined;
  const { query = '', variables = {} } = body as { query?: string; variables?: Fields };
  if (query.includes('createUser'))
    return { body: { data: { createUser: { user: store.add(variables.input as Fields).fields } } } };
  if (query.includes('users')) {
    const at = Number(variables.after ?? 0);
    const nodes = store.records.slice(at, at + 4).map(({ fields }) => fields);
    const pageInfo = { hasNextPage: at + 4 < store.records.length, endCursor: String(at + 4) };
    return { body: { data: { users: { nodes, pageInfo } } } };
  }
  const found = store.find(variables.id);
  if (found === undefined) return { body: { data: null, errors: [{ message: 'User not found' }] } };
  if (query.includes('deleteUser')) store.drop(found);
  return { body: { data: { user: found.fields } } };
}

interface Connection {
  readonly users: { nodes: Fields[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

async function everyNode(tools: Tools): Promise<Fields[]> {
  const all: Fields[] = [];
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const { users }: Connection = await askStrictly(tools, '{ users }', { after });
    all.push(...users.nodes);
    after = users.pageInfo.hasNextPage ? users.pageInfo.endCursor : undefined;
  }
  return all;
}

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
    name: 'GraphQL, whose errors are thrown, also by a reading of what is gone',
    shape: { route: strictGraphql },
    users: {
      api: {
        create: async (input: Fields, tools: Tools) =>
          (await askStrictly<{ createUser: { user: Fields } }>(tools, 'createUser', { input })).createUser
            .user,
        list: everyNode,
        read: async (id: unknown, tools: Tools) =>
          (await askStrictly<{ user: Fields }>(tools, '{ user }', { id })).user,
        remove: async ({ id }: Fields, tools: Tools) => void (await askStrictly(tools, 'deleteUser', { id })),
      },
    },
  },
  {
    name: 'a function that answers the Id alone',
    shape: {},
    users: {
      api: {
        create: async (fields: Fields, { api }: Tools) => {
          const { body } = await api.request({ method: 'POST', path: '/users', body: fields });
          return { Id: (body as Fields).id };
        },
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
