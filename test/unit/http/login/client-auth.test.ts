import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { isSeedbedError } from '../../../../src/errors.ts';
import { createBudget } from '../../../../src/http/budget/budget.ts';
import { createClient } from '../../../../src/http/client.ts';
import { createMemoryExchange } from '../../../memory-exchange.ts';
import { createUser, credentials, failureOf, getUsers, ok, open, status } from '../scripted-api.ts';

test('sends the token, and returns the answer', async () => {
  const { client, seen } = open([]);
  expect(await client.request(createUser)).toMatchObject({ status: 200, body: { id: 1 } });
  expect(seen).toEqual(['POST /user Bearer given']);
  expect(client.stats).toEqual({ requests: 1, retries: 0, rateLimited: 0, logins: 0 });
});

test('logs in once, however many requests wait for it', async () => {
  const { client, seen } = open([], { auth: credentials });
  await Promise.all(Array.from({ length: 8 }, () => client.request(getUsers)));
  expect(seen.filter((line) => line.includes('login'))).toHaveLength(1);
  expect(seen.slice(1)).toEqual(Array(8).fill('GET /user Bearer t1'));
  expect(client.stats).toMatchObject({ requests: 9, logins: 1 });
});

test('a 401 mid-run: one new login for all, one replay each', async () => {
  const budget = createBudget({ concurrency: 4 });
  const { client, seen } = open(Array(4).fill(status(401)), { auth: credentials, budget });
  await Promise.all(Array.from({ length: 4 }, () => client.request(createUser)));
  expect(seen).toEqual([
    'POST /auth/login',
    ...Array(4).fill('POST /user Bearer t1'),
    'POST /auth/login',
    ...Array(4).fill('POST /user Bearer t2'),
  ]);
});

test('a second 401 ends the run', async () => {
  const { client, seen } = open([status(401), status(401)], { auth: credentials });
  const error = await failureOf(client.request(createUser));
  expect(error).toMatchObject({ code: 'SEEDBED_AUTH', status: 401, attempts: 2, committed: 'no' });
  expect(seen).toHaveLength(4);
});

test.each([
  [
    { token: 'given' } as const,
    'The token was refused (expired?). Set a new SEEDBED_TOKEN, or SEEDBED_EMAIL and SEEDBED_PASSWORD.',
  ],
  [{ header: 'X-Api-Key', value: 'k-1234' } as const, 'Check the "x-api-key" header under `auth`.'],
  [{ cookie: 'sid=1234' } as const, 'Check the "cookie" header under `auth`.'],
  ['none' as const, 'Set SEEDBED_TOKEN, or SEEDBED_EMAIL and SEEDBED_PASSWORD.'],
])('401 with %j, which cannot be renewed, says what to change', async (auth, remedy) => {
  const { client, seen } = open([status(401, { message: 'Unauthorized' })], { auth });
  const error = await failureOf(client.request(getUsers));
  expect(error.code).toBe('SEEDBED_AUTH');
  expect(error.message).toMatch(
    /^\[GET\] http:\/\/demo\.test\/api\/user: 401: Unauthorized \(1 attempt, \d+\.\d s\)\. /,
  );
  expect(error.message.endsWith(`. ${remedy}`)).toBe(true);
  expect(seen).toHaveLength(1);
});

test('an own scheme is asked once, and again after a 401', async () => {
  let asked = 0;
  const auth = async (): Promise<Record<string, string>> => ({ authorization: `Own ${++asked}` });
  const { client, seen } = open([ok, status(401)], { auth });
  await client.request(getUsers);
  await client.request(getUsers);
  expect(seen).toEqual(['GET /user Own 1', 'GET /user Own 1', 'GET /user Own 2']);
});

test.each([400, 401, 403, 422])(
  "a login refused with %i is an authentication error in the server's words",
  async (code) => {
    const exchange = createMemoryExchange({
      baseUrl: 'http://demo.test/api',
      fetch: () => Response.json({ message: 'Invalid Credentials.' }, { status: code }),
    });
    const client = createClient({ exchange, auth: credentials });
    const error = await failureOf(client.request(getUsers));
    expect(isSeedbedError(error, 'SEEDBED_AUTH')).toBe(true);
    expect(error.message).toContain(`/auth/login: ${code}: Invalid Credentials.`);
    expect(error.message).toContain('Check SEEDBED_EMAIL and SEEDBED_PASSWORD.');
  },
);

test.each([
  [404, {}, 'SEEDBED_UNREACHABLE', 'Is the base URL right, with its path?'],
  [
    200,
    { token: 'x' },
    'SEEDBED_AUTH',
    'Expected the token in the field "authToken" of the answer, got "token".',
  ],
])('a login answered %i %j', async (code, body, errorCode, remedy) => {
  const exchange = createMemoryExchange({
    baseUrl: 'http://demo.test/api',
    fetch: () => Response.json(body, { status: code }),
  });
  const error = await failureOf(createClient({ exchange, auth: credentials }).request(getUsers));
  expect(error.code).toBe(errorCode);
  expect(error.message).toContain(remedy);
});

const canary = 'eyJhbGciOiJub25lIn0.canary1.c2ln';

test.each<[string, () => Response, string]>([
  [
    'the token under another name',
    () => Response.json({ jwt: canary, user: { id: canary } }),
    'Expected the token in the field "authToken" of the answer, got "jwt", "user", "user.id".',
  ],
  ['the same after a byte order mark', () => new Response(`\uFEFF{"jwt":"${canary}"}`), 'got "jwt".'],
  [
    'a token that is no text',
    () => Response.json({ authToken: { value: canary } }),
    'got "authToken", "authToken.value".',
  ],
  ['the token alone', () => Response.json(canary), 'got no object.'],
  ['a list', () => Response.json([canary]), 'got a list.'],
  ['nothing', () => new Response(null, { status: 204 }), 'got an empty answer.'],
  ['names that command a terminal', () => Response.json({ '\u001b[2J': canary }), 'got "\\x1b[2J".'],
  ['a text', () => new Response(`token=${canary}`), '200, but the body is not JSON'],
  ['a broken JSON', () => new Response(`{"jwt":"${canary}"`), '200, but the body is not JSON'],
  [
    'a refusal that echoes',
    () => Response.json({ message: `Token ${canary} is old.` }, { status: 401 }),
    '401: Token [secret] is old.',
  ],
  [
    'a failure that echoes',
    () => new Response(`no ${canary}`, { status: 500 }),
    '500: no [secret] (1 attempt',
  ],
])('a login that answers %s tells none of its values', async (_, answer, words) => {
  const exchange = createMemoryExchange({ baseUrl: 'http://demo.test/api', fetch: answer });
  const client = createClient({ exchange, auth: credentials, retry: { maxRetries: 0 } });
  const error = await failureOf(client.request(getUsers));
  expect(error.code).toBe('SEEDBED_AUTH');
  expect(error.message).toContain(words);
  expect(error.body).toBeUndefined();
  const told = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.stack;
  expect(told).not.toContain('canary');
});

test('a login without a usable answer ends the run: nothing of it was sent', async () => {
  let logins = 0;
  const exchange = createMemoryExchange({
    baseUrl: 'http://demo.test/api',
    fetch: () => {
      logins++;
      return Response.json({ message: 'Out of order.' }, { status: 500 });
    },
  });
  const retry = { maxRetries: 2, firstRetryMs: 1 };
  const error = await failureOf(createClient({ exchange, auth: credentials, retry }).request(createUser));
  expect(isSeedbedError(error, 'SEEDBED_AUTH')).toBe(true);
  expect(error).toMatchObject({ committed: 'no', attempts: 3 });
  expect(error.message).toMatch(/\/auth\/login: 500.*Nothing can be sent without a login\.$/);
  expect(logins).toBe(3);
});

test('as() sends as somebody else, under the same budget and statistics', async () => {
  const { client, seen } = open([], { auth: credentials });
  await client.request(getUsers);
  await client.as({ email: 'b@example.com', password: 'other' }).request(getUsers);
  await client.request(getUsers);
  expect(seen).toEqual([
    'POST /auth/login',
    'GET /user Bearer t1',
    'POST /auth/login',
    'GET /user Bearer t2',
    'GET /user Bearer t1',
  ]);
  expect(client.stats.logins).toBe(2);
});

test('closing the client ends a login under way', async () => {
  const exchange = createMemoryExchange({
    baseUrl: 'http://demo.test/api',
    fetch: () => new Promise(() => {}),
  });
  const client = createClient({ exchange, auth: credentials });
  const sending = client.request(getUsers);
  setTimeout(() => client.close(), 20);
  await expect(sending).rejects.toThrow('The client was closed');
});
