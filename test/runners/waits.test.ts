import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountingApi, startCountingApi } from '../contract/counting-api.ts';
import { openRunners, type Runners } from './project.ts';

let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

/** An API that refuses the first create for its rate, and asks to wait three seconds. */
function limitedOnce(): Promise<CountingApi> {
  return startCountingApi({
    onCreate: (count) =>
      count === 1 ? new Response(null, { status: 429, headers: { 'retry-after': '3' } }) : undefined,
  });
}

const line = /^(?:seedbed: |\(node:\d+\) SeedbedWarning: )waiting [2-5] s for the API's rate limit$/gm;

test.each([
  ['one host', 'playwright.config.ts'],
  ['a host in each worker', 'in-process.config.ts'],
])('Playwright with %s says once what a test waits for, and shows it as a step', async (_, config) => {
  await using api = await limitedOnce();
  const project = runners.copy('runner-playwright');
  const { code, output } = await project.run(
    'playwright',
    ['test', 'waits', '--workers', '1', '--config', config, '--reporter', 'list,./step-notes.ts'],
    { DEMO_API_BASE_URL: api.url },
  );
  expect(output).toMatch(/2 passed/);
  expect(code).toBe(0);
  expect(output.match(line)).toHaveLength(1);
  const steps = project.notes<{ step: string; test: string }>();
  expect(steps.filter(({ step }) => step === "waiting for the API's rate limit")).toEqual([
    expect.objectContaining({ test: 'has its data' }),
  ]);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test.each([
  ['one host', 'vitest.config.ts'],
  ['a host in each file', 'in-process.config.ts'],
])('Vitest with %s says once what a test waits for', async (_, config) => {
  await using api = await limitedOnce();
  const project = runners.copy('runner-vitest');
  const { code, output } = await project.run('vitest', ['run', 'slow/a', '--config', config], {
    DEMO_API_BASE_URL: api.url,
  });
  expect(output).toMatch(/Tests\s+3 passed/);
  expect(code).toBe(0);
  expect(output.match(line)).toHaveLength(1);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});
