import { describe, expect, test } from 'vitest';
import { demoOperator } from '../../src/demo/index.ts';
import {
  type Answer,
  implementations,
  manualClock,
  operatorToken,
  type Target,
  vmOf,
} from './demo-api-targets.ts';

const ada = { name: 'Ada', email: 'ada@example.com' };

describe.each(implementations)('limits, latency and repeats, $name', ({ start }) => {
  const login = (api: Target): Promise<Answer> => api.send('POST', '/auth/login', { body: demoOperator });

  test('above the limit: 429 with Retry-After; logins count, the page does not; a slot frees when the window has passed', async () => {
    const clock = manualClock();
    await using api = await start({ rateLimit: { requests: 3, per: 20_000 }, clock });
    const token = await operatorToken(api);
    clock.advance(5_000);
    expect((await api.send('GET', '/user', { token })).status).toBe(200);
    expect((await api.send('GET', '/nothing', { token })).status).toBe(404);
    expect((await api.root('GET', '/')).status).toBe(200);
    expect((await api.send('GET', '/vm', { token })).status).toBe(200);
    clock.advance(500);
    const refused = await login(api);
    expect(refused).toMatchObject({ status: 429, json: { code: 'ERROR_CODE_TOO_MANY_REQUESTS' } });
    expect(refused.headers['retry-after']).toBe('15');
    expect(refused.headers.ratelimit).toBeUndefined();
    clock.advance(14_499);
    expect((await login(api)).status).toBe(429);
    clock.advance(1);
    expect((await login(api)).status).toBe(200);
    expect((await login(api)).status).toBe(429);
  });

  test('retryAfter: false sends a bare 429', async () => {
    await using api = await start({ rateLimit: { requests: 1, per: 1000, retryAfter: false } });
    await login(api);
    const bare = await login(api);
    expect(bare.status).toBe(429);
    expect(bare.headers['retry-after']).toBeUndefined();
  });

  test('headers: true tells the limit with every answer', async () => {
    const clock = manualClock(1_700_000_000_000);
    await using telling = await start({ rateLimit: { requests: 2, per: 20_000, headers: true }, clock });
    const first = (await login(telling)).headers;
    expect(first).toMatchObject({
      'ratelimit-policy': '"default";q=2;w=20',
      ratelimit: '"default";r=1;t=20',
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
      'x-ratelimit-reset': '1700000020',
    });
    await login(telling);
    clock.advance(4_000);
    expect((await login(telling)).headers).toMatchObject({
      ratelimit: '"default";r=0;t=16',
      'retry-after': '16',
    });
  });

  test('latency is waited before every API call', async () => {
    const clock = manualClock();
    await using api = await start({ latency: 40, clock });
    await login(api);
    await api.send('GET', '/user');
    await api.root('GET', '/');
    expect(clock.slept).toEqual([40, 40]);
  });

  test('an idempotency key, quoted or bare, gives the first answer again and makes nothing twice', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    const post = (key: string, path: string, body: unknown): Promise<Answer> =>
      api.send('POST', path, { token, body, headers: { 'idempotency-key': key } });
    const first = await post('"k-1"', '/user', ada);
    expect(first.status).toBe(200);
    for (const key of ['"k-1"', 'k-1']) {
      const again = await post(key, '/user', ada);
      expect({ status: again.status, text: again.text }).toEqual({ status: 200, text: first.text });
    }
    const owner = first.json.id;
    const vm = await post('k-1', '/vm', vmOf(owner));
    expect((await post('k-1', '/vm', vmOf(owner))).text).toBe(vm.text);
    const bulk = await post('k-2', '/vm/bulk', [vmOf(owner), vmOf(owner)]);
    expect((await post('k-2', '/vm/bulk', [vmOf(owner), vmOf(owner)])).text).toBe(bulk.text);
    expect(api.counts()).toEqual({ users: 1, vms: 3 });
  });

  test('two calls with one key at once make one record', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    const body = { ...ada, password: 'hashed off the main thread' };
    const twice = [1, 2].map(() =>
      api.send('POST', '/user', { token, body, headers: { 'idempotency-key': 'k' } }),
    );
    const [one, two] = await Promise.all(twice);
    expect(one?.status).toBe(200);
    expect(two?.text).toBe(one?.text);
    expect(api.counts().users).toBe(1);
  });

  test('the same key of two users is two keys, and neither reads the answer of the other', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    const eve = { name: 'Eve', email: 'eve@example.com', password: 'correct horse' };
    const { json } = await api.send('POST', '/auth/signup', { body: eve });
    const post = (of: string, body: unknown): Promise<Answer> =>
      api.send('POST', '/user', { token: of, body, headers: { 'idempotency-key': 'k' } });
    const mine = await post(token, ada);
    const hers = await post(json.authToken, ada);
    expect([mine.status, hers.status]).toEqual([200, 409]);
    const bob = { ...ada, email: 'bob@example.com' };
    expect((await post(json.authToken, bob)).json.email).toBe(bob.email);
    expect((await post(token, ada)).text).toBe(mine.text);
    expect(api.counts().users).toBe(3);
  });

  test('a key with another body is refused; a refused call may be tried again with its key', async () => {
    await using api = await start();
    const token = await operatorToken(api);
    const headers = { 'idempotency-key': 'k' };
    const tooEarly = await api.send('POST', '/vm', { token, body: vmOf(2), headers });
    expect(tooEarly.status).toBe(404);
    await api.send('POST', '/user', { token, body: ada, headers });
    expect((await api.send('POST', '/vm', { token, body: vmOf(2), headers })).status).toBe(200);
    const other = await api.send('POST', '/user', {
      token,
      body: { ...ada, email: 'b@example.com' },
      headers,
    });
    expect(other).toMatchObject({
      status: 422,
      json: { message: 'Idempotency-Key: already used with another body.' },
    });
    expect(api.counts()).toEqual({ users: 1, vms: 1 });
  });

  const postAda = (api: Target, token: string): Promise<Answer> =>
    api.send('POST', '/user', { token, body: ada, headers: { 'idempotency-key': 'k' } });

  test('a key is forgotten after its time', async () => {
    const clock = manualClock();
    await using api = await start({ idempotencyTtl: 1000, clock });
    const token = await operatorToken(api);
    expect((await postAda(api, token)).status).toBe(200);
    clock.advance(999);
    expect((await postAda(api, token)).status).toBe(200);
    clock.advance(1);
    expect((await postAda(api, token)).status).toBe(409);
  });

  test('a key is ignored where idempotency is off', async () => {
    await using api = await start({ idempotency: false });
    const token = await operatorToken(api);
    expect((await postAda(api, token)).status).toBe(200);
    expect((await postAda(api, token)).status).toBe(409);
  });
});
