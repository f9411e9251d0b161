import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startOddServer } from '../cases/odd-server.ts';
import { startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { openRunners, type Project, type Runners } from './project.ts';
import { startTestServer } from './test-server.ts';

/** Tests that begin again in one process, under one host: each round has data that no test has used. */
let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

let project: Project;
// A session that no test has ended would go on for ever.
afterEach(() => {
  for (const { pid } of project.processes()) process.kill(pid, 'SIGKILL');
});

const any = expect.any(String);

interface Note {
  readonly seed: string;
  readonly namespace: string;
  readonly ids: readonly number[];
}

/** Of some notes, the namespaces by seed. */
function namespaces(notes: readonly Note[]): Record<string, string[]> {
  const bySeed = Map.groupBy(notes, ({ seed }) => seed);
  return Object.fromEntries(
    [...bySeed].map(([seed, group]) => [seed, [...new Set(group.map(({ namespace }) => namespace))]]),
  );
}

describe.each([
  ['as UI mode does', {}],
  ['as a test agent does, without the reporters of the configuration', { disableConfigReporters: true }],
])('Playwright, pressed twice %s', (_, params) => {
  test('gets fresh data each time, however often a worker is replaced', async () => {
    await using api = await startCountingApi();
    project = runners.copy('runner-playwright');
    const server = await startTestServer(project, { DEMO_API_BASE_URL: api.url });
    expect(await server.call('runGlobalSetup')).toMatchObject({ status: 'passed' });
    const press = async (what: object): Promise<Note[]> => {
      const before = project.notes().length;
      // An editor asks what there is before it runs something.
      await server.call('listTests', {});
      await server.call('runTests', { locations: ['rounds/'], workers: 1, ...what, ...params });
      return project.notes<Note>().slice(before);
    };
    const first = await press({});
    expect(first).toHaveLength(5);
    expect(namespaces(first)).toEqual({ suite: [any], run: [any], base: [any] });
    const second = await press({ grep: 'of a suite two|of all' });
    expect(second).toHaveLength(2);
    expect(namespaces(second)).toEqual({ suite: [any], run: [any] });
    // Other records, and those of the first time are gone.
    const used = new Set(first.map(({ namespace }) => namespace));
    expect(second.filter(({ namespace }) => used.has(namespace))).toEqual([]);
    expect(new Set([...first, ...second].flatMap(({ ids }) => ids)).size).toBe(2 + 1 + 2 + 2 + 1);
    expect(api.counts().users).toBeLessThanOrEqual(2 + 1);
    await server.end();
    expect(await eventually(() => project.processes().length === 0)).toBe(true);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
  });
});

describe.each([
  ['forks', []],
  ['one worker for all files', ['--no-isolate', '--max-workers', '1']],
])('Vitest in watch mode with %s', (_, args) => {
  test('seeds anew for each run, what all share too, and leaves nothing when it is ended', async () => {
    await using api = await startCountingApi();
    project = runners.copy('runner-vitest');
    const { child, ended } = project.start('vitest', ['watch', 'rounds', ...args], {
      DEMO_API_BASE_URL: api.url,
    });
    const seeds = ['suite', 'run', 'base', 'provided'];
    for (const round of [1, 2, 3]) {
      expect(await eventually(() => project.notes().length === round * seeds.length, 60_000)).toBe(true);
      const each = namespaces(project.notes<Note>());
      expect(Object.fromEntries(seeds.map((seed) => [seed, each[seed]?.length]))).toEqual({
        suite: round,
        run: round,
        base: round,
        provided: round,
      });
      expect(each.provided).toEqual(each.base);
      // What the suite had is gone, what all share is there once.
      expect(await eventually(() => api.counts().users === 1 + 2)).toBe(true);
      appendFileSync(join(project.folder, 'rounds/rounds.case.ts'), '// saved again\n');
    }
    child.kill('SIGINT');
    await ended;
    expect(await eventually(() => project.processes().length === 0)).toBe(true);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
  });
});

test('case 2: in watch mode, what a restarted server gave to others under our ids is left alone, and said', async () => {
  await using server = await startOddServer();
  project = runners.copy('runner-vitest');
  const { child } = project.start('vitest', ['watch', 'rounds'], {
    DEMO_API_BASE_URL: server.url,
    DEMO_API_TOKEN: 'a-token',
  });
  // The host outlives its runner, and so does what it says: the pipe closes once both have ended.
  const closed = once(child, 'close');
  let said = '';
  child.stderr?.on('data', (text: string) => {
    said += text;
  });
  const noted = (lines: number): Promise<boolean> =>
    eventually(() => project.notes().length === lines, 60_000);
  expect(await noted(4)).toBe(true);
  // The base dataset's two users, and the one that all share.
  expect(await eventually(() => server.store.ours.length === 3, 60_000)).toBe(true);
  server.store.reset();
  for (let person = 0; person < 8; person++) server.store.addForeign('user');
  appendFileSync(join(project.folder, 'rounds/rounds.case.ts'), '// saved again\n');
  expect(await noted(8)).toBe(true);
  expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([8, []]);
  expect(await eventually(() => server.store.ours.length === 3, 60_000)).toBe(true);
  child.kill('SIGINT');
  await closed;
  expect(project.processes()).toEqual([]);
  expect(said).toMatch(/3 records are no longer ours, left alone/);
  expect([server.store.foreign.length, server.store.foreignRemoved]).toEqual([8, []]);
  expect(server.store.ours).toEqual([]);
  expect(project.ledgers()).toEqual([]);
});
