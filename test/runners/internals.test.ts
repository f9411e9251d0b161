import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCountingApi } from '../contract/counting-api.ts';
import { openRunners, type Runners } from './project.ts';

/** What we use of the runners and they do not promise. A name that moves fails here by name, before anything else does. */
let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

test('Playwright still has each private name that seedbed uses', async () => {
  const project = runners.copy('runner-playwright');
  const { output } = await project.run('playwright', [
    'test',
    'canary.spec',
    '--config',
    'in-process.config.ts',
  ]);
  expect(output).toMatch(/11 passed/);
  expect(output).not.toMatch(/failed|flaky|did not run/);
});

test('Vitest still has each name beyond its API that seedbed uses', async () => {
  const project = runners.copy('runner-vitest');
  const { output } = await project.run('vitest', [
    'run',
    'canary/canary',
    '--config',
    'in-process.config.ts',
  ]);
  expect(output).toMatch(/Tests\s+7 passed \| 1 skipped/);
});

test('Playwright without them seeds each suite, once a worker, and says so once', async () => {
  await using api = await startCountingApi();
  const project = runners.copy('runner-playwright');
  const { code, output } = await project.run(
    'playwright',
    ['test', '--config', 'canary/fallback.config.ts', 'fallback', '--workers', '2', '--fully-parallel'],
    {
      DEMO_API_BASE_URL: api.url,
    },
  );
  expect(output).toMatch(/4 passed/);
  expect(code).toBe(0);
  expect(output.match(/SEEDBED_PLAYWRIGHT_INTERNALS/g)).toHaveLength(1);
  const notes = project.notes<{ suite: string; namespace: string }>();
  for (const group of Map.groupBy(notes, ({ namespace }) => namespace).values())
    expect(new Set(group.map(({ suite }) => suite)).size).toBe(1);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test('Vitest without them seeds each suite, charged to its first test, and says so once', async () => {
  await using api = await startCountingApi();
  const project = runners.copy('runner-vitest');
  const { code, output } = await project.run('vitest', ['run', 'fallback'], { DEMO_API_BASE_URL: api.url });
  expect(output).toMatch(/Tests\s+2 passed/);
  expect(code).toBe(0);
  expect(output.match(/SEEDBED_VITEST_INTERNALS/g)).toHaveLength(1);
  expect(new Set(project.notes<{ namespace: string }>().map(({ namespace }) => namespace)).size).toBe(1);
  // The base dataset and the suite's.
  expect(api.creates()).toBe(2 + 2);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});
