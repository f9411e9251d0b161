import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { openRunners, type Runners } from './project.ts';

let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

describe.each([
  ['forks', ['--pool', 'forks']],
  [
    'one thread for all files, and hooks in their order',
    ['--pool', 'threads', '--no-isolate', '--max-workers', '1', '--sequence.hooks', 'list'],
  ],
  [
    'a host in each file, and hooks all at once',
    ['--config', 'in-process.config.ts', '--sequence.hooks', 'parallel'],
  ],
])('Vitest with %s', (_, args) => {
  test('seeds each suite once, through the `test` that its tests use and through no other, and releases it at its end, whatever the clock says', async () => {
    await using api = await startCountingApi();
    const project = runners.copy('runner-vitest');
    const { code, output } = await project.run('vitest', ['run', 'suites', 'own', ...args], {
      DEMO_API_BASE_URL: api.url,
    });
    expect(output).toMatch(/Tests\s+16 passed \| 1 skipped/);
    expect(code).toBe(0);
    const notes = project.notes<{ suite: string; namespace: string }>();
    expect(notes).toHaveLength(8);
    expect(new Set(notes.map(({ suite, namespace }) => `${suite} ${namespace}`)).size).toBe(6);
    expect(new Set(notes.map(({ namespace }) => namespace)).size).toBe(6);
    const base = args.includes('in-process.config.ts') ? 0 : 2;
    const each = 4 + 1 + 3 + 1;
    // Those of `own`: two admins and three users, and none for the suite that uses neither `test`.
    expect(api.creates()).toBe(2 * each + 2 + 3 + base);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
  });
});

describe.each([
  ['one host', []],
  ['a host in each file', ['--config', 'in-process.config.ts']],
])('Vitest with %s', (_, args) => {
  test('tells of a failed test what it had, and keeps what its policy keeps', async () => {
    await using api = await startCountingApi();
    const project = runners.copy('runner-vitest');
    const env = { DEMO_API_BASE_URL: api.url };
    const { code, output } = await project.run('vitest', ['run', 'failing', ...args], env);
    expect(output).toMatch(/Tests\s+3 failed \| 2 passed/);
    expect(code).toBe(1);
    expect(api.counts()).toEqual({ users: 3, vms: 3 });
    expect(output).toContain('kept on the API: 2 users, 3 vms');
    expect(output).toContain('kept on the API: 1 users');
    expect(output).toContain('the same people again: SEEDBED_RANDOM_SEED=1');
    expect(output).toContain('… and 11 more');
    const kept = project.notes<{ kept?: string }>().flatMap(({ kept }) => kept ?? []);
    expect(kept).toHaveLength(2);
    for (const namespace of kept) expect(output).toContain(`namespace ${namespace}`);

    type Result = { title: string; status: string; meta: { seedbed?: string } };
    const report = project.readJson('results.json') as { testResults: { assertionResults: Result[] }[] };
    const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    expect(results).toHaveLength(5);
    // The retried one says what it had when it failed.
    for (const { title, status, meta } of results)
      expect(meta.seedbed !== undefined, title).toBe(status === 'failed' || title.includes('second try'));
    expect(results.filter(({ meta }) => /^ {2}users +id +email/m.test(meta.seedbed ?? ''))).toHaveLength(4);

    // The host in each file has a ledger of its own.
    const { output: status } = await project.seedbed(['status'], env);
    expect(status.match(/kept: sweep --run ID or --all/g)?.length).toBe(project.ledgers().length);

    for (const sweep of new Set(output.match(/npx seedbed sweep --run sb[a-z0-9]{10}/g)))
      expect((await project.seedbed(sweep.split(' ').slice(2), env)).code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
  });
});

test.each([
  ['forks', []],
  ['one worker for all files', ['--no-isolate', '--max-workers', '1']],
])('Vitest in %s charges seeding to no test, however slow the API is', async (_, args) => {
  // Four users one after the other take a second.
  await using api = await startCountingApi({ latency: 250 });
  const project = runners.copy('runner-vitest');
  const env = { DEMO_API_BASE_URL: api.url, CONCURRENCY: '1' };
  const { output } = await project.run('vitest', ['run', 'slow', ...args], env);
  expect(output).toMatch(/Tests\s+4 passed/);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test.each([
  ['forks', ['--pool', 'forks']],
  ['threads that keep their modules', ['--pool', 'threads', '--no-isolate']],
])('Vitest in %s shares a dataset as far as its scope says', async (_, args) => {
  await using api = await startCountingApi();
  const project = runners.copy('runner-vitest');
  const { code } = await project.run('vitest', ['run', 'scopes', '--max-workers', '2', ...args], {
    DEMO_API_BASE_URL: api.url,
  });
  expect(code).toBe(0);
  type Note = { scope: string; title: string; file: string; worker: string; namespace: string };
  const notes = project.notes<Note>();
  /** Namespaces by what they are expected to be shared by. */
  const namespaces = (scope: string, sharedBy: (note: Note) => string): number[] =>
    [
      ...Map.groupBy(
        notes.filter((note) => note.scope === scope),
        sharedBy,
      ).values(),
    ].map((group) => new Set(group.map(({ namespace }) => namespace)).size);
  const distinct = (scope: string): number =>
    new Set(notes.filter((note) => note.scope === scope).map(({ namespace }) => namespace)).size;
  expect(distinct('test')).toBe(4);
  expect([distinct('suite'), ...namespaces('suite', ({ file }) => file)]).toEqual([2, 1, 1]);
  expect([distinct('file'), ...namespaces('file', ({ file }) => file)]).toEqual([2, 1, 1]);
  const workers = new Set(notes.map(({ worker }) => worker));
  expect(distinct('worker')).toBe(workers.size);
  expect(new Set(namespaces('worker', ({ worker }) => worker))).toEqual(new Set([1]));
  expect(distinct('run')).toBe(1);
  expect(distinct('base')).toBe(1);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test("Vitest that stops the clock of the globals and Node's own timers from the start seeds and cleans up all the same", async () => {
  await using api = await startCountingApi();
  const project = runners.copy('runner-vitest');
  const { code, output } = await project.run(
    'vitest',
    ['run', 'slow', '--config', 'stopped-clock.config.ts'],
    {
      DEMO_API_BASE_URL: api.url,
    },
  );
  expect(output).toMatch(/Tests\s+4 passed/);
  expect(code).toBe(0);
  expect(api.creates()).toBe(4 * 5);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test('Vitest in watch mode seeds anew for each run, and leaves nothing when it is ended', async () => {
  await using api = await startCountingApi();
  const project = runners.copy('runner-vitest');
  const { child, ended } = project.start('vitest', ['watch', 'suites/a'], { DEMO_API_BASE_URL: api.url });
  const namespaces = (): number =>
    new Set(project.notes<{ namespace: string }>().map(({ namespace }) => namespace)).size;
  for (const runs of [1, 2]) {
    expect(await eventually(() => namespaces() === 3 * runs, 20_000)).toBe(true);
    // The base dataset is there until the tests run again.
    expect(await eventually(() => api.counts().users === 2)).toBe(true);
    if (runs === 1) appendFileSync(join(project.folder, 'suites/a.case.ts'), '// saved again\n');
  }
  child.kill('SIGINT');
  await ended;
  expect(await eventually(() => project.processes().length === 0)).toBe(true);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});
