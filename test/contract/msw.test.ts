import { createHook } from 'node:async_hooks';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Pool, request } from 'undici';
import { expect, test, vi } from 'vitest';
import { createDemoApp, demoOperator } from '../../src/demo/index.ts';
import { createOfflineNetwork, demoBaseUrl, handlers } from '../../src/msw/index.ts';

const body = JSON.stringify(demoOperator);

test('handlers serve global fetch through setupServer, under any base URL', async () => {
  using app = createDemoApp();
  for (const baseUrl of [
    undefined,
    'https://api.example.com/api:demo',
    'https://api.example.com/v2/',
    'http://x.test',
  ]) {
    const server = setupServer(...handlers({ app, baseUrl }));
    server.listen({ onUnhandledFrame: 'error' });
    try {
      const at = (baseUrl ?? demoBaseUrl).replace(/\/$/, '');
      const login = await fetch(`${at}/auth/login`, { method: 'POST', body });
      const { authToken } = (await login.json()) as { authToken: string };
      const users = await fetch(`${at}/user?page=1`, { headers: { authorization: `Bearer ${authToken}` } });
      expect({ at, status: users.status, text: await users.text() }).toEqual({ at, status: 200, text: '[]' });
    } finally {
      server.close();
    }
  }
});

test('handlers leave what only begins like the base URL alone', async () => {
  const others = http.all('*', () => HttpResponse.text('another handler'));
  const server = setupServer(...handlers({ baseUrl: 'http://x.test/api' }), others);
  server.listen();
  try {
    for (const url of ['http://x.test/apix/user', 'http://x.test/', 'http://x.tester/api/user']) {
      expect(await (await fetch(url)).text()).toBe('another handler');
    }
    expect((await fetch('http://x.test/api/user')).status).toBe(401);
  } finally {
    server.close();
  }
});

test('a base URL that is none is refused at once', () => {
  expect(() => handlers({ baseUrl: 'api.example.com' })).toThrow(
    new TypeError('Expected `baseUrl` to be an http or https URL, got `api.example.com`'),
  );
});

test('an offline network serves undici’s own clients, 100 calls at once, with no socket connected and nothing printed', async () => {
  const connects: string[] = [];
  const hook = createHook({
    init: (_id, type) => {
      if (type === 'TCPCONNECTWRAP' || type === 'GETADDRINFOREQWRAP') connects.push(type);
    },
  });
  const printed = vi.spyOn(console, 'log');
  const grouped = vi.spyOn(console, 'groupCollapsed');
  hook.enable();
  try {
    using network = await createOfflineNetwork({ baseUrl: 'http://seedbed.test/api:demo' });
    const pool = new Pool('http://seedbed.test', { connections: 8 });
    const login = await request(`${network.url}/auth/login`, { method: 'POST', body });
    const { authToken } = (await login.body.json()) as { authToken: string };
    const create = async (i: number): Promise<number> => {
      const response = await pool.request({
        method: 'POST',
        path: '/api:demo/user',
        headers: { authorization: `Bearer ${authToken}` },
        body: JSON.stringify({ name: `P${i}`, email: `p${i}@example.com` }),
      });
      await response.body.dump();
      return response.statusCode;
    };
    const statuses = await Promise.all(Array.from({ length: 100 }, (_, i) => create(i)));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(network.counts()).toEqual({ users: 100, vms: 0 });
    await pool.close();
  } finally {
    hook.disable();
  }
  expect(connects).toEqual([]);
  expect(printed).not.toHaveBeenCalled();
  expect(grouped).not.toHaveBeenCalled();
});

test('offline, a request to elsewhere fails; after closing, the real network is back', async () => {
  const network = await createOfflineNetwork();
  await expect(request('http://elsewhere.test/')).rejects.toThrow(
    '[GET] http://elsewhere.test/ was stopped: the network is offline',
  );
  network.close();
  await expect(request('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
