import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { ApiDescription } from '../../src/factory/description.ts';
import { defineResource } from '../../src/index.ts';
import { Graph } from './graph-server.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a server does with many at once, in the words of one that exists. */
interface Style {
  readonly createMany: NonNullable<ApiDescription['createMany']>;
  readonly removeMany: NonNullable<ApiDescription['removeMany']>;
  /** Answers a bulk call of this path, by single requests of its own. */
  serve(
    path: string,
    body: unknown,
    one: (method: string, path: string, body?: unknown) => [number, unknown],
  ): unknown;
}

interface BatchRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const styles: Record<string, Style> = {
  'Parse Server: /batch with a method and a path for each': {
    createMany: {
      path: '/batch',
      body: (items) => ({ requests: items.map((body) => ({ method: 'POST', path: '/users', body })) }),
      item: 'success',
      maxItems: 50,
    },
    removeMany: {
      path: '/batch',
      body: (ids) => ({ requests: ids.map((id) => ({ method: 'DELETE', path: `/users/${id}` })) }),
      maxItems: 50,
    },
    serve: (_, body, one) =>
      (body as { requests: BatchRequest[] }).requests.map(({ method, path, body }) => {
        const [status, answer] = one(method, path, body);
        return status < 300 ? { success: answer ?? {} } : { error: { code: status, error: 'refused' } };
      }),
  },
  'CouchDB: { docs: [] }, and an answer with ids alone': {
    createMany: { path: '/_bulk_docs', body: (docs) => ({ docs }) },
    removeMany: { path: '/_purge', body: (ids) => ({ ids }), items: 'purged' },
    serve: (path, body, one) =>
      path === '/_purge'
        ? { purged: (body as { ids: number[] }).ids.filter((id) => one('DELETE', `/users/${id}`)[0] < 300) }
        : (body as { docs: unknown[] }).docs.map((doc) => {
            const [status, answer] = one('POST', '/users', doc);
            if (status >= 300) return { error: 'forbidden', reason: 'refused' };
            return { ok: true, id: (answer as Fields).id, rev: '1-abc' };
          }),
  },
  'wrapped arrays both ways': {
    createMany: {
      path: '/users/many',
      body: (users) => ({ data: { users } }),
      items: 'data.users',
      item: 'attributes',
    },
    removeMany: {
      method: 'DELETE',
      path: '/users/many',
      body: (ids) => ({ data: ids.map((id) => ({ id })) }),
      items: 'data',
    },
    serve: (_, body, one) => {
      const { data } = body as { data: { users: unknown[] } | { id: number }[] };
      if (Array.isArray(data))
        return { data: data.map(({ id }) => ({ id, status: one('DELETE', `/users/${id}`)[0] })) };
      const made = data.users.map((user) => {
        const [status, attributes] = one('POST', '/users', user);
        return status < 300 ? { type: 'user', attributes } : { type: 'user', error: 'refused' };
      });
      return { data: { users: made } };
    },
  },
  'OData: $batch, whose items have numbers of their own': {
    createMany: {
      path: '/$batch',
      body: (items) => ({
        requests: items.map((body, at) => ({ id: `${at}`, method: 'POST', path: '/users', body })),
      }),
      items: 'responses',
      item: 'body',
    },
    removeMany: {
      path: '/$batch',
      body: (ids) => ({ requests: ids.map((id) => ({ id, method: 'DELETE', path: `/users/${id}` })) }),
      items: 'responses',
    },
    serve: (_, body, one) => ({
      responses: (body as { requests: (BatchRequest & { id: unknown })[] }).requests.map(
        ({ id, method, path, body }) => {
          const [status, answer] = one(method, path, body);
          return { id, status, ...(answer !== undefined && { body: answer }) };
        },
      ),
    }),
  },
};

/** A collection of users whose bulk calls speak so. */
async function openServer(style: Style) {
  const users = new Map<number, Fields>();
  const asked: string[] = [];
  let last = 0;
  const one = (method: string, path: string, body?: unknown): [number, unknown] => {
    const id = Number(path.split('/')[2]);
    if (method === 'POST' && path === '/users') {
      // One that is refused, in the middle of the others.
      if ((body as Fields).email === 'no@example.com') return [422, { message: 'refused' }];
      users.set(++last, { ...(body as Fields), id: last });
      return [201, users.get(last)];
    }
    if (method === 'DELETE') return users.delete(id) ? [204, undefined] : [404, { message: 'none' }];
    if (path === '/users') return [200, [...users.values()]];
    return users.has(id) ? [200, users.get(id)] : [404, { message: 'none' }];
  };
  const bulk = [style.createMany.path, style.removeMany.path];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const path = decodeURIComponent(url.split('?')[0] ?? '');
    asked.push(`${method} ${path}`);
    const body = method === 'GET' ? undefined : await json(request).catch(() => undefined);
    const [status, answer] = bulk.includes(path)
      ? [200, style.serve(path, body, one)]
      : one(method, path, body);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    users,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test.each(Object.entries(styles))(
  '%s: a hundred and twenty are made and removed in a few calls',
  async (_, style) => {
    await using server = await openServer(style);
    const foreign = { id: 0, email: 'somebody@corp.example' };
    server.users.set(0, foreign);
    const users = defineResource({
      name: 'users',
      path: '/users',
      key: 'email',
      api: { createMany: style.createMany, removeMany: style.removeMany },
      build: ({ unique }) => ({ email: unique.email('someone'), colour: 'rather dark blue' }),
    });
    await using graph = await Graph.open({ baseUrl: server.url, resources: [users], minSuccess: 0.9 });
    const each = Array.from({ length: 120 }, (_, at) => (at === 70 ? { email: 'no@example.com' } : {}));
    const dataset = await graph.seed({ users: { count: 120, each } });
    expect(dataset.failures).toMatchObject([{ index: 70, outcome: 'rejected' }]);
    expect(server.users.size).toBe(120);
    for (const { id, email } of dataset.users as unknown as { id: number; email: string }[])
      expect(server.users.get(id)?.email).toBe(email);
    // The one that was refused is sent once more by itself, for its reason.
    expect(server.asked.filter((line) => line === 'POST /users')).toHaveLength(1);
    expect(await graph.host.close()).toMatchObject({ removed: 119, left: [] });
    expect([...server.users.values()]).toEqual([foreign]);
    expect(server.asked.filter((line) => /^DELETE \/users\/\d+$/.test(line))).toEqual([]);
  },
);
