import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { defineResource } from '../../src/index.ts';
import { Graph } from '../contract/graph-server.ts';
import { ThingServer } from '../contract/thing-server.ts';
import { closeCases, openCase, quick } from './stage.ts';

afterEach(closeCases);

/** Adds secrets of its own to every record, and answers a login as `login` says. */
async function startTalkativeApi(
  login: string,
): Promise<{ url: string; users: Map<number, object> } & AsyncDisposable> {
  const users = new Map<number, object>();
  let last = 0;
  const server = createServer(async (request, response) => {
    const { method, url = '' } = request;
    const id = Number(/^\/user\/(\d+)$/.exec(url)?.[1]);
    const answer = (status: number, body: unknown): unknown =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url === '/auth/login')
      return response.writeHead(200, { 'content-type': 'application/json' }).end(login);
    if (method === 'POST' && url === '/user') {
      const { password, ...sent } = JSON.parse(await text(request));
      const secrets = {
        apiKey: 'canary-1',
        password_hash: 'canary-2',
        credentials: { token: 'canary-3' },
        invitation: 'https://app.example/join?invite_token=canary-4&lang=fr',
      };
      const user = { ...sent, id: ++last, ...secrets, welcome: `your password is ${password}` };
      users.set(last, user);
      return answer(201, user);
    }
    if (method === 'DELETE') return answer(users.delete(id) ? 200 : 404, {});
    if (Number.isNaN(id)) return answer(200, url.startsWith('/user') ? [...users.values()] : []);
    return answer(users.has(id) ? 200 : 404, users.get(id) ?? {});
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    users,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('case 15: secrets that the API answers', () => {
  test('are masked in the output file, in --json and in the preview', async () => {
    await using api = await startTalkativeApi('{}');
    const { cli, folder } = await openCase({}, { baseUrl: api.url });
    const json = await cli('users', '-c', '2', '-d', '0', '--json', '-o', 'o.json');
    const shown = await cli('users', '-c', '2', '-d', '0', '-v');
    expect([json.code, shown.code, api.users.size]).toEqual([0, 0, 4]);
    const report = await cli('report', '--html', 'report.html');
    expect(report.code).toBe(0);
    const file = readFileSync(join(folder.path, 'o.json'), 'utf8');
    const page = readFileSync(join(folder.path, 'report.html'), 'utf8');
    const logs = join(folder.path, '.seedbed', 'logs');
    const log = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
    for (const told of [file, json.stdout, json.stderr, shown.stdout, shown.stderr, page, ...log]) {
      expect(told).not.toContain('canary');
      expect(told).not.toContain('your password is');
    }
    for (const told of [file, json.stdout])
      expect(JSON.parse(told).users[0]).toMatchObject({
        apiKey: '[secret]',
        password_hash: '[secret]',
        credentials: '[secret]',
        invitation: 'https://app.example/join?invite_token=[secret]&lang=fr',
        welcome: '[secret]',
      });
  });

  test('are there for the test that reads them, and masked when a record is printed', async () => {
    await using api = await startTalkativeApi('{}');
    const { seeder } = await openCase({}, { baseUrl: api.url });
    const opened = await seeder();
    const dataset = await opened.seed({ users: 2 });
    expect(dataset.users[0]).toHaveProperty('apiKey', 'canary-1');
    expect(dataset.users[0]).toHaveProperty('credentials.token', 'canary-3');
    for (const told of [
      JSON.stringify(dataset),
      JSON.stringify(dataset.users[0]),
      inspect(dataset, { depth: 9 }),
    ]) {
      expect(told).toContain('[secret]');
      expect(told).not.toMatch(/canary|your password is/);
    }
    expect(await opened.close()).toMatchObject({ left: [] });
    expect(api.users.size).toBe(0);
  });

  test('in a login that cannot be read are in no error', async () => {
    await using api = await startTalkativeApi('\ufeff{"jwt":"canary-jwt"}');
    const auth = { email: 'boss@example.com', password: 'canary-password' };
    const { cli } = await openCase({}, { ...quick, baseUrl: api.url, auth });
    const { code, stdout, stderr } = await cli('users', '-c', '1', '-d', '0', '-v');
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toContain('canary');
    expect(api.users.size).toBe(0);
  });
});

test('a secret that an API answers in the place of a field is not in the message about its id', async () => {
  await using server = await new ThingServer().open();
  const pin = 'canary pin of a card';
  const token = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
  server.answer = () => ({ ok: true, [pin]: 1, [token]: { at: 1 } });
  server.list = () => [];
  const things = defineResource({
    name: 'things',
    path: '/things',
    key: 'code',
    secrets: ['pin'],
    build: ({ unique }) => ({ code: `${unique.namespace}-${unique.token}`, pin }),
  });
  await using graph = await Graph.open({ baseUrl: server.url(), resources: [things] });
  const error = await graph.seed({ things: 3 }).catch((error: Error) => error);
  expect(String(error)).toContain('no usable "id" in the answer; it has: ok, [secret], [secret]');
  expect(inspect(error, { depth: 10 })).not.toContain(pin);
  expect(inspect(error, { depth: 10 })).not.toContain(token);
  server.list = (all) => all;
});
