import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { HttpError, isSeedbedError } from '../../../src/errors.ts';
import { createBudget } from '../../../src/http/budget.ts';
import { type ClientOptions, createClient } from '../../../src/http/client.ts';
import { createMemoryExchange } from '../../../src/http/memory-exchange.ts';
import type { ApiClient, ApiRequest } from '../../../src/http/types.ts';
import { VirtualClock } from './virtual-clock.ts';

type Reply = Response | (() => Response | Promise<Response>);

interface Api {
  readonly client: ApiClient;
  readonly clock: VirtualClock;
  /** `POST /user Bearer t1`, in order. */
  readonly seen: string[];
}

const credentials = { email: 'admin@example.com', password: 'demo-password' };
const createUser: ApiRequest = { method: 'POST', path: '/user', body: { email: 'a@example.com' } };
const getUsers: ApiRequest = { method: 'GET', path: '/user' };
const removeUser: ApiRequest = { method: 'DELETE', path: '/user/1' };
const ok = (): Response => Response.json({ id: 1 });
const status = (code: number, body: unknown = {}, headers: Record<string, string> = {}): (() => Response) => {
  return () => Response.json(body, { status: code, headers });
};
const broken = (): never => {
  throw new Error('gone');
};

/** An API that gives these replies one after the other, then `{ id: 1 }`; logins get t1, t2… */
function open(replies: Reply[], options: Partial<ClientOptions> = {}): Api {
  const clock = new VirtualClock();
  const seen: string[] = [];
  let logins = 0;
  const fetch = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/api', '');
    seen.push(`${request.method} ${path} ${request.headers.get('authorization') ?? ''}`.trim());
    if (path === '/auth/login') return Response.json({ authToken: `t${++logins}` });
    const reply = replies.shift() ?? ok;
    return typeof reply === 'function' ? reply() : reply;
  };
  const exchange = createMemoryExchange({ baseUrl: 'http://demo.test/api', fetch });
  const client = createClient({ exchange, auth: { token: 'given' }, clock, random: () => 0.5, ...options });
  return { client, clock, seen };
}

async function failureOf(sending: Promise<unknown>): Promise<HttpError> {
  const error = await sending.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpError);
  return error as HttpError;
}

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
    'The token was refused (expired?). Set a new DEMO_API_TOKEN, or DEMO_API_EMAIL and DEMO_API_PASSWORD.',
  ],
  [{ header: 'X-Api-Key', value: 'k-1234' } as const, 'Check the "x-api-key" header under `auth`.'],
  [{ cookie: 'sid=1234' } as const, 'Check the "cookie" header under `auth`.'],
  ['none' as const, 'Set DEMO_API_TOKEN, or DEMO_API_EMAIL and DEMO_API_PASSWORD.'],
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
    expect(error.message).toContain('Check DEMO_API_EMAIL and DEMO_API_PASSWORD.');
  },
);

test.each([
  [404, {}, 'SEEDBED_UNREACHABLE', 'Is the base URL right, with its path?'],
  [200, { token: 'x' }, 'SEEDBED_AUTH', 'The answer has no "authToken".'],
])('a login answered %i %j', async (code, body, errorCode, remedy) => {
  const exchange = createMemoryExchange({
    baseUrl: 'http://demo.test/api',
    fetch: () => Response.json(body, { status: code }),
  });
  const error = await failureOf(createClient({ exchange, auth: credentials }).request(getUsers));
  expect(error.code).toBe(errorCode);
  expect(error.message).toContain(remedy);
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

test.each([
  [createUser, status(500), 1, 'unknown'],
  [createUser, broken, 1, 'unknown'],
  [createUser, status(400), 1, 'no'],
  [getUsers, status(500), 4, 'unknown'],
  [removeUser, status(500), 10, 'unknown'],
  [removeUser, status(409), 1, 'no'],
])('%o failing for good', async (request, reply, attempts, committed) => {
  const { client, seen } = open(Array(20).fill(reply));
  const error = await failureOf(client.request(request));
  expect(error).toMatchObject({ code: 'SEEDBED_HTTP', attempts, committed });
  expect(seen).toHaveLength(attempts);
  expect(client.stats.retries).toBe(attempts - 1);
});

test('what one attempt may have committed stays unknown, whatever the next one says', async () => {
  const { client } = open([broken, status(400)]);
  const error = await failureOf(client.request(createUser, { repeatable: true }));
  expect(error).toMatchObject({ status: 400, attempts: 2, committed: 'unknown' });
});

test('accepts the statuses that are answers here', async () => {
  const { client } = open([status(404), status(410)]);
  expect(await client.request(removeUser, { accept: [404, 410] })).toMatchObject({ status: 404 });
  expect(await client.request(removeUser, { accept: [404, 410] })).toMatchObject({ status: 410 });
});

test('a duplicate is a plain rejection, not a forbidden one', async () => {
  const { client } = open([
    status(403, { message: 'Duplicate record detected.' }),
    status(403, { message: 'Go away.' }),
  ]);
  expect(await failureOf(client.request(createUser))).toMatchObject({
    code: 'SEEDBED_HTTP',
    status: 403,
    committed: 'no',
  });
  expect(await failureOf(client.request(createUser))).toMatchObject({ code: 'SEEDBED_AUTH', status: 403 });
});

test('a create for a parent that does not exist is rejected; a path that does not exist ends the run', async () => {
  const { client } = open([status(404, { code: 'ERROR_CODE_NOT_FOUND' }), status(404)]);
  expect(await failureOf(client.request(createUser))).toMatchObject({ code: 'SEEDBED_HTTP', status: 404 });
  expect(await failureOf(client.request(createUser))).toMatchObject({
    code: 'SEEDBED_UNREACHABLE',
    status: 404,
  });
});

test('429 waits as told, as often as needed, and counts as no attempt', async () => {
  const limited = status(429, {}, { 'retry-after': '20' });
  const { client, clock } = open([limited, limited, limited, limited, limited]);
  const start = clock.now();
  await client.request(createUser);
  expect(clock.now() - start).toBe(5 * 20_210);
  expect(client.stats).toEqual({ requests: 6, retries: 0, rateLimited: 5, logins: 0 });
});

test.each(['-5', '0', 'soon', ''])('429 with Retry-After %j is never a hot loop', async (retryAfter) => {
  const { client, clock } = open(Array(3).fill(status(429, {}, { 'retry-after': retryAfter })));
  await client.request(createUser);
  expect(clock.slept).toEqual([750, 1500, 3000]);
});

test.each(['3600', '31556952000000', 'Tue, 03 Nov 2099 10:00:00 GMT'])(
  '429 with Retry-After %j fails at once',
  async (retryAfter) => {
    const { client, clock } = open([status(429, {}, { 'retry-after': retryAfter })]);
    const error = await failureOf(client.request(createUser));
    expect(error).toMatchObject({ code: 'SEEDBED_UNREACHABLE', status: 429, committed: 'no' });
    expect(error.message).toMatch(/It asks to wait .*; maxWait is 2 min 0 s\.$/);
    expect(clock.slept).toEqual([]);
  },
);

test('a limit that never lets anything through fails after maxWait', async () => {
  const { client, clock } = open(Array(50).fill(status(503)));
  const start = clock.now();
  expect(await failureOf(client.request(getUsers))).toMatchObject({
    code: 'SEEDBED_UNREACHABLE',
    status: 503,
  });
  expect(clock.now() - start).toBeGreaterThan(60_000);
  expect(clock.now() - start).toBeLessThanOrEqual(120_000);
});

test('an abort ends the waiting at the gate with its reason', async () => {
  const { client } = open([status(429, {}, { 'retry-after': '100' })], { clock: undefined });
  const stop = new AbortController();
  const sending = client.request(createUser, { signal: stop.signal });
  setTimeout(() => stop.abort('enough'), 20);
  await expect(sending).rejects.toBe('enough');
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

test('no secret in an error: login, token, own header, resource field', async () => {
  const auth = async (): Promise<Record<string, string>> => ({ 'X-Session': 'session-canary-1' });
  const echo = {
    message: 'pin-canary-2',
    all: ['session-canary-1', btoa('session-canary-1')],
    pin: 'pin-canary-2',
  };
  const { client } = open([status(422, echo)], { auth });
  const request: ApiRequest = { ...createUser, body: { pin: 'pin-canary-2' }, secretNames: ['pin'] };
  const error = await failureOf(client.request(request));
  const told = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
  expect(told).toContain('[secret]');
  expect(told).not.toMatch(/canary/);
  expect(told).not.toContain(btoa('session-canary-1').slice(0, 16));
});
