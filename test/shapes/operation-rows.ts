import type { Asked, Fields, Reply, Store } from './shape.ts';
import type { ShapeRow } from './shape-row.ts';

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

const stopped = new WeakSet<object>();
/** Each machine, and when it has stopped. */
const stops = new WeakMap<object, number>();
const versions = new WeakMap<object, number>();

const isRunning: Reply = { status: 409, body: { message: 'It is running.' } };
const stopFirst = { api: { remove: { first: [{ method: 'POST', path: '/users/{id}/stop' }] } } };

/** How records are created and removed, if not by POST and DELETE. */
export const operationRows: readonly ShapeRow[] = [
  {
    name: 'PUT with an id of the client',
    shape: {
      route: ({ method, segments, body }, store) => {
        if (method !== 'PUT') return undefined;
        store.drop(store.find(segments[1]));
        return { status: 201, body: store.add(body, segments[1]).fields };
      },
    },
    users: { api: { create: { method: 'PUT', path: '/users/{email}' } } },
  },
  {
    name: 'PUT with an id of the client, answered with nothing',
    shape: {
      idName: 'email',
      route: ({ method, segments, body }, store) => {
        if (method !== 'PUT') return undefined;
        store.drop(store.find(segments[1]));
        store.add(body, segments[1]);
        return { status: 201 };
      },
    },
    users: { id: 'email', api: { create: { method: 'PUT', path: '/users/{email}' } } },
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
    name: 'an archive that keeps the record, marked',
    shape: {
      route: verb('archive', (store, id) => {
        const record = store.find(id);
        if (record !== undefined) record.fields.archived = true;
        return { body: {} };
      }),
    },
    users: {
      api: {
        remove: {
          method: 'POST',
          path: '/users/{id}/archive',
          gone: ({ body }: { body: Fields | undefined }) => body?.archived === true,
        },
      },
    },
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
        return method === 'DELETE' && !stopped.has(record) ? isRunning : undefined;
      },
    },
    users: stopFirst,
  },
  ...[409, 404, 304].map((status) => ({
    name: `a stop that is answered with ${status} if it was stopped already`,
    shape: {
      route: ({ method, segments }: Asked, store: Store): Reply | undefined => {
        const record = store.find(segments[1]);
        if (record === undefined) return undefined;
        const runs = Number(record.id) % 2 === 0 && !stopped.has(record);
        if (segments[2] !== 'stop') return method === 'DELETE' && runs ? isRunning : undefined;
        stopped.add(record);
        return runs ? { body: {} } : { status, ...(status !== 304 && { body: { message: 'Not running.' } }) };
      },
    },
    users: stopFirst,
  })),
  {
    name: '202 to a stop that takes longer than two looks',
    shape: {
      route: ({ method, segments }, store) => {
        const record = store.find(segments[1]);
        if (record === undefined) return undefined;
        const at = stops.get(record);
        if (segments[2] !== 'stop')
          return method === 'DELETE' && !(at !== undefined && at <= Date.now()) ? isRunning : undefined;
        if (at !== undefined) return { status: 409, body: { message: 'It is stopping.' } };
        stops.set(record, Date.now() + 250);
        return { status: 202, body: { status: 'stopping' } };
      },
    },
    users: stopFirst,
  },
  {
    name: 'a stop and a removal, each with the ETag of its moment',
    shape: {
      route: ({ method, segments, headers, query }, store) => {
        const record = store.find(segments[1]);
        if (record === undefined) return undefined;
        const version = versions.get(record) ?? 1;
        const etag = `W/"${version}"`;
        if (method === 'GET') return { headers: { etag }, body: record.fields };
        if ((headers['if-match'] ?? query.get('version')) !== etag)
          return { status: 412, body: { message: 'It has changed.' } };
        if (segments[2] === 'stop') versions.set(record, version + 1);
        return segments[2] === 'stop' ? { body: {} } : version === 1 ? isRunning : undefined;
      },
    },
    users: {
      api: {
        remove: {
          query: { version: '{etag}' },
          first: [{ path: '/users/{id}/stop', headers: { 'If-Match': '{etag}' } }],
        },
      },
    },
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
];
