import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { HttpError } from '../../src/errors.ts';
import type { ApiRequest, Exchange } from '../../src/http/api-client.ts';
import { createExchange, type ExchangeOptions } from '../../src/http/wire/exchange.ts';
import { everyFault, type Fault, randomFaults } from './fault.ts';
import { type FaultServer, type FaultServerOptions, startFaultServer } from './fault-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const email = 'admin@example.com';
const password = 'demo-password';

interface Opened {
  readonly server: FaultServer;
  readonly exchange: Exchange;
  /** Signed in, before any fault. */
  readonly createUser: ApiRequest;
}

async function open(options: FaultServerOptions, limits: Partial<ExchangeOptions> = {}): Promise<Opened> {
  const server = await startFaultServer(options);
  closers.push(() => server.close());
  const exchange = createExchange({ baseUrl: server.baseUrl, timeoutMs: 600, ...limits });
  closers.push(() => exchange.close());
  const login = await exchange.send({ method: 'POST', path: '/auth/login', body: { email, password } });
  const { authToken } = login.body as { authToken: string };
  const headers = { authorization: `Bearer ${authToken}` };
  return {
    server,
    exchange,
    createUser: { method: 'POST', path: '/user', body: { email: 'a@example.com' }, headers },
  };
}

/** The fault strikes every create. */
function always(fault: Fault): FaultServerOptions {
  return { faults: (_, { isCreate }) => (isCreate ? fault : undefined) };
}

async function failureOf(sending: Promise<unknown>): Promise<HttpError> {
  const error = await sending.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpError);
  return error as HttpError;
}

test.each([
  [{ kind: 'reset-before-commit' }, 'reset', 0],
  [{ kind: 'reset-after-commit' }, 'reset', 1],
  [{ kind: 'close-after-commit' }, 'reset', 1],
  [{ kind: 'stall-headers' }, 'deadline', 1],
  [{ kind: 'stall-body' }, 'deadline', 1],
  // Each byte comes well within the deadline, the last one long after it.
  [{ kind: 'slow-loris', everyMs: 20 }, 'deadline', 1],
  [{ kind: 'garbage' }, 'protocol', 1],
  [{ kind: 'truncated' }, 'truncated', 1],
  [{ kind: 'html' }, 'not-json', 1],
  [{ kind: 'huge', bytes: 4 * 1024 * 1024 }, 'oversize', 1],
] as const)('$kind is told as %s', async (fault: Fault, kind, stored) => {
  const { server, exchange, createUser } = await open(always(fault));
  const error = await failureOf(exchange.send(createUser));
  expect(error).toMatchObject({ kind, committed: 'unknown', code: 'SEEDBED_HTTP', attempts: 1 });
  expect(server.users).toHaveLength(stored);
});

test('nothing is lost by a fault but the one request', async () => {
  const { exchange, createUser } = await open({
    faults: randomFaults({ rate: 0.5, randomSeed: 1 }),
    duplicates: false,
  });
  const statuses = new Set<number>();
  for (let count = 0; count < 30; count++) {
    const answer = await exchange.send(createUser).catch(() => undefined);
    if (answer !== undefined) statuses.add(answer.status);
  }
  expect(statuses).toContain(200);
});

test('a refused connection is certain not to be committed', async () => {
  const { server, exchange, createUser } = await open({});
  await server.refuse();
  expect(await failureOf(exchange.send(createUser))).toMatchObject({ kind: 'refused', committed: 'no' });
  await server.listen();
  expect(await exchange.send(createUser)).toMatchObject({ status: 200 });
});

test('a request that never got a connection is certain not to be committed, and is not sent later', async () => {
  const { server, exchange, createUser } = await open(always({ kind: 'stall-headers' }), { connections: 1 });
  const [sent, queued] = await Promise.all([
    failureOf(exchange.send(createUser)),
    failureOf(exchange.send(createUser)),
  ]);
  expect(sent).toMatchObject({ kind: 'deadline', committed: 'unknown' });
  expect(queued).toMatchObject({ kind: 'connect-timeout', committed: 'no' });
  await exchange.send({ ...createUser, method: 'GET' });
  expect(server.requests).toEqual(['POST /auth/login', 'POST /user', 'GET /user']);
});

test('TLS to a server that speaks none is a certificate error, not a refusal', async () => {
  const { server } = await open({});
  const exchange = createExchange({ baseUrl: server.baseUrl.replace('http:', 'https:') });
  closers.push(() => exchange.close());
  expect(await failureOf(exchange.send({ method: 'GET', path: '/user' }))).toMatchObject({
    kind: 'tls',
    committed: 'no',
    why: `no TLS at that address, perhaps plain HTTP: ${new URL(server.baseUrl).origin} (ERR_SSL_WRONG_VERSION_NUMBER)`,
  });
});

test('300 MB are cut at the cap', async () => {
  const { server, exchange, createUser } = await open(always({ kind: 'huge', bytes: 300 * 1024 * 1024 }), {
    timeoutMs: 5000,
  });
  expect(await failureOf(exchange.send(createUser))).toMatchObject({ kind: 'oversize' });
  // What the sockets' buffers took, besides the cap of 1 MiB.
  expect(server.counts.hugeBytes).toBeLessThan(20 * 1024 * 1024);
});

test('300 MB cost a process less than 20 MB', async () => {
  const { server } = await open(always({ kind: 'huge', bytes: 300 * 1024 * 1024 }));
  const script = fileURLToPath(new URL('./huge-answer.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, server.baseUrl]);
  const { kind, grown } = JSON.parse(stdout) as { kind: string; grown: number };
  expect(kind).toBe('oversize');
  expect(grown).toBeLessThan(20 * 1024 * 1024);
});

test.each([301, 302, 303, 307, 308])('%i to another server sends that one nothing', async (status) => {
  const second = await startFaultServer();
  closers.push(() => second.close());
  const { exchange, createUser } = await open(
    always({ kind: 'redirect', status, to: `${second.baseUrl}/user?token=x` }),
  );
  const error = await failureOf(exchange.send(createUser));
  expect(error.why).toBe(
    `${status} redirect to ${second.baseUrl}/user, not followed: set \`baseUrl\` to ${second.baseUrl}`,
  );
  expect(second.counts.requests).toBe(0);
});

test.each(everyFault)('no secret in the error of $kind', async (fault) => {
  const canaries = ['pw-canary-8c1f/+?', 'key-canary-77ab', 'token-1-of-the-small-api'];
  const echo = {
    message: canaries.join(' '),
    all: canaries.map((text) => [encodeURIComponent(text), btoa(text)]),
  };
  const echoing = fault.kind === 'status' ? { ...fault, body: JSON.stringify(echo) } : fault;
  const { exchange, createUser } = await open(always(echoing));
  const request: ApiRequest = {
    ...createUser,
    headers: { ...createUser.headers, 'x-api-key': 'key-canary-77ab' },
    body: { email: 'a@example.com', password: 'pw-canary-8c1f/+?' },
  };
  const ended = await exchange.send(request).catch((error: unknown) => error);
  // What is an answer to the exchange has no error to look at.
  if (!(ended instanceof HttpError)) return expect(ended).toHaveProperty('status');
  const told = inspect(ended, { depth: 9, showHidden: true }) + JSON.stringify(ended) + ended.stack;
  for (const canary of canaries)
    for (const form of [canary, encodeURIComponent(canary), btoa(canary).replace(/=+$/, '')])
      expect(told).not.toContain(form);
});

test('an answer that came while the process was busy is in time', async () => {
  const source = `
    const { parentPort } = require('node:worker_threads');
    const server = require('node:http').createServer((_, response) => setTimeout(() => response.end('{}'), 30));
    server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`;
  const worker = new Worker(source, { eval: true });
  closers.push(async () => void (await worker.terminate()));
  const [port] = (await once(worker, 'message')) as [number];
  const exchange = createExchange({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 300 });
  closers.push(() => exchange.close());
  await exchange.send({ method: 'GET', path: '/' });
  const sending = exchange.send({ method: 'GET', path: '/' });
  await sleep(10);
  const busyUntil = performance.now() + 600;
  while (performance.now() < busyUntil);
  expect(await sending).toMatchObject({ status: 200 });
});

test('goes through the proxy of the environment, but never to loopback', async () => {
  const seen: string[] = [];
  const proxy = createServer((request, response) => {
    seen.push(request.url ?? '');
    response.end('{}');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });
  const httpProxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const away = createExchange({ baseUrl: 'http://api.example.test/api:x', proxy: { httpProxy } });
  closers.push(() => away.close());
  expect(await away.send({ method: 'GET', path: '/user' })).toMatchObject({ status: 200 });
  expect(seen).toEqual(['http://api.example.test/api:x/user']);
  const { exchange, createUser } = await open({}, { proxy: { httpProxy } });
  expect(await exchange.send(createUser)).toMatchObject({ status: 200 });
  expect(seen).toHaveLength(1);
});
