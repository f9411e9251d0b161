import { afterEach, describe, expect, test } from 'vitest';
import { HttpError, isSeedbedError } from '../../src/errors.ts';
import { openDataset } from '../../src/host/datasets/open-dataset.ts';
import type { DatasetRequest } from '../../src/host/host.ts';
import type { users } from '../../src/preset/users.ts';
import type { vms } from '../../src/preset/vms.ts';
import { closeStages, inProcess, ledgersIn, type OpenStage, spawned } from './hosts.ts';

afterEach(closeStages);

type Resource = typeof users | typeof vms;

const ask = (key: string, seed: unknown): DatasetRequest => ({ key, path: `path of ${key}`, seed });

describe.each<[string, OpenStage]>([
  ['in this process', inProcess],
  ['in a process of its own', spawned],
])('a host %s', (_, open) => {
  test('seeds a key once, however many ask for it at a time', async () => {
    const { api, host, end } = await open();
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => host.acquire(ask('a', { users: 3, vms: 4 }))),
    );
    expect(api.counts()).toEqual({ users: 3, vms: 4 });
    expect(new Set(asked.map(({ namespace }) => namespace)).size).toBe(1);
    expect(asked[7]?.records.users).toEqual(asked[0]?.records.users);
    expect(await end()).toMatchObject({ removed: 7, left: [] });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('remembers a failure as it remembers a dataset', async () => {
    const { api, host } = await open();
    const failing = ask('a', { usres: 3 });
    for (let time = 0; time < 2; time++) {
      const error = await host.acquire(failing).catch((reason: unknown) => reason);
      expect(isSeedbedError(error, 'SEEDBED_SEED')).toBe(true);
      expect((error as Error).message).toContain('Did you mean "users"?');
    }
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(await host.release('a')).toMatchObject({ removed: 0, left: [] });
  });

  test('says which records failed and why, each time it is asked', async () => {
    const { api, host, end } = await open();
    const duplicates = ask('a', { users: { count: 3, set: { email: 'one@example.com' } } });
    const errors = await Promise.all(
      [1, 2].map(() => host.acquire(duplicates).catch((reason: unknown) => reason)),
    );
    for (const error of errors) {
      expect(isSeedbedError(error, 'SEEDBED_PARTIAL')).toBe(true);
      expect((error as Error).message).toMatch(
        /^Seeded 1 of 3 records; minSuccess asks for 3\.\n {2}users: 1 of 3\n/,
      );
      expect((error as Error).message).toContain('2 × 409 Conflict: Duplicate record detected.');
      expect((error as Error).message).toMatch(/namespace sb[a-z0-9]{10}-t[a-z0-9]{5}0, randomSeed 1/);
    }
    expect(api.counts()).toEqual({ users: 1, vms: 0 });
    expect(await end()).toMatchObject({ removed: 1, left: [] });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('keeps datasets of equal seeds apart, and repeats their data', async () => {
    const { api, host } = await open();
    const [a, b] = await Promise.all([
      host.acquire(ask('a', { users: 5 })),
      host.acquire({ ...ask('b', { users: 5 }), path: 'path of a' }),
    ]);
    const emails = [a, b].flatMap(
      ({ records }) => records.users?.map(({ fields: record }) => record.email) ?? [],
    );
    expect(new Set(emails).size).toBe(10);
    expect(a.namespace).not.toBe(b.namespace);
    expect(a.records.users?.map(({ fields: record }) => record.name)).toEqual(
      b.records.users?.map(({ fields: record }) => record.name),
    );
    expect(await host.release('a')).toMatchObject({ removed: 5, left: [] });
    expect(api.counts()).toEqual({ users: 5, vms: 0 });
  });

  test('adds to a dataset, and removes what was added with it', async () => {
    const { api, host } = await open();
    const snapshot = await host.acquire(ask('a', { users: 2 }));
    const dataset = openDataset<Resource>(host, 'a', snapshot);
    const [first, second] = await Promise.all([dataset.add({ vms: 3 }), dataset.add({ users: 2, vms: 2 })]);
    expect(first.vms.map(({ user_id }) => user_id)).toEqual([0, 1, 0].map((at) => dataset.users[at]?.id));
    expect(second.users.map(({ email }) => email)).not.toContain(dataset.users[0]?.email);
    expect(second.vms.of(second.users[0] as object)).toHaveLength(1);
    expect(dataset.vms).toEqual([]);
    expect(api.counts()).toEqual({ users: 4, vms: 5 });
    expect(await host.release('a')).toMatchObject({ removed: 9, left: [] });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    await expect(dataset.add({ vms: 1 })).rejects.toThrow(TypeError);
  });

  test('removes what a test tracked', async () => {
    const { api, host } = await open();
    const dataset = openDataset<Resource>(host, 'a', await host.acquire(ask('a', { users: 1 })));
    const [owner] = dataset.users;
    const vm = {
      user_id: owner?.id,
      name: 'by-hand',
      operating_system: 'Debian',
      cpu_cores: 1,
      ram_gb: 1,
      disk_gb: 9,
      status: 'running',
    };
    const made = (await dataset.as(owner as object).post('/vm', vm)) as { id: number };
    await dataset.track('vms', made.id);
    expect(api.counts()).toEqual({ users: 1, vms: 1 });
    await expect(host.track('a', 'disks', 1)).rejects.toThrow(
      'Expected a resource to track (users, vms), got "disks".',
    );
    expect(await host.release('a')).toMatchObject({ removed: 2, left: [] });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('sends as a seeded user, logged in once, and fails with the same HttpError', async () => {
    const { api, host } = await open();
    const dataset = openDataset<Resource>(host, 'a', await host.acquire(ask('a', { users: 1 })));
    const session = dataset.as(dataset.users.one());
    expect(await session.get('/auth/me')).toMatchObject({ email: dataset.users.one().email });
    await session.get('/auth/me');
    const before = await host.acquire(ask('b', { users: 1 }));
    await session.get('/auth/me');
    const after = await host.acquire(ask('c', { users: 1 }));
    expect(before.stats.requests).toBe(1);
    expect(after.stats.requests).toBe(1);
    const error = await session.get('/nowhere').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HttpError);
    expect((error as Error).message).toMatch(/^\[GET\] http:.*\/nowhere: 404/);
    expect(error).toMatchObject({
      name: 'HttpError',
      code: 'SEEDBED_HTTP',
      kind: 'status',
      method: 'GET',
      url: `${api.url}/nowhere`,
      status: 404,
      attempts: 1,
      committed: 'no',
      body: expect.stringContaining('message'),
      why: expect.stringMatching(/^404 Not Found/),
      durationMs: expect.any(Number),
    });
  });

  test('seeds the base dataset on first asking, and gives its users to those who make none', async () => {
    const { api, host, end } = await open({ config: 'run: { users: 4 }' });
    expect(api.counts().users).toBe(0);
    const [base, again] = await Promise.all([host.base(), host.base()]);
    expect(again?.snapshot.namespace).toBe(base?.snapshot.namespace);
    await host.acquire(ask('other', { users: 3 }));
    const { records } = await host.acquire(ask('vms', { vms: 8 }));
    const owners = new Set(records.vms?.map(({ fields: record }) => record.user_id));
    expect(owners).toEqual(new Set(base?.snapshot.records.users?.map(({ id }) => id)));
    expect(await end()).toMatchObject({ removed: 15, left: [] });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test("takes no other dataset's users as parents", async () => {
    const { host } = await open();
    await host.acquire(ask('a', { users: 3 }));
    const error = await host.acquire(ask('b', { vms: 2 })).catch((reason: unknown) => reason);
    expect(isSeedbedError(error, 'SEEDBED_NO_PARENT')).toBe(true);
    expect(await host.base()).toBeUndefined();
  });

  test('keeps what its policy keeps, past release and end', async () => {
    const { api, host, root, end } = await open({ config: "cleanup: 'keep'" });
    await host.acquire(ask('kept', { users: 2 }));
    await host.acquire(ask('kept, not released', { users: 3 }));
    await host.acquire(ask('gone', { users: 4, cleanup: 'always' }));
    await host.acquire(ask('later', { users: 1, cleanup: 'ttl' }));
    expect(await host.release('kept', { failed: false })).toMatchObject({ removed: 0, left: [] });
    expect(await end()).toMatchObject({ removed: 4, left: [] });
    expect(api.counts()).toEqual({ users: 6, vms: 0 });
    expect(ledgersIn(root)).toHaveLength(1);
  });

  test('keeps a failed dataset where only success removes it', async () => {
    const { api, host, end } = await open();
    const seed = { users: 2, cleanup: 'on-success' };
    await host.acquire(ask('failed', seed));
    await host.acquire(ask('passed', seed));
    await host.acquire(ask('removed', { users: 1 }));
    expect(await host.testFailed('removed', true)).toBeUndefined();
    expect(await host.testFailed('passed', false)).toEqual({ users: 2 });
    expect(await host.release('passed', { failed: false })).toMatchObject({ removed: 2, left: [] });
    expect(await host.release('failed', { failed: true })).toMatchObject({ removed: 0, left: [] });
    await host.acquire(ask('never released', { users: 3, cleanup: 'on-success' }));
    expect(await host.testFailed('never released', true)).toEqual({ users: 3 });
    const nothing = { users: { count: 2, set: { email: 'one@example.com' } }, cleanup: 'on-success' };
    await expect(host.acquire(ask('not made', nothing))).rejects.toThrow(/Seeded 1 of 2/);
    expect(await host.release('not made', { failed: true })).toMatchObject({ removed: 1, left: [] });
    expect(await end()).toMatchObject({ removed: 1, left: [] });
    expect(api.counts()).toEqual({ users: 5, vms: 0 });
  });

  test('ends all datasets of a suite', async () => {
    const { api, host } = await open();
    await host.acquire({ ...ask('a', { users: 1 }), owner: 'suite 1' });
    await host.acquire({ ...ask('b', { users: 2 }), owner: 'suite 1' });
    await host.acquire({ ...ask('c', { users: 3 }), owner: 'suite 2' });
    expect(await host.endSuite('suite 1', { failed: false })).toMatchObject({ removed: 3, left: [] });
    expect(api.counts()).toEqual({ users: 3, vms: 0 });
    expect(await host.endSuite('suite 1', { failed: false })).toMatchObject({ removed: 0, left: [] });
  });

  test('ends what earlier rounds had before the next one begins, whoever says so first', async () => {
    const { api, host, end } = await open({ config: 'run: { users: 2 }' });
    await host.beginRound('one');
    const base = await host.base();
    const first = await host.acquire({ ...ask('a', { users: 3 }), owner: 'suite 1' });
    await host.beginRound('one');
    expect(api.counts()).toEqual({ users: 5, vms: 0 });
    await Promise.all([host.beginRound('two'), host.beginRound('two')]);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect((await host.base())?.snapshot.namespace).not.toBe(base?.snapshot.namespace);
    const second = await host.acquire({ ...ask('a', { users: 3 }), owner: 'suite 1' });
    expect(second.namespace).not.toBe(first.namespace);
    expect(second.records.users?.map(({ fields }) => fields.name)).toEqual(
      first.records.users?.map(({ fields }) => fields.name),
    );
    expect(await end()).toMatchObject({ left: [] });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('removes what is still being seeded when it is released or closed', async () => {
    const { api, host, end, root } = await open();
    const seeding = [
      host.acquire(ask('a', { users: 30, vms: 60 })).catch(() => undefined),
      host.acquire(ask('b', { users: 30, vms: 60 })).catch(() => undefined),
    ];
    const released = host.release('a').catch(() => undefined);
    const { left, waiting } = await end();
    await Promise.all([...seeding, released]);
    expect(left).toEqual([]);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    // What was cut off may still be carried out: its ledger stays for a later sweep, and only then.
    expect(ledgersIn(root)).toHaveLength(waiting > 0 ? 1 : 0);
  });

  test('removes in the background what nobody waits for, and has done so when it ends', async () => {
    const { api, host, root, end } = await open({ config: "rateLimit: '6/2s'," });
    await host.acquire(ask('a', { users: 5 }));
    const ended = { failed: false, inBackground: true };
    expect(await host.release('a', ended)).toMatchObject({ removed: 0, left: [] });
    // The limit holds the removal up, not the one who released it.
    expect(api.counts()).toEqual({ users: 5, vms: 0 });
    expect(await end()).toMatchObject({ left: [] });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(ledgersIn(root)).toEqual([]);
  });

  test('leaves nothing: no record, no ledger, and takes no more work', async () => {
    const { api, host, root, end } = await open();
    await host.acquire(ask('a', { users: 5, vms: 5 }));
    expect(ledgersIn(root)).toEqual([host.runId]);
    expect(await end()).toMatchObject({ removed: 10, left: [] });
    expect(await end()).toMatchObject({ removed: 10, left: [] });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(ledgersIn(root)).toEqual([]);
    const error = await host.acquire(ask('b', { users: 1 })).catch((reason: unknown) => reason);
    expect(isSeedbedError(error, 'SEEDBED_HOST')).toBe(true);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('says what it could not remove, and keeps it in the ledger', async () => {
    const { api, host, root, end } = await open({ config: 'maxWait: 1,' });
    await host.acquire(ask('a', { users: 2 }));
    await api.close();
    const { removed, left } = await end();
    expect(removed).toBe(0);
    expect(left.map(({ resource, reason }) => [resource, /refused/.test(reason)])).toEqual([
      ['users', true],
      ['users', true],
    ]);
    expect(ledgersIn(root)).toEqual([host.runId]);
  });

  test('reports an API that is down as such, and leaves nothing behind', async () => {
    const { api, host, root, end } = await open();
    await api.close();
    const error = await host.acquire(ask('a', { users: 5, vms: 5 })).catch((reason: unknown) => reason);
    expect(isSeedbedError(error, 'SEEDBED_UNREACHABLE')).toBe(true);
    expect(await end()).toMatchObject({ removed: 0, left: [] });
    expect(ledgersIn(root)).toEqual([]);
  });
});
