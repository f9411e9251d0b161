import { expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { resolveConfig } from '../../src/config/resolve-config.ts';
import { preset } from '../../src/host/defaults.ts';
import { users } from '../../src/preset/users.ts';
import { vms } from '../../src/preset/vms.ts';
import { type CountingOptions, startCountingApi } from './counting-api.ts';
import { Graph, GraphServer } from './graph-server.ts';

interface Asked {
  readonly descriptions: number;
  readonly users: number;
  readonly usersByMany: number;
  readonly vms: number;
  readonly vmsByMany: number;
}

/** Seeds on a demo API; every record is counted there before its removal and after it. */
async function seeded(
  seed: { readonly users: number; readonly vms?: number },
  {
    api: options = {},
    config = {},
  }: { readonly api?: CountingOptions; readonly config?: SeedbedConfig } = {},
): Promise<Asked> {
  await using api = await startCountingApi(options);
  await using graph = await Graph.open({ baseUrl: api.url, auth: demoAccount, ...config });
  const dataset = await graph.seed(seed);
  const { users: people, vms: machines } = dataset.stats.resources;
  expect(api.counts()).toEqual({ vms: 0, ...seed });
  expect({ users: people?.created, vms: machines?.created ?? 0 }).toEqual({ vms: 0, ...seed });
  const count = (line: string): number => api.asked.filter((one) => one === line).length;
  const asked = {
    descriptions: count('GET /openapi.json'),
    users: count('POST /user'),
    usersByMany: count('POST /user/bulk'),
    vms: count('POST /vm'),
    vmsByMany: count('POST /vm/bulk'),
  };
  expect(await graph.host.close()).toMatchObject({ left: [] });
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
  return asked;
}

const demoAccount = { email: 'operator@example.com', password: 'seedbed-demo' };
const singly = { usersByMany: 0, vms: 0, vmsByMany: 0 };

test('large layers go by the hundred, once the first record was understood and the description read', async () => {
  expect(await seeded({ users: 150, vms: 320 })).toEqual({
    descriptions: 1,
    users: 1,
    usersByMany: 2,
    vms: 1,
    vmsByMany: 4,
  });
});

test.each<[string, SeedbedConfig, number, object]>([
  ['a small layer is not worth a look', {}, 20, { ...singly, descriptions: 0, users: 20 }],
  [
    'ten are, if the configuration says where to look',
    { openapi: '/openapi.json' },
    12,
    { ...singly, descriptions: 1, users: 1, usersByMany: 1 },
  ],
  ['`openapi: false` is obeyed', { openapi: false }, 110, { ...singly, descriptions: 0, users: 110 }],
  [
    '`bulk: false` is obeyed',
    { openapi: '/openapi.json', resources: [users.extend({ bulk: false }), vms] },
    110,
    { ...singly, descriptions: 0, users: 110 },
  ],
  [
    'pauses between records are kept',
    { openapi: '/openapi.json', batchSize: 20, delay: 0.001 },
    40,
    { ...singly, descriptions: 0, users: 40 },
  ],
  [
    'a record that cannot be looked up is never one of a hundred',
    { openapi: '/openapi.json', resources: [users.extend({ lookup: false }), vms] },
    20,
    { ...singly, descriptions: 0, users: 20 },
  ],
  [
    'what is created in a way of its own is not created otherwise',
    {
      openapi: '/openapi.json',
      resources: [users.extend({ api: { create: { headers: { 'x-by': 'us' } } } }), vms],
    },
    20,
    { ...singly, descriptions: 0, users: 20 },
  ],
])('%s', async (_, config, count, asked) => {
  expect(await seeded({ users: count }, { config })).toEqual(asked);
});

test('an API whose description has no such call gets one record at a time', async () => {
  expect(await seeded({ users: 110 }, { api: { bulk: false } })).toEqual({
    ...singly,
    descriptions: 1,
    users: 110,
  });
});

test.each<[string, () => Response]>([
  ['none', () => Response.json({ message: 'Not found.' }, { status: 404 })],
  ['a page for people', () => new Response('<h1>Hello</h1>', { headers: { 'content-type': 'text/html' } })],
  ['a failure', () => Response.json({ message: 'Out of order.' }, { status: 500 })],
  ['a document that is cut off', () => new Response('{"paths":{"/user"')],
  ['far too much', () => Response.json({ paths: {}, more: 'x'.repeat(9_000_000) })],
])(
  'where the description should be there is %s: it is asked for once, and done without',
  async (_, instead) => {
    const answer: CountingOptions['answer'] = (line, response) =>
      line === 'GET /openapi.json' ? instead() : response;
    expect(await seeded({ users: 15 }, { api: { answer }, config: { openapi: '/openapi.json' } })).toEqual({
      ...singly,
      descriptions: 1,
      users: 15,
    });
  },
);

type Items = readonly Readonly<Record<string, unknown>>[];

/** Changes the answer to the first bulk call. */
function firstBulk(change: (items: Items) => Response): CountingOptions['answer'] {
  let isFirst = true;
  return async (line, response) => {
    if (line !== 'POST /user/bulk' || !isFirst) return response;
    isFirst = false;
    return change((await response.json()) as Items);
  };
}

test.each<[string, (items: Items) => Response]>([
  ['a failure after all were stored', () => Response.json({ message: 'Bad gateway.' }, { status: 502 })],
  ['503 after all were stored', () => Response.json({}, { status: 503, headers: { 'retry-after': '0.1' } })],
  ['fewer items than records', (items) => Response.json(items.slice(1))],
  ['another order', (items) => Response.json(items.toReversed())],
  ['one item for all of them', (items) => Response.json(items.map(() => items[0]))],
  ['ids alone', (items) => Response.json(items.map(({ id }) => id))],
  ['a text', () => new Response('thank you')],
  [
    'refusals of what was stored all the same',
    (items) =>
      Response.json(items.map((item, at) => (at % 3 === 0 ? { error: { code: 'X', message: 'no' } } : item))),
  ],
])('%s: none is lost and none doubled', async (_, change) => {
  const config = { openapi: '/openapi.json', settle: 0.02 };
  const asked = await seeded({ users: 31 }, { api: { answer: firstBulk(change) }, config });
  expect(asked).toMatchObject({ descriptions: 1, usersByMany: 1 });
});

test('a description in YAML is told in one line, and done without', async () => {
  const told: string[] = [];
  const hear = ({ message }: Error): void => void told.push(message);
  process.on('warning', hear);
  try {
    const yaml = '# Shop\nopenapi: 3.1.0\npaths: {}\n';
    const answer: CountingOptions['answer'] = (line, response) =>
      line === 'GET /openapi.json'
        ? new Response(yaml, { headers: { 'content-type': 'text/yaml' } })
        : response;
    const asked = await seeded({ users: 15 }, { api: { answer }, config: { openapi: '/openapi.json' } });
    expect(asked).toEqual({ ...singly, descriptions: 1, users: 15 });
    expect(told.filter((line) => line.includes('is YAML, and is read in JSON only'))).toHaveLength(1);
  } finally {
    process.off('warning', hear);
  }
});

test('another API of the configuration may describe itself too', async () => {
  await using main = await new GraphServer().open();
  await using people = await startCountingApi();
  await using graph = await Graph.open({
    baseUrl: main.url,
    apis: {
      people: {
        baseUrl: people.url,
        auth: { ...demoAccount, loginPath: '/auth/login', tokenField: 'authToken' },
        openapi: '/openapi.json',
      },
    },
    resources: [users.extend({ on: 'people' })],
  });
  await graph.seed({ users: 31 });
  expect(people.counts().users).toBe(31);
  expect(people.asked.filter((line) => line === 'POST /user/bulk')).toHaveLength(1);
  expect(people.asked.filter((line) => line === 'GET /openapi.json')).toHaveLength(1);
  expect(main.asked).toEqual([]);
  expect(await graph.host.close()).toMatchObject({ removed: 31, left: [] });
  expect(people.counts().users).toBe(0);
});

test('one that is refused fails alone, with the words of the server', async () => {
  await using api = await startCountingApi();
  await using graph = await Graph.open({
    baseUrl: api.url,
    auth: demoAccount,
    openapi: '/openapi.json',
    minSuccess: 0.5,
  });
  await graph.seed({ users: { count: 1, set: { email: 'taken@example.com' } } });
  const each = Array.from({ length: 20 }, (_, at) => (at === 7 ? { email: 'taken@example.com' } : {}));
  const dataset = await graph.seed({ users: { count: 20, each } });
  expect(dataset.failures).toMatchObject([{ index: 7, outcome: 'rejected' }]);
  expect(api.counts().users).toBe(20);
  expect(api.asked.filter((line) => line === 'POST /user/bulk')).toHaveLength(1);
  await graph.host.close();
  expect(api.counts().users).toBe(0);
});

test('no API elsewhere is asked for a description unless the configuration says where it is', () => {
  const openapiOf = (explicit: SeedbedConfig): unknown =>
    resolveConfig({ root: '/nowhere', ...preset, explicit: { auth: 'none', ...explicit } }).openapi;
  const baseUrl = 'https://api.example.com/v1';
  const allowHosts = ['https://api.example.com'];
  expect(openapiOf({})).toEqual({ path: '/openapi.json', from: 100 });
  expect(openapiOf({ baseUrl, allowHosts })).toBeUndefined();
  expect(openapiOf({ resources: [users] })).toBeUndefined();
  expect(openapiOf({ baseUrl, allowHosts, openapi: '/v3/api-docs' })).toEqual({
    path: '/v3/api-docs',
    from: 10,
  });
  expect(openapiOf({ openapi: false })).toBeUndefined();
  expect(() => openapiOf({ openapi: '/openapi.yaml' })).toThrow(
    'to be the path of a description in JSON, got `"/openapi.yaml"` (string). Many servers have theirs as "/openapi.json" too.',
  );
  for (const openapi of ['openapi.json', '//evil.example/openapi.json', 'https://x.example/o.json', true])
    expect(() => openapiOf({ openapi: openapi as string })).toThrow(
      'Expected "openapi" to be a path like "/openapi.json", or false, got',
    );
});
