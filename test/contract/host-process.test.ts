import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { isSeedbedError } from '../../src/errors.ts';
import { connectHost } from '../../src/host/socket/remote-host.ts';
import { spawnHost } from '../../src/host/socket/spawn-host.ts';
import { readLedgers } from '../../src/ledger/read-ledgers.ts';
import { closeStages, eventually, ledgersIn, openProject, spawned } from './hosts.ts';
import { hostsOf, knownRecords, startRunner } from './runner-process.ts';

afterEach(closeStages);

test('only this user can open its socket, and nothing of it stays', async () => {
  const { root, address = '', end } = await spawned();
  expect(statSync(address).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(address)).mode & 0o777).toBe(0o700);
  expect(hostsOf(root)).toHaveLength(1);
  await end();
  expect(hostsOf(root)).toEqual([]);
  expect(existsSync(dirname(address))).toBe(false);
});

test.each([
  ['SIGKILL', 'seeded'],
  ['SIGKILL', 'seeding'],
  ['SIGTERM', 'seeding'],
  ['SIGINT', 'seeded'],
] as const)('when %s ends a runner that has %s, all is removed, and it ends', async (signal, wait) => {
  const { root, api } = await openProject();
  const { runner, address } = await startRunner(root, { users: 20, vms: 30 }, { wait });
  const [host = 0] = hostsOf(root);
  expect(host).toBeGreaterThan(0);
  runner.kill(signal);
  expect(await eventually(() => hostsOf(root).length === 0)).toBe(true);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
  expect(knownRecords(root)).toEqual([]);
  if (wait === 'seeded') expect(ledgersIn(root)).toEqual([]);
  expect(existsSync(dirname(address))).toBe(false);
});

test('signals meant for the runner do not end it', async () => {
  const { root, api, host, end } = await spawned();
  const [pid = 0] = hostsOf(root);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
  await host.acquire({ key: 'a', path: '', seed: { users: 1 } });
  expect(await end()).toMatchObject({ removed: 1, left: [] });
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test('killed itself, it fails its clients and its runner, and its ledger tells what it made', async () => {
  const { root, address = '', host, end } = await spawned();
  await host.acquire({ key: 'a', path: '', seed: { users: 3 } });
  const [pid = 0] = hostsOf(root);
  process.kill(pid, 'SIGKILL');
  const errors = [
    await end().catch((error: unknown) => error),
    await host.base().catch((error: unknown) => error),
  ];
  for (const error of errors) {
    expect(isSeedbedError(error, 'SEEDBED_HOST')).toBe(true);
    expect((error as Error).message).toContain('in the ledger');
  }
  expect((errors[0] as Error).message).toContain('SIGKILL');
  expect(readLedgers(root).ledgers.map(({ records }) => records.length)).toEqual([3]);
  expect(existsSync(dirname(address))).toBe(false);
});

test('a configuration that prints or keeps something open disturbs no run', async () => {
  const { end, host } = await spawned({
    config: '...(console.log("{ not an answer }"), setInterval(() => {}, 1000), {})',
  });
  expect(host.settings.scope).toBe('suite');
  expect(await end()).toMatchObject({ removed: 0, left: [] });
});

test('nonsense on its socket ends that connection only', async () => {
  const { address = '', host } = await spawned();
  const socket = connect(address);
  socket.on('error', () => undefined).resume();
  socket.write('nonsense\n');
  await once(socket, 'close');
  const snapshot = await host.acquire({ key: 'a', path: '', seed: { users: 1 } });
  expect(snapshot.records.users).toHaveLength(1);
});

test('a configuration that is wrong is told as in this process, and no host stays', async () => {
  const { root } = await openProject({ config: 'batchSize: 0' });
  const error = await spawnHost(root).catch((reason: unknown) => reason);
  expect(isSeedbedError(error, 'SEEDBED_CONFIG')).toBe(true);
  expect((error as Error).message).toBe(
    'Expected "batchSize" in seedbed.config.ts to be a whole number from 1 up, got `0` (number).',
  );
  expect(hostsOf(root)).toEqual([]);
  expect(ledgersIn(root)).toEqual([]);
});

test('a folder that is not there is an error, not a crash', async () => {
  const error = await spawnHost('/nowhere/at/all').catch((reason: unknown) => reason);
  expect(isSeedbedError(error, 'SEEDBED_HOST')).toBe(true);
  expect((error as Error).message).toContain('ENOENT');
});

test('an address where no host is', async () => {
  const error = await connectHost('/nowhere/host.sock').catch((reason: unknown) => reason);
  expect(isSeedbedError(error, 'SEEDBED_HOST')).toBe(true);
});

test('a worker that only talks to it loads neither Faker nor undici', async () => {
  const { address = '' } = await spawned();
  const source = (file: string): string =>
    JSON.stringify(new URL(`../../src/host/${file}`, import.meta.url).href);
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ resolve(name, context, next) { const found = next(name, context); loaded.push(found.url); return found; } });
    const { findHost } = await import(${source('find-host.ts')});
    const { openDataset } = await import(${source('datasets/open-dataset.ts')});
    const host = await findHost(${JSON.stringify(address)}, '.');
    openDataset(host, 'a', await host.acquire({ key: 'a', path: '', seed: { users: 1 } }));
    console.log(JSON.stringify(loaded));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const loaded = JSON.parse(line) as string[];
  expect(loaded.some((url) => url.endsWith('/remote-host.ts'))).toBe(true);
  expect(loaded.filter((url) => /node_modules/.test(url) && !/leven/.test(url))).toEqual([]);
});
