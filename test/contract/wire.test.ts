import { constants, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { createSeeder } from '../../src/index.ts';
import { seedAndRemove, useOwnFolder, usersOn } from './wire-seeding.ts';
import { tlsFile, WireServer } from './wire-server.ts';

const ca = fileURLToPath(new URL('../tls/ca.pem', import.meta.url));
useOwnFolder();

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
    await expect(createSeeder({ baseUrl, auth: 'none', resources: [usersOn()], ca })).rejects.toThrow(
      message,
    );
  });
});

/** Of this machine, which may have no IPv6. */
const loopback = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ address }) => address === '127.0.0.1' || address === '::1')
  .map(({ address }) => address);

test.each(loopback)('a server that listens at %s alone is `localhost`', async (host) => {
  await using server = await new WireServer('http').open(host);
  const { port } = new URL(server.url);
  const baseUrl = `http://localhost:${port}`;
  expect(await seedAndRemove(server, 3, { baseUrl })).toEqual({ made: 3, ids: 3, stored: 3, left: 0 });
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
  const config = { baseUrl: main.url, auth: 'none', resources: [usersOn(), usersOn('other')], apis } as const;
  const seeder = await createSeeder(config);
  await seeder.seed({ users: 2, other: 3 });
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
  const config = { baseUrl: 'http://127.0.0.1:1', auth: 'none', resources: [usersOn()], ...wrong };
  await expect(createSeeder(config as SeedbedConfig)).rejects.toThrow(message);
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
    await expect(seedAndRemove(server, 1, { ca })).rejects.toThrow(
      /no HTTP version in common .* The server may speak HTTP\/2 only: set `http2: true` in the configuration\.$/,
    );
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
