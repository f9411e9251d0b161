import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerCreate } from './odd-create.ts';
import type { OddFaults } from './odd-fault.ts';
import { listing, type OddLists, recordText } from './odd-lists.ts';
import { type OddRecord, OddStore, type OddStoreOptions } from './odd-store.ts';

/**
 * What a DELETE does: as asked; nothing, with 404 or 200; 202, and it is done so many ms later; from the fourth on nothing, with 200 and
 * this body; the record stays everywhere, and its field says that it is removed.
 */
export type OddRemoval =
  | 'done'
  | 'no-route'
  | 'nothing'
  | { readonly doneAfterMs: number }
  | { readonly denies: unknown }
  | { readonly marks: Readonly<Record<string, unknown>> };

export interface OddOptions extends OddStoreOptions, OddLists {
  readonly creates?: OddFaults;
  /** @default 'done' */
  readonly removal?: OddRemoval;
  /** What becomes of the nth DELETE, from 0, if not what `removal` says: it is not answered, or with this status. @default nothing else */
  readonly insteadOf?: (removal: number, record: OddRecord | undefined) => 'no answer' | number | undefined;
  /** A user is not removed while VMs belong to it: this is answered. @default undefined: it is removed */
  readonly childrenRefuse?: number;
  /** What this account may not look at: 403. @default nothing */
  readonly forbids?: 'lists' | 'lists and records';
  /** Time before each answer, in ms. @default 0 */
  readonly latencyMs?: number;
}

/** A real API on port 0 with users, VMs and notes, odd on request; everything in it is open to the test. */
export interface OddServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`: no path. */
  readonly url: string;
  readonly store: OddStore;
  /** Every request, in order: `POST /user`, with its query. */
  readonly requests: readonly string[];
  /** How many requests began so. */
  count(start: string): number;
  /** Closes the port for so long; connections are refused meanwhile. */
  closePort(forMs: number): Promise<void>;
  /** From now on whoever sends this `Authorization` is not heard: his process is dead. */
  dropFrom(authorization: string): void;
}

/** What answering needs to know. */
export interface OddScene {
  readonly options: OddOptions;
  readonly store: OddStore;
  readonly response: ServerResponse;
  readonly stopped: AbortSignal;
  /** By number: when it is done, and what of. */
  readonly operations: Map<string, { readonly doneAt: number; record?: OddRecord }>;
  /** Answers to creates so far. */
  readonly answers: string[];
  closePort(forMs: number): Promise<void>;
}

export async function startOddServer(options: OddOptions = {}): Promise<OddServer> {
  const store = new OddStore(options);
  const requests: string[] = [];
  const stop = new AbortController();
  const operations: OddScene['operations'] = new Map();
  const answers: string[] = [];
  const dead = new Set<string | undefined>();
  let creates = 0;
  let removals = 0;
  const server = createServer((incoming, response) => {
    const scene = { options, store, response, stopped: stop.signal, operations, answers, closePort };
    if (dead.has(incoming.headers.authorization)) response.destroy();
    else handle(incoming, scene).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, 0);

  async function closePort(forMs: number): Promise<void> {
    if (!server.listening) return;
    await shut(server);
    await sleep(forMs, undefined, { signal: stop.signal });
    await listen(server, port);
  }

  async function handle(incoming: IncomingMessage, scene: OddScene): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = 'GET', url = '/' } = incoming;
    requests.push(`${method} ${url}`);
    if (options.latencyMs !== undefined) await sleep(options.latencyMs, undefined, { signal: scene.stopped });
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [, collection = '', id] = pathname.split('/').map(decodeURIComponent);
    if (collection === 'operations') return answerOperation(scene, id ?? '');
    if (!['user', 'vm', 'note'].includes(collection))
      return json(scene.response, 404, '{"message":"No such route."}');
    if (method === 'POST') {
      const body = JSON.parse(Buffer.concat(chunks).toString());
      return answerCreate(scene, collection, body, options.creates?.(creates++));
    }
    const isForbidden = id === undefined ? options.forbids : options.forbids === 'lists and records';
    if (method === 'GET' && isForbidden) return json(scene.response, 403, '{"message":"Admins only."}');
    if (id === undefined) return listing(scene, collection, searchParams);
    if (method === 'DELETE') {
      const instead = options.insteadOf?.(removals++, store.find(collection, id));
      if (instead === 'no answer') return void scene.response.socket?.resetAndDestroy();
      if (instead !== undefined) return json(scene.response, instead, '{"message":"It failed."}');
      return answerRemoval(scene, collection, id);
    }
    const record = store.find(collection, id);
    if (record === undefined) return json(scene.response, 404, '{"message":"Not found."}');
    return json(scene.response, 200, recordText(record, options, 'one'));
  }

  return {
    url: `http://127.0.0.1:${port}`,
    store,
    requests,
    count: (start) => requests.filter((request) => request.startsWith(start)).length,
    closePort,
    dropFrom: (authorization) => void dead.add(authorization),
    async [Symbol.asyncDispose]() {
      stop.abort();
      if (server.listening) await shut(server);
    },
  };
}

export function json(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

function answerOperation({ response, operations, options }: OddScene, id: string): void {
  const operation = operations.get(id);
  const { record } = operation ?? {};
  const state =
    record === undefined
      ? '"status":"running"'
      : `"status":"succeeded","result":${recordText(record, options, 'one')}`;
  if (operation === undefined) json(response, 404, '{"message":"No such operation."}');
  else json(response, 200, `{"operation":${id},${state}}`);
}

async function answerRemoval(
  { response, store, options, stopped }: OddScene,
  collection: string,
  id: string,
): Promise<void> {
  const { removal = 'done', childrenRefuse } = options;
  const record = removal === 'no-route' ? undefined : store.find(collection, id);
  if (record === undefined) return json(response, 404, '{"message":"Not found."}');
  const hasChildren =
    collection === 'user' && store.in('vm').some(({ fields }) => String(fields.user_id) === id);
  if (childrenRefuse !== undefined && hasChildren)
    return json(response, childrenRefuse, '{"message":"It still has machines."}');
  if (removal === 'nothing') return json(response, 200, '{}');
  if (typeof removal === 'object' && 'marks' in removal) {
    store.mark(record, removal.marks);
    return json(response, 200, '{}');
  }
  const denies = typeof removal === 'object' && 'denies' in removal && store.removed.length >= 3;
  if (denies) return json(response, 200, JSON.stringify(removal.denies));
  if (removal === 'done' || 'denies' in (removal as object)) {
    store.remove(record);
    return json(response, 200, '{}');
  }
  json(response, 202, '{"status":"accepted"}');
  await sleep((removal as { readonly doneAfterMs: number }).doneAfterMs, undefined, { signal: stopped });
  store.remove(record);
}

async function listen(server: Server, port: number): Promise<number> {
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
