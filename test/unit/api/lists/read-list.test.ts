import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Call, describe as describeResource } from '../../../../src/api/describe.ts';
import { readList as readDescribed } from '../../../../src/api/lists/read-list.ts';
import { defineResource } from '../../../../src/factory/define-resource.ts';
import type { ListOperation } from '../../../../src/factory/description.ts';
import type { AnyResource } from '../../../../src/factory/resource.ts';
import type { ApiClient } from '../../../../src/http/api-client.ts';
import { createClient } from '../../../../src/http/client.ts';
import { createExchange } from '../../../../src/http/wire/exchange.ts';

const users = defineResource({ name: 'users', path: '/user', build: () => ({ name: 'x' }) });
/** As the resource describes its list, with `query` on top. */
function readList(
  client: ApiClient,
  resource: AnyResource,
  { query, maxBytes }: { readonly query?: ListOperation['query']; readonly maxBytes?: number } = {},
): ReturnType<typeof readDescribed> {
  const list = describeResource(resource).list as Call<ListOperation>;
  return readDescribed(client, resource, {
    call: { ...list, ...(query && { query }) },
    values: {},
    maxBytes,
  });
}

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

type Answer = { readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };

interface Served {
  readonly client: ApiClient;
  readonly origin: string;
  readonly requests: string[];
}

/** A server on port 0 whose base URL has a path, and a client of it. */
async function serve(answer: (url: URL, origin: string) => Answer): Promise<Served> {
  const requests: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    requests.push(`${request.method} ${request.url}`);
    const { body, headers } = answer(new URL(request.url ?? '/', origin), origin);
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createClient({
    exchange: createExchange({ baseUrl: `${origin}/api` }),
    retry: { maxRetries: 0 },
  });
  closers.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  closers.push(() => client.close());
  return { client, origin, requests };
}

/** 45 records, 20 a page. */
const all = Array.from({ length: 45 }, (_, at) => ({ id: at + 1 }));
const numberOf = (url: URL): number => Number(url.searchParams.get('page') ?? 1);
const part = (number: number): readonly object[] => all.slice(20 * (number - 1), 20 * number);

describe('a list in pages', () => {
  test.each<[string, (url: URL, origin: string) => Answer]>([
    [
      'numbers',
      (url) => ({
        body: { data: part(numberOf(url)), next: numberOf(url) < 3 ? numberOf(url) + 1 : null, pages: 3 },
      }),
    ],
    [
      'URLs',
      (url, origin) => {
        const next = numberOf(url) < 3 ? `${origin}/api/user?page=${numberOf(url) + 1}` : null;
        return { body: { results: part(numberOf(url)), count: 45, next } };
      },
    ],
    [
      'paths from the root',
      (url) => ({
        body: {
          items: part(numberOf(url)),
          next: numberOf(url) < 3 ? `/api/user?page=${numberOf(url) + 1}` : '',
        },
      }),
    ],
    [
      'queries',
      (url) => ({
        body: { items: part(numberOf(url)), next: numberOf(url) < 3 ? `?page=${numberOf(url) + 1}` : null },
      }),
    ],
    [
      'a Link header',
      (url, origin) => ({
        body: part(numberOf(url)),
        headers:
          numberOf(url) < 3 ? { link: `<${origin}/api/user?page=${numberOf(url) + 1}>; rel="next"` } : {},
      }),
    ],
    ['an empty last page', (url) => ({ body: { data: part(numberOf(url)), next: numberOf(url) + 1 } })],
  ])('is read to its end by %s', async (_, answer) => {
    const { client, requests } = await serve(answer);
    const { records, complete } = await readList(client, users);
    expect(records).toEqual(all);
    expect(complete).toBe(true);
    expect(requests.slice(0, 3)).toEqual(['GET /api/user', 'GET /api/user?page=2', 'GET /api/user?page=3']);
  });

  test('keeps its own parameters on every page', async () => {
    const { client, requests } = await serve((url) => ({
      body: { data: part(numberOf(url)), next: numberOf(url) < 2 ? 2 : null },
    }));
    await readList(client, users, { query: { email: 'a@b.fr' } });
    expect(requests).toEqual(['GET /api/user?email=a%40b.fr', 'GET /api/user?email=a%40b.fr&page=2']);
  });

  test.each<[string, (url: URL, origin: string) => Answer]>([
    ['a next on another origin', () => ({ body: { data: part(1), next: 'http://127.0.0.2:9/user?page=2' } })],
    ['a next that is the page itself', () => ({ body: { data: part(1), next: '/api/user?page=2' } })],
    [
      'two pages that lead to each other',
      (url) => ({ body: { data: part(1), next: 3 - (numberOf(url) % 2) - 1 } }),
    ],
    ['a total that is larger', () => ({ body: { data: part(1), total: 45 } })],
    ['more pages than were read', () => ({ body: { data: part(1), total_pages: 3 } })],
    ['a cursor', () => ({ body: { data: part(1), next_cursor: 'abc' } })],
    ['an empty page before the total is reached', () => ({ body: { data: [], total: 45, next: 2 } })],
    ['bare ids on its first page', (url) => ({ body: numberOf(url) === 1 ? { data: [1], next: 2 } : [] })],
  ])('is not taken for the whole: %s', async (_, answer) => {
    const { client, requests } = await serve(answer);
    const { complete } = await readList(client, users);
    expect(complete).toBe(false);
    expect(requests.length).toBeLessThanOrEqual(3);
  });

  test('is not followed out of its origin', async () => {
    const other = await serve(() => ({ body: [] }));
    const { client } = await serve(() => ({
      body: { data: part(1), next: `${other.origin}/api/user?page=2` },
    }));
    expect(await readList(client, users)).toMatchObject({ complete: false });
    expect(other.requests).toEqual([]);
  });

  test('ends after a thousand pages, whatever the server says', async () => {
    const { client, requests } = await serve((url) => ({
      body: { data: [{ id: numberOf(url) }], next: numberOf(url) + 1 },
    }));
    const { records, complete } = await readList(client, users);
    expect([records.length, complete, requests.length]).toEqual([1000, false, 1000]);
  });

  test('is read up to a stated size, all its pages together', async () => {
    const pageOf = (number: number): object[] =>
      Array.from({ length: 20 }, (_, at) => ({ id: 20 * number + at }));
    const { client, requests } = await serve((url) => ({
      body: { data: pageOf(numberOf(url)), next: numberOf(url) + 1 },
    }));
    const { records, complete } = await readList(client, users, { maxBytes: 500 });
    expect([records.length, complete]).toEqual([40, false]);
    expect(requests).toHaveLength(3);
  });

  test('goes on behind a few empty pages, and has ended behind more of them', async () => {
    const { client, requests } = await serve((url) => {
      const number = numberOf(url);
      return { body: { data: number === 2 ? all : [], next: number + 1 } };
    });
    const { records, complete } = await readList(client, users);
    expect([records.length, complete]).toEqual([45, true]);
    expect(requests).toHaveLength(6);
  });

  test('is not the whole if its first page comes again and again', async () => {
    const { client, requests } = await serve((url) => ({ body: { data: part(1), next: numberOf(url) + 1 } }));
    const { records, complete } = await readList(client, users);
    expect([records.length, complete]).toEqual([20, false]);
    expect(requests).toHaveLength(2);
  });
});

describe('a list in one', () => {
  test('is the whole', async () => {
    const headers = { date: 'Thu, 26 Nov 2026 07:03:05 GMT' };
    const { client, requests } = await serve(() => ({ body: all, headers }));
    const answeredAt = Date.UTC(2026, 10, 26, 7, 3, 5);
    const pages = { read: 1, size: 45 };
    expect(await readList(client, users)).toEqual({
      records: all,
      complete: true,
      isCut: false,
      pages,
      answeredAt,
    });
    expect(requests).toEqual(['GET /api/user']);
  });

  test('may be longer than a function may have arguments', async () => {
    const many = Array.from({ length: 200_000 }, (_, id) => ({ id }));
    const { client } = await serve(() => ({ body: many }));
    expect((await readList(client, users)).records).toHaveLength(200_000);
  });

  test('is told as incomplete above a stated size, and an error above the largest of all', async () => {
    const { client } = await serve(() => ({ body: all }));
    expect(await readList(client, users, { maxBytes: 100 })).toMatchObject({ records: [], complete: false });
  });

  test('is read where the resource says', async () => {
    const { client, requests } = await serve(() => ({ body: all }));
    await readList(client, users.extend({ listPath: '/users/all?sort=id' }), { query: { a: 1 } });
    expect(requests).toEqual(['GET /api/users/all?sort=id&a=1']);
  });

  test('is an error if none is where the description says', async () => {
    const { client, origin } = await serve(() => ({ body: all }));
    const api = { list: { items: 'data.items' } };
    await expect(readList(client, users.extend({ api }))).rejects.toMatchObject({
      code: 'SEEDBED_HTTP',
      message: `Failed to list "users": expected an array at "data.items" in the answer of [GET] ${origin}/api/user, got an array of ${all.length}. See \`answers.many\`.`,
    });
  });

  test('is an error if it is none, with what came instead', async () => {
    const { client, origin } = await serve(() => ({ body: { ok: true } }));
    await expect(readList(client, users)).rejects.toMatchObject({
      code: 'SEEDBED_HTTP',
      message: `Failed to list "users": expected [GET] ${origin}/api/user to answer a JSON array, got ok. Is the base URL right, and does \`answers.many\` say where the records are?`,
    });
  });
});
