import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, Client, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoApi, demoOperator, startDemoApi } from '../../../src/demo/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seedbed-demo-'));
});
afterAll(() => rm(folder, { recursive: true }));

const login = JSON.stringify(demoOperator);
const post = async (
  url: string,
  body: string,
  headers: Record<string, string> = {},
  dispatcher = new Agent(),
) => {
  const response = await request(url, { method: 'POST', body, headers, dispatcher });
  return { status: response.statusCode, json: (await response.body.json()) as Record<string, string> };
};

test('listens on loopback only, on a free port, and leaves the globals of the process alone', async () => {
  const { Request, Response } = globalThis;
  await using api = await startDemoApi();
  expect(api.url).toBe(`http://127.0.0.1:${api.port}/api:demo`);
  expect(api.origin).toBe(`http://127.0.0.1:${api.port}`);
  expect((await post(`${api.url}/auth/login`, login)).status).toBe(200);
  expect(globalThis.Request).toBe(Request);
  expect(globalThis.Response).toBe(Response);
});

test('closing ends idle, silent and unfinished connections, and may be asked twice', async () => {
  const api = await startDemoApi();
  const keptAlive = new Agent();
  await post(`${api.url}/auth/login`, login, {}, keptAlive);
  const [silent, unfinished] = [connect(api.port, '127.0.0.1'), connect(api.port, '127.0.0.1')];
  await Promise.all([once(silent, 'connect'), once(unfinished, 'connect')]);
  unfinished.write('POST /user HTTP/1.1\r\nhost: x\r\n');
  const gone = [silent, unfinished].map((socket) => {
    socket.on('error', () => undefined); // a reset is a way to close
    return new Promise((resolve) => socket.once('close', resolve));
  });
  await Promise.all([api.close(), api.close()]);
  await Promise.all(gone);
  await expect(post(`${api.url}/auth/login`, login)).rejects.toThrow('ECONNREFUSED');
  await keptAlive.destroy();
});

test('a call under way when closing begins is still answered', async () => {
  let asked = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    asked = resolve;
  });
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const sleep = async (): Promise<void> => {
    asked();
    await held;
  };
  const api = await startDemoApi({ latency: 1, clock: { now: () => 0, wall: () => 0, sleep } });
  const answer = post(`${api.url}/auth/login`, login);
  await waiting;
  const closed = api.close();
  release();
  expect((await answer).status).toBe(200);
  await closed;
});

test('a taken port, an impossible port and a file that is no database are told in one line', async () => {
  await using api = await startDemoApi();
  await expect(startDemoApi({ port: api.port })).rejects.toMatchObject({
    code: 'SEEDBED_CONFIG',
    message: `Failed to start the demo API on 127.0.0.1:${api.port}: something else listens there. Choose another port (--port), or 0 for any free one.`,
  });
  await expect(startDemoApi({ port: 70_000 })).rejects.toThrow(
    new RangeError('Expected demo API option `port` to be a port from 0 to 65535, got `70000` (number)'),
  );
  const text = join(folder, 'notes.txt');
  await writeFile(text, 'not a database, whatever its length may be'.repeat(40));
  for (const db of [text, join(folder, 'no', 'such', 'folder.db')]) {
    const error = await startDemoApi({ db }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'SEEDBED_FILE', message: expect.stringContaining(`"${db}"`) });
  }
});

test.each([
  ['tokenTtl', { tokenTtl: 0 }],
  ['latency', { latency: -1 }],
  ['idempotencyTtl', { idempotencyTtl: Number.NaN }],
  ['rateLimit.requests', { rateLimit: { requests: 0, per: 1 } }],
  ['rateLimit.per', { rateLimit: { requests: 1, per: 0 } }],
])('an impossible %s is refused', async (name, options) => {
  await expect(startDemoApi(options)).rejects.toThrow(
    `Expected demo API option \`${name}\` to be a number from`,
  );
});

test('a database file keeps records, sessions and idempotency keys over a restart', async () => {
  const db = join(folder, 'kept.db');
  const first = await startDemoApi({ db });
  const { json } = await post(`${first.url}/auth/login`, login);
  const headers = { authorization: `Bearer ${json.authToken}`, 'idempotency-key': 'k' };
  const body = JSON.stringify({ name: 'Ada', email: 'ada@example.com' });
  const created = await post(`${first.url}/user`, body, headers);
  await first.close();

  await using second = await startDemoApi({ db });
  expect(second.counts()).toEqual({ users: 1, vms: 0 });
  expect(await post(`${second.url}/user`, body, headers)).toEqual(created);
  expect(second.counts()).toEqual({ users: 1, vms: 0 });
});

test('another operator replaces the old one, but not an ordinary user', async () => {
  const db = join(folder, 'operators.db');
  const first = await startDemoApi({ db });
  const { json } = await post(`${first.url}/auth/login`, login);
  const headers = { authorization: `Bearer ${json.authToken}` };
  await post(`${first.url}/user`, JSON.stringify({ name: 'Ada', email: 'ada@example.com' }), headers);
  await first.close();

  const second = await startDemoApi({ db, operator: { email: 'boss@example.com', password: 'other' } });
  expect((await post(`${second.url}/auth/login`, login)).status).toBe(403);
  expect(second.counts().users).toBe(1);
  await second.close();

  await expect(
    startDemoApi({ db, operator: { email: 'ada@example.com', password: 'x' } }),
  ).rejects.toMatchObject({
    code: 'SEEDBED_CONFIG',
    message: expect.stringContaining('"ada@example.com" is an ordinary user'),
  });
});

test('the rate limit is per client address', async () => {
  await using api = await startDemoApi({ rateLimit: { requests: 1, per: 60_000 } });
  const statuses: number[] = [];
  for (const localAddress of ['127.0.0.1', '127.0.0.2', '127.0.0.1', '127.0.0.2']) {
    const client = new Client(api.origin, { localAddress });
    const response = await client.request({ method: 'POST', path: '/api:demo/auth/login', body: login });
    await response.body.dump();
    statuses.push(response.statusCode);
    await client.close();
  }
  expect(statuses).toEqual([200, 200, 429, 429]);
});

test('passwords and tokens are nowhere in the file as they were sent', async () => {
  const db = join(folder, 'secrets.db');
  const api = await startDemoApi({ db, token: 'standing-token-canary' });
  const { json } = await post(`${api.url}/auth/login`, login);
  await post(
    `${api.url}/user`,
    JSON.stringify({ name: 'Ada', email: 'ada@example.com', password: 'password-canary' }),
    { authorization: 'Bearer standing-token-canary', 'idempotency-key': 'k' },
  );
  await api.close();
  const bytes = (await readFile(db)).toString('latin1');
  expect(bytes).toContain('ada@example.com');
  for (const secret of [
    'password-canary',
    'standing-token-canary',
    demoOperator.password,
    json.authToken ?? '',
  ]) {
    expect(bytes).not.toContain(secret);
  }
});

test('only this user can read the file and what SQLite keeps beside it, made before or now', async () => {
  const [made, found] = [join(folder, 'private.db'), join(folder, 'found.db')];
  await (await startDemoApi({ db: found })).close();
  await chmod(found, 0o644);
  for (const db of [made, found]) {
    await using api = await startDemoApi({ db });
    await post(`${api.url}/auth/login`, login);
    for (const file of [db, `${db}-wal`, `${db}-shm`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  }
});

test('a file that is no database of ours keeps its mode', async () => {
  const text = join(folder, 'open.txt');
  await writeFile(text, 'not a database, whatever its length may be'.repeat(40), { mode: 0o644 });
  await expect(startDemoApi({ db: text })).rejects.toThrow('open.txt');
  expect((await stat(text)).mode & 0o777).toBe(0o644);
});

test('the id of a deleted record is never given again, not even after a restart', async () => {
  const db = join(folder, 'ids.db');
  const create = async (url: string): Promise<{ id: number; headers: Record<string, string> }> => {
    const { json } = await post(`${url}/auth/login`, login);
    const headers = { authorization: `Bearer ${json.authToken}` };
    const made = await post(
      `${url}/user`,
      JSON.stringify({ name: 'Ada', email: 'ada@example.com' }),
      headers,
    );
    return { id: Number(made.json.id), headers };
  };
  const ids: number[] = [];
  for (let round = 0; round < 3; round++) {
    await using api = await startDemoApi({ db });
    for (let again = 0; again < 2; again++) {
      const { id, headers } = await create(api.url);
      ids.push(id);
      await (await request(`${api.url}/user/${id}`, { method: 'DELETE', headers })).body.dump();
    }
    expect(api.counts().users).toBe(0);
  }
  expect(new Set(ids).size).toBe(6);
});

let api: DemoApi;
beforeAll(async () => {
  api = await startDemoApi();
});
afterAll(() => api.close());

const body = JSON.stringify({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' });

/** Over a bare socket: clients do not let `Host` be chosen. */
async function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const socket = connect(api.port, '127.0.0.1');
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const sent = method === 'GET' ? '' : body;
  socket.write(
    `${method} ${path} HTTP/1.1\r\n${lines.join('')}content-length: ${sent.length}\r\nconnection: close\r\n\r\n${sent}`,
  );
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  await once(socket, 'close');
  return { status: Number(text.split(' ')[1]), text };
}

describe('the demo API answers', () => {
  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]', '127.1.2.3', 'shop.localhost', 'localhost.'])(
    'by the name %s, on whatever port it is forwarded from',
    async (name) => {
      for (const host of [name, `${name}:${api.port}`, `${name}:8080`])
        expect((await ask('GET', '/', { host })).status).toBe(200);
    },
  );

  test.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evillocalhost',
    '192.168.1.7',
    '0.0.0.0',
    '[::]',
  ])('nothing by the name "%s", which may be made to lead here', async (name) => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/openapi.json'],
      ['GET', '/api:demo/user'],
      ['POST', '/api:demo/auth/signup'],
    ] as const) {
      const { status, text } = await ask(method, path, { host: `${name}:${api.port}` });
      expect(status).toBe(403);
      expect(text).toContain('"code":"ERROR_CODE_ACCESS_DENIED","message":"Host: Expected this machine');
    }
    expect(api.counts().users).toBe(0);
  });
});

test.each(['', 'a b', '127.0.0.1@evil.example', 'localhost/x'])(
  'a Host that is none, "%s", is no request',
  async (host) => {
    expect((await ask('POST', '/api:demo/auth/signup', { host })).status).toBe(400);
    expect(api.counts().users).toBe(0);
  },
);

describe('what a page may send to the demo API', () => {
  test.each([
    'https://evil.example',
    'null',
    'http://127.0.0.1.evil.example',
    'http://192.168.1.7:3000',
    'nonsense',
  ])('from %s: nothing that changes data, signing up included', async (origin) => {
    const { host } = new URL(api.origin);
    for (const [method, path] of [
      ['POST', '/api:demo/auth/signup'],
      ['POST', '/api:demo/auth/login'],
      ['POST', '/api:demo/user'],
      ['PATCH', '/api:demo/user/1'],
      ['DELETE', '/api:demo/user/1'],
    ] as const) {
      const { status, text } = await ask(method, path, { host, origin, 'content-type': 'text/plain' });
      expect(status).toBe(403);
      expect(text).toContain(
        `Origin: Expected a page of this machine (127.0.0.1, localhost), got \\"${origin}\\"`,
      );
      // Nor may it read anything, whatever it sends.
      expect(text.toLowerCase()).not.toContain('access-control-allow-origin');
    }
    expect((await ask('GET', '/', { host, origin })).text).not.toMatch(/access-control-allow-origin/i);
    expect(api.counts().users).toBe(0);
  });

  test('from its own page, and from applications on other ports of this machine: everything', async () => {
    const { host } = new URL(api.origin);
    for (const origin of [api.origin, 'http://localhost:5173', 'https://app.localhost', 'http://[::1]:3000'])
      expect((await ask('POST', '/api:demo/auth/signup', { host, origin })).status).not.toBe(403);
    expect(api.counts().users).toBe(1);
  });

  test('from what is no browser: everything', async () => {
    const response = await fetch(`${api.url}/auth/login`, {
      method: 'POST',
      body: JSON.stringify(demoOperator),
    });
    expect(response.status).toBe(200);
  });
});
