import { afterEach, describe, expect, test } from 'vitest';
import { users as defaultUsers } from '../../src/preset/users.ts';
import { vms } from '../../src/preset/vms.ts';
import {
  closeSeeding,
  expectSameUsers,
  firstCreates,
  openSeeding,
  type Seeding,
  usersWith,
} from './seeding.ts';

afterEach(closeSeeding);

const polls = ({ server }: Seeding): string[] =>
  server.requests.filter((request) => /^GET \/user\/\d+$/.test(request));

describe('ready: a record that the API answers before it is done', () => {
  /** Done at the `count`th answer that shows it, however slow the machine. */
  const doneAtLook = (count: number) => {
    const looks = new Map<unknown, number>();
    return (record: object): boolean => {
      const { id } = record as { id: number };
      looks.set(id, (looks.get(id) ?? 0) + 1);
      return looks.get(id) === count;
    };
  };

  test('is asked for until it is done, and only then given to tests', async () => {
    const ready = { until: doneAtLook(3), every: '20ms', timeout: '20s' };
    const seeding = await openSeeding({ config: { resources: [usersWith({ ready }), vms] } });
    const snapshot = await seeding.seed({ users: 3, vms: 1 });
    expect(snapshot.stats.resources).toMatchObject({ users: { created: 3 }, vms: { created: 1 } });
    for (const { id } of snapshot.records.users ?? [])
      expect(polls(seeding).filter((line) => line === `GET /user/${id}`)).toHaveLength(2);
    const owner = snapshot.records.users?.[0]?.id;
    const lastPoll = seeding.server.requests.lastIndexOf(`GET /user/${owner}`);
    expect(seeding.server.requests.indexOf('POST /vm')).toBeGreaterThan(lastPoll);
    expectSameUsers(seeding, snapshot);
  });

  test('is not asked for where the first answer is done', async () => {
    const seeding = await openSeeding({
      config: { resources: [usersWith({ ready: { until: () => true } })] },
    });
    await seeding.seed({ users: 2 });
    expect(polls(seeding)).toEqual([]);
  });

  test('takes what the last answer says', async () => {
    let seen = 0;
    const ready = { until: () => ++seen > 1, every: '5ms' };
    const seeding = await openSeeding({
      config: { resources: [usersWith({ ready })] },
      server: {
        faults: (_, { method, path }) =>
          method === 'GET' && path === '/user/1'
            ? { kind: 'status', status: 200, body: '{"id":1,"state":"done"}' }
            : undefined,
      },
    });
    const { records } = await seeding.seed({ users: 1 });
    expect(records.users?.[0]?.fields).toMatchObject({ id: 1, state: 'done' });
  });

  test('that never is done is reported after the time-out, exists, and is removed', async () => {
    const ready = { until: () => false, every: '10ms', timeout: '50ms' };
    const seeding = await openSeeding({ config: { resources: [usersWith({ ready }), vms] } });
    const snapshot = await seeding.seed({ users: 2 });
    expect(snapshot.stats.resources.users).toMatchObject({
      created: 0,
      failed: 2,
      reasons: [{ reason: 'created, but not ready within 50ms', count: 2 }],
    });
    expect(snapshot.failures.map(({ outcome }) => outcome)).toEqual(['unfinished', 'unfinished']);
    expect(polls(seeding).length).toBeLessThanOrEqual(10);
    expect(seeding.server.users).toHaveLength(2);
    expect(await seeding.host.close()).toMatchObject({ removed: 2, left: [] });
    expect(seeding.server.users).toEqual([]);
  });

  test('that is gone when asked for is reported', async () => {
    const seeding = await openSeeding({
      config: { resources: [usersWith({ ready: { until: () => false, every: '5ms' } })] },
      server: {
        faults: (_, { method, path }) =>
          method === 'GET' && path === '/user/1' ? { kind: 'status', status: 404 } : undefined,
      },
    });
    const { failures } = await seeding.seed({ users: 1 });
    expect(failures).toMatchObject([{ outcome: 'unfinished' }]);
    expect(failures[0]?.reason).toMatch(/^created, but it is gone: the API does not find it by its id/);
  });

  test('ends the run where its durations are none', async () => {
    const ready = { until: () => false, every: 'soon' };
    const seeding = await openSeeding({ config: { resources: [usersWith({ ready })] } });
    await expect(seeding.seed({ users: 2 })).rejects.toThrow(
      'Expected `ready` of resource "users" to give durations such as "500ms", got "soon".',
    );
    expect(await seeding.host.close()).toMatchObject({ left: [] });
    expect(seeding.server.users).toEqual([]);
  });
});

describe('afterCreate', () => {
  test('runs once for each record, signed in, before tests and children see it', async () => {
    const users = defaultUsers.extend({
      afterCreate: async ({ id }, { api }) => {
        await api.request({ method: 'PATCH', path: `/user/${id}`, body: { role: 'approved' } });
      },
    });
    const seeding = await openSeeding({
      config: { resources: [users, vms] },
      server: { faults: firstCreates({ kind: 'reset-after-commit' }) },
    });
    const snapshot = await seeding.seed({ users: 3, vms: 1 });
    const { requests } = seeding.server;
    expect(requests.filter((line) => line.startsWith('PATCH')).sort()).toEqual(
      (snapshot.records.users ?? []).map(({ id }) => `PATCH /user/${id}`).sort(),
    );
    const owner = snapshot.records.users?.[0]?.id;
    expect(requests.indexOf('POST /vm')).toBeGreaterThan(requests.indexOf(`PATCH /user/${owner}`));
    expectSameUsers(seeding, snapshot);
  });

  test('gets no secret', async () => {
    const seen: object[] = [];
    const users = defaultUsers.extend({ afterCreate: (record) => void seen.push(record) });
    const seeding = await openSeeding({ config: { resources: [users] } });
    await seeding.seed({ users: 1 });
    expect(seen).toEqual([expect.objectContaining({ id: 1, role: 'member' })]);
    expect(seen[0]).not.toHaveProperty('password');
  });

  test('that throws fails its record alone, which exists and is removed', async () => {
    const users = defaultUsers.extend({
      afterCreate: ({ email }) => {
        if (email.includes('.1@')) throw new TypeError('no role for it');
      },
    });
    const seeding = await openSeeding({ config: { resources: [users] } });
    const snapshot = await seeding.seed({ users: 3 });
    expect(snapshot.stats.resources.users).toMatchObject({ created: 2, failed: 1 });
    expect(snapshot.failures).toEqual([
      { resource: 'users', index: 1, outcome: 'unfinished', reason: 'created, but no role for it' },
    ]);
    expect(seeding.server.users).toHaveLength(3);
    expect(await seeding.host.close()).toMatchObject({ removed: 3, left: [] });
    expect(seeding.server.users).toEqual([]);
  });

  test.each([
    [422, '422 Unprocessable Entity: Fault 422.'],
    // Not a wrong base URL: the record itself was just created there.
    [404, '404 Not Found: Fault 404.'],
  ])('whose own request is answered %i says so, and stops nothing', async (status, reason) => {
    const users = defaultUsers.extend({
      afterCreate: async (_, { api }) => {
        await api.request({ method: 'POST', path: '/approvals' });
      },
    });
    const seeding = await openSeeding({
      config: { resources: [users] },
      server: {
        faults: (_, { path }) => (path === '/approvals' ? { kind: 'status', status } : undefined),
      },
    });
    const { failures } = await seeding.seed({ users: 2 });
    expect(failures.map((failure) => failure.reason)).toEqual(Array(2).fill(`created, but ${reason}`));
    expect(seeding.server.users).toHaveLength(2);
  });

  test.each([
    ['one by one', {}],
    ['in bulk', { bulk: { path: '/user/bulk' } }],
  ])('five that fail alike in a row stop nothing: they exist (%s)', async (_, delivery) => {
    const users = defaultUsers.extend({
      ...delivery,
      afterCreate: () => {
        throw new TypeError('no');
      },
    });
    const seeding = await openSeeding({ config: { resources: [users] }, server: { bulkItems: 100 } });
    const snapshot = await seeding.seed({ users: 12 });
    expect(snapshot.stats.resources.users).toMatchObject({ created: 0, failed: 12 });
    expect(await seeding.host.close()).toMatchObject({ removed: 12, left: [] });
  });
});
