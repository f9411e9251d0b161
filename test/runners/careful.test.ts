import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCountingApi } from '../contract/counting-api.ts';
import { eventually } from '../contract/hosts.ts';
import { openRunners, type Runners } from './project.ts';

/** Runners touch nothing they may not: no host that is not listed, and no other run's data. */
let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

test.each([
  ['playwright', 'runner-playwright', ['test', 'fails', '-g', 'one']],
  ['playwright', 'runner-playwright', ['test', 'fails', '-g', 'one', '--config', 'in-process.config.ts']],
  ['vitest', 'runner-vitest', ['run', 'fails']],
  ['vitest', 'runner-vitest', ['run', 'fails', '--config', 'in-process.config.ts']],
] as const)('%s in %s refuses a host that is not listed: %j', async (command, fixture, args) => {
  const project = runners.copy(fixture);
  const { code, output } = await project.run(command, args, {
    DEMO_API_BASE_URL: 'https://api.staging.invalid/api:demo',
    DEMO_API_TOKEN: 'token-canary',
  });
  expect(code).toBe(1);
  expect(output).toContain('api.staging.invalid');
  expect(output).toContain('allowHosts');
  // Had it been asked for, the name could not have been resolved.
  expect(output).not.toMatch(/ENOTFOUND|EAI_AGAIN|token-canary/);
  expect(project.ledgers()).toEqual([]);
});

test('two runs at once, in one folder, do not touch each other, and a sweep beside them touches neither', async () => {
  await using api = await startCountingApi();
  const env = { DEMO_API_BASE_URL: api.url };
  const project = runners.copy('runner-playwright');
  const runs = [1, 2].map(() => project.start('playwright', ['test', 'hangs', '--workers', '2'], env));
  const seeded = (): Set<string> =>
    new Set(project.notes<{ namespace: string }>().map(({ namespace }) => namespace));
  expect(await eventually(() => seeded().size === 2, 30_000)).toBe(true);
  expect(api.counts()).toEqual({ users: 6, vms: 8 });
  expect(new Set([...seeded()].map((namespace) => namespace.split('-')[0])).size).toBe(2);

  const swept = await project.seedbed(['sweep'], env);
  expect(swept.output).toMatch(/Nothing to sweep/);
  for (const run of project.ledgers())
    expect((await project.seedbed(['sweep', '--run', run], env)).output).toMatch(/is still at it/);
  expect(api.counts()).toEqual({ users: 6, vms: 8 });

  const [first, second] = runs;
  first?.child.kill('SIGKILL');
  expect(await eventually(() => api.counts().users === 3, 30_000)).toBe(true);
  expect(api.counts()).toEqual({ users: 3, vms: 4 });
  second?.child.kill('SIGINT');
  await second?.ended;
  expect(await eventually(() => project.processes().length === 0, 30_000)).toBe(true);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
  expect(project.ledgers()).toEqual([]);
});

test.each(['playwright', 'vitest'])(
  'a worker that imports seedbed/%s loads neither Faker nor an HTTP client',
  (entry) => {
    const project = runners.copy('runner-playwright');
    const dist = join(project.folder, '../../node_modules/seedbed/dist');
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      // What is imported when it is used, `import('…')`, is left out.
      for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
        /^(?:import|export)[^;(]*?["']([^"']+)["'];$/gm,
      ))
        if (name.startsWith('.')) visit(join(dirname(file), name));
        else seen.add(name);
    };
    visit(join(dist, entry, 'index.js'));
    const packages = [...seen].filter((name) => !name.startsWith(dist) && !name.startsWith('node:'));
    expect(seen.size).toBeGreaterThan(5);
    expect(packages).toEqual([entry === 'vitest' ? 'vitest' : '@playwright/test']);
  },
);
