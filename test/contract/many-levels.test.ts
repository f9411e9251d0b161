import { expect, test } from 'vitest';
import { type AnyResource, defineResource } from '../../src/index.ts';
import { Graph, GraphServer, type GraphServerOptions } from './graph-server.ts';

const references: GraphServerOptions['references'] = {
  teams: { organisation_id: 'organisations' },
  users: { team_id: 'teams' },
  vms: { user_id: 'users' },
  snapshots: { vm_id: 'vms' },
};

function level(name: string, parent?: [resource: string, foreignKey: string], bulk = false) {
  return defineResource({
    name,
    path: `/${name}`,
    key: 'title',
    ...(parent && { belongsTo: { [parent[0]]: parent[1] } }),
    ...(bulk && {
      bulk: { path: `/${name}/bulk`, maxItems: 100 },
      api: { removeMany: { path: `/${name}/delete` } },
    }),
    build: ({ unique }) => ({ title: `${unique.namespace}-${unique.token}` }),
  });
}

/** Children before parents, so that nothing depends on the order of definition. */
function levels(bulk = false): AnyResource[] {
  return [
    level('snapshots', ['vms', 'vm_id'], bulk),
    level('vms', ['users', 'user_id'], bulk),
    level('users', ['teams', 'team_id'], bulk),
    level('teams', ['organisations', 'organisation_id'], bulk),
    level('organisations', undefined, bulk),
  ];
}

const names = ['organisations', 'teams', 'users', 'vms', 'snapshots'];
/** 5 + 20 + 75 + 300 + 600 = 1,000. */
const thousand = { organisations: 5, teams: 20, users: 75, vms: 300, snapshots: 600 };
const nested = { organisations: { count: 5, teams: { count: 4, users: { count: 5, vms: 2 } } } };

/** The level of each request that begins so, in the order they came. */
function levelsOf(server: GraphServer, method: string): number[] {
  return server.asked
    .filter((line) => line.startsWith(`${method} `))
    .map((line) => names.indexOf(line.split('/')[1] ?? ''));
}

test('five levels and a thousand records take a thousand POSTs, parents first, and as many DELETEs, children first', async () => {
  await using server = await new GraphServer({ references }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: levels() });
  const dataset = await graph.seed(thousand);

  expect(server.size).toBe(1000);
  expect(server.count('POST')).toBe(1000);
  // One that comes before its own parent would be refused, and sent again; others need not wait.
  expect([...new Set(levelsOf(server, 'POST'))]).toEqual([0, 1, 2, 3, 4]);
  expect(dataset.snapshots).toHaveLength(600);
  for (const [child, keys] of Object.entries(references))
    for (const [key, parent] of Object.entries(keys)) {
      const ids = new Set(server.of(parent).map(({ id }) => id));
      expect(server.of(child).every((one) => ids.has(one[key]))).toBe(true);
      // In turn: nobody has two more than another.
      const counts = [...Map.groupBy(server.of(child), (one) => one[key]).values()].map((own) => own.length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }

  const { removed, left } = await graph.host.close();
  expect({ removed, left, size: server.size }).toEqual({ removed: 1000, left: [], size: 0 });
  expect(server.count('DELETE')).toBe(1000);
  const order = levelsOf(server, 'DELETE');
  expect(order).toEqual(order.toSorted().reverse());
  // Reading proves what may be deleted: a few requests for each level, not one a record.
  expect(server.count('GET')).toBeLessThanOrEqual(6 * names.length);
});

test('with bulk calls they take twelve, and as few to remove', async () => {
  await using server = await new GraphServer({ references, bulkItems: 100 }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: levels(true) });
  await graph.seed(thousand);
  expect(server.size).toBe(1000);
  expect(server.count('POST')).toBe(12);
  const asked = server.asked.length;
  const { removed, left } = await graph.host.close();
  expect({ removed, left, size: server.size }).toEqual({ removed: 1000, left: [], size: 0 });
  const removals = server.asked.slice(asked);
  expect(removals.filter((line) => line.startsWith('POST '))).toEqual(
    [...names]
      .reverse()
      .flatMap((name) =>
        Array.from(
          { length: Math.ceil(thousand[name as keyof typeof thousand] / 100) },
          () => `POST /${name}/delete`,
        ),
      ),
  );
  expect(server.count('DELETE')).toBe(0);
  // Of each level: its list, one record of the first call afterwards, and the audit.
  expect(removals.length - 12).toBeLessThanOrEqual(4 * names.length);
});

test('nested five deep, each record belongs to the one it is nested in', async () => {
  await using server = await new GraphServer({ references }).open();
  await using graph = await Graph.open({ baseUrl: server.url, resources: levels() });
  await graph.seed({
    organisations: { ...nested.organisations, count: 2 },
    snapshots: { per: 'vms', count: 1 },
  });
  expect(names.map((name) => server.of(name).length)).toEqual([2, 8, 40, 80, 80]);
  const perTeam = Map.groupBy(server.of('users'), ({ team_id }) => team_id);
  expect([...perTeam.values()].map((users) => users.length)).toEqual(Array.from({ length: 8 }, () => 5));
  await graph.host.close();
  expect(server.size).toBe(0);
});
