import { mkdtempSync, rmSync } from 'node:fs';
import { constants, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { createSeeder, defineResource } from '../../src/index.ts';
import { tlsFile, WireServer } from './wire-server.ts';

const users = defineResource({
  name: 'users',
  path: '/users',
  key: 'title' as const,
  build: ({ unique }: { unique: { namespace: string; token: string } }) => ({
    title: `${unique.namespace}-${unique.token}`,
  }),
});

const ca = fileURLToPath(new URL('../tls/ca.pem', import.meta.url));
const before = process.cwd();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-wire-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** Seeds so many users, counts them, and removes them. */
async function seedAndRemove(
  server: WireServer,
  count: number,
  config: Partial<SeedbedConfig<typeof users>>,
): Promise<{ readonly made: number; readonly ids: number; readonly stored: number; readonly left: number }> {
  const seeder = await createSeeder({
    baseUrl: server.url,
    auth: 'none',
    resources: [users],
    settle: 0.05,
    ...config,
  });
  try {
    const dataset = await seeder.seed({ users: count });
    const made = dataset.users.length;
    const ids = new Set(dataset.users.map((user) => user.id)).size;
    const stored = server.users.size;
    const { left } = await seeder.close();
    return { made, ids, stored, left: left.length + server.users.size };
  } finally {
    await seeder.close();
  }
}

describe('a server whose certificate a private authority signed', () => {
  test.each([
    ['the path of its certificate', ca],
    ['the text of its certificate', tlsFile('ca.pem')],
  ])('is used if `ca` is %s', async (_, ca) => {
    await using server = await new WireServer('https').open();
    expect(await seedAndRemove(server, 3, { ca })).toEqual({ made: 3, ids: 3, stored: 3, left: 0 });
    expect(new Set(server.versions)).toEqual(new Set(['1.1']));
  });

  test('is refused without it, and the error names `ca` and NODE_EXTRA_CA_CERTS', async () => {
    await using server = await new WireServer('https').open();
    await expect(seedAndRemove(server, 1, {})).rejects.toThrow(
      /unable to verify the first certificate \(\w+\); to trust its authority, name a certificate in `ca` or NODE_EXTRA_CA_CERTS/,
    );
    expect(server.versions).toEqual([]);
  });

  test.each([
    [
      'nowhere.pem',
      /Expected "ca" to be the path of a PEM file, or its text; "nowhere.pem" cannot be read \(ENOENT\)/,
    ],
    [tlsFile('server-key.pem'), /Expected "ca" to hold certificates .*; the text has none\.$/],
    [
      `${tlsFile('ca.pem')}-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`,
      /Expected "ca" to hold certificates; number 2 of the text cannot be read/,
    ],
  ])('is not asked if `ca` is wrong, case %#', async (ca, message) => {
    const baseUrl = 'https://127.0.0.1:1';
    await expect(createSeeder({ baseUrl, auth: 'none', resources: [users], ca })).rejects.toThrow(message);
  });
});

test('an API beside the main one has a `ca`, an `http2` and a `limited` of its own', async () => {
  await using main = await new WireServer('http').open();
  await using other = await new WireServer('h2', ({ count, response }) => {
    if (count !== 2) return false;
    response.setHeader('content-type', 'application/json');
    (response as Http2ServerResponse).end('{"error":"slow down"}');
    return true;
  }).open();
  const limited: SeedbedConfig['limited'] = ({ body }) => Object(body).error === 'slow down' && 0.02;
  const apis = { other: { baseUrl: other.url, ca, http2: true, limited } };
  const there = users.extend({ name: 'there', on: 'other' });
  const config = { baseUrl: main.url, auth: 'none', resources: [users, there], apis } as const;
  const seeder = await createSeeder<(typeof config.resources)[number]>(config);
  await seeder.seed({ users: 2, there: 3 });
  expect([main.users.size, other.users.size, other.creates]).toEqual([2, 3, 4]);
  await seeder.close();
  expect([main.users.size, other.users.size]).toEqual([0, 0]);
});

test.each([
  [{ http2: 'yes' }, /Expected "http2" to be true or false, got `"yes"`/],
  [{ limited: true }, /Expected "limited" to be a function of an answer, got `true`/],
  [
    { apis: { b: { baseUrl: 'http://127.0.0.1:1', ca: 'x.pem' } } },
    /Expected "ca" of "b" in "apis" to be the path/,
  ],
])('%j is refused before anything is sent', async (wrong, message) => {
  const config = { baseUrl: 'http://127.0.0.1:1', auth: 'none', resources: [users], ...wrong };
  await expect(createSeeder(config as SeedbedConfig<typeof users>)).rejects.toThrow(message);
});

describe('a server that speaks HTTP/2 and nothing else', () => {
  test('is used with `http2`', async () => {
    await using server = await new WireServer('h2').open();
    expect(await seedAndRemove(server, 12, { ca, http2: true })).toEqual({
      made: 12,
      ids: 12,
      stored: 12,
      left: 0,
    });
    expect(new Set(server.versions)).toEqual(new Set(['2.0']));
    expect(server.creates).toBe(12);
  });

  test('is refused without it, and the error names `http2`', async () => {
    await using server = await new WireServer('h2').open();
    await expect(seedAndRemove(server, 1, { ca })).rejects.toThrow(/`http2: true`/);
  });

  test('doubles nothing if it stores a record, then refuses its stream', async () => {
    await using server = await new WireServer('h2', ({ count, response, store }) => {
      if (count % 4 !== 2) return false;
      store();
      (response as unknown as Pick<Http2ServerRequest, 'stream'>).stream.close(
        constants.NGHTTP2_REFUSED_STREAM,
      );
      return true;
    }).open();
    expect(await seedAndRemove(server, 12, { ca, http2: true })).toEqual({
      made: 12,
      ids: 12,
      stored: 12,
      left: 0,
    });
    expect(server.creates).toBe(12);
  });

  test('loses and doubles nothing if it goes away and says that it read none of it', async () => {
    await using server = await new WireServer('h2', ({ count, request, store }) => {
      if (count !== 3 && count !== 6) return false;
      if (count === 3) store();
      (request as Http2ServerRequest).stream.session?.goaway(constants.NGHTTP2_NO_ERROR, 1);
      return true;
    }).open();
    expect(await seedAndRemove(server, 12, { ca, http2: true, concurrency: 1 })).toEqual({
      made: 12,
      ids: 12,
      stored: 12,
      left: 0,
    });
    expect(server.creates).toBe(13);
  });

  test('may speak HTTP/1.1 after all', async () => {
    await using server = await new WireServer('https').open();
    expect(await seedAndRemove(server, 3, { ca, http2: true })).toEqual({
      made: 3,
      ids: 3,
      stored: 3,
      left: 0,
    });
  });
});

describe('a server that answers 200 with an error if it is asked too often', () => {
  const refusing = (status: number): Promise<WireServer> =>
    new WireServer('http', ({ count, response }) => {
      if (count % 3 !== 0) return false;
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ error: 'slow down', wait: 0.02 }));
      return true;
    }).open();
  const errorOf = (body: unknown): { error?: string; wait?: number } =>
    Object(body) as { error?: string; wait?: number };

  test.each([200, 403, 420])(
    'is waited for as after a 429 if `limited` says so of its %i',
    async (status) => {
      await using server = await refusing(status);
      const limited: SeedbedConfig['limited'] = ({ body }) => errorOf(body).wait;
      expect(await seedAndRemove(server, 20, { limited, concurrency: 2 })).toEqual({
        made: 20,
        ids: 20,
        stored: 20,
        left: 0,
      });
      // Each third was refused, and nothing else was sent twice.
      expect(server.creates).toBe(29);
    },
  );

  test('is given up as a limit is if it asks for more than `maxWait`', async () => {
    await using server = await refusing(200);
    const limited: SeedbedConfig['limited'] = ({ body }) =>
      errorOf(body).error === 'slow down' ? 60 : false;
    await expect(seedAndRemove(server, 3, { limited, maxWait: 1 })).rejects.toThrow(
      /429 for this 200, by `limited`: slow down .* It asks to wait 1 min 0 s; maxWait is 1.0 s/,
    );
    expect(server.users.size).toBe(0);
  });

  test.each([
    [
      () => {
        throw new Error('my mistake');
      },
      /Expected `limited` of the configuration not to throw; for a 201 it threw .*my mistake/,
    ],
    [
      () => 'yes' as never,
      /Expected `limited` .* to return true, false or a number of seconds; for a 201 it returned/,
    ],
  ])('leaves nothing behind if `limited` is wrong, case %#', async (limited, message) => {
    await using server = await new WireServer('http').open();
    let isWrong = true;
    const config = { limited: () => (isWrong ? limited() : false) };
    const seeder = await createSeeder({
      baseUrl: server.url,
      auth: 'none',
      resources: [users],
      settle: 0.05,
      ...config,
    });
    await expect(seeder.seed({ users: 2 })).rejects.toThrow(message);
    isWrong = false;
    await seeder.close();
    expect(server.users.size).toBe(0);
  });
});
