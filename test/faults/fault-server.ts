import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Faults } from './fault.ts';
import { Limiter, type LimitOptions } from './limiter.ts';
import { answer, misbehave } from './misbehave.ts';
import { SmallApi, type SmallApiOptions, type SmallRequest, type StoredRecord } from './small-api.ts';

export interface FaultServerOptions extends SmallApiOptions {
  readonly faults?: Faults;
  readonly rateLimit?: LimitOptions;
  /** Time before every answer, in ms. @default 0 */
  readonly latencyMs?: number;
  /** @default '/api:test' */
  readonly basePath?: string;
}

/** A real API on port 0 that misbehaves on request, and counts. */
export interface FaultServer {
  /** Ready for a client: `http://127.0.0.1:PORT/api:test`. */
  readonly baseUrl: string;
  readonly users: readonly StoredRecord[];
  readonly vms: readonly StoredRecord[];
  readonly counts: Counts;
  /** Every request, in order: `POST /user`. */
  readonly requests: readonly string[];
  expireTokens(): void;
  /** From now on connections are refused; `listen` takes them again, on the same port. */
  refuse(): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

export interface Counts {
  requests: number;
  logins: number;
  /** Answered 429 by the limiter. */
  limited: number;
  faults: number;
  inFlight: number;
  maxInFlight: number;
  /** Body bytes of `huge` answers that the sockets took. */
  hugeBytes: number;
}

export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const { basePath = '/api:test' } = options;
  const api = new SmallApi(options);
  const limiter = options.rateLimit === undefined ? undefined : new Limiter(options.rateLimit);
  const counts: Counts = {
    requests: 0,
    logins: 0,
    limited: 0,
    faults: 0,
    inFlight: 0,
    maxInFlight: 0,
    hugeBytes: 0,
  };
  const requests: string[] = [];
  const stopped = new AbortController();

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming, basePath);
    const { method, path, body } = request;
    const { authorization } = incoming.headers;
    requests.push(`${method} ${path}`);
    const isCreate = method === 'POST' && /^\/(user|vm)(\/bulk)?$/.test(path);
    const fault = options.faults?.(counts.requests++, {
      method,
      path,
      isCreate,
      body,
      authorization,
    });
    const taken = limiter?.take(performance.now());
    if (options.latencyMs !== undefined)
      await sleep(options.latencyMs, undefined, { signal: stopped.signal });
    if (taken?.allowed === false) {
      counts.limited++;
      return answer(response, { status: 429, body: { code: 'ERROR_CODE_TOO_MANY_REQUESTS' } }, taken.headers);
    }
    if (fault === undefined) {
      const answered = api.handle(request);
      counts.logins = api.logins;
      return answer(response, answered, taken?.headers);
    }
    counts.faults++;
    await misbehave(fault, { api, request, response, counts, signal: stopped.signal });
  };

  const server = createServer((incoming, response) => {
    counts.maxInFlight = Math.max(counts.maxInFlight, ++counts.inFlight);
    response.once('close', () => counts.inFlight--);
    handle(incoming, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, 0);
  return {
    baseUrl: `http://127.0.0.1:${port}${basePath}`,
    users: api.users,
    vms: api.vms,
    counts,
    requests,
    expireTokens: () => api.expireTokens(),
    refuse: () => shut(server),
    listen: async () => {
      await listen(server, port);
    },
    async close() {
      stopped.abort();
      if (server.listening) await shut(server);
    },
  };
}

async function readRequest(incoming: IncomingMessage, basePath: string): Promise<SmallRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const path = url.pathname.startsWith(`${basePath}/`)
    ? url.pathname.slice(basePath.length)
    : '/outside-of-the-base-path';
  const { method = 'GET', headers } = incoming;
  return { method, path, query: url.searchParams, headers, body: text === '' ? undefined : JSON.parse(text) };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
