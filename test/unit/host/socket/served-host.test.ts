import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { HttpError, isSeedbedError, SeedbedError } from '../../../../src/errors.ts';
import type { Host, HostCalls } from '../../../../src/host/host.ts';
import { remoteCalls } from '../../../../src/host/socket/protocol.ts';
import { connectHost } from '../../../../src/host/socket/remote-host.ts';
import { serveHost } from '../../../../src/host/socket/serve-host.ts';
import { nothingRemoved } from '../../../../src/removal/report.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A host that answers each call with its name and arguments, unless `calls` says otherwise. */
function echo(calls: Partial<HostCalls> = {}): Host {
  const names = Object.keys(remoteCalls);
  const echoes = names.map((name) => [name, async (...args: unknown[]) => ({ name, args })]);
  return {
    runId: 'sb0123456789',
    settings: {
      lang: 'en',
      scope: 'suite',
      users: { credentials: {} },
      ahead: true,
      sharesSession: false,
      origin: 'http://127.0.0.1',
      form: {} as Host['settings']['form'],
    },
    close: async () => nothingRemoved,
    ...(Object.fromEntries(echoes) as HostCalls),
    ...calls,
  };
}

async function serve(calls?: Partial<HostCalls>): Promise<string> {
  const served = await serveHost(echo(calls));
  closers.push(() => served.close());
  return served.address;
}

async function client(address: string): Promise<Host> {
  const host = await connectHost(address);
  closers.push(() => host.close());
  return host;
}

async function rawClient(address: string): Promise<{ socket: Socket; lines: AsyncIterator<string> }> {
  const socket = connect(address);
  closers.push(() => socket.destroy());
  socket.on('error', () => undefined);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  await lines.next();
  return { socket, lines };
}

const failure = (error: unknown): Promise<unknown> =>
  serve({ base: () => Promise.reject(error) })
    .then(client)
    .then((host) => host.base())
    .catch((reason: unknown) => reason);

test('every call of the table arrives with its arguments, and a missing one with its default', async () => {
  const host = await client(await serve());
  expect(host).toMatchObject({ runId: 'sb0123456789', settings: { scope: 'suite' } });
  expect(await host.base()).toEqual({ name: 'base', args: [] });
  expect(await host.track('key', 'users', 7)).toEqual({ name: 'track', args: ['key', 'users', 7] });
  expect(await host.release('key')).toEqual({ name: 'release', args: ['key', { failed: false }] });
  expect(await host.release('key', { failed: true })).toEqual({
    name: 'release',
    args: ['key', { failed: true }],
  });
  expect(Object.keys(host).sort()).toEqual(
    [...Object.keys(remoteCalls), 'close', 'runId', 'settings'].sort(),
  );
});

test('a result of undefined arrives as undefined', async () => {
  const host = await client(await serve({ base: async () => undefined }));
  expect(await host.base()).toBeUndefined();
});

test('an HttpError arrives as it was thrown', async () => {
  const thrown = new HttpError(
    '404 Not Found: no such user',
    {
      kind: 'status',
      method: 'GET',
      url: 'http://127.0.0.1:4010/api:demo/missing',
      status: 404,
      attempts: 2,
      durationMs: 12.5,
      body: '{"message":"no such user"}',
      committed: 'no',
    },
    { code: 'SEEDBED_AUTH', remedy: 'Look again.' },
  );
  const error = await failure(thrown);
  expect(error).toBeInstanceOf(HttpError);
  expect({ ...(error as HttpError) }).toEqual({ ...thrown });
  expect((error as HttpError).message).toBe(thrown.message);
  expect((error as HttpError).stack).not.toContain('unit/host/socket/served-host.test.ts:7');
});

test('an HttpError without an answer arrives without a status', async () => {
  const thrown = new HttpError('connection refused', {
    kind: 'refused',
    method: 'GET',
    url: 'http://127.0.0.1:1/',
    attempts: 1,
    durationMs: 1,
    committed: 'no',
  });
  const error = await failure(thrown);
  expect({ ...(error as HttpError) }).toEqual({ ...thrown });
});

test.each([
  new SeedbedError('SEEDBED_SEED', 'Unknown key "usres".'),
  new TypeError('Expected a dataset that is still there.'),
  new RangeError('Expected a number from 1 up.'),
  new DOMException('The host is closing.', 'AbortError'),
])('$name arrives as its own class, with its message and code', async (thrown) => {
  const error = await failure(thrown);
  expect(error).toBeInstanceOf(thrown.constructor);
  expect(error).toMatchObject({ name: thrown.name, message: thrown.message });
  if (isSeedbedError(thrown)) expect(isSeedbedError(error, thrown.code)).toBe(true);
});

test.each([
  [new Error('boom'), 'The host failed: boom'],
  ['a text', 'The host failed: a text'],
])("what is nobody's error is the host's: %s", async (thrown, message) => {
  const error = await failure(thrown);
  expect(isSeedbedError(error, 'SEEDBED_HOST')).toBe(true);
  expect((error as Error).message).toBe(message);
});

test('a seed that JSON cannot hold fails the call and nothing else', async () => {
  const host = await client(await serve());
  await expect(host.add('key', { users: 1n })).rejects.toThrow(TypeError);
  expect(await host.base()).toEqual({ name: 'base', args: [] });
});

test('an answer that JSON cannot hold fails the call and nothing else', async () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  const answers: unknown[] = [circle, undefined];
  const host = await client(await serve({ base: async () => answers.shift() as undefined }));
  await expect(host.base()).rejects.toThrow(TypeError);
  expect(await host.base()).toBeUndefined();
});

test.each(['toString', '__proto__', 'constructor', 'close', 'settings', 'no-such-call'])(
  'a call that the table does not have is refused, and the connection stays: %s',
  async (method) => {
    const { socket, lines } = await rawClient(await serve());
    socket.write(`${JSON.stringify({ id: 1, method, args: [] })}\n`);
    socket.write(`${JSON.stringify({ id: 2, method: 'base', args: [] })}\n`);
    const replies = [await lines.next(), await lines.next()].map(({ value }) => JSON.parse(value));
    expect(replies).toContainEqual({
      id: 1,
      error: { name: 'TypeError', message: `Unknown call "${method}".` },
    });
    expect(replies).toContainEqual({ id: 2, result: { name: 'base', args: [] } });
  },
);

test.each([
  'nonsense',
  'null',
  '[]',
  '{}',
  '{"id":"1","method":"base","args":[]}',
  '{"id":1,"method":7,"args":[]}',
  '{"id":1,"method":"base","args":{"length":1e9}}',
  '\u0000\u0000',
  'GET / HTTP/1.1\r',
])('nonsense ends its own connection only, and nothing after it is obeyed: %s', async (line) => {
  const released: string[] = [];
  const address = await serve({
    release: async (key) => {
      released.push(key);
      return nothingRemoved;
    },
  });
  const other = await client(address);
  const { socket } = await rawClient(address);
  socket.write(`${line}\n${JSON.stringify({ id: 1, method: 'release', args: ['mine'] })}\n`);
  await once(socket, 'close');
  await other.release('theirs');
  expect(released).toEqual(['theirs']);
});

test('a client that goes while its call is answered affects no other', async () => {
  const held = Promise.withResolvers<void>();
  const address = await serve({ base: () => held.promise.then(() => undefined) });
  const leaving = await client(address);
  const staying = await client(address);
  const asked = leaving.base().catch((error: unknown) => error);
  const waiting = staying.base();
  const { socket } = await rawClient(address);
  socket.write('{"id":1,"method":"ba');
  socket.destroy();
  await leaving.close();
  expect(isSeedbedError(await asked, 'SEEDBED_HOST')).toBe(true);
  held.resolve();
  expect(await waiting).toBeUndefined();
  expect(await staying.release('a')).toMatchObject({ name: 'release' });
});

test('messages of many megabytes cross both ways, cut wherever the socket cuts them', async () => {
  const host = await client(await serve());
  const seed = { text: 'é🎉\n'.repeat(300_000) };
  const answers = await Promise.all([host.add('a', seed), host.add('b', seed), host.base()]);
  expect(answers[0]).toEqual({ name: 'add', args: ['a', seed] });
  expect(answers[1]).toEqual({ name: 'add', args: ['b', seed] });
  expect(answers[2]).toEqual({ name: 'base', args: [] });
});

test('a client that does not read its answers is not served further, until it reads', async () => {
  let asked = 0;
  const address = await serve({
    base: async () => {
      asked++;
      return { key: 'x'.repeat(100_000), snapshot: {} as never };
    },
  });
  const { socket, lines } = await rawClient(address);
  socket.pause();
  const calls = 100;
  for (let id = 1; id <= calls; id++) {
    socket.write(`${JSON.stringify({ id, method: 'base', args: [] })}\n`);
    if (id % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const other = await client(address);
  await other.release('a');
  expect(asked).toBeLessThan(calls);
  socket.resume();
  for (let id = 1; id <= calls; id++) await lines.next();
  expect(asked).toBe(calls);
});

test('a host of another version of the package is refused with what to do', async () => {
  const address = await serve();
  const old = createServer((socket) => socket.write('{"seedbed":1,"run":"a","settings":{}}\n'));
  await once(old.listen(`${address}.old`), 'listening');
  closers.push(() => old.close());
  await expect(connectHost(`${address}.old`)).rejects.toThrow(/another version of the package/);
});
