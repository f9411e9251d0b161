import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { signIn } from '../../src/dataset/sign-in.ts';
import { defineResource } from '../../src/factory/define-resource.ts';
import { createSeeder } from '../../src/host/create-seeder.ts';
import { findChromium, onePageArgs } from '../chromium.ts';
import { serve } from '../unit/http/login/login-server.ts';
import { Shop } from './shop.ts';

const users = defineResource({
  name: 'users',
  path: '/users',
  key: 'login',
  secrets: ['secret'],
  credentials: { email: 'login', password: 'secret' },
  build: ({ unique }) => ({ login: unique.host('ada'), secret: 'pass-canary-1' }),
});

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), 'seedbed-sign-ins-'));
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: [...onePageArgs] });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

const config = {
  auth: { bearer: 'operator' },
  userAuth: {
    login: {
      path: '/session',
      session: 'cookie',
      token: 'token',
      body: ({ email, password }) => ({ login: email, secret: password }),
    },
  },
  signIn: { through: 'session' },
  resources: [users],
  settle: 0.03,
} as const satisfies SeedbedConfig;

function seederOf(baseUrl: string, more: Partial<SeedbedConfig<typeof users>> = {}) {
  const before = process.cwd();
  // It takes the working folder when it is called, not later.
  process.chdir(folder);
  try {
    return createSeeder<typeof users>({ ...config, baseUrl, ...more });
  } finally {
    process.chdir(before);
  }
}

async function newPage(): Promise<Page> {
  const context = await browser.newContext();
  return context.newPage();
}

test('cases 29 and 30: twenty tests as one user, with `as` and `signIn`, are one login that nothing ends', async () => {
  const shop = new Shop();
  await using server = await serve(shop.handle);
  await using seeder = await seederOf(server.origin);
  const dataset = await seeder.seed({ users: 1 });
  const user = dataset.users.one();
  const page = await newPage();
  for (let turn = 0; turn < 20; turn++) {
    expect(await dataset.as(user).get('/me')).toEqual({ login: user.login });
    await dataset.signIn(page, user);
    expect(await page.textContent('h1')).toBe(user.login);
  }
  const context = await browser.newContext({ storageState: await dataset.storageState(user) });
  const other = await context.newPage();
  await other.goto(server.origin);
  expect(await other.textContent('h1')).toBe(user.login);
  await Promise.all([page.context().close(), context.close()]);
  expect(shop.logins).toBe(1);
  await seeder.close();
  expect(shop.records.size).toBe(0);
});

test('a token goes where the application keeps it, in either storage', async () => {
  const shop = new Shop();
  const app = (kind: string): string =>
    `<label id="form">Password <input type="password"></label><script>
      const kept = ${kind}.getItem('app.token');
      if (kept) document.body.innerHTML = '<h1>' + kept + '</h1>';
    </script>`;
  let kind: 'local' | 'session' = 'local';
  await using server = await serve((asked) =>
    asked.path === '/' ? { body: app(`${kind}Storage`) } : shop.handle(asked),
  );
  for (kind of ['local', 'session'] as const) {
    const storage = { key: 'app.token', kind, value: (token: string) => `kept ${token}` };
    await using seeder = await seederOf(server.origin, {
      userAuth: { login: { ...config.userAuth.login, session: 'token' } },
      signIn: { through: 'session', storage },
    });
    const dataset = await seeder.seed({ users: 1 });
    const user = dataset.users.one();
    const page = await newPage();
    await dataset.signIn(page, user);
    expect(await page.textContent('h1')).toBe(`kept sid-${shop.logins}`);
    await page.context().close();
    const state = await dataset.storageState(user).catch((error: Error) => error.message);
    if (kind === 'local') expect(state).toMatchObject({ cookies: [], origins: [{ origin: server.origin }] });
    else
      expect(state).toContain(
        'Failed to make a storage state for users[0]: sessionStorage is no part of one.',
      );
  }
});

test('a session that a browser cannot hold, or that the application does not take, is said at once', async () => {
  const shop = new Shop();
  await using server = await serve(shop.handle);
  const userAuth = { login: { ...config.userAuth.login, session: 'token' } } as const;
  await using headersOnly = await seederOf(server.origin, { userAuth });
  const page = await newPage();
  const first = await headersOnly.seed({ users: 1 });
  await expect(first.signIn(page, first.users.one())).rejects.toThrow(
    'the login sets no cookies, and the configuration does not say where the application keeps its token',
  );
  await expect(first.storageState(first.users.one())).rejects.toMatchObject({ code: 'SEEDBED_CONFIG' });
  await using wrongKey = await seederOf(server.origin, {
    userAuth,
    signIn: { through: 'session', storage: { key: 'other' } },
  });
  const second = await wrongKey.seed({ users: 1 });
  await expect(second.signIn(page, second.users.one())).rejects.toThrow(
    'the page still shows the sign-in form, with the session of the login. The page says: "Password"',
  );
  await page.context().close();
});

test('case 28: a 403 about a secondary rate limit waits as a 429 does; a plain 403 ends the run', async () => {
  const shop = new Shop();
  let limited = 2;
  let forbidden = false;
  await using server = await serve((asked) => {
    if (asked.method === 'POST' && forbidden) return { status: 403, body: { message: 'Forbidden' } };
    if (asked.method !== 'POST' || limited-- <= 0) return shop.handle(asked);
    return {
      status: 403,
      headers: { 'retry-after': '1' },
      body: { message: 'You have exceeded a secondary rate limit.' },
    };
  });
  await using seeder = await seederOf(server.origin, { concurrency: 1 });
  const dataset = await seeder.seed({ users: 3 });
  expect([dataset.users.length, shop.records.size, dataset.stats.rateLimited]).toEqual([3, 3, 2]);
  forbidden = true;
  await expect(seeder.seed({ users: 1 })).rejects.toMatchObject({ code: 'SEEDBED_AUTH' });
  await seeder.close();
  expect(shop.records.size).toBe(0);
});

const field = (label: string, name: string): string => `<label>${label} <input name=${name}></label>`;
const secret = (label: string): string => `<label>${label} <input name=secret type=password></label>`;
const usual = `${field('Email', 'login')}${secret('Password')}<button>Sign in</button>`;

test.each<[string, string, object?]>([
  [
    'marks of what is required',
    `<form>${field('Email *', 'login')}${secret('Password*')}<button>Sign in</button></form>`,
  ],
  [
    'placeholders only',
    '<form><input name=login placeholder=Email><input name=secret type=password placeholder=Password><button>Sign in →</button></form>',
  ],
  [
    'French spaces and apostrophes',
    `<form>${field('Nom d’utilisateur&nbsp;:', 'login')}${secret('MOT DE PASSE :')}<button>Se&nbsp;connecter</button></form>`,
    { email: "Nom d'utilisateur", password: 'Mot de passe', submit: 'Se connecter' },
  ],
  [
    'a form to register and a newsletter beside it',
    `<form action=/other method=post>${usual.replace('Sign in', 'Register')}</form><form>${usual}</form><form action=/other method=post>${field('Email', 'n')}<button>Subscribe</button></form>`,
  ],
  ['a button of that name in the header', `<nav><button>Sign in</button></nav><form>${usual}</form>`],
  [
    'a hidden copy before it',
    `<form action=/other method=post style="display:none">${usual}</form><form>${usual}</form>`,
  ],
  [
    'a button that shows the password',
    `<form>${usual}<button type=button aria-label=Password>o</button></form>`,
  ],
])('a form with %s is filled in', async (_, body, form = {}) => {
  const sent: string[] = [];
  await using server = await serve(({ path, body: given }) => {
    if (path !== '/') sent.push(`${path} ${given}`);
    return {
      body:
        path === '/'
          ? `<meta charset=utf-8>${body.replace('<form>', '<form action=/in method=post>')}`
          : '<h1>in</h1>',
    };
  });
  const page = await newPage();
  const names = { email: 'Email', password: 'Password', submit: 'Sign in', ...form };
  await signIn(page, { url: server.origin, ...names }, { email: 'ada', password: 'pass-canary-1' });
  expect(sent).toEqual(['/in login=ada&secret=pass-canary-1']);
  await page.context().close();
});
