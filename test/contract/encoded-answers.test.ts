import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpError } from '../../src/errors.ts';
import type { ApiRequest, ApiResponse } from '../../src/http/api-client.ts';
import { createExchange } from '../../src/http/wire/exchange.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface Sent {
  readonly body: Buffer;
  readonly encoding: string;
  readonly status?: number;
  readonly type?: string;
}

/** Asks a real server for an answer that is sent as given. */
async function ask(
  { body, encoding, status = 200, type = 'application/json' }: Sent,
  request: Partial<ApiRequest> = {},
): Promise<ApiResponse> {
  const asked: (string | undefined)[] = [];
  const server = createServer((incoming, response) => {
    asked.push(incoming.headers['accept-encoding']);
    response.writeHead(status, { 'content-type': type, 'content-encoding': encoding });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const exchange = createExchange({ baseUrl: `http://127.0.0.1:${port}`, maxBytes: 1_048_576 });
  closers.push(async () => {
    await exchange.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const answer = await exchange.send({ method: 'GET', path: '/users', ...request });
  expect(asked).toEqual([undefined]);
  return answer;
}

const users = [{ id: 1, name: 'Zoé' }];
const json = Buffer.from(JSON.stringify(users));

describe('an answer that nobody asked to compress', () => {
  test.each<[string, Buffer]>([
    ['gzip', gzipSync(json)],
    ['GZIP', gzipSync(json)],
    ['x-gzip', gzipSync(json)],
    ['deflate', deflateSync(json)],
    ['deflate', deflateRawSync(json)],
    ['br', brotliCompressSync(json)],
    ['identity', json],
    ['deflate, gzip', gzipSync(deflateSync(json))],
    ['gzip,br', brotliCompressSync(gzipSync(json))],
  ])('is understood if it is %s', async (encoding, body) => {
    expect((await ask({ encoding, body })).body).toEqual(users);
  });

  test('is understood if it is empty', async () => {
    expect((await ask({ encoding: 'gzip', body: Buffer.alloc(0) })).body).toBeUndefined();
  });

  test('keeps the words of an error', async () => {
    const body = gzipSync(JSON.stringify({ message: 'name is taken' }));
    expect(await ask({ encoding: 'gzip', body, status: 422 })).toMatchObject({
      status: 422,
      body: { message: 'name is taken' },
    });
  });
});

test.each<[string, Buffer]>([
  ['application/json; charset=ISO-8859-1', Buffer.from(json.toString(), 'latin1')],
  ['application/json;charset="windows-1252"', Buffer.from(json.toString(), 'latin1')],
  ['application/json; charset=ISO-8859-1', json],
  ['application/json; charset=utf-8', json],
  ['application/json; charset=klingon', json],
  ['application/json; charset=utf-16le', Buffer.from(json.toString(), 'utf16le')],
  ['application/json; charset=utf-16', Buffer.from(`\uFEFF${json}`, 'utf16le')],
  ['application/json', Buffer.from(`\uFEFF${json}`, 'utf16le').swap16()],
])('an answer in another charset is understood, or in UTF-8 whatever it says: %s', async (type, body) => {
  expect((await ask({ encoding: 'identity', type, body })).body).toEqual(users);
  expect((await ask({ encoding: 'gzip', type, body: gzipSync(body) })).body).toEqual(users);
});

describe('a compressed answer that cannot be used', () => {
  const failureOf = async (sent: Sent, request: Partial<ApiRequest> = {}): Promise<HttpError> => {
    const error = await ask(sent, request).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HttpError);
    return error as HttpError;
  };

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(Buffer.alloc(50_000_000, 32))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000, 32))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(50_000_000, 32)))],
  ])('is oversize if %s unpacks to more than the cap', async (encoding, body) => {
    expect(body.length).toBeLessThan(100_000);
    expect(await failureOf({ encoding, body })).toMatchObject({
      kind: 'oversize',
      why: '200, but the unpacked answer is larger than 1048576 bytes',
    });
  });

  test('may be as large as the request allows', async () => {
    const body = gzipSync(JSON.stringify('x'.repeat(2_000_000)));
    expect((await ask({ encoding: 'gzip', body }, { maxBytes: 3_000_000 })).body).toHaveLength(2_000_000);
  });

  test.each<[string, Buffer, string]>([
    ['gzip', json, 'the answer is not the "gzip" that it says it is'],
    ['gzip', gzipSync(json).subarray(0, 20), 'the answer is not the "gzip" that it says it is'],
    ['compress', json, 'the answer is compressed as "compress"'],
    ['constructor', json, 'the answer is compressed as "constructor"'],
    ['gzip, gzip, gzip, gzip, gzip', json, 'the answer is compressed 5 times'],
  ])('is no protocol that is spoken if it says %s', async (encoding, body, why) => {
    const error = await failureOf({ encoding, body }, { method: 'POST' });
    expect(error).toMatchObject({ kind: 'protocol', committed: 'unknown' });
    expect(error.why).toContain(`200, but ${why}`);
  });
});
