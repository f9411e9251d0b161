import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoApi, startDemoApi } from '../../src/demo/index.ts';
import { findChromium } from '../chromium.ts';
import { type Consumer, installConsumer } from './consumer.ts';

let api: DemoApi;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  api = await startDemoApi();
  env = { DEMO_API_BASE_URL: api.url, CHROMIUM: findChromium() };
});
afterAll(() => api.close());

describe('a Playwright project that installs the packed package with pnpm', () => {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await installConsumer('playwright-project', { manager: 'pnpm' });
  });
  afterAll(() => consumer[Symbol.asyncDispose]());

  test('signs seeded users in on the page, and leaves nothing behind', async () => {
    const { code, output } = await consumer.exec(['playwright', 'test'], env);
    expect(output).toMatch(/6 passed/);
    expect(code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    const status = await consumer.exec(['seedbed', 'status', '--json'], env);
    expect(JSON.parse(status.stdout)).toMatchObject({ users: 0, vms: 0 });
  });

  test('takes its seed from its configuration or project, without a global set-up too', async () => {
    const { code, output } = await consumer.exec(
      ['playwright', 'test', '--config', 'configured.config.ts'],
      env,
    );
    expect(output).toMatch(/4 passed/);
    expect(code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('shows the dataset of a failing test, and no password', async () => {
    const password = 'Canary-passw0rd';
    const { code, output } = await consumer.exec(['playwright', 'test', '--config', 'failing.config.ts'], {
      ...env,
      SEEDBED_USER_PASSWORD: password,
    });
    expect(code).toBe(1);
    expect(output).toMatch(/seeded 1 users, 2 vms/);
    expect(output).toMatch(/SEEDBED_RANDOM_SEED=1/);
    // In a comparison of the credentials, and where the sign-in form was filled in.
    expect(output).toContain('"password": "[secret]"');
    const report = JSON.stringify(consumer.readJson('results.json'));
    expect(report).not.toMatch(/Fill "[^"@]*" getByLabel\('Password'/);
    expect(output + report).not.toContain(password);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });
});

describe('a Vitest project that installs the packed package with Yarn, without node_modules', () => {
  let consumer: Consumer;
  beforeAll(async () => {
    // Yarn wants every peer said, and Vite is one of Vitest.
    consumer = await installConsumer('vitest-project', { manager: 'yarn', packages: ['vite'] });
  });
  afterAll(() => consumer[Symbol.asyncDispose]());

  test('seeds each suite its own data, and leaves nothing behind', async () => {
    const { code, output } = await consumer.exec(['vitest', 'run'], env);
    expect(output).toMatch(/Tests\s+6 passed/);
    expect(code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    const status = await consumer.exec(['seedbed', 'status', '--json'], env);
    expect(JSON.parse(status.stdout)).toMatchObject({ users: 0, vms: 0 });
  });
});
