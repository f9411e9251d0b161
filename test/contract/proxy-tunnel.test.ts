import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createExchange } from '../../src/http/wire/exchange.ts';
import { tlsFile, WireServer } from './wire-server.ts';

/** A proxy whose tunnels all end at one port of this machine. */
async function startProxy(port: number): Promise<AsyncDisposable & { url: string; asked: string[] }> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const proxy = createServer();
  proxy.on('connection', (socket) => sockets.add(socket));
  proxy.on('connect', ({ url }, socket) => {
    asked.push(url ?? '');
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    sockets.add(onward);
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

test('a server behind a proxy is reached through a tunnel, and its certificate is judged by `ca`', async () => {
  await using server = await new WireServer('https').open();
  await using proxy = await startProxy(Number(new URL(server.url).port));
  const open = (ca: string | undefined): ReturnType<typeof createExchange> =>
    createExchange({
      baseUrl: 'https://api.example.test',
      ca,
      http2: true,
      proxy: { httpsProxy: proxy.url },
    });
  const trusting = open(tlsFile('ca.pem'));
  const strict = open(undefined);
  const get = { method: 'GET', path: '/users' } as const;
  expect(await trusting.send(get)).toMatchObject({ status: 200, body: [] });
  await expect(strict.send(get)).rejects.toMatchObject({ kind: 'tls', why: expect.stringContaining('`ca`') });
  expect(proxy.asked).toEqual(['api.example.test:443', 'api.example.test:443']);
  await Promise.all([trusting.close(), strict.close()]);
});

test('HTTP/2 goes through the tunnel too, with `http2`, and without it is refused as it is without a proxy', async () => {
  await using server = await new WireServer('h2').open();
  await using proxy = await startProxy(Number(new URL(server.url).port));
  const open = (http2: boolean): ReturnType<typeof createExchange> =>
    createExchange({
      baseUrl: 'https://api.example.test',
      ca: tlsFile('ca.pem'),
      http2,
      proxy: { httpsProxy: proxy.url },
    });
  const [modern, old] = [open(true), open(false)];
  const user = { method: 'POST', path: '/users', body: { email: 'ada@example.com' } } as const;
  expect(await modern.send(user)).toMatchObject({ status: 201 });
  expect(await modern.send({ method: 'GET', path: '/users' })).toMatchObject({ status: 200 });
  expect([server.users.size, server.versions]).toEqual([1, ['2.0', '2.0']]);
  await expect(old.send(user)).rejects.toMatchObject({ kind: 'http-version', committed: 'no' });
  expect(server.users.size).toBe(1);
  await Promise.all([modern.close(), old.close()]);
});

test('a proxy may be written without its scheme, and one that is none is refused without being shown', async () => {
  await using server = await new WireServer('https').open();
  await using proxy = await startProxy(Number(new URL(server.url).port));
  const open = (httpsProxy: string): ReturnType<typeof createExchange> =>
    createExchange({ baseUrl: 'https://api.example.test', ca: tlsFile('ca.pem'), proxy: { httpsProxy } });
  const exchange = open(new URL(proxy.url).host);
  expect(await exchange.send({ method: 'GET', path: '/users' })).toMatchObject({ status: 200 });
  await exchange.close();
  for (const wrong of ['http://[canary', 'ftp://user:canary@proxy.test'])
    expect(() => open(wrong)).toThrow(
      'Expected HTTPS_PROXY to be the URL of a proxy such as "http://proxy.example.com:8080".',
    );
});
