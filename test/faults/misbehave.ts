import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault.ts';
import type { Counts } from './fault-server.ts';
import type { SmallAnswer, SmallApi, SmallRequest } from './small-api.ts';

/** One request, and where its answer goes. */
export interface Scene {
  readonly api: SmallApi;
  readonly request: SmallRequest;
  readonly response: ServerResponse;
  readonly counts: Counts;
  readonly signal: AbortSignal;
}

export async function misbehave(
  fault: Fault,
  { api, request, response, counts, signal }: Scene,
): Promise<void> {
  const socket = response.socket as Socket;
  const commit = (): SmallAnswer => api.handle(request);
  switch (fault.kind) {
    case 'reset-before-commit':
      socket.resetAndDestroy();
      return;
    case 'reset-after-commit':
      commit();
      socket.resetAndDestroy();
      return;
    case 'close-after-commit':
      commit();
      socket.end();
      return;
    case 'late-commit':
      socket.resetAndDestroy();
      await sleep(fault.afterMs, undefined, { signal });
      commit();
      return;
    case 'stall-headers':
      commit();
      return;
    case 'stall-body':
      socket.write(half(commit()));
      return;
    case 'truncated':
      socket.end(half(commit()));
      return;
    case 'slow-loris':
      for (const byte of whole(commit())) {
        if (socket.destroyed) return;
        socket.write(Uint8Array.of(byte));
        await sleep(fault.everyMs, undefined, { signal });
      }
      return;
    case 'garbage':
      commit();
      socket.end('\u0000\u0001 not HTTP at all \u0002\r\n\r\n');
      return;
    case 'html':
      commit();
      return answer(
        response,
        { status: 200, body: '<!doctype html><h1>Welcome</h1>' },
        { 'content-type': 'text/html' },
      );
    case 'empty':
      commit();
      return answer(response, { status: 200 });
    case 'null':
      commit();
      return answer(response, { status: 200, body: 'null' }, { 'content-type': 'application/json' });
    case 'no-id':
      commit();
      return answer(response, { status: 200, body: { ok: true } });
    case 'wrong-type':
      commit();
      return answer(response, { status: 200, body: '"created"' }, { 'content-type': 'application/json' });
    case 'huge':
      commit();
      return pour(response, fault.bytes, counts);
    case 'status': {
      if (fault.committed) commit();
      const body = fault.body ?? { code: 'FAULT', message: `Fault ${fault.status}.` };
      return answer(response, { status: fault.status, body }, fault.headers);
    }
    case 'redirect':
      return answer(response, { status: fault.status }, { location: fault.to });
    case 'expire-tokens':
      api.expireTokens();
      return answer(response, commit());
  }
}

/** A text goes out as it is, anything else as JSON. */
export function answer(
  response: ServerResponse,
  { status, body }: SmallAnswer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const json = typeof body === 'string' ? undefined : { 'content-type': 'application/json' };
  response.writeHead(status, { ...json, ...headers });
  response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
}

function whole({ status, body }: SmallAnswer): Buffer {
  const text = JSON.stringify(body ?? null);
  return Buffer.from(
    `HTTP/1.1 ${status} OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

function half(answered: SmallAnswer): Buffer {
  const bytes = whole(answered);
  const body = bytes.length - bytes.indexOf('\r\n\r\n') - 4;
  return bytes.subarray(0, bytes.length - Math.ceil(body / 2));
}

async function pour(response: ServerResponse, bytes: number, counts: Counts): Promise<void> {
  const chunk = Buffer.alloc(64 * 1024, ' ');
  const chunks = function* (): Generator<Buffer> {
    for (let sent = 0; sent < bytes; sent += chunk.length) {
      counts.hugeBytes += chunk.length;
      yield chunk;
    }
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  await pipeline(chunks, response);
}
