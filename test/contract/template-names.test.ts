import { expect, test } from 'vitest';
import type { BuildContext } from '../../src/factory/build-context.ts';
import type { ApiDescription } from '../../src/factory/description.ts';
import { checkApi } from '../../src/host/check/check-api.ts';
import { readConfig } from '../../src/host/open-run.ts';
import { defineResource } from '../../src/index.ts';
import { Graph, GraphServer } from './graph-server.ts';

const named = <const Name extends string>(name: Name, api: ApiDescription = {}) =>
  defineResource({
    name,
    path: `/${name}`,
    key: 'title',
    build: ({ unique }) => ({ title: `${unique.namespace}-${unique.token}`, colour: 'blue' }),
    api,
  });

const members = (api: ApiDescription, more: object = {}) =>
  defineResource({
    name: 'members',
    path: '/members',
    key: 'title',
    belongsTo: { teams: 'team_id' },
    build: ({ unique }) => ({ title: `${unique.namespace}-${unique.token}` }),
    api,
    ...more,
  });

interface Tried {
  readonly message: string;
  /** Creates that were sent, of both collections. */
  readonly creates: number;
  readonly left: number;
}

async function tried(resources: Parameters<typeof Graph.open>[0]['resources'], seed: object): Promise<Tried> {
  await using server = await new GraphServer({ references: { members: { team_id: 'teams' } } }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: resources as [] });
  const error = await graph.seed(seed).then(
    () => new Error('It was seeded.'),
    (error: Error) => error,
  );
  expect(error).toMatchObject({ code: 'SEEDBED_CONFIG' });
  const creates = server.count('POST');
  await graph.host.close();
  return { message: error.message, creates, left: server.size };
}

test.each<[string, ApiDescription, string]>([
  ['a path', { read: { path: '/teams/{idd}' } }, '"{idd}" in the path of the reading of "teams"'],
  ['a search', { find: { query: { title: '{kye}' } } }, '"{kye}" in the query of the list of "teams"'],
  ['a list', { list: { path: '/teams/{folder}' } }, '"{folder}" in the path of the list of "teams"'],
  ['a search by tag', { search: { query: { q: '{tags}' } } }, '"{tags}" in the query of the list of "teams"'],
  [
    'a create',
    { create: { headers: { 'X-Key': '{titel}' } } },
    '"{titel}" in the header "x-key" of the create of "teams"',
  ],
  [
    'a parent that there is not',
    { remove: { path: '/groups/{groups.id}/teams/{id}' } },
    '"{groups.id}" in the path of the removal of "teams"',
  ],
])('a name that no record can have, in %s, is told before anything is sent', async (_, api, told) => {
  const { message, creates, left } = await tried([named('teams', api)], { teams: 3 });
  expect(message).toContain(`Expected ${told} to name something that a record has, which is: `);
  expect([creates, left]).toEqual([0, 0]);
});

test('the nearest right name is told', async () => {
  const { message } = await tried([named('teams', { find: { query: { title: '{kye}' } } })], { teams: 1 });
  expect(message).toBe(
    'Expected "{kye}" in the query of the list of "teams" to name something that a record has, which is: key, title, colour. Did you mean "key"?',
  );
});

test('resources of the seed are all looked at first: none is made before a mistake in another one', async () => {
  const resources = [named('teams'), members({ find: { query: { title: '{kye}' } } })];
  expect(await tried(resources, { teams: 2, members: 4 })).toMatchObject({ creates: 0, left: 0 });
});

test.each<[string, ApiDescription]>([
  ['its path', { remove: { path: '/teams/{idd}' } }],
  ['a step before it', { remove: { first: [{ path: '/teams/{idd}/stop' }] } }],
  ['a header', { remove: { headers: { 'X-Id': '{idd}' } } }],
])(
  'a name in a removal, in %s, might be one of the answer: it is told at the first of them',
  async (_, api) => {
    const { message, creates, left } = await tried([named('teams', api)], { teams: 3 });
    expect(message).toContain(
      'to name something that a record has, which is: id, key, etag, title, colour, created_at. Did you mean "id"?',
    );
    expect(message).toContain('One record of "teams" is there');
    expect([creates, left]).toEqual([1, 1]);
  },
);

test.each<[string, ApiDescription]>([
  ['reading', { read: { path: '/teams/{teams.idd}/members/{id}' } }],
  ['a removal', { remove: { path: '/teams/{teams.idd}/members/{id}' } }],
  ['a create', { create: { path: '/teams/{teams.idd}/members' } }],
])(
  'a field that no parent has, in %s, is told before the first child, and the parents go again',
  async (_, api) => {
    const { message, creates, left } = await tried([named('teams'), members(api)], { teams: 2, members: 4 });
    expect(message).toContain('Expected "{teams.idd}" in the path of the ');
    expect(message).toContain('Did you mean "teams.id"?');
    expect([creates, left]).toEqual([2, 0]);
  },
);

test('fields that only the API gives may be named in a removal, in its steps and headers too', async () => {
  await using server = await new GraphServer().open();
  const api: ApiDescription = {
    remove: { headers: { 'X-Made': '{created_at}', 'X-Title': '{title}' }, query: { made: '{created_at}' } },
  };
  await using graph = await Graph.open({ baseUrl: server.url, resources: [named('teams', api)] });
  await graph.seed({ teams: 3 });
  expect(await graph.host.close()).toMatchObject({ removed: 3, left: [] });
  expect(server.size).toBe(0);
});

test('fields of parents that only the API gives may be named', async () => {
  await using server = await new GraphServer().open();
  const api: ApiDescription = { remove: { query: { made: '{teams.created_at}' } } };
  await using graph = await Graph.open({ baseUrl: server.url, resources: [named('teams'), members(api)] });
  await graph.seed({ teams: 2, members: 4 });
  expect(await graph.host.close()).toMatchObject({ removed: 6, left: [] });
  expect(server.size).toBe(0);
});

test('a removal may be by the key', async () => {
  await using server = await new GraphServer().open();
  const api: ApiDescription = { remove: { query: { title: '{key}' } }, read: { query: { title: '{key}' } } };
  await using graph = await Graph.open({ baseUrl: server.url, resources: [named('teams', api)] });
  await graph.seed({ teams: 2 });
  expect(await graph.host.close()).toMatchObject({ removed: 2, left: [] });
  expect(server.size).toBe(0);
});

test('a record whose fields only its real parents can tell is looked at once it is there', async () => {
  const needy = members(
    { find: { query: { title: '{kye}' } } },
    {
      attributes: ['title'],
      build: ({ unique, ref }: Pick<BuildContext<object, 'teams'>, 'unique' | 'ref'>) => {
        if (ref('teams').title === undefined) throw new Error('Not without its team.');
        return { title: `${unique.namespace}-${unique.token}` };
      },
    },
  );
  const { message, creates, left } = await tried([named('teams'), needy], { teams: 1, members: 3 });
  expect(message).toContain('Did you mean "key"?');
  expect([creates, left]).toEqual([2, 0]);
});

test.each<[string, ApiDescription, number]>([
  ['a look-up', { find: { query: { title: '{kye}' } } }, 0],
  ['a removal', { remove: { path: '/teams/{idd}' } }, 2],
])('`seedbed check` tells a wrong name in %s, and leaves nothing', async (_, api, creates) => {
  await using server = await new GraphServer().open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: [named('teams', api)] });
  const config = await readConfig(graph.root, {
    baseUrl: server.url,
    auth: 'none',
    settle: 0.02,
    resources: [named('teams', api)],
  });
  const told = await checkApi(config).then(
    ({ resources }) => resources[0]?.steps.remove.note,
    (error: Error) => error.message,
  );
  expect(told).toMatch(/Expected .*"\{(kye|idd)\}"/);
  expect([server.count('POST'), server.size]).toEqual([creates, 0]);
});

test('`seedbed check` tells a field that no parent has before it makes a child', async () => {
  await using server = await new GraphServer({ references: { members: { team_id: 'teams' } } }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: [named('teams')] });
  const resources = [named('teams'), members({ read: { path: '/teams/{teams.idd}/members/{id}' } })];
  const config = await readConfig(graph.root, { baseUrl: server.url, auth: 'none', settle: 0.02, resources });
  await expect(checkApi(config)).rejects.toThrow('Did you mean "teams.id"?');
  expect([server.count('POST /members'), server.size]).toEqual([0, 0]);
});
