import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCountingApi } from '../contract/counting-api.ts';
import { openRunners, type Runners } from './project.ts';

let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

/** Groups what tests noted. */
function namespacesBy<T extends { readonly namespace: string }>(
  notes: readonly T[],
  keyOf: (note: T) => string,
): Map<string, string[]> {
  const groups = new Map<string, Set<string>>();
  for (const note of notes)
    groups.set(keyOf(note), (groups.get(keyOf(note)) ?? new Set()).add(note.namespace));
  return new Map([...groups].map(([key, namespaces]) => [key, [...namespaces]]));
}

describe('Playwright with one host', () => {
  test('seeds each suite once for four workers, under the limit, with one login', async () => {
    await using api = await startCountingApi({ rateLimit: { requests: 10, per: 2000 } });
    const project = runners.copy('runner-playwright');
    const { code, output } = await project.run(
      'playwright',
      ['test', 'sharing', '--workers', '4', '--fully-parallel'],
      { DEMO_API_BASE_URL: api.url, RATE_LIMIT: '10/2s' },
    );
    expect(output).toMatch(/30 passed/);
    expect(code).toBe(0);
    expect(api.answers(429)).toBe(0);
    expect(api.creates()).toBe(12);
    expect(api.asked.filter((line) => line === 'POST /auth/login')).toHaveLength(1);
    const notes = project.notes<{ suite: string; namespace: string; user: number; worker: number }>();
    const suites = namespacesBy(notes, ({ suite }) => suite);
    expect([...suites.values()].map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(new Set([...suites.values()].flat()).size).toBe(6);
    expect(new Set(notes.map(({ user }) => user)).size).toBe(6);
    // Else nothing was shared between workers.
    const spread = new Set(notes.map(({ suite, worker }) => `${suite} ${worker}`));
    expect(spread.size).toBeGreaterThan(6);
    expect(output).toMatch(/its clean-up takes at least 2 s for every 10 records/);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
  });

  test('seeds a suite once, and once more for each retry, however often its worker is replaced', async () => {
    await using api = await startCountingApi();
    const project = runners.copy('runner-playwright');
    const { output } = await project.run(
      'playwright',
      ['test', 'retries', '--workers', '2', '--retries', '1'],
      {
        DEMO_API_BASE_URL: api.url,
      },
    );
    expect(output).toMatch(/2 failed\n[\s\S]*1 flaky\n[\s\S]*5 passed/);
    const notes = project.notes<{ title: string; retry: number; namespace: string; names?: string[] }>();
    const parallel = notes.filter(({ names }) => names !== undefined);
    expect(parallel).toHaveLength(7);
    expect([
      ...namespacesBy(parallel, ({ title, retry }) => (retry === 0 ? 'suite' : title)).values(),
    ]).toEqual([[expect.any(String)], [expect.any(String)], [expect.any(String)]]);
    expect(new Set(parallel.map(({ namespace }) => namespace)).size).toBe(3);
    // The same people each time.
    expect(new Set(parallel.map(({ names }) => names?.join())).size).toBe(1);
    const serial = notes.filter(({ names }) => names === undefined);
    expect(serial.map(({ title, retry }) => `${title} ${retry}`)).toEqual([
      'first 0',
      'second fails once 0',
      'first 1',
      'second fails once 1',
      'third 1',
    ]);
    expect(
      [...namespacesBy(serial, ({ retry }) => String(retry)).values()].map(({ length }) => length),
    ).toEqual([1, 1]);
    expect(api.creates()).toBe(3 * 2 + 2 * 1);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('shares a dataset as far as its scope says', async () => {
    await using api = await startCountingApi();
    const project = runners.copy('runner-playwright');
    const { code } = await project.run(
      'playwright',
      ['test', 'scopes', '--workers', '2', '--repeat-each', '2'],
      { DEMO_API_BASE_URL: api.url },
    );
    expect(code).toBe(0);
    type Note = {
      scope: string;
      title: string;
      file: string;
      namespace: string;
      repeat: number;
      worker: number;
    };
    const notes = project.notes<Note>();
    const of = (scope: string, keyOf: (note: Note) => string): number[] =>
      [
        ...namespacesBy(
          notes.filter((note) => note.scope === scope),
          keyOf,
        ).values(),
      ].map(({ length }) => length);
    const distinct = (scope: string): number =>
      new Set(notes.filter((note) => note.scope === scope).map(({ namespace }) => namespace)).size;
    expect(distinct('test')).toBe(8);
    expect(of('suite', ({ file, repeat }) => `${file} ${repeat}`)).toEqual([1, 1, 1, 1]);
    expect(distinct('suite')).toBe(4);
    expect(of('file', ({ file, repeat }) => `${file} ${repeat}`)).toEqual([1, 1, 1, 1]);
    expect(distinct('file')).toBe(4);
    expect(of('worker', ({ worker }) => String(worker)).every((count) => count === 1)).toBe(true);
    expect(distinct('worker')).toBe(new Set(notes.map(({ worker }) => worker)).size);
    expect(distinct('run')).toBe(1);
    expect(distinct('base')).toBe(1);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('releases a suite while the next one runs', async () => {
    await using api = await startCountingApi();
    const project = runners.copy('runner-playwright');
    const { output } = await project.run('playwright', ['test', 'release', '--workers', '1'], {
      DEMO_API_BASE_URL: api.url,
    });
    expect(output).toMatch(/2 passed/);
    const { asked } = api;
    expect(asked.lastIndexOf('GET /vm')).toBeGreaterThan(
      asked.findIndex((line) => line.startsWith('DELETE /user/')),
    );
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });
});

describe.each([
  ['one host', 'playwright.config.ts'],
  ['a host in each worker', 'in-process.config.ts'],
])('cleanup on-success, with %s', (_, config) => {
  test('keeps what failed for good, says so, and removes it when it is told to', async () => {
    await using api = await startCountingApi();
    const project = runners.copy('runner-playwright');
    const env = { DEMO_API_BASE_URL: api.url };
    const { code, output } = await project.run(
      'playwright',
      ['test', 'policy', '--workers', '1', '--config', config],
      env,
    );
    expect(code).toBe(1);
    expect(output).toMatch(/2 failed\n[\s\S]*1 flaky\n[\s\S]*2 passed/);
    expect(api.counts()).toEqual({ users: 3, vms: 3 });
    for (const { kept } of project.notes<{ kept: string }>()) expect(output).toContain(`namespace ${kept}`);
    expect(output).toContain('kept on the API: 2 users, 3 vms');
    expect(output).toContain('kept on the API: 1 users');
    expect(output).toContain('kept if the retries fail too: 8 users');
    const sweeps = new Set(output.match(/npx seedbed sweep --run sb[a-z0-9]{10}/g));
    for (const sweep of sweeps) {
      const swept = await project.seedbed(sweep.split(' ').slice(2), env);
      expect(swept.code).toBe(0);
    }
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
  });
});
