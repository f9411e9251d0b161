import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { EnvHttpProxyAgent, Pool } from 'undici';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createExchange } from '../../../../src/http/wire/exchange.ts';
import { lateBudget, poolClass, proxyAgentClass } from '../../../../src/http/wire/undici-internals.ts';
import { soon } from '../../../../src/lib/clock.ts';

const require = createRequire(import.meta.url);
const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
afterEach(() => {
  warn.mockClear();
  vi.useRealTimers();
});

describe('undici still has each name beyond its API that seedbed uses', () => {
  test('its pool, in a file of its own', () => {
    const loaded: string[] = [];
    const load = (name: string): unknown => {
      loaded.push(name);
      return require(name);
    };
    expect(poolClass(load).name).toBe(Pool.name);
    expect(loaded).toEqual(['undici/lib/dispatcher/pool.js']);
    expect(warn).not.toHaveBeenCalled();
  });

  test('the global setImmediate, looked up for each request: a connection is used again with a fake one in its place', async () => {
    let connections = 0;
    const server = createServer((_, response) => response.end('{}'));
    server.on('connection', () => connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const exchange = createExchange({ baseUrl: `http://127.0.0.1:${port}`, connections: 1 });
    vi.useFakeTimers({ toFake: ['setImmediate'] });
    for (let sent = 0; sent < 3; sent++)
      expect((await exchange.send({ method: 'GET', path: '/' })).status).toBe(200);
    vi.useRealTimers();
    const real = globalThis.setImmediate;
    await new Promise((resolve) => soon(() => soon(resolve)));
    expect(globalThis.setImmediate).toBe(real);
    expect(connections).toBe(1);
    await exchange.close();
    await new Promise((resolve) => server.close(resolve));
  });
});

test('V8 has the budget after which it optimizes what reads answers', () => {
  const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const [name = '', budget] = lateBudget.split('=');
  expect(options).toContain(`${name} (`);
  const [, usual] = new RegExp(`default: ${name}=(\\d+)`).exec(options) ?? [];
  expect(Number(budget)).toBeGreaterThanOrEqual(10 * Number(usual));
});

test('without its files all of undici is loaded, and it is said once', () => {
  const whole = { Pool, EnvHttpProxyAgent };
  const moved = (name: string): unknown => {
    if (name === 'undici') return whole;
    throw new Error(`Cannot find module '${name}'`);
  };
  expect(poolClass(moved)).toBe(Pool);
  expect(proxyAgentClass(moved)).toBe(EnvHttpProxyAgent);
  expect(poolClass((name) => (name === 'undici' ? whole : {}))).toBe(Pool);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[1]).toMatchObject({ code: 'SEEDBED_UNDICI_INTERNALS' });
});
