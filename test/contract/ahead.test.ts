import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import type { DatasetRequest, ForeseenFile } from '../../src/host/host.ts';
import type { InProcessHost } from '../../src/host/in-process-host.ts';
import { openRun, readConfig } from '../../src/host/open-run.ts';
import { findLogs, readLog } from '../../src/log/log-files.ts';
import { foldLogs } from '../../src/report/fold-logs.ts';
import { type CountingApi, type CountingOptions, startCountingApi } from './counting-api.ts';
import { ledgersIn } from './hosts.ts';

/** What a host makes before anybody asks for it: counted on the API. */
const closers: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const patience = { timeout: 20_000 };

interface Stage {
  readonly api: CountingApi;
  readonly host: InProcessHost;
  readonly root: string;
}

async function open(options: CountingOptions = {}, config: SeedbedConfig = {}): Promise<Stage> {
  const api = await startCountingApi(options);
  const root = mkdtempSync(join(tmpdir(), 'ahead-'));
  const host = openRun(await readConfig(root, { baseUrl: api.url, ...config }));
  closers.push(
    () => api[Symbol.asyncDispose](),
    () => rmSync(root, { recursive: true, force: true }),
    () => host.close(),
  );
  return { api, host, root };
}

const request = (key: string, seed: object = { users: 1, vms: 2 }): DatasetRequest => ({
  key,
  path: key,
  seed,
  owner: key,
  file: 'a file',
});
const file = (...requests: DatasetRequest[]): ForeseenFile[] => [{ name: 'a file', requests }];
const keys = (count: number): string[] => Array.from({ length: count }, (_, n) => `suite ${n}`);
const names = ({ records }: Awaited<ReturnType<InProcessHost['acquire']>>): unknown[] =>
  Object.values(records).flatMap((list) =>
    list.map(({ fields }) => String(fields.name).replace(/sb\w+-t\w{5}/, '')),
  );
const nothing = { users: 0, vms: 0 };

describe('datasets that are foreseen', () => {
  test('are made ahead, a bounded number of them, and each once', async () => {
    const { api, host } = await open();
    const requests = keys(20).map((key) => request(key));
    await host.foresee(file(...requests), 1);
    await expect.poll(() => api.counts(), patience).toEqual({ users: 8, vms: 16 });
    const first = await host.acquire(requests[0] as DatasetRequest);
    expect(first.records.vms).toHaveLength(2);
    await expect.poll(() => api.counts(), patience).toEqual({ users: 9, vms: 18 });
    await Promise.all(requests.flatMap((one) => [host.acquire(one), host.acquire(one)]));
    expect(api.counts()).toEqual({ users: 20, vms: 40 });
    expect(api.creates()).toBe(60);
    expect(await host.close()).toMatchObject({ left: [], audit: { found: 0 } });
    expect(api.counts()).toEqual(nothing);
  });

  test('hold the same values as those that were not', async () => {
    const ahead = await open({}, { project: 'shop' });
    const requests = keys(3).map((key) => request(key, { users: 2, vms: 3 }));
    await ahead.host.foresee(file(...requests), 1);
    await expect.poll(() => ahead.api.counts(), patience).toEqual({ users: 6, vms: 9 });
    const early = await Promise.all([...requests].reverse().map((one) => ahead.host.acquire(one)));
    const { host } = await open({}, { project: 'shop', ahead: false });
    const asked: Awaited<ReturnType<typeof host.acquire>>[] = [];
    for (const one of requests) asked.unshift(await host.acquire(one));
    expect(early.map(names)).toEqual(asked.map(names));
    expect(early.map(({ randomSeed }) => randomSeed)).toEqual(asked.map(({ randomSeed }) => randomSeed));
  });

  test('are not made if `ahead` is off', async () => {
    const { api, host } = await open({}, { ahead: false });
    await host.foresee(file(request('a'), request('b')), 1);
    await host.acquire(request('b'));
    expect(api.counts()).toEqual({ users: 1, vms: 2 });
  });

  test('give way to what a test waits for', async () => {
    const { api, host } = await open({ latency: 20 }, { concurrency: 1 });
    await host.foresee(file(request('a', { users: 30 })), 1);
    await expect.poll(() => api.counts().users, patience).toBeGreaterThan(1);
    const before = api.creates();
    await host.acquire(request('z', { users: 12 }));
    // Its own, and what was under way, or went while its own were being written down.
    expect(api.creates() - before).toBeLessThanOrEqual(12 + 3);
    expect((await host.acquire(request('a', { users: 30 }))).records.users).toHaveLength(30);
  });

  test('that nobody asks for are removed with their suite, with their file, and at the end', async () => {
    const { api, host, root } = await open();
    await host.foresee(file(...keys(4).map((key) => request(key))), 1);
    await expect.poll(() => api.counts().vms, patience).toBe(8);
    expect(await host.endSuite('suite 1', { failed: false })).toMatchObject({ removed: 3, left: [] });
    await host.foresee(file(request('suite 3')), 1);
    await expect.poll(() => api.counts(), patience).toEqual({ users: 1, vms: 2 });
    // Asked for after all, one is made anew.
    expect((await host.acquire(request('suite 0'))).records.vms).toHaveLength(2);
    expect(await host.close()).toMatchObject({ left: [], audit: { found: 0 } });
    expect(api.counts()).toEqual(nothing);
    expect(ledgersIn(root)).toEqual([]);
  });

  test('that are half made when the run ends leave nothing open: what was sent is let finish', async () => {
    const { api, host, root } = await open({ latency: 30 });
    await host.foresee(file(...keys(8).map((key) => request(key, { users: 10, vms: 20 }))), 1);
    await expect.poll(() => api.counts().users, patience).toBeGreaterThan(4);
    expect(await host.close()).toMatchObject({ left: [], audit: { found: 0 } });
    expect(api.creates()).toBeLessThan(200);
    expect(api.counts()).toEqual(nothing);
    expect(ledgersIn(root)).toEqual([]);
  });

  test('that are dropped half made make room for the next, and are no failures in the log', async () => {
    const { api, host, root } = await open({ latency: 20 }, { concurrency: 1 });
    await host.foresee(file(request('a', { users: 30 }), request('b')), 1);
    await expect.poll(() => api.counts().users, patience).toBeGreaterThan(1);
    await host.endSuite('a', { failed: false });
    // Nobody asks meanwhile.
    await expect.poll(() => api.counts(), patience).toEqual({ users: 1, vms: 2 });
    await host.acquire(request('b'));
    await host.close();
    const lines = readLog(findLogs(root)[0]?.file ?? '');
    const told = lines.filter(({ event, level }) => event === 'dataset-dropped' || level !== 'info');
    expect(told.map(({ event }) => event)).toEqual(['dataset-dropped']);
    const report = foldLogs([lines]);
    expect(report?.datasets.map(({ path, failed, stopped }) => ({ path, failed, stopped }))).toEqual([
      { path: 'b', failed: 0, stopped: undefined },
    ]);
    expect(report).toMatchObject({ datasetCount: 1, records: { users: 1, vms: 2 }, reasons: [], left: 0 });
  });

  test('go with their round, none is made in its last moment', async () => {
    const { api, host, root } = await open();
    await host.beginRound('1');
    await host.foresee(file(...keys(20).map((key) => request(key))), 1);
    await expect.poll(() => api.counts(), patience).toEqual({ users: 8, vms: 16 });
    await host.beginRound('2');
    await host.close();
    expect(api.creates()).toBe(24);
    expect(api.counts()).toEqual(nothing);
    const lines = readLog(findLogs(root)[0]?.file ?? '');
    expect(lines.filter(({ event }) => event === 'dataset-asked')).toHaveLength(8);
  });

  test('go with their round, and are not those of the next', async () => {
    const { api, host } = await open();
    await host.beginRound('1');
    await host.foresee(file(request('a')), 1);
    await expect.poll(() => api.counts().vms, patience).toBe(2);
    await host.beginRound('2');
    expect(api.counts()).toEqual(nothing);
    await host.foresee(file(request('a')), 1);
    await expect.poll(() => api.counts().vms, patience).toBe(2);
    await host.acquire(request('a'));
    expect(api.creates()).toBe(6);
  });

  test('stay neither on success nor on failure if no test had them', async () => {
    const { api, host } = await open({}, { cleanup: 'on-success' });
    await host.foresee(file(request('a'), request('b', { users: 1, cleanup: 'keep' })), 1);
    await expect.poll(() => api.counts(), patience).toEqual({ users: 1, vms: 2 });
    await host.endSuite('a', { failed: true });
    expect(api.counts()).toEqual(nothing);
  });
});

describe('seeds that cannot be made ahead', () => {
  test('is silent until it is asked for, and then told as ever', async () => {
    const broken: CountingOptions = {
      onCreate: () => Response.json({ message: 'no such thing' }, { status: 422 }),
    };
    const { host: usual } = await open(broken, { ahead: false });
    const told = await usual.acquire(request('a')).catch((error: unknown) => error);
    const { api, host } = await open(broken);
    await host.foresee(file(...keys(5).map((key) => request(key)), request('a')), 1);
    // One is tried, and no other, until a test has got something.
    await expect.poll(() => api.creates(), patience).toBe(1);
    const [error, again] = await Promise.allSettled([host.acquire(request('a')), host.acquire(request('a'))]);
    expect(error).toMatchObject({ status: 'rejected' });
    const reason = (error as PromiseRejectedResult).reason as Error;
    const plain = ({ message }: Error): string => message.replaceAll(/sb[a-z0-9]{10}-\w+/g, 'NAMESPACE');
    expect(plain(reason)).toBe(plain(told as Error));
    expect((again as PromiseRejectedResult).reason).toEqual(reason);
    expect(await host.close()).toMatchObject({ left: [] });
  });

  test('is made anew when it is asked for, and the API works by then', async () => {
    let isDown = true;
    const { api, host } = await open({
      onCreate: () => (isDown ? Response.json({ message: 'not yet' }, { status: 422 }) : undefined),
    });
    await host.foresee(file(request('a'), request('b')), 1);
    await expect.poll(() => api.answers(422), patience).toBe(1);
    isDown = false;
    expect((await host.acquire(request('a'))).failures).toEqual([]);
    await expect.poll(() => api.counts(), patience).toEqual({ users: 2, vms: 4 });
  });

  test.each([
    ['a seed that fixes a key', { users: { count: 1, set: { email: 'boss@example.com' } } }],
    ['one whose parents are what the API holds', { vms: 1 }],
    ['one that would stay', { users: 1, cleanup: 'keep' }],
    ['a wrong one', { uzers: 1 }],
    ['a very large one', { users: 1001 }],
  ])('%s is left to whoever asks', async (_, seed) => {
    const { api, host } = await open();
    await host.foresee(file(request('a', seed), request('b')), 1);
    await expect.poll(() => api.counts(), patience).toEqual({ users: 1, vms: 2 });
    expect(api.creates()).toBe(3);
  });

  test('two suites with one fixed key, made by a trait, get it one after the other', async () => {
    const { users } = await import('../../src/preset/users.ts').then(({ users }) => ({
      users: users.extend({ traits: { boss: { email: 'boss@example.com' } } }),
    }));
    const { api, host } = await open({}, { resources: [users] });
    const seed = { users: { count: 1, traits: ['boss'] } };
    await host.foresee(file(request('a', seed), request('b', seed), request('c', { users: 1 })), 1);
    await expect.poll(() => api.counts().users, patience).toBe(1);
    for (const key of ['a', 'b']) {
      const { records } = await host.acquire(request(key, seed));
      expect(records.users?.map(({ fields }) => fields.email)).toEqual(['boss@example.com']);
      expect(await host.release(key)).toMatchObject({ removed: 1, left: [] });
    }
  });
});
