import { expect, test } from 'vitest';
import type { ApiDescription } from '../../src/factory/description.ts';
import { readConfig } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { defineResource } from '../../src/index.ts';
import { orphan } from '../cases/stage.ts';
import { Graph, GraphServer } from './graph-server.ts';

/** Users whose operations are functions, as of an API that says with 200 what went wrong. */
function usersWith(api: ApiDescription) {
  return defineResource({
    name: 'users',
    path: '/users',
    key: 'title',
    api,
    build: ({ unique }) => ({ title: `${unique.namespace}-${unique.token}`, colour: 'rather dark blue' }),
  });
}

test('a removal that one function refuses is the failure of that record alone, in its own words', async () => {
  await using server = await new GraphServer().open();
  let held: unknown;
  const users = usersWith({
    remove: async ({ id }, { api }) => {
      if (id === held) throw new Error('The user is locked by an audit.');
      await api.request({ method: 'DELETE', path: `/users/${id}` });
    },
  });
  await using graph = await Graph.open({ baseUrl: server.url, resources: [users] });
  const dataset = await graph.seed({ users: 12 });
  held = dataset.users[4]?.id;
  const { removed, left } = await graph.host.close();
  expect(removed).toBe(11);
  expect(left).toEqual([{ resource: 'users', id: held, reason: 'The user is locked by an audit.' }]);
  expect(server.of('users').map(({ id }) => id)).toEqual([held]);
});

test('a removal that throws because there is nothing to remove any more is none that failed', async () => {
  await using server = await new GraphServer({ bulkItems: 100 }).open();
  const users = usersWith({
    remove: async ({ id }, { api }) => {
      await api.request({ method: 'POST', path: '/users/delete', body: [id] });
      // As if its answer had been lost, and a second request had said so with 200.
      throw new Error('No such user.');
    },
  });
  const config = { baseUrl: server.url, resources: [users], auth: 'none', settle: 0.02 } as const;
  await using graph = await Graph.open(config);
  await graph.seed({ users: 12 });
  orphan(graph.root);
  const { removed, left } = await sweepRuns(await readConfig(graph.root, config), { maxDelete: 20 });
  expect({ removed, left, size: server.size }).toEqual({ removed: 12, left: [], size: 0 });
});

test('a create that throws is the failure of that record alone: the others are made, and it is looked up before it is tried again', async () => {
  await using server = await new GraphServer().open();
  const users = usersWith({
    create: async (fields, { api }) => {
      if (fields.colour === 'none') throw new TypeError('colour: has already been taken');
      const { body } = await api.request({ method: 'POST', path: '/users', body: fields });
      // Committed, and then not understood.
      if (fields.colour === 'odd') throw new TypeError('body.data is undefined');
      return body as Readonly<Record<string, unknown>>;
    },
  });
  await using graph = await Graph.open({ baseUrl: server.url, resources: [users], minSuccess: 0.9 });
  const each = Array.from({ length: 12 }, (_, at) =>
    at === 4 ? { colour: 'none' } : at === 7 ? { colour: 'odd' } : {},
  );
  const dataset = await graph.seed({ users: { count: 12, each } });
  expect(dataset.failures).toMatchObject([
    { index: 4, outcome: 'rejected', reason: 'colour: has already been taken' },
  ]);
  expect(server.of('users')).toHaveLength(11);
  expect((await graph.host.close()).left).toEqual([]);
  expect(server.size).toBe(0);
});

test('a list that throws says nothing of the removal, which is proved by reading', async () => {
  await using server = await new GraphServer().open();
  const users = usersWith({ list: () => Promise.reject(new Error('Too complex a query.')) });
  await using graph = await Graph.open({ baseUrl: server.url, resources: [users] });
  await graph.seed({ users: 12 });
  const { removed, left, audit } = await graph.host.close();
  expect({ removed, left, size: server.size }).toEqual({ removed: 12, left: [], size: 0 });
  expect(audit?.unsearched).toEqual([{ resource: 'users', reason: 'Too complex a query.' }]);
});
