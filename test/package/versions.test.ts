import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DemoApi, startDemoApi } from '../../src/demo/index.ts';
import { findChromium } from '../chromium.ts';
import { type Consumer, type ConsumerOptions, installConsumer } from './consumer.ts';

/** The far ends of what people have. npm with the newest of everything is what the other suites of this folder install. */
const ends: readonly {
  name: string;
  fixture: string;
  script: string;
  options: ConsumerOptions;
  /** How many tests it has. */
  tests: { vitest: number; playwright: number };
}[] = [
  {
    name: 'the oldest supported: Node 22.19, Vitest 4, Playwright 1.50, msw 2, TypeScript 5.9',
    fixture: 'oldest-project',
    script: 'offline.ts',
    options: { node: '22.19.0' },
    tests: { vitest: 7, playwright: 3 },
  },
  {
    name: 'CommonJS in a pnpm workspace that has seedbed by a preset package of its own, on Node 26',
    fixture: 'workspace',
    script: 'script.cjs',
    options: {
      manager: 'pnpm',
      node: '26.9.0',
      workspace: { dependant: 'packages/preset', app: 'packages/app' },
    },
    tests: { vitest: 6, playwright: 2 },
  },
];

let api: DemoApi;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  api = await startDemoApi();
  env = { DEMO_API_BASE_URL: api.url, CHROMIUM: findChromium() };
});
afterAll(() => api.close());
afterEach(() => expect(api.counts()).toEqual({ users: 0, vms: 0 }));

describe.each(ends)('$name', ({ fixture, script, options, tests }) => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await installConsumer(fixture, options);
  });
  afterAll(() => consumer?.[Symbol.asyncDispose]());

  test('runs that Node', async () => {
    const { stdout } = await consumer.run('node', ['--version']);
    expect(stdout.trim()).toBe(`v${options.node}`);
  });

  test('finds every type', async () => {
    const { code, stdout } = await consumer.exec(['tsc', '-p', '.'], env);
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  test('runs a script', async () => {
    const { code, output } = await consumer.run('node', [script], env);
    expect(output).toMatch(/\{ users: 2, vms: 0 \} 401|\[ 'users', 'vms' \]/);
    expect(code).toBe(0);
  });

  test('seeds in Vitest', async () => {
    const { code, output } = await consumer.exec(['vitest', 'run'], env);
    expect(output).toMatch(new RegExp(`Tests\\s+${tests.vitest} passed`));
    expect(code).toBe(0);
  });

  test('seeds and signs in in Playwright', async () => {
    const { code, output } = await consumer.exec(['playwright', 'test'], env);
    expect(output).toMatch(new RegExp(`${tests.playwright} passed`));
    expect(code).toBe(0);
  });
});
