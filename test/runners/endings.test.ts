import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CountingApi, startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { knownRecords } from '../contract/runner-process.ts';
import { openRunners, type Project, type Runners, type Running } from './project.ts';

/** However a run ends: no record, no process, no socket and no ledger may be left of it. */
let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

let api: CountingApi;
let project: Project;
afterEach(async () => {
  for (const { pid } of project.processes()) process.kill(pid, 'SIGKILL');
  await api[Symbol.asyncDispose]();
});

interface Runner {
  readonly fixture: 'runner-playwright' | 'runner-vitest';
  readonly command: 'playwright' | 'vitest';
  readonly args: readonly string[];
}

const playwright: Runner = {
  fixture: 'runner-playwright',
  command: 'playwright',
  args: ['test', '--workers', '2', '--fully-parallel'],
};
const vitest = (pool: string): Runner => ({
  fixture: 'runner-vitest',
  command: 'vitest',
  args: ['run', '--pool', pool],
});

/** Fewer of the suites that fail: Playwright starts a worker anew after each. */
const only = (runner: Runner, titles: string): string[] => (runner === playwright ? ['-g', titles] : []);

async function begin(
  { fixture, command, args }: Runner,
  more: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Running> {
  project = runners.copy(fixture);
  return project.start(command, [...args, ...more], { DEMO_API_BASE_URL: api.url, ...env });
}

/** @param ledger `waits`: for creates that were cut off, and may still be carried out; it knows no record that is there */
async function expectNothingLeft(ledger: 'gone' | 'waits' = 'gone'): Promise<void> {
  expect(await eventually(() => project.processes().length === 0, 30_000)).toBe(true);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
  expect(project.sockets()).toEqual([]);
  expect(knownRecords(project.folder)).toEqual([]);
  if (ledger === 'gone') expect(project.ledgers()).toEqual([]);
}

/** Tests that never end and their time-out, in the runner's words. */
const hangsFor = (runner: Runner, ms: number): string[] =>
  runner === playwright ? ['hangs', '--timeout', String(ms)] : ['hangs'];

const hanging = async (): Promise<void> =>
  expect(await eventually(() => project.notes().length > 0, 60_000)).toBe(true);
const seeding = async (): Promise<void> =>
  expect(await eventually(() => api.counts().users + api.counts().vms > 60, 60_000)).toBe(true);

describe.each<[string, Runner]>([
  ['Playwright', playwright],
  ['Vitest in forks', vitest('forks')],
  ['Vitest in threads', vitest('threads')],
])('%s leaves nothing', (name, runner) => {
  const isThreads = name === 'Vitest in threads';
  // Whatever ends the process by a handler goes the way of SIGINT.
  const signals = isThreads
    ? (['SIGINT', 'SIGKILL'] as const)
    : (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const);
  test.each(signals)('when %s ends it', async (signal) => {
    api = await startCountingApi();
    const { child, ended } = await begin(runner, ['hangs']);
    await hanging();
    expect(api.counts()).not.toEqual({ users: 0, vms: 0 });
    child.kill(signal);
    await ended;
    await expectNothingLeft();
  });

  test.each(['SIGINT', 'SIGKILL'] as const)('when %s ends it while it seeds', async (signal) => {
    api = await startCountingApi({ latency: 5, bulk: false });
    const { child, ended } = await begin(runner, ['large']);
    await seeding();
    child.kill(signal);
    await ended;
    await expectNothingLeft('waits');
  });

  // The rest is between the runner, its host and the API: in threads it is as in forks.
  if (isThreads) return;
  test('when its host is killed, once the next run has started, which stops at its first failure', async () => {
    api = await startCountingApi();
    const { ended } = await begin(runner, hangsFor(runner, 1500), { HANG_MS: '1500' });
    await hanging();
    const host = project.processes().find((process) => process.host);
    process.kill(host?.pid ?? 0, 'SIGKILL');
    const { code, output } = await ended;
    expect(code).not.toBe(0);
    expect(output).toContain('in the ledger');
    expect(project.sockets()).toEqual([]);
    expect(api.counts()).not.toEqual({ users: 0, vms: 0 });
    const first = runner === playwright ? '--max-failures=1' : '--bail=1';
    const next = await project.run(runner.command, [...runner.args, 'fails', first], {
      DEMO_API_BASE_URL: api.url,
    });
    expect(next.code).toBe(1);
    expect(next.output).toMatch(/1 failed/);
    await expectNothingLeft();
  });

  // Two endings in one run: neither has to do with the other.
  test('when tests hang, and when data cannot be made', async () => {
    api = await startCountingApi();
    const { ended } = await begin(runner, [...hangsFor(runner, 500), 'wrong-seed'], { HANG_MS: '500' });
    const { code, output } = await ended;
    expect(code).toBe(1);
    expect(output).toMatch(/3 failed/);
    expect(output).toMatch(/Test timeout of 500ms exceeded\.|Error: Test timed out in 500ms\./);
    expect(output).toContain('Seeded 1 of 2 records; minSuccess asks for 2.');
    expect(output).toContain('1 × 409 Conflict');
    await expectNothingLeft();
  });

  test('when the API is too slow to seed in time', async () => {
    api = await startCountingApi({ onCreate: () => new Promise(() => undefined) });
    const { ended } = await begin(runner, ['fails', ...only(runner, 'one|two')], {
      TIMEOUT: '0.3',
      DEMO_API_MAX_RETRIES: '0',
    });
    const { code, output } = await ended;
    expect(code).toBe(1);
    expect(output).toMatch(/Seeded 0 of \d records/);
    expect(api.creates()).toBeGreaterThan(0);
    await expectNothingLeft('waits');
  });

  test('when the API commits what nobody waits for any more', async () => {
    api = await startCountingApi({
      onCreate: () => new Promise((resolve) => setTimeout(() => resolve(undefined), 500)),
    });
    const { ended } = await begin(runner, ['fails', ...only(runner, 'one|two')], {
      TIMEOUT: '0.3',
      DEMO_API_MAX_RETRIES: '0',
    });
    expect((await ended).code).toBe(1);
    expect(api.creates()).toBeGreaterThan(0);
    await expectNothingLeft('waits');
  });

  test('when a worker is killed', async () => {
    api = await startCountingApi();
    const { ended } = await begin(runner, hangsFor(runner, 2000), { HANG_MS: '2000' });
    await hanging();
    const [{ pid } = { pid: 0 }] = project.notes<{ pid: number }>();
    process.kill(pid, 'SIGKILL');
    expect((await ended).code).toBe(1);
    await expectNothingLeft();
  });
});

test.each(['forks', 'threads'])('Vitest in %s leaves nothing when a beforeAll throws', async (pool) => {
  api = await startCountingApi();
  const { ended } = await begin(vitest(pool), ['before-all']);
  const { code, output } = await ended;
  expect(code).toBe(1);
  expect(output).toContain('thrown by beforeAll');
  // The suite's, and those of the run's base dataset.
  expect(api.creates()).toBe(4 + 2);
  await expectNothingLeft();
});

test('What a runner and its host leave that are killed together, the next run removes, although its time is up', async () => {
  api = await startCountingApi();
  const { child, ended } = await begin(playwright, ['hangs']);
  await hanging();
  for (const { pid, host } of project.processes()) if (host) process.kill(pid, 'SIGKILL');
  child.kill('SIGKILL');
  await ended;
  const [dead = ''] = project.sockets();
  expect(api.counts()).not.toEqual({ users: 0, vms: 0 });
  // A younger one may still be starting.
  const old = Date.now() / 1000 - 60;
  utimesSync(join(project.folder, 'tmp', dead, 'host.sock'), old, old);
  expect(await eventually(() => project.processes().length === 0)).toBe(true);
  const { code, output } = await project.run(
    'playwright',
    [...playwright.args, 'hangs', '--global-timeout', '5000'],
    { DEMO_API_BASE_URL: api.url },
  );
  expect(code).toBe(1);
  expect(output).toMatch(/Timed out waiting 5s/);
  await expectNothingLeft();
});
