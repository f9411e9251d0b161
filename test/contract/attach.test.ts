import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig, startRun } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { defineResource } from '../../src/index.ts';
import { ledgerFiles, orphan } from '../cases/stage.ts';
import { Graph, GraphServer } from './graph-server.ts';

interface Pair {
  readonly user_id: number;
  readonly group_id: number;
}

const named = <const Name extends string>(name: Name) =>
  defineResource({
    name,
    path: `/${name}`,
    key: 'title',
    build: ({ unique }) => ({ title: `${unique.namespace}-${unique.token}` }),
  });

/** A row without an id: it is made by POST /attach, and undone by DELETE /attach with both its fields. */
const memberships = defineResource({
  name: 'memberships',
  path: '/attach',
  key: ['user_id', 'group_id'],
  belongsTo: { users: 'user_id', groups: 'group_id' },
  build: () => ({}),
  api: {
    create: async (pair, { api }) => {
      await api.request({ method: 'POST', path: '/attach', body: pair });
      return { ...pair, id: `${pair.user_id}:${pair.group_id}` };
    },
    list: async ({ api }) => {
      const { body } = await api.request({ method: 'GET', path: '/attach' });
      return (body as Pair[]).map((pair) => ({ ...pair, id: `${pair.user_id}:${pair.group_id}` }));
    },
    read: async (id, { api }) => {
      const { body } = await api.request({ method: 'GET', path: '/attach' });
      const [user, group] = String(id).split(':').map(Number);
      const pair = (body as Pair[]).find(({ user_id, group_id }) => user_id === user && group_id === group);
      return pair && { ...pair, id };
    },
    remove: { method: 'DELETE', path: '/attach', query: { user_id: '{user_id}', group_id: '{group_id}' } },
  },
});

const resources = [memberships, named('users'), named('groups')];

test('rows between two resources are attached, each pair once, and detached before what they tie together', async () => {
  await using server = await new GraphServer().open();
  await using graph = await Graph.open({ baseUrl: server.url, resources });
  const dataset = await graph.seed({ users: 4, groups: 2, memberships: 8 });
  // All eight pairs that there are.
  expect(server.attached.size).toBe(8);
  expect(server.count('POST /attach')).toBe(8);
  expect(dataset.memberships.of(dataset.users.one())).toHaveLength(2);
  expect(dataset.memberships.of(dataset.groups.one())).toHaveLength(4);

  const { removed, left } = await graph.host.close();
  expect({ removed, left }).toEqual({ removed: 14, left: [] });
  expect([server.attached.size, server.size]).toEqual([0, 0]);
  expect(server.count('DELETE /attach')).toBe(8);
  const deletes = server.asked.filter((line) => line.startsWith('DELETE'));
  expect(deletes.slice(0, 8).every((line) => line === 'DELETE /attach')).toBe(true);
});

test('a user whom somebody else attached before stays attached', async () => {
  await using server = await new GraphServer().open();
  await using graph = await Graph.open({ baseUrl: server.url, resources });
  const user = server.add('users', { title: 'ada' });
  const group = server.add('groups', { title: 'admins' });
  server.attached.add(`${user.id}:${group.id}`);
  await graph.seed({
    memberships: {
      count: 2,
      each: [
        { user_id: user.id as number, group_id: 998 },
        { user_id: user.id as number, group_id: 999 },
      ],
    },
  });
  expect(server.attached.size).toBe(3);
  await graph.host.close();
  expect([...server.attached]).toEqual([`${user.id}:${group.id}`]);
});

test('an API that refuses a pair twice fails that record alone, under minSuccess', async () => {
  await using server = await new GraphServer().open();
  await using graph = await Graph.open({ baseUrl: server.url, resources, minSuccess: 0.5 });
  const dataset = await graph.seed({ users: 1, groups: 1, memberships: 2 });
  expect(dataset.failures.map(({ resource, outcome }) => [resource, outcome])).toEqual([
    ['memberships', 'rejected'],
  ]);
  await graph.host.close();
  expect([server.attached.size, server.size]).toEqual([0, 0]);
});

test.each([
  ['as it was', () => undefined],
  ['without an outcome of any row', forgetAttached],
])('after a kill, they are detached by what they tie together, with a ledger %s', async (_, damage) => {
  await using server = await new GraphServer().open();
  const config = { baseUrl: server.url, resources, auth: 'none', project: 'graph', settle: 0.02 } as const;
  await using graph = await Graph.open(config);
  server.attached.add('998:999');
  await graph.seed({ users: 4, groups: 2, memberships: 8 });
  expect(server.attached.size).toBe(9);
  damage(graph.root);
  orphan(graph.root);
  const next = await startRun(graph.root, config);
  await next.close();
  expect([[...server.attached], server.size]).toEqual([['998:999'], 0]);
});

test('a row between two that were there before is left after a kill, and told', async () => {
  await using server = await new GraphServer().open();
  const config = { baseUrl: server.url, resources, auth: 'none', project: 'graph', settle: 0.02 } as const;
  await using graph = await Graph.open(config);
  const user = server.add('users', { title: 'ada' });
  const group = server.add('groups', { title: 'admins' });
  await graph.seed({
    memberships: { count: 1, set: { user_id: user.id as number, group_id: group.id as number } },
  });
  orphan(graph.root);
  const { left } = await sweepRuns(await readConfig(graph.root, config), { maxDelete: 10 });
  expect(left).toMatchObject([{ resource: 'memberships', reason: expect.stringContaining('--unproved') }]);
  expect([server.attached.size, server.size]).toEqual([1, 2]);
});

/** A kill came before the outcomes of the rows were written. */
function forgetAttached(root: string): void {
  const [file = ''] = ledgerFiles(root);
  const lines = readFileSync(file, 'utf8').split('\n');
  const rows = lines.filter((line) => line.startsWith('{"created"') && /"\d+:\d+"/.test(line));
  expect(rows).toHaveLength(8);
  writeFileSync(file, lines.filter((line) => !rows.includes(line)).join('\n'));
}
