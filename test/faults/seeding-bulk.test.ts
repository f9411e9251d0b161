import { afterEach, describe, expect, test } from 'vitest';
import type { DatasetSnapshot } from '../../src/dataset/snapshot.ts';
import { users as defaultUsers } from '../../src/preset/users.ts';
import { vms } from '../../src/preset/vms.ts';
import { everyFault, type Fault, type Faults, type FaultyRequest } from './fault.ts';
import {
  closeSeeding,
  emailsOf,
  expectSameUsers,
  openSeeding,
  type Seeding,
  type SeedingOptions,
  usersWith,
} from './seeding.ts';

afterEach(closeSeeding);

const bulk = { path: '/user/bulk', maxItems: 50 };

function openBulk(
  { server, config, ...options }: SeedingOptions = {},
  delivery: object = {},
): Promise<Seeding> {
  return openSeeding({
    ...options,
    server: { bulkItems: 50, duplicates: false, ...server },
    config: { resources: [usersWith({ bulk, ...delivery }), vms], concurrency: 1, ...config },
  });
}

const isBulk = ({ method, path }: FaultyRequest): boolean => method === 'POST' && path === '/user/bulk';
const firstBulk = (fault: Fault, times = 1): Faults => {
  let left = times;
  return (_, request) => (isBulk(request) && left-- > 0 ? fault : undefined);
};
const asked = ({ server }: Seeding, line: string): number =>
  server.requests.filter((request) => request === line).length;
const users = (snapshot: DatasetSnapshot): unknown => snapshot.stats.resources.users;

describe('bulk creation', () => {
  test('takes one request a chunk, and every record has its own id', async () => {
    const seeding = await openBulk();
    const snapshot = await seeding.seed({ users: 120 });
    expect([asked(seeding, 'POST /user/bulk'), asked(seeding, 'POST /user')]).toEqual([3, 0]);
    expect(users(snapshot)).toMatchObject({ created: 120, failed: 0, adopted: 0 });
    expectSameUsers(seeding, snapshot);
    for (const { id, fields: record } of snapshot.records.users ?? [])
      expect(seeding.server.users.find((user) => user.id === id)?.email).toBe(record.email);
    expect(await seeding.host.close()).toMatchObject({ removed: 120, left: [] });
  });

  test('one record goes alone', async () => {
    const seeding = await openBulk();
    await seeding.seed({ users: 51 });
    expect([asked(seeding, 'POST /user/bulk'), asked(seeding, 'POST /user')]).toEqual([1, 1]);
  });

  test('maxBytes cuts bodies', async () => {
    const bodies: number[] = [];
    const faults: Faults = (_, request) => {
      if (isBulk(request)) bodies.push(Buffer.byteLength(JSON.stringify(request.body)));
      return undefined;
    };
    const seeding = await openBulk({ server: { faults } }, { bulk: { ...bulk, maxBytes: 1000 } });
    const snapshot = await seeding.seed({ users: 30 });
    expect(bodies.length).toBeGreaterThan(2);
    expect(Math.max(...bodies)).toBeLessThanOrEqual(1000);
    expectSameUsers(seeding, snapshot);
  });

  test('413 halves the chunk until it fits', async () => {
    const seeding = await openBulk({ server: { bulkItems: 10 } });
    const snapshot = await seeding.seed({ users: 50 });
    // 50 → 25 + 25 → 13, 12, 13, 12 → 7, 6, 6, 6, 7, 6, 6, 6
    expect(asked(seeding, 'POST /user/bulk')).toBe(15);
    expect(asked(seeding, 'POST /user')).toBe(0);
    expect(users(snapshot)).toMatchObject({ created: 50, failed: 0 });
    expectSameUsers(seeding, snapshot);
  });

  test('413 for two sends each alone', async () => {
    const faults: Faults = (_, request) => (isBulk(request) ? { kind: 'status', status: 413 } : undefined);
    const seeding = await openBulk({ server: { faults } });
    const snapshot = await seeding.seed({ users: 4 });
    expect(asked(seeding, 'POST /user')).toBe(4);
    expectSameUsers(seeding, snapshot);
  });

  test.each([404, 405, 501])('a call that is switched off (%d) is asked once', async (status) => {
    const faults: Faults = (_, request) => (isBulk(request) ? { kind: 'status', status } : undefined);
    const seeding = await openBulk({ server: { faults } });
    const snapshot = await seeding.seed({ users: 120 });
    expect([asked(seeding, 'POST /user/bulk'), asked(seeding, 'POST /user')]).toEqual([1, 120]);
    expect(users(snapshot)).toMatchObject({ created: 120, failed: 0 });
    expectSameUsers(seeding, snapshot);
  });

  test('an item that is refused fails alone, with its own reason', async () => {
    const seeding = await openBulk({ server: { duplicates: 409 } });
    const first = await seeding.seed({ users: { count: 1, set: { email: 'taken@example.com' } } }, 'first');
    const each = [{}, { email: 'taken@example.com' }, {}];
    const second = await seeding.seed({ users: { count: 3, each } }, 'second');
    expect(users(second)).toMatchObject({
      created: 2,
      failed: 1,
      reasons: [{ reason: '409 Conflict: Duplicate record detected.', count: 1 }],
    });
    expect(second.failures).toMatchObject([{ index: 1, outcome: 'rejected' }]);
    expect(seeding.server.users.map(({ email }) => email).sort()).toEqual(
      [...emailsOf(first), ...emailsOf(second)].sort(),
    );
    expect(await seeding.host.close()).toMatchObject({ removed: 3, left: [] });
  });

  test('a chunk that is refused as a whole goes one by one, so that one bad record costs no other', async () => {
    const seeding = await openBulk({ server: { faults: firstBulk({ kind: 'status', status: 422 }) } });
    const snapshot = await seeding.seed({ users: 5 });
    expect([asked(seeding, 'POST /user/bulk'), asked(seeding, 'POST /user')]).toEqual([1, 5]);
    expectSameUsers(seeding, snapshot);
  });

  test('a bad record is not in the chunk', async () => {
    const seeding = await openBulk({ config: { resources: [defaultUsers.extend({ bulk })] } });
    const snapshot = await seeding.seed({ users: { count: 3, each: [{}, { email: 'no address' }, {}] } });
    expect(users(snapshot)).toMatchObject({ created: 2, failed: 1 });
    expect([asked(seeding, 'POST /user/bulk'), asked(seeding, 'POST /user')]).toEqual([1, 0]);
    expect(seeding.server.users).toHaveLength(2);
  });

  test('five equal refusals in a row spare the API the rest of the chunk', async () => {
    const faults: Faults = (_, { isCreate }) => (isCreate ? { kind: 'status', status: 422 } : undefined);
    const seeding = await openBulk({ server: { faults } });
    await expect(seeding.seed({ users: 120 })).rejects.toThrow(
      'Stopped after 5 equal refusals in a row: 422',
    );
    expect([asked(seeding, 'POST /user/bulk'), asked(seeding, 'POST /user')]).toEqual([1, 5]);
  });
});

describe('a bulk call whose outcome is unknown', () => {
  test.each(everyFault.filter(({ kind }) => !['late-commit', 'status'].includes(kind)))(
    '$kind: none lost, none doubled, the list read for the whole chunk at once',
    async (fault) => {
      const seeding = await openBulk({ server: { faults: firstBulk(fault) } });
      const snapshot = await seeding.seed({ users: 20 });
      expect(seeding.server.counts.faults).toBe(1);
      expect(users(snapshot)).toMatchObject({ created: 20, failed: 0, unknown: 0 });
      expectSameUsers(seeding, snapshot);
      // Three times at most, for a late commit, and each time twice if some wait a little longer than others.
      expect(asked(seeding, 'GET /user')).toBeLessThanOrEqual(6);
      expect(await seeding.host.close()).toMatchObject({ removed: 20, left: [] });
      expect(seeding.server.users).toEqual([]);
    },
  );

  test.each([
    ['ids instead of records', [1, 2, 3]],
    ['nothing for each', [null, null, null]],
    ['records without an id', [{ ok: true }, { ok: true }, { ok: true }]],
    ['fewer items than records', [{ id: 1 }]],
    ['a report', { inserted: 3 }],
  ])('2xx with %s: looked up, not sent again', async (_, body) => {
    const fault: Fault = { kind: 'status', status: 200, committed: true, body: JSON.stringify(body) };
    const seeding = await openBulk({ server: { faults: firstBulk(fault) } });
    const snapshot = await seeding.seed({ users: 3 });
    expect(users(snapshot)).toMatchObject({ created: 3, adopted: 3, failed: 0 });
    expect(asked(seeding, 'POST /user')).toBe(0);
    expectSameUsers(seeding, snapshot);
    expect(await seeding.host.close()).toMatchObject({ removed: 3, left: [] });
  });

  const answering = (ids: readonly number[]): SeedingOptions => {
    const body = JSON.stringify(ids.map((id) => ({ id })));
    return { server: { faults: firstBulk({ kind: 'status', status: 200, committed: true, body }) } };
  };
  const readings = ({ server }: Seeding): number =>
    server.requests.filter((request) => request.startsWith('GET ')).length;

  test('bare ids are believed for all once one record is read', async () => {
    const seeding = await openBulk(answering([1, 2, 3, 4, 5]));
    const snapshot = await seeding.seed({ users: 5 });
    expect(users(snapshot)).toMatchObject({ created: 5, adopted: 0, failed: 0 });
    expect(readings(seeding)).toBe(1);
    expectSameUsers(seeding, snapshot);
    expect(await seeding.host.close()).toMatchObject({ removed: 5, left: [] });
  });

  test.each([
    ['the same id for all', [1, 1, 1, 1]],
    ['the same id for all but one', [1, 2, 2, 2]],
    ['ids of each other', [2, 1, 4, 3]],
  ])('%s: each record is found under its own', async (_, ids) => {
    const seeding = await openBulk(answering(ids));
    const snapshot = await seeding.seed({ users: 4 });
    expect(users(snapshot)).toMatchObject({ created: 4, failed: 0 });
    expectSameUsers(seeding, snapshot);
    for (const { id, fields } of snapshot.records.users ?? [])
      expect(seeding.server.users.find((user) => user.id === id)?.email).toBe(fields.email);
    expect(await seeding.host.close()).toMatchObject({ removed: 4, left: [] });
  });

  test('without a look-up it is reported, and nothing is sent again', async () => {
    const seeding = await openBulk(
      { server: { faults: firstBulk({ kind: 'reset-after-commit' }) } },
      { lookup: false },
    );
    const snapshot = await seeding.seed({ users: 20 });
    expect(users(snapshot)).toMatchObject({ created: 0, failed: 20, unknown: 20 });
    expect([asked(seeding, 'POST /user/bulk'), asked(seeding, 'POST /user')]).toEqual([1, 0]);
    expect(seeding.live()).toHaveLength(20);
  });

  test('a look-up that fails leaves them unknown; clean-up finds them', async () => {
    let lost = 0;
    const faults: Faults = (_, request) => {
      if (isBulk(request)) return lost++ === 0 ? { kind: 'reset-after-commit' } : undefined;
      return lost === 1 && request.method === 'GET' ? { kind: 'status', status: 500 } : undefined;
    };
    const seeding = await openBulk({ server: { faults }, config: { maxRetries: 1 } });
    const snapshot = await seeding.seed({ users: 4 });
    expect(users(snapshot)).toMatchObject({ created: 0, failed: 4, unknown: 4 });
    lost = 2;
    expect(await seeding.host.close()).toMatchObject({ removed: 4, left: [] });
    expect(seeding.server.users).toEqual([]);
  });
});
