import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isSeedbedError } from '../../src/errors.ts';
import { type Fault, type Faults, randomFaults } from './fault.ts';
import { closeSeeding, expectSameUsers, firstCreates, openSeeding, quickFaults } from './seeding.ts';

afterEach(closeSeeding);

describe('partial failure', () => {
  const invalid: Fault = { kind: 'status', status: 422, body: '{"message":"name: too long"}' };

  test('five equal rejections in a row stop early, with that reason', async () => {
    const seeding = await openSeeding({
      server: { faults: (_, { isCreate }) => (isCreate ? invalid : undefined) },
      config: { concurrency: 2 },
    });
    const error = await seeding.seed({ users: 100, vms: 10 }).catch((reason: unknown) => reason);
    expect(isSeedbedError(error, 'SEEDBED_PARTIAL')).toBe(true);
    expect((error as Error).message).toBe(
      'Stopped after 5 equal refusals in a row: 422 Unprocessable Entity: name: too long.',
    );
    expect(seeding.server.requests.filter((request) => request === 'POST /user').length).toBeLessThan(10);
    expect(seeding.server.users).toEqual([]);
    // What was written down ahead and never sent is not looked for later.
    await expect.poll(() => seeding.live()).toEqual([]);
  });

  test('rejections with records between them stop nothing', async () => {
    let creates = 0;
    const seeding = await openSeeding({
      server: { faults: (_, { isCreate }) => (isCreate && creates++ % 2 === 0 ? invalid : undefined) },
      config: { concurrency: 1 },
    });
    const { stats } = await seeding.seed({ users: 40 });
    expect(stats.resources.users).toMatchObject({ created: 20, failed: 20, successRate: 50 });
  });

  test('a server that refuses every third record for good: two thirds exist', async () => {
    const refused = (body: unknown): boolean =>
      / [^@]*\.[2-9a-z]?[258b]@/.test(` ${(body as { email: string }).email}`);
    const seeding = await openSeeding({
      server: {
        faults: (_, { isCreate, body }) =>
          isCreate && refused(body) ? { kind: 'status', status: 500 } : undefined,
      },
      config: { maxRetries: 1 },
    });
    const snapshot = await seeding.seed({ users: 12 });
    expect(snapshot.stats.resources.users).toMatchObject({
      created: 8,
      failed: 4,
      unknown: 0,
      successRate: 66.7,
    });
    expect(snapshot.stats.resources.users?.reasons).toEqual([
      { reason: '500 Internal Server Error: Fault 500.', count: 4 },
    ]);
    expectSameUsers(seeding, snapshot);
  });

  test('a limit that lets less through than the deadline allows: the rest is not sent, what exists goes', async () => {
    const seeding = await openSeeding({
      server: { rateLimit: { requests: 10, perMs: 4000 } },
      config: { deadline: 1.5 },
    });
    const error = await seeding.seed({ users: 50 }).catch((reason: unknown) => reason);
    expect(isSeedbedError(error, 'SEEDBED_DEADLINE')).toBe(true);
    expect((error as Error).message).toMatch(/took longer than the deadline of 1.5 s/);
    // One of the ten was the login.
    expect(seeding.server.users).toHaveLength(9);
    expect(await seeding.host.close()).toMatchObject({ removed: 9, left: [] });
    expect(seeding.server.users).toEqual([]);
  });

  test('minSuccess decides whether the rest will do', async () => {
    let creates = 0;
    const faults: Faults = (_, { isCreate }) => (isCreate && creates++ % 10 === 0 ? invalid : undefined);
    const seeding = await openSeeding({ server: { faults }, config: { minSuccess: 0.9, concurrency: 1 } });
    expect((await seeding.seed({ users: 20 }, 'a')).stats.resources.users).toMatchObject({ created: 18 });
    creates = 0;
    const error = await seeding.seed({ users: 19 }, 'b').catch((reason: unknown) => reason);
    expect((error as Error).message).toMatch(
      /^Seeded 17 of 19 records; minSuccess asks for 18\.\n {2}users: 17 of 19\n {4}2 × 422/,
    );
  });

  test('children of a parent that failed go to another, or are skipped where they were meant for it', async () => {
    const seeding = await openSeeding({
      server: { faults: firstCreates(invalid) },
      config: { concurrency: 1 },
    });
    const spread = await seeding.seed({ users: 2, vms: 4 }, 'a');
    expect(spread.stats.resources).toMatchObject({ users: { created: 1 }, vms: { created: 4 } });
    const nested = await openSeeding({
      server: { faults: firstCreates(invalid) },
      config: { concurrency: 1 },
    });
    const { stats, failures } = await nested.seed({ users: { count: 2, vms: 3 } });
    expect(stats.resources).toMatchObject({
      users: { created: 1 },
      vms: { created: 3, failed: 3, unknown: 0 },
    });
    expect(failures.filter(({ resource }) => resource === 'vms')).toEqual(
      [0, 1, 2].map((index) => ({
        resource: 'vms',
        index,
        outcome: 'skipped',
        reason: 'not sent: its "users" record was not created',
      })),
    );
  });
});

describe('clean-up', () => {
  test('under faults leaves nothing', async () => {
    const deletes = randomFaults({
      rate: 0.3,
      randomSeed: 3,
      faults: quickFaults.filter(({ kind }) => kind !== 'huge'),
      on: ({ method }) => method === 'DELETE',
    });
    const seeding = await openSeeding({ server: { faults: deletes }, config: { maxRetries: 8 } });
    await seeding.seed({ users: 30, vms: 60 });
    expect(await seeding.host.close()).toMatchObject({ removed: 90, left: [] });
    expect([seeding.server.users, seeding.server.vms]).toEqual([[], []]);
    expect(readdirSync(join(seeding.root, '.seedbed', 'runs'))).toEqual([]);
  });

  test('reports exactly what it could not remove, and keeps it in the ledger', async () => {
    const stuck = (path: string): boolean => /^\/user\/[37]$/.test(path);
    const seeding = await openSeeding({
      server: {
        faults: (_, { method, path }) =>
          method === 'DELETE' && stuck(path) ? { kind: 'status', status: 500 } : undefined,
      },
      config: { maxRetries: 1 },
    });
    await seeding.seed({ users: 10 });
    const { removed, left } = await seeding.host.close();
    expect(removed).toBe(8);
    expect([...left].sort((a, b) => Number(a.id) - Number(b.id))).toEqual(
      [3, 7].map((id) => ({ resource: 'users', id, reason: '500 Internal Server Error: Fault 500.' })),
    );
    expect(seeding.server.users.map(({ id }) => id).sort()).toEqual([3, 7]);
    expect(
      seeding
        .live()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([3, 7]);
    // In some passes, each of which is repeated once.
    const tries = seeding.server.requests.filter((request) => request === 'DELETE /user/3').length;
    expect(tries).toBeLessThan(10);
  });

  test('one record that may not be deleted does not keep the others', async () => {
    const seeding = await openSeeding({
      server: {
        faults: (_, { method, path }) =>
          method === 'DELETE' && path === '/user/1' ? { kind: 'status', status: 403 } : undefined,
      },
      config: { concurrency: 1 },
    });
    await seeding.seed({ users: 5 });
    expect(await seeding.host.close()).toMatchObject({ removed: 4, left: [{ id: 1 }] });
  });

  test('parents that are refused while others depend on them are tried again', async () => {
    let refusals = 2;
    const conflict: Fault = { kind: 'status', status: 409, body: '{"message":"still owns VMs"}' };
    const seeding = await openSeeding({
      server: {
        faults: (_, { method, path }) =>
          method === 'DELETE' && path === '/user/1' && refusals-- > 0 ? conflict : undefined,
      },
    });
    await seeding.seed({ users: 3 });
    expect(await seeding.host.close()).toMatchObject({ removed: 3, left: [] });
  });
});
