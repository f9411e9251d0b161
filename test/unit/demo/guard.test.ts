import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoApi, demoOperator, startDemoApi } from '../../../src/demo/index.ts';

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
