import { describe, expect, test } from 'vitest';
import { type ClientOptions, createClient } from '../../../../src/http/client.ts';
import { createExchange } from '../../../../src/http/wire/exchange.ts';
import type { AuthConfig, Csrf, Login } from '../../../../src/lib/auth.ts';
import { failureOf } from '../scripted-api.ts';
import { type Answered, type Asked, serve } from './login-server.ts';

const get = { method: 'GET', path: '/users' } as const;
const post = { method: 'POST', path: '/users', body: { name: 'x' } } as const;
const ada = { email: 'ada@example.com', password: 'pass canary&1' };

function clientOf(baseUrl: string, auth: AuthConfig, more: Partial<ClientOptions> = {}) {
  const client = createClient({
    exchange: createExchange({ baseUrl }),
    auth,
    retry: { maxRetries: 0 },
    ...more,
  });
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

/** Each login gives a new token, and the ones before it are refused. */
class Tokens {
  #made = 0;
  #inForce = 0;
  readonly #refused: Answered;

  constructor(refused: Answered) {
    this.#refused = refused;
  }

  end(): void {
    this.#inForce = 0;
  }

  readonly handle = ({ path, headers, cookies }: Asked): Answered => {
    if (path === '/login') {
      this.#inForce = ++this.#made;
      const token = `t${this.#made}`;
      return { body: { token, access_token: token }, headers: { 'set-cookie': `sid=${token}; Path=/` } };
    }
    const sent = headers.authorization?.replace('Bearer ', '') ?? cookies.sid;
    return path !== '/admin' && sent === `t${this.#inForce}` ? { body: { ok: true } } : this.#refused;
  };
}

const byToken: Login = { path: '/login', token: 'token' };
const schemes: readonly [string, AuthConfig][] = [
  ['a token', { login: byToken, ...ada }],
  ['a cookie', { login: { path: '/login' }, ...ada }],
  ['e-mail and password alone', { loginPath: '/login', tokenField: 'token', ...ada }],
  [
    'OAuth 2',
    {
      oauth2: {
        tokenUrl: '/login',
        clientId: 'shop',
        clientSecret: 'client canary',
        grant: 'client_credentials',
      },
    },
  ],
];
const endings: readonly [string, Answered][] = [
  ['401', { status: 401 }],
  ['419', { status: 419 }],
  ['a bare 403', { status: 403 }],
  [
    "Spring's 403",
    { status: 403, body: { timestamp: 'now', status: 403, error: 'Forbidden', path: '/users' } },
  ],
  ['a 403 in words', { status: 403, body: { message: 'jwt expired' } }],
];

describe.each(schemes)('a session by %s', (_, auth) => {
  test.each(endings)('that ends with %s is renewed each time, once for all', async (_, refused) => {
    const tokens = new Tokens(refused);
    await using server = await serve(tokens.handle);
    await using client = clientOf(server.origin, auth);
    for (let logins = 1; logins <= 3; logins++) {
      const answers = await Promise.all([post, get, post, get].map((request) => client.request(request)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(server.count('POST /login')).toBe(logins);
      tokens.end();
    }
  });

  test('is renewed once for what its account may not do', async () => {
    await using server = await serve(new Tokens({ status: 403 }).handle);
    await using client = clientOf(server.origin, auth);
    for (let turn = 0; turn < 3; turn++) {
      const error = await failureOf(client.request({ method: 'GET', path: '/admin' }));
      expect(error.message).toContain('This account is not allowed to do that.');
    }
    expect(server.count('POST /login')).toBe(2);
  });
});

test('a 403 that says of what there is already is no end of a session', async () => {
  await using server = await serve((asked) =>
    asked.path === '/login'
      ? { status: 200, body: { token: 'one' } }
      : { status: 403, body: { message: 'Duplicate record detected.' } },
  );
  await using client = clientOf(server.origin, { login: byToken, ...ada });
  const error = await failureOf(client.request(post));
  expect(error.code).toBe('SEEDBED_HTTP');
  expect([server.count('POST /login'), server.count('POST /users')]).toEqual([1, 1]);
});

test.each<[string, Answered, number]>([
  ['is the answer, and no new login', { status: 403 }, 1],
  ['is one login more, if its words say so', { status: 403, body: { detail: 'The token is expired.' } }, 2],
])('a 403 for a created user with a token %s', async (_, refused, logins) => {
  await using server = await serve(new Tokens(refused).handle);
  await using client = clientOf(server.origin, { bearer: 'operator' }, { userAuth: { login: byToken } });
  const user = client.as({ ...ada, record: {} });
  expect(await user.request(get)).toMatchObject({ status: 200 });
  expect(await user.request({ ...get, path: '/admin' }, { accept: [403] })).toMatchObject({ status: 403 });
  expect(server.count('POST /login')).toBe(logins);
});

test('a login that worked before says so if it is refused later', async () => {
  let password = ada.password;
  const tokens = new Tokens({ status: 401 });
  await using server = await serve((asked) =>
    asked.path === '/login' && JSON.parse(asked.body).password !== password
      ? { status: 401, body: { message: 'Wrong.' } }
      : tokens.handle(asked),
  );
  await using client = clientOf(server.origin, { bearer: 'operator' }, { userAuth: { login: byToken } });
  const user = client.as({ ...ada, record: {} });
  await user.request(get);
  password = 'another';
  tokens.end();
  const error = await failureOf(user.request(get));
  expect(error.code).toBe('SEEDBED_AUTH');
  expect(error.message).toContain('401 Unauthorized: Wrong.');
  expect(error.message).toContain(
    'An earlier login worked, and the session has ended. Was the password changed since?',
  );
});

test.each<[string, AuthConfig]>([
  ['a key', { apiKey: 'k3y', in: 'cookie', name: 'sid' }],
  ['a fixed cookie', { cookie: 'sid=k3y' }],
  ['a session', { login: { path: '/login' }, ...ada }],
  ['a function', async () => ({ Cookie: 'sid=k3y' })],
])('%s in a cookie goes out beside the cookies that every request carries', async (_, auth) => {
  const sent: Readonly<Record<string, string>>[] = [];
  await using server = await serve(({ path, cookies }) => {
    sent.push(cookies);
    return { body: {}, headers: path === '/login' ? { 'set-cookie': 'sid=k3y; Path=/' } : {} };
  });
  await using client = clientOf(server.origin, auth, { headers: { Cookie: 'lang=fr; sid=old' } });
  await client.request(get);
  expect(sent.at(-1)).toEqual({ lang: 'fr', sid: 'k3y' });
  expect(sent.every(({ lang }) => lang === 'fr')).toBe(true);
});

const form = '<form><input type="hidden" name="_token" value="first"><input type="password"></form>';
const csrf: Csrf = { from: 'page', name: '_token', field: '_token' };

describe('a form login that leads on', () => {
  const login: Login = { path: '/login', encode: 'form' };

  test('may set its cookie on the way', async () => {
    await using server = await serve(({ method, path, cookies }) => {
      if (path === '/login') return { status: 302, headers: { location: '/welcome?step=1' } };
      if (path === '/welcome')
        return { status: 303, headers: { location: '/', 'set-cookie': 'sid=1; Path=/' } };
      return method === 'GET' && cookies.sid === '1' ? { body: [] } : { status: 401 };
    });
    await using client = clientOf(server.origin, { login, ...ada });
    expect(await client.request(get)).toMatchObject({ body: [] });
    expect(server.seen).toEqual(['POST /login', 'GET /welcome', 'GET /users']);
  });

  test.each([
    [ada.password, undefined],
    ['wrong', 'It leads back to the sign-in page.'],
  ])('may go on under the cookie of its page, password "%s"', async (password, refusal) => {
    let isIn = false;
    await using server = await serve(({ method, path, cookies, form: sent }) => {
      if (path === '/login' && method === 'GET')
        return { headers: { 'set-cookie': 'PHPSESSID=p1; path=/' }, body: form };
      if (path === '/login') {
        isIn = cookies.PHPSESSID === 'p1' && sent.get('password') === ada.password;
        return { status: 302, headers: { location: '/home' } };
      }
      if (!isIn) return { status: 302, headers: { location: '/login' } };
      return { body: path === '/home' ? '<h1>Welcome</h1>' : [] };
    });
    await using client = clientOf(server.origin, { login: { ...login, csrf }, email: ada.email, password });
    const asked = client.request(get);
    if (refusal === undefined) expect(await asked).toMatchObject({ body: [] });
    else expect(await failureOf(asked)).toMatchObject({ message: expect.stringContaining(refusal) });
    expect(server.count('GET /home')).toBe(1);
  });

  test.each([
    ['in a circle', '/login/again'],
    ['to another server', 'https://id.example.com/welcome'],
  ])('%s, without a cookie, is no login', async (_, location) => {
    await using server = await serve(() => ({ status: 302, headers: { location } }));
    await using client = clientOf(server.origin, { login, ...ada });
    const error = await failureOf(client.request(get));
    expect(error.message).toContain('Expected the answer to set a session cookie, got none.');
    expect(server.seen.length).toBeLessThan(8);
  });
});

test.each(['cookie', 'header'] as const)(
  'a CSRF token that each answer renews in a %s is sent on, after one login',
  async (from) => {
    let count = 0;
    await using server = await serve(({ method, path, headers }) => {
      const right = `c${count}`;
      if (method !== 'GET' && headers['x-csrf-token'] !== right)
        return { status: 403, headers: { 'x-csrf-token': 'Required' } };
      if (method !== 'GET') count++;
      const set = path === '/login' && method === 'POST' ? ['sid=1; Path=/'] : [];
      if (from === 'cookie') set.push(`csrf=c${count}; Path=/`);
      return { body: {}, headers: { 'set-cookie': set, 'x-csrf-token': `c${count}` } };
    });
    const name = from === 'cookie' ? 'csrf' : 'X-CSRF-Token';
    const login: Login = { path: '/login', csrf: { from, name, header: 'X-CSRF-Token' } };
    await using client = clientOf(server.origin, { login, ...ada });
    for (let turn = 0; turn < 4; turn++) expect(await client.request(post)).toMatchObject({ status: 200 });
    expect(server.count('POST /login')).toBe(1);
  },
);
