import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { type ClientOptions, createClient } from '../../../../src/http/client.ts';
import { createExchange } from '../../../../src/http/wire/exchange.ts';
import type { AuthConfig, Login } from '../../../../src/lib/auth.ts';
import { spellingsOf } from '../../../faults/canaries.ts';
import { VirtualClock } from '../../../virtual-clock.ts';
import { failureOf } from '../scripted-api.ts';
import { type Answered, type Asked, FormLogin, serve } from './login-server.ts';

const get = { method: 'GET', path: '/users' } as const;
const post = { method: 'POST', path: '/users', body: { name: 'x' } } as const;

function clientOf(baseUrl: string, auth: AuthConfig, more: Partial<ClientOptions> = {}) {
  return createClient({ exchange: createExchange({ baseUrl }), auth, retry: { maxRetries: 0 }, ...more });
}

const formLogin: Login = {
  path: '/login/',
  encode: 'form',
  session: 'cookie',
  body: ({ email, password }) => ({ username: email, password }),
  csrf: { from: 'cookie', name: 'csrftoken', header: 'X-CSRFToken', field: 'csrfmiddlewaretoken' },
};
const ada = { email: 'ada@example.com', password: 'pass canary&1' };

test.each<[string, Answered]>([
  ['401', { status: 401 }],
  ['a 403 in words', { status: 403, body: { detail: 'Authentication credentials were not provided.' } }],
  ['a bare 403', { status: 403 }],
  ['419', { status: 419 }],
  ['a redirect to the login page', { status: 302, headers: { location: '/login/?next=/users' } }],
])('a form login with CSRF is made once, and once more after %s', async (_, refused) => {
  const login = new FormLogin(refused);
  await using server = await serve(login.handle);
  await using client = disposable(clientOf(server.origin, { login: formLogin, ...ada }));
  await Promise.all([client.request(get), client.request(post), client.request(get)]);
  expect(server.count('POST /login/')).toBe(1);
  login.forget();
  expect(await client.request(post)).toMatchObject({ status: 200, body: { ok: true } });
  expect(server.count('POST /login/')).toBe(2);
  expect(client.stats.logins).toBe(2);
});

test('a form that comes back is a refused login, told without its page or password', async () => {
  await using server = await serve(new FormLogin({ status: 401 }).handle);
  await using client = disposable(
    clientOf(server.origin, { login: formLogin, ...ada, password: 'wrong-canary' }),
  );
  const error = await failureOf(client.request(get));
  expect(error.code).toBe('SEEDBED_AUTH');
  expect(error.message).toContain(
    'It answered the sign-in page again. Check SEEDBED_EMAIL and SEEDBED_PASSWORD.',
  );
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary');
});

test('a 403 that a new login does not help is about the account, and costs one login in a run', async () => {
  const login = new FormLogin({ status: 401 });
  await using server = await serve((asked) =>
    asked.path === '/admin' ? { status: 403 } : login.handle(asked),
  );
  await using client = disposable(clientOf(server.origin, { login: formLogin, ...ada }));
  for (let turn = 0; turn < 3; turn++) {
    const error = await failureOf(client.request({ method: 'GET', path: '/admin' }));
    expect(error.message).toContain('This account is not allowed to do that.');
  }
  expect(server.count('POST /login/')).toBe(2);
});

test('cookies and CSRF tokens that a server echoes are in no error', async () => {
  await using server = await serve(new FormLogin({ status: 401 }).handle);
  await using client = disposable(clientOf(server.origin, { login: formLogin, ...ada }));
  const error = await failureOf(client.request({ ...post, path: '/boom' }));
  const told = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
  for (const canary of ['session-canary-1', 'second-csrf'])
    for (const spelling of spellingsOf(canary)) expect(told).not.toContain(spelling);
});

test('a JSON login takes its token from deep in the answer, or by a function', async () => {
  const handle = ({ path, body, headers }: Asked): Answered => {
    if (path === '/session') return { body: { data: { access_token: `t-${JSON.parse(body).user.login}` } } };
    return headers['x-token'] === 't-ada@example.com' ? { body: [] } : { status: 401 };
  };
  await using server = await serve(handle);
  const login: Login = {
    path: '/session',
    body: ({ email, password }) => ({ user: { login: email, pw: password } }),
    token: 'data.access_token',
    header: 'X-Token',
  };
  const byFunction: Login = {
    ...login,
    token: ({ body }) => (body as { data: { access_token: string } }).data.access_token,
  };
  for (const one of [login, byFunction]) {
    await using client = disposable(clientOf(server.origin, { login: one, ...ada }));
    expect((await client.request(get)).status).toBe(200);
  }
  await using wrong = disposable(clientOf(server.origin, { login: { ...login, token: 'token' }, ...ada }));
  const error = await failureOf(wrong.request(get));
  expect(error.message).toContain(
    'Expected the token in the field "token" of the answer, got "data", "data.access_token". See `auth.login.token`.',
  );
  expect(error.message).not.toContain('t-ada');
});

test.each<[object, string]>([
  [{ token: 'canary-1' }, 'token'],
  [{ access_token: 'canary-1', token_type: 'Bearer', refresh_token: 'canary-2' }, 'access_token'],
  [{ refreshToken: 'canary-2', accessToken: 'canary-1' }, 'accessToken'],
  [{ data: { session: { jwt: 'canary-1' } } }, 'data.session.jwt'],
  [{ user: { id: '7' }, id_token: 'canary-1' }, 'id_token'],
  [{ id_token: 'canary-2', result: { access_token: 'canary-1' } }, 'result.access_token'],
  [{ csrfToken: 'canary-2', credential: 'eyJcanary.eyJ1Ijo3fQ.c2ln' }, 'credential'],
  [{ key: '9944b09199c62bcf9418ad846dd0e4bbdfcanary' }, 'key'],
])('a login without `token` says where the token stands: %j', async (body, path) => {
  await using server = await serve(() => ({ body }));
  await using client = disposable(clientOf(server.origin, { login: { path: '/login' }, ...ada }));
  const error = await failureOf(client.request(post));
  expect(error).toMatchObject({ code: 'SEEDBED_AUTH', committed: 'no' });
  expect(error.message).toContain(
    `The login answered 200 with "${path}": write \`token: '${path}'\` in \`auth.login\`.`,
  );
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary');
  await using right = disposable(clientOf(server.origin, { login: { path: '/login', token: path }, ...ada }));
  expect((await right.request(get)).status).toBe(200);
});

test('a login without `token` and with nothing like one names what came', async () => {
  await using server = await serve(() => ({ body: { status: 'canary', user: { name: 'canary' } } }));
  await using client = disposable(clientOf(server.origin, { login: { path: '/login' }, ...ada }));
  const error = await failureOf(client.request(get));
  expect(error.message).toContain('got none. Its fields are "status", "user", "user.name": if one of them');
  expect(error.message).not.toContain('canary');
});

const key = 'key canary+/1';
test.each<[string, AuthConfig, (asked: Asked) => unknown]>([
  [
    'basic',
    { basic: { username: 'ada', password: key } },
    ({ headers }) => headers.authorization === `Basic ${Buffer.from(`ada:${key}`).toString('base64')}`,
  ],
  ['bearer', { bearer: key }, ({ headers }) => headers.authorization === `Bearer ${key}`],
  [
    'an API key in a header',
    { apiKey: key, in: 'header', name: 'X-Key' },
    ({ headers }) => headers['x-key'] === key,
  ],
  ['an API key in the query', { apiKey: key, in: 'query', name: 'k' }, ({ query }) => query.get('k') === key],
  ['an API key in a cookie', { apiKey: key, in: 'cookie', name: 'k' }, ({ cookies }) => cookies.k === key],
])('%s goes out with each request and into no error', async (_, auth, isRight) => {
  await using server = await serve((asked) => {
    const { authorization = '', cookie = '', 'x-key': header = '' } = asked.headers;
    const echo = `${authorization} ${cookie} ${header} ${asked.query}`;
    return asked.path === '/boom' ? { status: 500, body: { echo } } : { status: isRight(asked) ? 200 : 401 };
  });
  await using client = disposable(clientOf(server.origin, auth));
  expect((await client.request({ ...get, path: '/users?page=2' })).status).toBe(200);
  const error = await failureOf(client.request({ ...get, path: '/boom?page=2' }));
  const told = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
  for (const spelling of spellingsOf(key)) expect(told).not.toContain(spelling);
});

test('OAuth 2 client credentials: the token is renewed before it ends, and once after a 401', async () => {
  const clock = new VirtualClock();
  let made = 0;
  const valid = new Set<string>();
  const handle = ({ path, headers, form }: Asked): Answered => {
    if (path !== '/oauth/token') return { status: valid.has(headers.authorization ?? '') ? 200 : 401 };
    const pair = Buffer.from((headers.authorization ?? '').slice(6), 'base64').toString();
    if (pair !== 'shop:client%3Acanary' || form.get('grant_type') !== 'client_credentials')
      return { status: 401, body: { error: 'invalid_client' } };
    valid.add(`Bearer token-${++made}`);
    return { body: { access_token: `token-${made}`, expires_in: 300, scope: form.get('scope') } };
  };
  await using server = await serve(handle);
  await using tokens = await serve(handle);
  const oauth2 = {
    tokenUrl: `${tokens.origin}/oauth/token`,
    clientId: 'shop',
    clientSecret: 'client:canary',
    grant: 'client_credentials',
    scope: 'all',
  } as const;
  await using client = disposable(clientOf(server.origin, { oauth2 }, { clock }));
  await Promise.all([client.request(get), client.request(get)]);
  expect(made).toBe(1);
  clock.pass(280_000);
  await client.request(get);
  expect(made).toBe(2);
  valid.clear();
  await client.request(get);
  expect(made).toBe(3);
  await using refused = disposable(
    clientOf(server.origin, { oauth2: { ...oauth2, clientSecret: 'wrong canary' } }, { clock }),
  );
  const error = await failureOf(refused.request(get));
  expect(error).toMatchObject({ code: 'SEEDBED_AUTH', status: 401 });
  expect(error.message).toContain('Check `auth.oauth2`.');
  for (const spelling of spellingsOf('wrong canary'))
    expect(inspect(error, { depth: 9 })).not.toContain(spelling);
});

test('constant headers and query parameters go out with every request, the login too', async () => {
  const wrong: string[] = [];
  await using server = await serve(({ path, headers, query }) => {
    if (headers['x-tenant'] !== 't1' || query.getAll('api_key').join() !== 'canary-key-1') wrong.push(path);
    if (path === '/boom') return { status: 500, body: { query: `${query}` } };
    return { body: path === '/auth' ? { token: 'tok' } : { ok: true } };
  });
  const constants = { headers: { 'X-Tenant': 't1' }, query: { api_key: 'canary-key-1' } };
  await using client = disposable(
    clientOf(server.origin, { login: { path: '/auth', token: 'token' }, ...ada }, constants),
  );
  await client.request({ ...get, path: '/users?page=2&api_key=canary-key-1' });
  const error = await failureOf(client.request({ ...get, path: '/boom' }));
  expect(wrong).toEqual([]);
  expect(inspect(error, { depth: 9 })).not.toContain('canary');
});

test('users sign in as userAuth says: once each, by their own fields, or by the token of their sign-up', async () => {
  await using server = await serve(({ path, body, headers }) => {
    if (path === '/login') return { body: { token: `of ${JSON.parse(body).username}` } };
    return { body: { token: headers['x-session'] ?? headers.authorization } };
  });
  const user = { email: 'ada', password: 'pw', record: { team: 7, sessionToken: 'r:1' } };
  const login: Login = {
    path: '/login',
    token: 'token',
    body: ({ email, record }) => ({ username: `${email}/${record.team}` }),
  };
  await using one = disposable(clientOf(server.origin, { bearer: 'op' }, { userAuth: { login } }));
  const as = one.as(user);
  await Promise.all([as.request(get), as.request(get)]);
  expect((await as.request(get)).body).toEqual({ token: 'Bearer of ada/7' });
  expect(server.count('POST /login')).toBe(1);
  await using two = disposable(
    clientOf(server.origin, { bearer: 'op' }, { userAuth: { from: 'sessionToken', header: 'X-Session' } }),
  );
  expect((await two.as(user).request(get)).body).toEqual({ token: 'r:1' });
  expect(() => two.as({ ...user, record: { team: 7 } })).toThrow(
    'Expected the created user to have a token in "sessionToken", got "team".',
  );
});

function disposable<T extends { close(): Promise<void> }>(client: T): T & AsyncDisposable {
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}
