import { expect, test } from 'vitest';
import { defineResource } from '../../src/index.ts';
import { Graph, GraphServer } from './graph-server.ts';

const named = {
  key: 'title' as const,
  build: ({ unique }: { unique: { namespace: string; token: string } }) => ({
    title: `${unique.namespace}-${unique.token}`,
  }),
};
const users = defineResource({ name: 'users', path: '/users', ...named });
const invoices = defineResource({
  name: 'invoices',
  path: '/invoices',
  on: 'billing',
  belongsTo: { users: { foreignKey: 'user_id', of: users } },
  afterCreate: async ({ id }, { api }) => {
    await api.request({ method: 'GET', path: `/invoices/${id}` });
  },
  ...named,
});
const resources = [users, invoices];

test('each resource is made, read and removed on its own API, with its own login, headers and limit', async () => {
  await using main = await new GraphServer({ needs: { authorization: 'Bearer main' } }).open();
  await using billing = await new GraphServer({ needs: { 'x-api-key': 'b', 'x-tenant': 't' } }).open();
  await using graph = await Graph.open({
    baseUrl: main.url,
    auth: { token: 'main' },
    apis: {
      billing: {
        baseUrl: billing.url,
        auth: { header: 'X-Api-Key', value: 'b' },
        headers: { 'X-Tenant': 't' },
      },
    },
    resources,
  });
  const dataset = await graph.seed({ users: 2, invoices: 4 });
  expect([main.of('users').length, main.of('invoices').length]).toEqual([2, 0]);
  expect([billing.of('users').length, billing.of('invoices').length]).toEqual([0, 4]);
  expect(dataset.invoices.of(dataset.users.one())).toHaveLength(2);
  // Both are counted: six creates, and a hook for each invoice.
  expect(dataset.stats.requests).toBeGreaterThanOrEqual(10);
  expect(billing.count('GET /invoices/')).toBeGreaterThanOrEqual(4);

  const { removed, left } = await graph.host.close();
  expect({ removed, left, main: main.size, billing: billing.size }).toEqual({
    removed: 6,
    left: [],
    main: 0,
    billing: 0,
  });
  // Ids are the same numbers on both: none was deleted on the other one.
  expect([main.count('DELETE /users'), billing.count('DELETE /invoices')]).toEqual([2, 4]);
  expect(
    main.asked.some((line) => line.includes('invoices')) ||
      billing.asked.some((line) => line.includes('users')),
  ).toBe(false);
});

test('a limit on one API does not hold the other up', async () => {
  await using main = await new GraphServer().open();
  await using billing = await new GraphServer().open();
  await using graph = await Graph.open({
    baseUrl: main.url,
    apis: { billing: { baseUrl: billing.url, rateLimit: '1000/1s', concurrency: 1 } },
    resources,
  });
  await graph.seed({ users: 10, invoices: 10 });
  await graph.host.close();
  expect([main.count('POST'), billing.count('POST'), main.size, billing.size]).toEqual([10, 10, 0, 0]);
});

test.each([
  [
    { billing: { baseUrl: 'https://billing.example.com' } },
    'SEEDBED_HOST_REFUSED',
    /Refused to use "https:\/\/billing.example.com"/,
  ],
  [
    { billng: { baseUrl: 'http://127.0.0.1:1' } },
    'SEEDBED_CONFIG',
    /`on` of resource "invoices".*got "billing"; it has "billng". Did you mean "billng"\?/,
  ],
  [undefined, 'SEEDBED_CONFIG', /got "billing"; it has none/],
  [
    { billing: { baseUrl: 'http://127.0.0.1:1', rateLimt: '1/1s' } },
    'SEEDBED_CONFIG',
    /Unknown key "rateLimt" in "billing"/,
  ],
  [{ billing: {} }, 'SEEDBED_CONFIG', /Expected "baseUrl" of "billing" in .* to be a text/],
])('apis %j are refused before anything is sent', async (apis, code, message) => {
  const opening = Graph.open({
    baseUrl: 'http://127.0.0.1:1',
    resources,
    ...(apis && { apis: apis as never }),
  });
  await expect(opening).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test('an API of its own may be listed with it', async () => {
  const apis = {
    billing: { baseUrl: 'https://billing.example.com', allowHosts: ['https://billing.example.com'] },
  };
  await using graph = await Graph.open({ baseUrl: 'http://127.0.0.1:1', apis, resources });
  expect(graph.host.runId).toMatch(/^sb/);
});
