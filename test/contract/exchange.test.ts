import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpError } from '../../src/errors.ts';
import type { ApiRequest, Exchange } from '../../src/http/api-client.ts';
import { createExchange } from '../../src/http/wire/exchange.ts';
import { rawNumber } from '../../src/http/wire/json.ts';
import { createMemoryExchange } from '../memory-exchange.ts';

type App = (request: Request) => Response | Promise<Response>;
type Open = (app: App, limits?: { timeoutMs?: number; maxBytes?: number }) => Promise<Exchange>;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const overTheNetwork: Open = async (app, limits) => {
  const server = createServer(getRequestListener(app));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const exchange = createExchange({ baseUrl: `http://127.0.0.1:${port}/api:group/`, ...limits });
  closers.push(async () => {
    await exchange.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return exchange;
};

const inMemory: Open = async (app, limits) =>
  createMemoryExchange({ baseUrl: 'http://demo.test/api:group/', fetch: app, ...limits });

const getUsers: ApiRequest = { method: 'GET', path: '/user' };

async function failureOf(exchange: Exchange, request: ApiRequest = getUsers): Promise<HttpError> {
  const error = await exchange.send(request).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpError);
  return error as HttpError;
}

describe.each([
  ['undici', overTheNetwork],
  ['in memory', inMemory],
])('exchange: %s', (_, open) => {
  test('keeps the path of the base URL', async () => {
    const exchange = await open((request) => Response.json({ path: new URL(request.url).pathname }));
    expect((await exchange.send(getUsers)).body).toEqual({ path: '/api:group/user' });
    expect(exchange.baseUrl).toMatch(/\/api:group$/);
  });

  test('sends JSON with its headers, and reads JSON', async () => {
    const exchange = await open(async (request) =>
      Response.json(
        {
          method: request.method,
          type: request.headers.get('content-type'),
          extra: request.headers.get('x-extra'),
          body: await request.json(),
        },
        { status: 201, headers: { 'X-Seen': 'yes' } },
      ),
    );
    const body = { name: 'Zoé', tags: ['a', null] };
    const answer = await exchange.send({ method: 'POST', path: '/user', body, headers: { 'x-extra': '1' } });
    expect(answer).toMatchObject({ status: 201, headers: { 'x-seen': 'yes' } });
    expect(answer.body).toEqual({ method: 'POST', type: 'application/json', extra: '1', body });
  });

  test.each([
    ['an empty body', new Response(''), undefined],
    ['204', new Response(null, { status: 204 }), undefined],
    ['null', Response.json(null), null],
    ['a JSON failure', Response.json({ message: 'no' }, { status: 404 }), { message: 'no' }],
    [
      'a page that is a failure',
      new Response('<h1>Bad Gateway</h1>', { status: 502 }),
      '<h1>Bad Gateway</h1>',
    ],
  ])('resolves with %s', async (_, response, body) => {
    const exchange = await open(() => response);
    expect(await exchange.send(getUsers)).toMatchObject({ status: response.status, body });
  });

  test('whole numbers that JavaScript cannot hold are kept as text, and said', async () => {
    const text = '{"id": 9007199254740993,"ids":[-9007199254740995,9007199254740991],"at":1762164000000}';
    const exchange = await open(
      () => new Response(text, { headers: { 'content-type': 'application/json' } }),
    );
    const answer = await exchange.send(getUsers);
    expect(answer.body).toEqual({
      id: '9007199254740993',
      ids: ['-9007199254740995', 9_007_199_254_740_991],
      at: 1_762_164_000_000,
    });
    expect(answer.bigNumbers).toEqual(new Set(['9007199254740993', '-9007199254740995']));
    const usual = await open(() => Response.json({ id: 9_007_199_254_740_991 }));
    expect(await usual.send(getUsers)).not.toHaveProperty('bigNumbers');
  });

  test('such a number is sent digit by digit', async () => {
    const exchange = await open(async (request) => Response.json({ got: await request.text() }));
    const body = { userId: rawNumber('9007199254740993'), name: 'Zoé' };
    const answer = await exchange.send({ method: 'POST', path: '/vm', body });
    expect(answer.body).toEqual({ got: '{"userId":9007199254740993,"name":"Zoé"}' });
  });

  test.each([
    ['a byte order mark', '\uFEFF{"id":1}'],
    ["an anti-hijacking )]}',", ')]}\',\n{"id":1}'],
    ['an anti-hijacking while(1);', 'while(1);{"id":1}'],
    ['both', '\uFEFFfor (;;); {"id":1}'],
  ])('reads JSON after %s', async (_, text) => {
    const exchange = await open(() => new Response(Buffer.from(text)));
    expect((await exchange.send(getUsers)).body).toEqual({ id: 1 });
  });

  test('joins repeated headers', async () => {
    const headers = new Headers([
      ['set-cookie', 'a=1; Expires=Tue, 03 Nov 2026 10:00:00 GMT'],
      ['set-cookie', 'b=2'],
      ['x-many', 'one'],
      ['x-many', 'two'],
    ]);
    const exchange = await open(() => Response.json({}, { headers }));
    expect((await exchange.send(getUsers)).headers).toMatchObject({
      'set-cookie': 'a=1; Expires=Tue, 03 Nov 2026 10:00:00 GMT\nb=2',
      'x-many': 'one, two',
    });
  });

  test('a page with 200 is not an answer', async () => {
    const exchange = await open(
      () => new Response('<h1>Welcome</h1>', { headers: { 'content-type': 'text/html' } }),
    );
    expect(await failureOf(exchange)).toMatchObject({
      kind: 'not-json',
      status: 200,
      committed: 'unknown',
      body: '<h1>Welcome</h1>',
      why: '200, but the body is not JSON (text/html)',
    });
  });

  test.each([301, 302, 303, 307, 308])('%i is not followed, and its target named', async (status) => {
    let calls = 0;
    const exchange = await open(() => {
      calls++;
      return new Response(null, {
        status,
        headers: { location: 'https://user:pw@evil.test/steal?token=abc' },
      });
    });
    const error = await failureOf(exchange, { method: 'POST', path: '/user', body: {} });
    // A server may have made the record, and send its client to the page of it.
    expect(error).toMatchObject({ kind: 'redirect', status, committed: 'unknown' });
    expect(error.why).toBe(`${status} redirect to https://evil.test/steal, not followed`);
    expect(calls).toBe(1);
  });

  test.each([301, 302, 303, 307, 308])(
    '%i is an answer to whoever accepts it, and not followed',
    async (status) => {
      let calls = 0;
      const exchange = await open(() => {
        calls++;
        return new Response('See there.', { status, headers: { location: '/users/7' } });
      });
      const answer = await exchange.send(
        { method: 'POST', path: '/user', body: {} },
        { accept: [404, status] },
      );
      expect(answer).toMatchObject({ status, headers: { location: '/users/7' }, body: 'See there.' });
      expect(calls).toBe(1);
      expect(await failureOf(exchange)).toMatchObject({ kind: 'redirect', committed: 'no' });
    },
  );

  test('a path may start at the origin', async () => {
    const exchange = await open((request) => new Response(new URL(request.url).pathname, { status: 404 }));
    expect((await exchange.send({ ...getUsers, from: 'origin' })).body).toBe('/user');
    const moved = await open((request) => new Response(request.url, { headers: { 'content-type': 'x/y' } }));
    expect((await failureOf(moved, { ...getUsers, from: 'origin' })).url).toBe(
      `${new URL(moved.baseUrl).origin}/user`,
    );
  });

  test('reads up to the cap, and not a byte more', async () => {
    const exchange = await open(
      (request) => new Response(JSON.stringify('x'.repeat(request.url.endsWith('/fits') ? 98 : 99))),
      {
        maxBytes: 100,
      },
    );
    expect((await exchange.send({ method: 'GET', path: '/fits' })).body).toHaveLength(98);
    expect(await failureOf(exchange)).toMatchObject({ kind: 'oversize', status: 200, committed: 'unknown' });
  });

  test('a request may raise the cap for itself', async () => {
    const exchange = await open(() => Response.json('x'.repeat(150)), { maxBytes: 100 });
    expect((await exchange.send({ ...getUsers, maxBytes: 200 })).body).toHaveLength(150);
    expect(await failureOf(exchange)).toMatchObject({ kind: 'oversize' });
  });

  test('an endless answer is cut', async () => {
    const pull = (controller: ReadableStreamDefaultController): void =>
      controller.enqueue(new Uint8Array(1000).fill(32));
    const exchange = await open(() => new Response(new ReadableStream({ pull })), { maxBytes: 10_000 });
    expect(await failureOf(exchange)).toMatchObject({ kind: 'oversize' });
  });

  test('an answer that never begins ends at the deadline', async () => {
    const exchange = await open(() => new Promise(() => {}), { timeoutMs: 50 });
    expect(await failureOf(exchange)).toMatchObject({
      kind: 'deadline',
      status: undefined,
      committed: 'unknown',
      why: 'no answer within 50 ms',
    });
  });

  test('an answer that never ends ends at the deadline', async () => {
    const start = (controller: ReadableStreamDefaultController): void =>
      controller.enqueue(Buffer.from('{"id":'));
    const exchange = await open(() => new Response(new ReadableStream({ start })), { timeoutMs: 100 });
    expect(await failureOf(exchange)).toMatchObject({ kind: 'deadline', committed: 'unknown' });
  });

  test('an abort rejects with its own reason', async () => {
    const exchange = await open(() => new Promise(() => {}));
    const stop = new AbortController();
    const sending = exchange.send(getUsers, { signal: stop.signal });
    const reason = new Error('enough');
    setTimeout(() => stop.abort(reason), 20);
    await expect(sending).rejects.toBe(reason);
  });

  test('an aborted signal sends nothing', async () => {
    let calls = 0;
    const exchange = await open(() => {
      calls++;
      return Response.json({});
    });
    await expect(exchange.send(getUsers, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    await exchange.send(getUsers);
    expect(calls).toBe(1);
  });

  test('many requests under one signal end with it', async () => {
    const exchange = await open(() => new Promise(() => {}));
    const stop = new AbortController();
    const sending = Promise.allSettled(
      Array.from({ length: 100 }, () => exchange.send(getUsers, { signal: stop.signal })),
    );
    setTimeout(() => stop.abort('enough'), 20);
    for (const result of await sending) expect(result).toEqual({ status: 'rejected', reason: 'enough' });
  });

  test.each(['user', 'http://evil.test/user', ''])('the path %j is a mistake', async (path) => {
    const exchange = await open(() => Response.json({}));
    await expect(exchange.send({ method: 'GET', path })).rejects.toThrow(TypeError);
  });

  test('what the server echoes of the secrets sent is masked', async () => {
    const password = 'pässword-canary-1 + ü?';
    const token = 'token-canary-2';
    const exchange = await open(async (request) => {
      const text = `${request.headers.get('authorization')} ${((await request.json()) as { password: string }).password}`;
      const echo = [text, encodeURIComponent(text), Buffer.from(text).toString('base64'), btoa(token)].join(
        '\n',
      );
      return new Response(`<pre>${echo}</pre>`, { statusText: token });
    });
    const error = await failureOf(exchange, {
      method: 'POST',
      path: `/user?token=${token}`,
      headers: { authorization: `Bearer ${token}` },
      body: { password },
    });
    const { message, why, url, body } = error;
    const told = JSON.stringify({ message, why, url, body, error });
    for (const canary of ['canary', encodeURIComponent(password), btoa(token).slice(0, 12)])
      expect(told).not.toContain(canary);
    expect(error.url).toMatch(/\/user\?token=\[secret\]$/);
    expect(error.body).toContain('[secret]');
  });
});
