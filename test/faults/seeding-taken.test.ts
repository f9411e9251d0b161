import { afterEach, describe, expect, test } from 'vitest';
import { defineResource } from '../../src/factory/define-resource.ts';
import type { Fault } from './fault.ts';
import {
  closeSeeding,
  expectSameUsers,
  firstCreates,
  openSeeding,
  type Seeding,
  usersWith,
} from './seeding.ts';

afterEach(closeSeeding);

describe('a value that is taken', () => {
  const taken: Fault = { kind: 'status', status: 403, body: '{"message":"Duplicate record detected."}' };

  /** Log-in names without the namespace: anybody could have them. */
  const shortNames = defineResource({
    name: 'users',
    path: '/user',
    key: 'login',
    build: ({ fake, unique }) => ({ login: `someone-${unique.token}`, name: fake.person.fullName() }),
  });

  test.each([1, 2, 3])("by somebody else's record, %i times over: the next one is taken", async (times) => {
    const seeding = await openSeeding({
      server: { faults: firstCreates(taken, times) },
      config: { resources: [shortNames], concurrency: 1 },
    });
    const snapshot = await seeding.seed({ users: 2 });
    expect(snapshot.stats.resources.users).toMatchObject({ created: 2, adopted: 0 });
    expect(snapshot.records.users?.[0]?.fields.login).toBe(`someone-0-${times}`);
    expect(seeding.server.users.map(({ login }) => login)).toEqual([`someone-0-${times}`, 'someone-1']);
    expect(await seeding.host.close()).toMatchObject({ removed: 2, left: [], waiting: 0 });
  });

  test('four times over: rejected', async () => {
    const seeding = await openSeeding({
      server: { faults: firstCreates(taken, 4) },
      config: { resources: [shortNames], concurrency: 1 },
    });
    const snapshot = await seeding.seed({ users: 2 });
    expect(snapshot.stats.resources.users).toMatchObject({
      created: 1,
      reasons: [{ reason: '403 Forbidden: Duplicate record detected.', count: 1 }],
    });
  });

  test.each([400, 403, 409] as const)('by ours, said with %i: adopted', async (duplicates) => {
    const seeding = await openSeeding({
      server: { faults: firstCreates({ kind: 'late-commit', afterMs: 50 }), duplicates },
      settleMs: 10,
    });
    const snapshot = await seeding.seed({ users: 1 });
    expect(snapshot.stats.resources.users).toMatchObject({ created: 1 });
    expectSameUsers(seeding, snapshot);
  });

  const boss = { email: 'boss@example.com' };
  const withBoss = async (options: Parameters<typeof openSeeding>[0] = {}): Promise<Seeding> => {
    const seeding = await openSeeding(options);
    await seeding.host.acquire({
      key: 'other',
      path: '',
      seed: { users: { count: 1, set: boss }, cleanup: 'keep' },
    });
    return seeding;
  };

  test("under a fixed key is somebody else's: refused, and not deleted", async () => {
    const seeding = await withBoss();
    const snapshot = await seeding.seed({ users: { count: 1, set: boss } });
    expect(snapshot.stats.resources.users).toMatchObject({ created: 0, failed: 1 });
    expect(await seeding.host.close()).toMatchObject({ left: [] });
    expect(seeding.server.users).toMatchObject([boss]);
  });

  test("under a fixed key, with onDuplicate 'adopt': used, and not deleted", async () => {
    const seeding = await withBoss({ config: { resources: [usersWith({ onDuplicate: 'adopt' })] } });
    const snapshot = await seeding.seed({ users: { count: 1, set: boss } });
    expect(snapshot.stats.resources.users).toMatchObject({ created: 1, adopted: 1 });
    expect(await seeding.host.close()).toMatchObject({ left: [] });
    expect(seeding.server.users).toMatchObject([boss]);
  });

  test('under a fixed key, with its answer lost: used, not deleted, and reported', async () => {
    const lost: Fault = { kind: 'reset-before-commit' };
    let creates = 0;
    const seeding = await withBoss({
      server: { faults: (_, { isCreate }) => (isCreate && ++creates === 2 ? lost : undefined) },
    });
    const snapshot = await seeding.seed({ users: { count: 1, set: boss } });
    expect(snapshot.stats.resources.users).toMatchObject({ created: 1, adopted: 1 });
    const { left } = await seeding.host.close();
    expect(left).toMatchObject([
      {
        reason: expect.stringContaining(
          `cut off, may exist: its outcome is unknown, and "boss@example.com" may be somebody else's.`,
        ),
      },
    ]);
    expect(seeding.server.users).toMatchObject([boss]);
  });
});
