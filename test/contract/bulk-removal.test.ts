import { describe, expect, test } from 'vitest';
import { type AnyResource, defineResource } from '../../src/index.ts';
import { removalNotes } from '../../src/removal/report.ts';
import { Graph, GraphServer, type GraphServerOptions } from './graph-server.ts';

const references = { teams: { organisation_id: 'organisations' } };

function resources(maxItems?: number): AnyResource[] {
  const of = (name: string, belongsTo?: Record<string, string>): AnyResource =>
    defineResource({
      name,
      path: `/${name}`,
      key: 'title',
      ...(belongsTo && { belongsTo }),
      api: { removeMany: { path: `/${name}/delete`, ...(maxItems !== undefined && { maxItems }) } },
      build: ({ unique }) => ({ title: `${unique.namespace}-${unique.token}` }),
    });
  return [of('organisations'), of('teams', { organisations: 'organisation_id' })];
}

async function opened(options: GraphServerOptions = {}, maxItems?: number) {
  const server = await new GraphServer({ references, bulkItems: 100, ...options }).open();
  const graph = await Graph.open({ baseUrl: server.url, resources: resources(maxItems) });
  return {
    server,
    graph,
    async [Symbol.asyncDispose]() {
      await graph[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe('a bulk removal', () => {
  test('takes chunks of `maxItems`', async () => {
    await using world = await opened({}, 4);
    await world.graph.seed({ organisations: 10 });
    const { removed, left } = await world.graph.host.close();
    expect([removed, left, world.server.size]).toEqual([10, [], 0]);
    expect(world.server.count('POST /organisations/delete')).toBe(3);
    expect(world.server.count('DELETE')).toBe(0);
  });

  test('is believed by its status if it says nothing, once one of its records is gone', async () => {
    await using world = await opened({ bulkRemoval: 'says nothing' });
    await world.graph.seed({ organisations: 5 });
    const { removed, left } = await world.graph.host.close();
    expect([removed, left, world.server.size]).toEqual([5, [], 0]);
    expect(world.server.count('DELETE')).toBe(0);
  });

  for (const [because, options] of [
    ['has no effect', { bulkRemoval: 'does nothing' }],
    ['is not offered', { bulkItems: 0 }],
    ['takes fewer than it is given', { bulkItems: 3 }],
    ['answers with something else', { bulkRemoval: 'is vague' }],
  ] satisfies [string, GraphServerOptions][])
    test(`gives way to single removals if it ${because}`, async () => {
      await using world = await opened(options);
      await world.graph.seed({ organisations: 5 });
      const report = await world.graph.host.close();
      expect([report.removed, report.left, world.server.size]).toEqual([5, [], 0]);
      expect(world.server.count('POST /organisations/delete')).toBe(1);
      expect(world.server.count('DELETE')).toBe(5);
      const said = 'The bulk removal of "organisations" had no effect (204, but the record is still there)';
      expect(removalNotes(report)).toEqual(
        because === 'has no effect' ? [expect.stringContaining(said)] : [],
      );
    });

  test('leaves what it refuses, and says why in the words of the server', async () => {
    await using world = await opened();
    const dataset = await world.graph.seed({ organisations: 5 });
    const [held] = dataset.organisations ?? [];
    world.server.add('teams', { title: 'of somebody else', organisation_id: held?.id });
    const { removed, left } = await world.graph.host.close();
    expect(removed).toBe(4);
    expect(left).toEqual([
      expect.objectContaining({
        id: held?.id,
        reason: expect.stringMatching(/^409: teams refers to it; other records depend on it/),
      }),
    ]);
  });

  test('never has a record that belongs to somebody else by now', async () => {
    await using world = await opened();
    const dataset = await world.graph.seed({ organisations: 5 });
    const id = dataset.organisations?.[2]?.id;
    const stolen = { id, title: 'of somebody else', created_at: Date.now() + 60_000 };
    world.server.collections.get('organisations')?.set(String(id), stolen);
    const { removed, foreign } = await world.graph.host.close();
    expect([removed, foreign.map((one) => one.id)]).toEqual([4, [id]]);
    expect(world.server.of('organisations')).toEqual([stolen]);
  });
});

test.each([
  [{}, '`path`'],
  [{ path: '/teams/{teams.id}/delete' }, 'without names in braces'],
  [{ path: '/users/delete', maxItems: 0 }, '`maxItems`'],
])('a description of it is refused if it is %j', (removeMany, words) => {
  const define = (): unknown =>
    defineResource({
      name: 'users',
      path: '/users',
      build: () => ({}),
      api: { removeMany: removeMany as { path: string } },
    });
  expect(define).toThrow(words);
});

test.each([
  [{ path: '/teams/{teams.id}/users/bulk' }, 'without names in braces'],
  [{ path: '/users/bulk', headers: { 'X-Team': '{teams.id}' } }, 'without names in braces'],
  [{ path: '/users/bulk', maxItems: 0 }, '`maxItems`'],
])('so is that of a bulk create: %j', (createMany, words) => {
  const define = (): unknown =>
    defineResource({ name: 'users', path: '/users', build: () => ({}), api: { createMany } });
  expect(define).toThrow(words);
});
