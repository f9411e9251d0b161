import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { ApiRequest } from '../../../src/http/api-client.ts';
import { createBudget } from '../../../src/http/budget/budget.ts';
import { broken, createUser, failureOf, getUsers, ok, open, removeUser, status } from './scripted-api.ts';

test.each([
  [createUser, status(500), 1, 'unknown'],
  [createUser, broken, 1, 'unknown'],
  [createUser, status(400), 1, 'no'],
  [getUsers, status(500), 4, 'unknown'],
  [removeUser, status(500), 4, 'unknown'],
  [createUser, status(503), 1, 'unknown'],
  [removeUser, status(409), 1, 'no'],
])('%o failing for good', async (request, reply, attempts, committed) => {
  const { client, seen } = open(Array(20).fill(reply));
  const error = await failureOf(client.request(request));
  expect(error).toMatchObject({ code: 'SEEDBED_HTTP', attempts, committed });
  expect(seen).toHaveLength(attempts);
  expect(client.stats.retries).toBe(attempts - 1);
});

test('a record that one attempt may have committed stays unknown, whatever the next attempt says', async () => {
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

test('a 404 to a create ends the run, unless a create on that path has worked', async () => {
  const { client } = open([status(404), ok, status(404)]);
  expect(await failureOf(client.request(createUser))).toMatchObject({ code: 'SEEDBED_UNREACHABLE' });
  await client.request(createUser);
  expect(await failureOf(client.request(createUser))).toMatchObject({ code: 'SEEDBED_HTTP', status: 404 });
});

test('a create that worked below one parent speaks for the others, but for no other path', async () => {
  const { client } = open([ok, status(404), status(404)]);
  const create = (path: string): Promise<unknown> => client.request({ method: 'POST', path, body: {} });
  await create('/teams/7/users?notify=no');
  expect(await failureOf(create('/teams/8/users'))).toMatchObject({ code: 'SEEDBED_HTTP', status: 404 });
  expect(await failureOf(create('/teams/8/rooms'))).toMatchObject({ code: 'SEEDBED_UNREACHABLE' });
});

test('503 to a create comes back at once, and its look-up waits as told', async () => {
  const { client, clock, seen } = open([status(503, {}, { 'retry-after': '20' })]);
  const start = clock.now();
  const error = await failureOf(client.request(createUser));
  expect(error).toMatchObject({ kind: 'status', status: 503, committed: 'unknown', attempts: 1 });
  expect(clock.now()).toBe(start);
  await client.request(getUsers);
  expect(clock.now() - start).toBe(20_210);
  expect(seen).toHaveLength(2);
  expect(client.stats).toMatchObject({ retries: 0, rateLimited: 1 });
});

test('a redirect is an answer where it is accepted, and never followed', async () => {
  const to = { location: '/users/7' };
  const { client, seen } = open([status(303, {}, to), status(303, {}, to), status(303, {}, to)]);
  expect(await client.request(createUser, { accept: [303] })).toMatchObject({ status: 303, headers: to });
  expect(await failureOf(client.request(createUser))).toMatchObject({
    kind: 'redirect',
    committed: 'unknown',
    attempts: 1,
  });
  expect(await failureOf(client.request(getUsers))).toMatchObject({ kind: 'redirect', committed: 'no' });
  expect(seen).toHaveLength(3);
});

test.each([
  [403, { message: 'No.' }, { 'retry-after': '20' }, 20_210],
  [403, { message: 'You have exceeded a secondary rate limit.' }, {}, 750],
  [403, { message: 'Request was throttled.' }, {}, 750],
  [400, { __type: 'ThrottlingException', message: 'Rate exceeded' }, {}, 750],
  [400, { error: 'Too many requests, please try again later.' }, {}, 750],
  [420, {}, { 'retry-after': '20' }, 20_210],
])(
  '%d %j with %j is a limit, for logins and refusals that are answers too',
  async (code, body, headers, ms) => {
    const limited = status(code, body, headers);
    const { client, clock } = open([limited, ok, limited]);
    const start = clock.now();
    await client.request(createUser);
    expect(clock.now() - start).toBe(ms);
    await client.request(removeUser, { accept: [400, 403] });
    expect(clock.now() - start).toBe(2 * ms);
    expect(client.stats).toMatchObject({ requests: 4, rateLimited: 2 });
  },
);

test.each([
  [400, { errors: { rate_limit: ['must be positive'] } }],
  [403, { message: 'This account is not allowed to create users.' }],
])('%d %j is none', async (code, body) => {
  const { client, clock } = open([status(code, body)]);
  await failureOf(client.request(createUser));
  expect([clock.slept, client.stats.rateLimited]).toEqual([[], 0]);
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

test('a request that yields goes after those that came later, its repeats too', async () => {
  const { client, seen } = open([status(429, {}, { 'retry-after': '0.05' })], {
    budget: createBudget({ concurrency: 1 }),
  });
  const audit = client.request({ method: 'GET', path: '/audit' }, { yields: true });
  const others = [client.request(createUser), client.request(getUsers)];
  await Promise.all([audit, ...others]);
  expect(seen.map((line) => line.replace(' Bearer given', ''))).toEqual([
    'GET /audit',
    'POST /user',
    'GET /user',
    'GET /audit',
  ]);
});

test.each([
  ['is let finish as long as nobody waits for it', false, { id: 7 }],
  ['is cut off once somebody does', true, 'enough'],
])('a request that was sent before its signal fired %s', async (_, isAsked, outcome) => {
  const answer = Promise.withResolvers<Response>();
  const { client, seen } = open([() => answer.promise]);
  const stop = new AbortController();
  const asked = new AbortController();
  if (isAsked) asked.abort();
  const sending = client.request(createUser, { signal: stop.signal, yields: asked.signal }).then(
    ({ body }) => body,
    (reason: unknown) => reason,
  );
  await expect.poll(() => seen).toHaveLength(1);
  stop.abort('enough');
  answer.resolve(Response.json({ id: 7 }));
  expect(await sending).toEqual(outcome);
});

test('an abort ends the waiting at the gate with its reason', async () => {
  const { client } = open([status(429, {}, { 'retry-after': '100' })], { clock: undefined });
  const stop = new AbortController();
  const sending = client.request(createUser, { signal: stop.signal });
  setTimeout(() => stop.abort('enough'), 20);
  await expect(sending).rejects.toBe('enough');
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

test('a request that cannot be signed gives its slot back', async () => {
  const budget = createBudget({ concurrency: 1 });
  const { client } = open([], { budget, query: { key: 'k' } });
  const wrong = { method: 'GET', path: undefined as never } as const;
  await expect(client.request(wrong)).rejects.toThrow(TypeError);
  expect(await client.request(getUsers, { signal: AbortSignal.timeout(2000) })).toMatchObject({
    status: 200,
  });
});
