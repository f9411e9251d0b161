import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type DemoApi, startDemoApi } from '../../src/demo/index.ts';
import { connectHost } from '../../src/host/socket/remote-host.ts';
import { spawnHost } from '../../src/host/socket/spawn-host.ts';
import { closeStages, eventually, ledgersIn, onClose, openProject, spawned } from './hosts.ts';
import {
  hostsOf,
  knownRecords,
  type RunnerProcess,
  startPipedRunner,
  startRunner,
} from './runner-process.ts';

/** What surrounds a host process may break, go or misbehave: it still removes what its run made. */
afterEach(closeStages);

async function expectNothingLeft(root: string, api: DemoApi): Promise<void> {
  expect(await eventually(() => hostsOf(root).length === 0)).toBe(true);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
  expect(knownRecords(root)).toEqual([]);
}

function freshFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'surroundings-'));
  onClose(async () => rmSync(folder, { recursive: true, force: true }));
  const inner = join(folder, name);
  mkdirSync(inner);
  return inner;
}

test('nothing is left when a runner and the reader of its stderr are killed together', async () => {
  const { root, api } = await openProject();
  const { runner } = await startPipedRunner(root, { users: 20, vms: 30 }, { DEMO_API_LOG_LEVEL: 'debug' });
  expect(await eventually(() => api.counts().users > 0)).toBe(true);
  process.kill(-(runner.pid ?? 0), 'SIGKILL');
  await expectNothingLeft(root, api);
});

test('nothing is left when nobody reads stderr any more while the run goes on', async () => {
  const { root, api } = await openProject();
  const env = { DEMO_API_LOG_LEVEL: 'debug' };
  const { runner } = await startRunner(root, { users: 20, vms: 30 }, { wait: 'seeding', env });
  runner.stderr?.destroy();
  expect(await eventually(() => api.counts().vms === 30)).toBe(true);
  runner.kill('SIGKILL');
  await expectNothingLeft(root, api);
});

const users = JSON.stringify(new URL('../../src/preset/users.ts', import.meta.url).href);

/** A configuration whose hook leaves timers and promises that fail. */
const strayHook = `
  resources: [
    (await import(${users})).users.extend({
      afterCreate() {
        setTimeout(() => { throw new TypeError('\\x1b[2Jthrown in a timer'); }, 1);
        setTimeout(() => Promise.reject(new Error('rejected in a timer')), 1);
        void Promise.reject('no error at all');
      },
    }),
  ],`;

async function seedWithStrays(env: NodeJS.ProcessEnv): Promise<RunnerProcess> {
  const { root, api } = await openProject({ config: strayHook });
  const started = await startRunner(root, { users: 10 }, { env });
  const expected = ['thrown in a timer', 'rejected in a timer', 'no error at all'];
  expect(await eventually(() => expected.every((text) => started.said().includes(text)))).toBe(true);
  expect(api.counts()).toEqual({ users: 10, vms: 0 });
  started.runner.kill('SIGKILL');
  await expectNothingLeft(root, api);
  return started;
}

test('an error that a hook leaves uncaught is told once in a line, and the run and its clean-up go on', async () => {
  const { said } = await seedWithStrays({});
  const lines = said().trimEnd().split('\n').sort();
  const before = 'seedbed: Nobody caught an error of the configuration or a hook; the run goes on: ';
  expect(lines).toEqual([
    `${before}Error: no error at all`,
    `${before}Error: rejected in a timer`,
    `${before}TypeError: \\x1b[2Jthrown in a timer`,
  ]);
});

test('with debug, an error that a hook leaves uncaught is told with its stack', async () => {
  const { said } = await seedWithStrays({ DEMO_API_LOG_LEVEL: 'debug' });
  expect(said()).toMatch(/TypeError: .*thrown in a timer\n\s+at /);
  expect(said()).not.toContain('\x1b');
});

test.each<[string, () => string]>([
  ['of 120 characters', () => freshFolder('x'.repeat(120))],
  ['that is not there', () => join(freshFolder('a'), 'nowhere')],
])('a TMPDIR %s stops no run, and nothing is left in it or elsewhere', async (_, folder) => {
  const { root, api } = await openProject();
  const env = { TMPDIR: folder(), XDG_RUNTIME_DIR: freshFolder('run') };
  const { runner, address } = await startRunner(root, { users: 2 }, { env });
  expect(dirname(dirname(address))).toBe(env.XDG_RUNTIME_DIR);
  runner.kill('SIGKILL');
  await expectNothingLeft(root, api);
  expect(readdirSync(env.XDG_RUNTIME_DIR)).toEqual([]);
});

test("somebody else's seedbed folder in TMPDIR disturbs no run", async () => {
  const { root, api } = await openProject();
  const TMPDIR = freshFolder('tmp');
  mkdirSync(join(TMPDIR, 'seedbed-foreign'), { mode: 0o000 });
  symlinkSync('seedbed-loop', join(TMPDIR, 'seedbed-loop'));
  const { runner } = await startRunner(root, { users: 2 }, { env: { TMPDIR } });
  runner.kill('SIGKILL');
  await expectNothingLeft(root, api);
  expect(readdirSync(TMPDIR).sort()).toEqual(['seedbed-foreign', 'seedbed-loop']);
});

test('a debugger that stops each process at its first line does not stop the host', async () => {
  const { root, api } = await openProject();
  const host = await spawnHost(root, { env: { NODE_OPTIONS: '--no-warnings --inspect-brk=127.0.0.1:0' } });
  const worker = await connectHost(host.address);
  await worker.acquire({ key: 'a', path: '', seed: { users: 1 } });
  await worker.close();
  expect(await host.close()).toMatchObject({ removed: 1, left: [] });
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test('variables that only workers have reach the host, stronger than the .env files', async () => {
  const api = await startDemoApi();
  onClose(() => api.close());
  const root = freshFolder('project');
  writeFileSync(join(root, '.env'), 'DEMO_API_BASE_URL=http://127.0.0.1:9/api:demo\n');
  const host = await spawnHost(root, { env: { DEMO_API_BASE_URL: api.url } });
  onClose(() => host.close());
  const worker = await connectHost(host.address);
  await worker.acquire({ key: 'a', path: '', seed: { users: 1 } });
  expect(worker.settings.origin).toBe(new URL(api.url).origin);
  expect(api.counts()).toEqual({ users: 1, vms: 0 });
});

test('a report of more than a pipe holds arrives whole', async () => {
  const { api, host, end } = await spawned({ config: 'maxWait: 1,' });
  await host.acquire({ key: 'a', path: '', seed: { users: 1 } });
  await Promise.all(Array.from({ length: 4000 }, (_, i) => host.track('a', 'users', 1000 + i)));
  await api.close();
  const report = await end();
  expect(report.left).toHaveLength(4001);
  expect(JSON.stringify(report).length).toBeGreaterThan(300_000);
});

test('records that stay are told on stderr if the runner is gone', async () => {
  const { root, api } = await openProject({ config: 'maxWait: 1,' });
  const { runner, said } = await startRunner(root, { users: 12 });
  await api.close();
  runner.kill('SIGKILL');
  expect(await eventually(() => hostsOf(root).length === 0)).toBe(true);
  expect(said()).toMatch(/^seedbed: Clean-up left 12 records on the API:$/m);
  expect(said()).toContain(`seedbed sweep --run ${ledgersIn(root)[0]}`);
});
