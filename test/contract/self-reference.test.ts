import { expect, test } from 'vitest';
import { defineResource } from '../../src/index.ts';
import { Graph, GraphServer, type Stored } from './graph-server.ts';

const references = { users: { manager_id: 'users' } };

const users = defineResource({
  name: 'users',
  path: '/users',
  key: 'email',
  belongsTo: { users: { foreignKey: 'manager_id', optional: true } },
  build: ({ unique }) => ({ email: unique.email('a') }),
});

const bulkUsers = users.extend({ bulk: { path: '/users/bulk', maxItems: 100 } });

const managed = (all: readonly Stored[]): Stored[] =>
  all.filter(({ manager_id }) => manager_id !== undefined);

test('records belong to earlier ones of their own kind, one request each, and go in reverse', async () => {
  await using server = await new GraphServer({ references }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: [users] });
  const dataset = await graph.seed({ users: 200 });

  expect(server.count('POST')).toBe(200);
  const stored = server.of('users');
  expect(managed(stored)).toHaveLength(199);
  const head = dataset.users.one();
  expect(head.manager_id).toBeUndefined();
  const reports = dataset.users.of(head);
  expect(reports).toHaveLength(5);
  expect(reports.every(({ manager_id }) => manager_id === head.id)).toBe(true);

  const { removed, left } = await graph.host.close();
  expect({ removed, left, size: server.size }).toEqual({ removed: 200, left: [], size: 0 });
  // None was refused because somebody still reports to it.
  expect(server.count('DELETE')).toBe(200);
});

test.each(['random', 'weighted'] as const)(
  'spread "%s" makes another tree, parents first all the same',
  async (spread) => {
    await using server = await new GraphServer({ references }).open();
    await using graph = await Graph.open({ baseUrl: server.url, resources: [users] });
    await graph.seed({ users: { count: 60, spread } });
    expect(server.count('POST')).toBe(60);
    expect(managed(server.of('users'))).toHaveLength(59);
    await graph.host.close();
    expect([server.count('DELETE'), server.size]).toEqual([60, 0]);
  },
);

test('a bulk call holds no record together with the one it belongs to', async () => {
  await using server = await new GraphServer({ references, bulkItems: 100 }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: [bulkUsers] });
  await graph.seed({ users: 200 });
  // 1 + 5 + 25 + 125 + 44, in calls of a hundred.
  expect(server.count('POST /users/bulk')).toBeLessThanOrEqual(6);
  expect(managed(server.of('users'))).toHaveLength(199);
  await graph.host.close();
  expect(server.size).toBe(0);
});

test('nested below each other they form the tree that was asked for, and later ones join it', async () => {
  await using server = await new GraphServer({ references }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: [users] });
  const dataset = await graph.seed({ users: { count: 2, users: { count: 3, users: 1 } } });
  expect(server.of('users')).toHaveLength(2 + 6 + 6);
  const [first, second] = dataset.users;
  expect([first?.manager_id, second?.manager_id]).toEqual([undefined, undefined]);
  expect(dataset.users.of(first as object)).toHaveLength(3);
  const { users: added } = await dataset.add({
    users: { count: 4, set: { manager_id: first?.id as number } },
  });
  expect(added.map(({ manager_id }) => manager_id)).toEqual(Array.from({ length: 4 }, () => first?.id));
  const { users: joined } = await dataset.add({ users: 1 });
  expect(joined[0]?.manager_id).toBeTypeOf('number');
  await graph.host.close();
  expect(server.size).toBe(0);
});

test('one that must belong to its own kind is refused before anything is sent', async () => {
  await using server = await new GraphServer({ references }).open();
  const folders = defineResource({
    name: 'folders',
    path: '/folders',
    belongsTo: { folders: 'parent_id' },
    build: ({ unique }) => ({ name: unique.token }),
  });
  await using graph = await Graph.open({ baseUrl: server.url, resources: [folders] });
  await expect(graph.seed({ folders: 2 })).rejects.toMatchObject({
    code: 'SEEDBED_CONFIG',
    message:
      'Failed to order the resources: "folders" must belong to another "folders", so that none could be the first. ' +
      'Make it optional: belongsTo: { folders: { foreignKey: …, optional: true } }.',
  });
  expect(server.asked).toEqual([]);
});
