import type { ShapeRow } from './shape-row.ts';

const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };

/** @param all where they are created and listed @param one where one of them is */
function belowTeams(all: string, one: string): object {
  return {
    belongsTo: { teams: 'team_id' },
    api: { create: { path: all }, list: { path: all }, read: { path: one }, remove: { path: one } },
  };
}

/** Ids, and where they stand in paths and bodies. */
export const pathRows: readonly ShapeRow[] = [
  { name: 'ids that are texts', shape: { id: (n) => `usr_${n}` } },
  {
    name: 'UUIDs called _id',
    shape: { idName: '_id', id: (n) => `0b5f8a5c-7d61-4f3e-9f65-${String(n).padStart(12, '0')}` },
    users: { id: '_id' },
  },
  {
    name: 'ids with more digits than a number holds',
    shape: { id: (n) => rawJSON(`90071992547409${String(n * 2 + 101)}`) },
  },
  {
    name: 'ids called objectId',
    shape: { idName: 'objectId', id: (n) => `oX${n}` },
    users: { id: 'objectId' },
  },
  {
    name: 'an id at data.id',
    shape: { one: (record) => ({ data: record }), many: ({ items }) => ({ data: items }) },
    users: { id: 'data.id' },
  },
  { name: 'ids with slashes and spaces', shape: { id: (n) => `team a/user ${n}` } },
  { name: 'a slash at the end of every path', shape: { slash: true }, users: { path: '/users/' } },
  {
    name: 'users below their team',
    shape: { nested: true },
    users: belowTeams('/teams/{teams.id}/users', '/teams/{teams.id}/users/{id}'),
  },
  {
    name: 'users below their team, of whom a create answers the id alone',
    shape: { nested: true, created: ({ id }) => ({ status: 201, body: { id } }) },
    users: belowTeams('/teams/{teams.id}/users', '/teams/{teams.id}/users/{id}'),
  },
  {
    name: 'ids of digits with zeros before them, beside a number that JSON cannot hold',
    shape: {
      nested: true,
      id: (n) => String(n).padStart(5, '0'),
      one: (record) => ({ ...record, clock: rawJSON('9007199254740993') }),
    },
    users: belowTeams('/teams/{teams.id}/users', '/teams/{teams.id}/users/{id}'),
  },
  {
    name: 'users below their team, named by their own field, and by the team’s where there is none yet',
    shape: { nested: true },
    users: {
      belongsTo: { teams: 'team_id' },
      api: {
        create: { path: '/teams/{team_id}/users' },
        list: { path: '/teams/{teams.id}/users' },
        read: { path: '/teams/{team_id}/users/{id}' },
        remove: { path: '/teams/{team_id}/users/{id}' },
      },
    },
  },
  {
    name: 'users below their team, with a slash at the end, wrapped',
    shape: {
      nested: true,
      slash: true,
      one: (record) => ({ data: record }),
      many: ({ items, total }) => ({ count: total, next: null, results: items }),
    },
    users: belowTeams('/teams/{teams.id}/users/', '/teams/{teams.id}/users/{id}/'),
  },
  {
    name: 'the id in the query',
    shape: {
      route: ({ method, segments, query }, store) => {
        const id = query.get('user_id');
        if (segments[0] !== 'users' || id === null) return undefined;
        const record = store.find(id);
        if (record === undefined) return { status: 404, body: {} };
        if (method === 'DELETE') store.drop(record);
        return { body: record.fields };
      },
    },
    users: {
      api: {
        read: { path: '/users', query: { user_id: '{id}' } },
        remove: { path: '/users', query: { user_id: '{id}' } },
      },
    },
  },
  {
    name: 'a list at a path of its own',
    shape: {
      route: ({ path }, { records }) =>
        path === '/all-users' ? { body: records.map(({ fields }) => fields) } : undefined,
    },
    users: { listPath: '/all-users' },
  },
  {
    name: 'paths by one of the record’s own fields',
    shape: {
      route: ({ method, segments }, store) => {
        if (segments[0] !== 'by-email') return undefined;
        const record = store.records.find(({ fields }) => fields.email === segments[1]);
        if (record === undefined) return { status: 404, body: {} };
        if (method === 'DELETE') store.drop(record);
        return { body: record.fields };
      },
    },
    users: { api: { read: { path: '/by-email/{email}' }, remove: { path: '/by-email/{email}' } } },
  },
  {
    name: 'a form',
    shape: { takes: 'application/x-www-form-urlencoded' },
    users: { api: { create: { encode: 'form' } } },
  },
  {
    name: 'a multipart form',
    shape: { takes: 'multipart/form-data' },
    users: { api: { create: { encode: 'multipart' } } },
  },
  {
    name: 'a media type of its own, and a body inside',
    shape: {
      takes: 'application/fhir+json',
      unwrap: ({ user }) => user as object as Record<string, unknown>,
    },
    users: { api: { create: { encode: 'application/fhir+json', body: (user: object) => ({ user }) } } },
  },
];
