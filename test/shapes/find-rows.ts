import { randomUUID } from 'node:crypto';
import type { BuildContext } from '../../src/factory/definition.ts';
import type { HookApi } from '../../src/factory/description.ts';
import type { Fields } from './shape.ts';
import type { ShapeRow } from './shape-row.ts';

interface Tools {
  readonly api: HookApi;
}

const once = new Map<string, Fields>();

/** As databases write times: `2026-02-03T07:00:00+00:00`. */
const inUtc = ({
  team = 'others',
  at = '2025-01-01T00:00:00.000Z',
  main = false,
  ...record
}: Fields): Fields => ({
  ...record,
  team,
  at: String(at).replace('.000Z', '+00:00'),
  main,
});

/** How a record is found by its key, if not by reading the list. */
export const findRows: readonly ShapeRow[] = [
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
    name: 'a search by three fields, one of them a time that the API writes in its own way',
    shape: {
      search: (query) => {
        const [team, at, isMain] = ['team', 'at', 'main'].map((name) => query.get(name));
        return team === null
          ? undefined
          : (record) => record.team === team && record.at === at && String(record.main) === isMain;
      },
      one: inUtc,
      item: inUtc,
    },
    users: {
      key: ['team', 'at', 'main'],
      api: { find: { query: { team: '{team}', at: '{at}', main: '{main}' } } },
      build: ({ unique }: BuildContext) => ({
        team: `team-${unique.namespace}-${unique.token}`,
        at: new Date('2026-02-03T07:00:00Z'),
        main: true,
      }),
    },
  },
  {
    name: 'a path by the key, which shows one record or says 404',
    shape: {
      route: ({ method, segments }, { records }) => {
        if (method !== 'GET' || segments[0] !== 'by-email') return undefined;
        const found = records.find(({ fields }) => fields.email === segments[1]);
        return found === undefined ? { status: 404, body: { message: 'Nobody.' } } : { body: found.fields };
      },
    },
    users: { api: { find: { path: '/by-email/{key}' } } },
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
  {
    name: 'Parse Server: objectId, a session token in the answer, and where={…}',
    shape: {
      idName: 'objectId',
      id: (n) => `oX${n}aB`,
      created: ({ objectId }) => ({
        status: 201,
        body: { objectId, createdAt: '2026-11-26T00:00:00Z', sessionToken: 'r:abc' },
      }),
      many: ({ items }) => ({ results: items }),
      allows: ({ headers }) => headers['x-parse-master-key'] === 'm4ster',
      search: (query) => {
        const where = query.get('where');
        return where === null ? undefined : (record) => record.email === JSON.parse(where).email;
      },
    },
    users: { id: 'objectId', api: { find: { query: { where: '{"email":"{key}"}' } } } },
    config: { headers: { 'X-Parse-Application-Id': 'app', 'X-Parse-Master-Key': 'm4ster' } },
  },
];
