import { afterEach, describe, expect, test } from 'vitest';
import { users } from '../../src/preset/users.ts';
import { closeCases, openCase } from './stage.ts';

afterEach(closeCases);

const bigIds = { firstId: '9007199254740992' };

describe('ids that a JSON number cannot hold', () => {
  test('case 4: keep their digits from the POST to the path of the DELETE', async () => {
    const { server, seeder } = await openCase(bigIds);
    const neighbour = server.store.addForeign('user');
    const open = await seeder();
    const first = await open.seed({ users: 1 });
    const other = server.store.addForeign('user');
    const second = await open.seed({ users: 1 });
    expect([neighbour.id, other.id]).toEqual(['9007199254740992', '9007199254740994']);
    expect([...first.users, ...second.users].map(({ id }) => String(id))).toEqual([
      '9007199254740993',
      '9007199254740995',
    ]);
    expect(await open.close()).toMatchObject({ removed: 2, left: [], foreign: [] });
    expect(server.requests.filter((request) => request.startsWith('DELETE')).sort()).toEqual([
      'DELETE /user/9007199254740993',
      'DELETE /user/9007199254740995',
    ]);
    expect(server.store.foreign).toEqual([neighbour, other]);
  });

  test('case 4: keep their digits when a killed run is swept, and when a lost answer is found in the list', async () => {
    const { server, killedRun, nextRun } = await openCase({
      ...bigIds,
      foreignEvery: 1,
      creates: (n) => (n % 3 === 1 ? { kind: 'reset', committed: 'before' } : undefined),
    });
    server.store.addForeign('user');
    await killedRun({ users: 6 });
    expect(server.store.ours).toHaveLength(6);
    await nextRun();
    expect([server.store.ours, server.store.foreignRemoved]).toEqual([[], []]);
    expect(server.store.doubled.size).toBe(0);
  });

  test('case 4: owners of VMs are named by all their digits', async () => {
    const { server, seeder } = await openCase(bigIds);
    server.store.addForeign('user');
    const open = await seeder();
    await open.seed({ users: 2, vms: 4 });
    const owners = server.store.in('user').filter(({ foreign }) => !foreign);
    const ids = new Set(owners.map(({ id }) => id));
    for (const { fields } of server.store.in('vm')) expect(ids).toContain(String(fields.user_id));
    expect((await open.close()).left).toEqual([]);
    expect([server.store.ours, server.store.foreignRemoved]).toEqual([[], []]);
  });
});

describe('an id inside of the answer', () => {
  test('case 10: `idField: "data.id"` works, or is refused before the second record', async () => {
    const wrapped = users.extend({ idField: 'data.id' });
    const { server, seeder } = await openCase({ wrap: 'data' }, { resources: [wrapped] });
    server.store.addForeign('user');
    const open = await seeder();
    const dataset = await open.seed({ users: 3 }).catch((error: Error) => error);
    if (dataset instanceof Error || dataset.users.length === 0)
      expect(server.count('POST')).toBeLessThanOrEqual(1);
    else expect(dataset.users).toHaveLength(3);
    const { left } = await open.close();
    expect(server.store.ours).toHaveLength(left.length);
    expect(server.store.foreignRemoved).toEqual([]);
  });
});
