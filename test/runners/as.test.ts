import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Shop } from '../cases/shop.ts';
import { findChromium } from '../chromium.ts';
import { startCountingApi } from '../contract/counting-api.ts';
import { serve } from '../unit/http/login/login-server.ts';
import { openRunners, type Project, type Runners } from './project.ts';

let runners: Runners;
const CHROMIUM = findChromium();
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

const logins = (asked: readonly string[]): number =>
  asked.filter((line) => line === 'POST /auth/login').length;

describe('`as` starts tests of the demo page signed in', () => {
  test('by the session of one login a user, for all workers and files, with localStorage in a real browser', async () => {
    await using api = await startCountingApi();
    const project = runners.compose(['runner-as'], {});
    const APP = new URL(api.url).origin;
    const { code, output } = await project.run(
      'playwright',
      ['test', 'demo', '--workers', '2', '--fully-parallel'],
      { DEMO_API_BASE_URL: api.url, APP, CHROMIUM, SHARED: '1' },
    );
    expect(output).toMatch(/8 passed/);
    expect(code).toBe(0);
    // The operator's, and that of each of two users.
    expect(logins(api.asked)).toBe(3);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
    const signIns = project.notes<{ step: string }>().filter(({ step }) => step.startsWith('sign in as'));
    expect(signIns.map(({ step }) => step).sort()).toEqual([
      ...Array.from({ length: 6 }, () => 'sign in as users[0]'),
      'sign in as users[1]',
    ]);
  });

  test('by its form, once a worker, if nobody says where it keeps its token', async () => {
    await using api = await startCountingApi();
    const project = runners.compose(['runner-as'], {});
    const APP = new URL(api.url).origin;
    const { code, output } = await project.run('playwright', ['test', 'demo', '--workers', '1'], {
      DEMO_API_BASE_URL: api.url,
      APP,
      CHROMIUM,
    });
    expect(output).toMatch(/8 passed/);
    expect(code).toBe(0);
    // The operator's, two users', and again after the test that signs out.
    expect(logins(api.asked)).toBe(4);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });
});

describe('the specs of docs/sign-in.md, word by word', () => {
  const page = readFileSync(new URL('../../docs/sign-in.md', import.meta.url), 'utf8');
  const files = Object.fromEntries(
    [...page.matchAll(/```ts file=(\S+)\n([\s\S]*?)```/g)].map(([, file = '', code = '']) => [file, code]),
  );
  const recipe = (names: readonly string[], files: Readonly<Record<string, string | undefined>>): Project =>
    runners.compose([], {
      'package.json': '{ "private": true, "type": "module" }',
      ...Object.fromEntries(
        ['playwright.config.ts', 'seedbed.config.ts', ...names].map((name) => [name, files[name] ?? '']),
      ),
    });

  // The operator's, and those of the created users. `--repeat-each` has each worker begin several tests.
  test.each([
    [['once-a-worker.spec.ts'], ['--repeat-each', '2'], 8, 1 + 2],
    [['signed-in.spec.ts', 'form.spec.ts', 'once-a-run.spec.ts'], [], 7, 1 + 2 + 1 + 1],
  ])('%j with %j: %i tests, %i logins of two workers', async (names, args, passed, expected) => {
    await using api = await startCountingApi();
    const project = recipe(names, files);
    const { code, output } = await project.run('playwright', ['test', '--workers', '2', ...args], {
      DEMO_API_BASE_URL: api.url,
      APP_URL: new URL(api.url).origin,
      CHROMIUM,
    });
    expect(output).toMatch(new RegExp(`${passed} passed`));
    expect(code).toBe(0);
    expect(logins(api.asked)).toBe(expected);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(project.ledgers()).toEqual([]);
  });

  test('for every test of a project, by two lines in its configuration', async () => {
    await using api = await startCountingApi();
    const project = recipe(['any.spec.ts'], {
      'playwright.config.ts': files['playwright.config.ts']?.replace('use: {', "use: { as: 'users[0]',"),
      'seedbed.config.ts': files['seedbed.config.ts']?.replace(
        'defineConfig({',
        'defineConfig({ run: { users: 1 },',
      ),
      'any.spec.ts': files['once-a-run.spec.ts']?.replace(/^test\.use.*$/m, ''),
    });
    const { code, output } = await project.run('playwright', ['test', '--workers', '2'], {
      DEMO_API_BASE_URL: api.url,
      APP_URL: new URL(api.url).origin,
      CHROMIUM,
    });
    expect(output).toMatch(/4 passed/);
    expect(code).toBe(0);
    expect(logins(api.asked)).toBe(2);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });
});

test('an API that ends the other session at each login sees one login a user, and one more when a test has signed out', async () => {
  const shop = new Shop();
  await using server = await serve(shop.handle);
  const project = runners.compose(['runner-as'], {
    'seedbed.config.ts': `
      import { defineConfig, defineResource } from 'seedbed';
      export default defineConfig({
        baseUrl: '${server.origin}',
        auth: { bearer: 'operator' },
        userAuth: {
          login: {
            path: '/session', session: 'cookie', token: 'token',
            body: ({ email, password }) => ({ login: email, secret: password }),
          },
        },
        settle: 0.03,
        resources: [
          defineResource({
            name: 'users', path: '/users', key: 'login', secrets: ['secret'],
            credentials: { email: 'login', password: 'secret' },
            build: ({ unique }) => ({ login: unique.host('ada'), secret: 'pass-canary-1' }),
          }),
        ],
      });`,
  });
  const { code, output } = await project.run(
    'playwright',
    ['test', 'rotating', '--workers', '2', '--fully-parallel'],
    { APP: server.origin, CHROMIUM },
  );
  expect(output).toMatch(/6 passed/);
  expect(code).toBe(0);
  expect(shop.logins).toBe(2 + 1);
  expect(shop.records.size).toBe(0);
  expect(output).not.toContain('pass-canary');
});

test('what `as` cannot mean is said before anything is sent', async () => {
  await using api = await startCountingApi();
  const project = runners.compose(['runner-as'], {});
  const { code, output } = await project.run(
    'playwright',
    ['test', 'wrong.spec', '--workers', '1', '-g', 'none|too many|no record'],
    {
      DEMO_API_BASE_URL: api.url,
      APP: new URL(api.url).origin,
      CHROMIUM,
      SHARED: '1',
    },
  );
  expect(code).toBe(1);
  for (const told of [
    'Expected `as: \'user[0]\'` to name a resource of the configuration (users, vms). Did you mean "users"?',
    "Expected `as: 'users[2]'` to name a record of the dataset; the last of its users is users[1].",
    "Expected `as` to name a record of the dataset, such as 'users[0]', got",
    "Expected `as: 'vms[0]'` to name a record of the dataset; its seed makes no vms.",
  ])
    expect(output).toContain(told);
  expect(api.creates()).toBe(0);
  expect(output).not.toMatch(/[\\/](?:seedbed|chunks|dist)[\\/].*:\d+:\d+/);
});

test('`storageState` beside `as` is refused: one of them would have no effect', async () => {
  await using api = await startCountingApi();
  const project = runners.compose(['runner-as'], {});
  const { code, output } = await project.run('playwright', ['test', 'both', '--workers', '1'], {
    DEMO_API_BASE_URL: api.url,
    APP: new URL(api.url).origin,
    CHROMIUM,
    SHARED: '1',
  });
  expect(code).toBe(1);
  expect(output).toContain('Expected one of `as` and `storageState`, got both');
  expect(output).toMatch(/> \d \| test\.use\(\{ seed: \{ users: 1 \}, as: 'users\[0\]'/);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});
