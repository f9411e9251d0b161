import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CountingApi, type CountingOptions, startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { openRunners, type Project, type RunEnd, type Runners, type Running } from './project.ts';

/** Data that is there before its tests ask for it: the first test waits until it is, so without it these tests would never end. */
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

type Command = 'playwright' | 'vitest';
const oneWorker = {
  playwright: ['test', 'ahead/', '--workers', '1'],
  vitest: ['run', '--max-workers', '1'],
};
const nothing = { users: 0, vms: 0 };

async function open(command: Command, options?: CountingOptions): Promise<void> {
  api = await startCountingApi(options);
  project = runners.copy(`runner-${command}`);
}

function begin(command: Command, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Running {
  return project.start(command, [...oneWorker[command], ...args], { DEMO_API_BASE_URL: api.url, ...env });
}

/** Until the API holds so much while the first test waits. */
async function holds(users: number, vms: number): Promise<void> {
  const isSo = (): boolean => JSON.stringify(api.counts()) === JSON.stringify({ users, vms });
  if (!(await eventually(() => isSo() && project.notes().length === 1, 60_000)))
    expect({ ...api.counts(), notes: project.notes().length }).toEqual({ users, vms, notes: 1 });
}

async function go({ ended }: Running): Promise<RunEnd> {
  writeFileSync(join(project.folder, 'go'), '');
  return ended;
}

function again(): void {
  for (const file of ['go', 'notes.ndjson']) rmSync(join(project.folder, file), { force: true });
}

async function expectNothingLeft(): Promise<void> {
  expect(await eventually(() => project.processes().length === 0, 60_000)).toBe(true);
  expect(api.counts()).toEqual(nothing);
  expect(project.ledgers()).toEqual([]);
}

const suites = (): string[] => project.notes<{ suite: string }>().map(({ suite }) => suite);

describe('Playwright', () => {
  test('has all suites of all files while the first test runs, each once, and removes what nobody asked for', async () => {
    await open('playwright');
    const running = begin('playwright');
    await holds(5, 10);
    const { code, output } = await go(running);
    expect(output).toMatch(/2 skipped\n\s+4 passed/);
    expect(code).toBe(0);
    expect(api.creates()).toBe(15);
    const namespaces = project.notes<{ namespace: string }>().map(({ namespace }) => namespace);
    expect(new Set(namespaces).size).toBe(4);
    await expectNothingLeft();
  });

  test.each<[string, string[], number, number]>([
    ['of a shard', ['--shard', '2/2'], 2, 2],
    ['of each repetition of a filter', ['--repeat-each', '2', '--grep', 'two|four'], 4, 4],
  ])('makes the data %s, and no other', async (_, args, asked, made) => {
    await open('playwright');
    const running = begin('playwright', args);
    await holds(made, 2 * made);
    const { code } = await go(running);
    expect(code).toBe(0);
    expect(suites()).toHaveLength(asked);
    expect(api.creates()).toBe(3 * made);
    await expectNothingLeft();
  });

  test('makes it anew for a retry, and only then', async () => {
    await open('playwright');
    const env = { FAILS: 'two', FAILS_UNTIL: '1' };
    const running = begin('playwright', ['--retries', '1', '--grep', 'one|two'], env);
    await holds(2, 4);
    const { output } = await go(running);
    expect(output).toMatch(/1 flaky/);
    expect(api.creates()).toBe(3 * 3);
    await expectNothingLeft();
  });

  test('removes what no test had when it stops at the first failure, and says nothing of it', async () => {
    await open('playwright');
    const running = begin('playwright', ['--max-failures', '1'], { FAILS: 'one' });
    await holds(5, 10);
    const { code, output } = await go(running);
    expect(code).toBe(1);
    expect(output).toMatch(/1 failed/);
    // The closing lines of the reporter, and no other word.
    expect(output.match(/^seedbed: .*/gm)).toHaveLength(3);
    expect(output).toContain('seedbed: 0 left on the API');
    expect(suites()).toEqual(['ahead/a.spec.ts one 0 0']);
    await expectNothingLeft();
  });

  test('asked for nothing ahead, makes each suite when it is asked for', async () => {
    await open('playwright');
    const running = begin('playwright', ['--grep', 'one|two'], { SEEDBED_AHEAD: 'false' });
    await holds(1, 2);
    await go(running);
    expect(api.creates()).toBe(6);
    await expectNothingLeft();
  });

  test('with reporters of the command line, has the other suites of the file that the last run asked for', async () => {
    await open('playwright');
    const args = ['--reporter', 'line', '--grep', 'one|two'];
    await go(begin('playwright', args));
    expect(api.creates()).toBe(6);
    again();
    const running = begin('playwright', args);
    await holds(2, 4);
    expect((await go(running)).code).toBe(0);
    expect(api.creates()).toBe(12);
    await expectNothingLeft();
  });

  /** Killed while a record of a suite to come is being created. */
  async function kill(whom: 'runner' | 'runner and host'): Promise<void> {
    const held = Promise.withResolvers<undefined>();
    await open('playwright', { onCreate: (count) => (count === 8 ? held.promise : undefined) });
    // A busy machine may start the worker after the usual deadline: the create that is held must not be sent again.
    const { child, ended } = begin('playwright', [], { CONCURRENCY: '1', TIMEOUT: '60' });
    expect(await eventually(() => project.notes().length === 1 && api.creates() === 8, 60_000)).toBe(true);
    if (whom === 'runner and host')
      for (const { pid, host } of project.processes()) if (host) process.kill(pid, 'SIGKILL');
    child.kill('SIGKILL');
    await ended;
    held.resolve(undefined);
  }

  test('killed while it makes data ahead, leaves none', async () => {
    await kill('runner');
    await expectNothingLeft();
    // One was under way; no other is begun.
    expect(api.creates()).toBeLessThan(15);
  });

  test('killed with its host, leaves what a sweep removes', async () => {
    await kill('runner and host');
    expect(await eventually(() => project.processes().length === 0)).toBe(true);
    const { users, vms } = api.counts();
    expect(users + vms).toBeGreaterThanOrEqual(7);
    const { code } = await project.seedbed(['sweep'], { DEMO_API_BASE_URL: api.url });
    expect(code).toBe(0);
    expect(api.counts()).toEqual(nothing);
  });
});

describe('Vitest', () => {
  test('has all suites of a file once it is collected, and those of the files to come if the last run asked for them', async () => {
    await open('vitest');
    const collected = begin('vitest', ['ahead/']);
    // Two users are the base dataset's, and one with its machines is that of `useDataset`.
    await holds(2 + 3, 6);
    expect((await go(collected)).code).toBe(0);
    expect(api.creates()).toBe(2 + 15);
    const asked = join(project.folder, '.seedbed/asked.json');
    const remembered = readFileSync(asked, 'utf8');
    expect(Object.keys(JSON.parse(remembered).files)).toHaveLength(2);
    again();
    const running = begin('vitest', ['ahead/']);
    await holds(2 + 5, 10);
    expect((await go(running)).code).toBe(0);
    expect(api.creates()).toBe(2 * (2 + 15));
    await expectNothingLeft();

    // Nothing is left of what a filter, a retry or the first failure has left over.
    again();
    writeFileSync(asked, remembered);
    const before = api.creates();
    const filtered = begin('vitest', ['ahead/', '-t', 'two|four']);
    expect((await go(filtered)).code).toBe(0);
    expect(api.creates() - before).toBe(2 + 6);
    again();
    const bailed = await go(begin('vitest', ['ahead/', '--bail', '1'], { FAILS: 'one', RETRY: '1' }));
    expect(bailed.code).toBe(1);
    expect(bailed.output).not.toMatch(/^seedbed: /m);
    await expectNothingLeft();

    again();
    writeFileSync(asked, remembered);
    // The seeds have changed since: what was made by the old ones is given to nobody, and goes.
    const file = join(project.folder, 'ahead/suites.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('users: 1, vms: 2', 'vms: 2, users: 1'));
    const { code, output } = await go(begin('vitest', ['ahead/']));
    expect(output).not.toMatch(/^seedbed: /m);
    expect(code).toBe(0);
    expect(new Set(project.notes<{ namespace: string }>().map(({ namespace }) => namespace)).size).toBe(4);
    await expectNothingLeft();
  });
});
