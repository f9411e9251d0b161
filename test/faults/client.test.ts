import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { ApiClient } from '../../src/http/api-client.ts';
import { type BudgetOptions, createBudget } from '../../src/http/budget/budget.ts';
import { createClient } from '../../src/http/client.ts';
import type { RetryPolicy } from '../../src/http/retry-policy.ts';
import { createExchange } from '../../src/http/wire/exchange.ts';
import { forEachLimit } from '../../src/lib/promises.ts';
import { demoPreset } from '../../src/preset/demo-preset.ts';
import { type FaultServer, type FaultServerOptions, startFaultServer } from './fault-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const auth = { email: 'admin@example.com', password: 'demo-password' };

async function open(
  options: FaultServerOptions,
  pace: BudgetOptions = {},
  retry: Partial<RetryPolicy> = {},
): Promise<{ server: FaultServer; client: ApiClient }> {
  const server = await startFaultServer(options);
  closers.push(() => server.close());
  const exchange = createExchange({ baseUrl: server.baseUrl, timeoutMs: 2000 });
  const client = createClient({
    exchange,
    auth,
    login: demoPreset.defaultLogin,
    budget: createBudget(pace),
    retry: { firstRetryMs: 20, firstWaitMs: 100, ...retry },
  });
  closers.push(() => client.close());
  return { server, client };
}

async function createUsers(client: ApiClient, count: number, senders: number): Promise<void> {
  await forEachLimit(Array(count).keys(), senders, async (n) => {
    await client.request({ method: 'POST', path: '/user', body: { email: `user-${n}@example.com` } });
  });
}

test('a token that expires with eight requests in flight: one new login in all', async () => {
  let creates = 0;
  const { server, client } = await open(
    {
      latencyMs: 20,
      faults: (_, { isCreate }) => (isCreate && ++creates === 40 ? { kind: 'expire-tokens' } : undefined),
    },
    { concurrency: 8 },
  );
  await createUsers(client, 80, 8);
  expect(server.users).toHaveLength(80);
  expect(server.counts.logins).toBe(2);
  expect(client.stats.logins).toBe(2);
});

describe.each(['sliding', 'fixed'] as const)('a %s window', (window) => {
  test.each([1, 4, 8])('known: %i senders are never refused', async (senders) => {
    const { server, client } = await open(
      { rateLimit: { requests: 10, perMs: 200, window } },
      { rateLimit: { requests: 10, perMs: 200 }, concurrency: senders },
    );
    await createUsers(client, 49, senders);
    expect(server.users).toHaveLength(49);
    expect(server.counts.limited).toBe(0);
  });
});

test('told by RateLimit-Policy: refused never, once it is known', async () => {
  const { server, client } = await open({
    rateLimit: { requests: 10, perMs: 1000, window: 'sliding', headers: 'policy' },
  });
  await createUsers(client, 25, 8);
  expect(server.users).toHaveLength(25);
  expect(server.counts.limited).toBe(0);
});

test('unknown, with Retry-After: nothing is lost, and a refusal is rare', async () => {
  const { server, client } = await open({
    rateLimit: { requests: 10, perMs: 300, window: 'fixed' },
    latencyMs: 2,
  });
  await createUsers(client, 120, 8);
  expect(server.users).toHaveLength(120);
  expect(server.counts.limited / 120).toBeLessThanOrEqual(0.25);
  expect(client.stats.rateLimited).toBe(server.counts.limited);
});

test('unknown, without Retry-After: nothing is lost', async () => {
  const { server, client } = await open({ rateLimit: { requests: 10, perMs: 200, retryAfter: 'none' } });
  await createUsers(client, 40, 8);
  expect(server.users).toHaveLength(40);
});

describe('a 429 that says when to come back', () => {
  /** Three hours behind ours, which counts for nothing. */
  const serverNow = Date.now() - 3 * 3_600_000;
  const inOneSecond = {
    date: new Date(serverNow).toUTCString(),
    'retry-after': new Date(serverNow + 1000).toUTCString(),
  };
  const inSeconds = (text: string) => ({ 'retry-after': text });

  /** When the server got each create, of which it refuses the first two. */
  async function createTwiceRefused(
    headers: Record<string, string>,
  ): Promise<{ server: FaultServer; arrivals: number[]; failed: unknown }> {
    const arrivals: number[] = [];
    const { server, client } = await open({
      faults: (_, { isCreate }) => {
        if (!isCreate) return undefined;
        arrivals.push(performance.now());
        return arrivals.length <= 2 ? { kind: 'status', status: 429, headers } : undefined;
      },
    });
    const failed = await createUsers(client, 1, 1).then(
      () => undefined,
      (error: unknown) => error,
    );
    return { server, arrivals, failed };
  }

  test.each<[string, Record<string, string>, number]>([
    ['in seconds', inSeconds('0.2'), 200],
    ["as a date by the server's clock", inOneSecond, 1000],
    ['negative', inSeconds('-5'), 50],
    ['zero', inSeconds('0'), 50],
    ['nonsense', inSeconds('soon'), 50],
    ['not at all', {}, 50],
  ])('%s: never early, never a hot loop', async (_, headers, leastMs) => {
    const { server, arrivals, failed } = await createTwiceRefused(headers);
    expect(failed).toBeUndefined();
    expect(server.users).toHaveLength(1);
    expect(arrivals).toHaveLength(3);
    const waits = arrivals.slice(1).map((at, before) => at - (arrivals[before] as number));
    // Node's timers count whole milliseconds.
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(leastMs - 2);
  });

  test.each([
    ['an hour', '3600', /asks to wait 1 h 0 min; maxWait is 2 min 0 s/],
    ['a million years', '31556952000000', /maxWait is 2 min 0 s/],
  ])('in %s: fails at once, saying so', async (_, text, message) => {
    const { server, arrivals, failed } = await createTwiceRefused(inSeconds(text));
    expect(failed).toMatchObject({ code: 'SEEDBED_UNREACHABLE', message: expect.stringMatching(message) });
    expect(arrivals).toHaveLength(1);
    expect(server.users).toEqual([]);
  });
});

test('an API that is down is told after three tries, with its address', async () => {
  const { server, client } = await open({});
  await server.refuse();
  await expect(client.request({ method: 'GET', path: '/user' })).rejects.toMatchObject({
    code: 'SEEDBED_UNREACHABLE',
    kind: 'refused',
    attempts: 3,
    message: expect.stringContaining(`${server.baseUrl}/auth/login: connection refused (ECONNREFUSED)`),
  });
});

test('an API that comes back is used again, POST included', async () => {
  const { server, client } = await open({});
  await createUsers(client, 1, 1);
  await server.refuse();
  // Until the client has seen its kept-alive connection close, a POST on it is lost, perhaps committed.
  await sleep(50);
  const creating = client.request({ method: 'POST', path: '/user', body: { email: 'late@example.com' } });
  await sleep(5);
  await server.listen();
  await creating;
  expect(server.users).toHaveLength(2);
});

test('a port closed for a second while eight send: whatever was not sent is sent later', async () => {
  const { server, client } = await open({ latencyMs: 5 }, { concurrency: 8 });
  const lost: unknown[] = [];
  const creating = forEachLimit(Array(80).keys(), 8, async (n) => {
    const body = { email: `user-${n}@example.com` };
    await client.request({ method: 'POST', path: '/user', body }).catch((error: unknown) => lost.push(error));
  });
  while (server.users.length < 20) await sleep(5);
  await server.refuse();
  await sleep(1000);
  await server.listen();
  await creating;
  // Those on the wire when the connections broke: their caller looks them up.
  for (const error of lost) expect(error).toMatchObject({ kind: 'reset', committed: 'unknown' });
  expect(lost.length).toBeLessThanOrEqual(8);
  expect(server.users.length).toBeGreaterThanOrEqual(80 - lost.length);
  expect(new Set(server.users.map(({ email }) => email)).size).toBe(server.users.length);
});

test('a port that stays closed ends the run after maxWait, saying so', async () => {
  const { server, client } = await open({}, {}, { maxWaitMs: 400 });
  await createUsers(client, 1, 1);
  await server.refuse();
  await sleep(50);
  await expect(client.request({ method: 'GET', path: '/user' })).rejects.toMatchObject({
    code: 'SEEDBED_UNREACHABLE',
    kind: 'refused',
    committed: 'no',
    message: expect.stringContaining('maxWait is 400 ms'),
  });
});

test('503 after the commit: a create is sent once, and its caller told that it may exist', async () => {
  let creates = 0;
  const { server, client } = await open({
    faults: (_, { isCreate }) =>
      isCreate && ++creates === 1
        ? { kind: 'status', status: 503, committed: true, headers: { 'retry-after': '0.1' } }
        : undefined,
  });
  await expect(createUsers(client, 1, 1)).rejects.toMatchObject({ status: 503, committed: 'unknown' });
  expect(server.users).toHaveLength(1);
});

test('no more are in flight than allowed, and the API is never flooded at the start', async () => {
  const { server, client } = await open({ latencyMs: 10 }, { concurrency: 3 });
  await createUsers(client, 30, 20);
  expect(server.counts.maxInFlight).toBe(3);
  const adaptive = await open({ latencyMs: 10, duplicates: false }, { maxConcurrency: 16 });
  await createUsers(adaptive.client, 3, 3);
  expect(adaptive.server.counts.maxInFlight).toBeLessThanOrEqual(4);
  await createUsers(adaptive.client, 200, 50);
  expect(adaptive.server.counts.maxInFlight).toBeLessThanOrEqual(16);
});
