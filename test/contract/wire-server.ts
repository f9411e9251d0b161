import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';

type Incoming = IncomingMessage | Http2ServerRequest;
type Outgoing = ServerResponse | Http2ServerResponse;

export type Stored = Readonly<Record<string, unknown>>;

/** What a test does in place of the usual answer to the nth create, from 1; `store` stores the record all the same. */
export type OnCreate = (create: {
  readonly count: number;
  readonly request: Incoming;
  readonly response: Outgoing;
  store(): Stored;
}) => boolean;

/** A file of `test/tls`: `server.pem` is signed by `ca.pem`, whose key was thrown away, for `localhost`, `api.example.test` and 127.0.0.1, for 100 years. */
export function tlsFile(name: 'ca.pem' | 'server.pem' | 'server-key.pem'): string {
  return readFileSync(new URL(`../tls/${name}`, import.meta.url), 'utf8');
}

/** Users in memory, over plain HTTP, TLS, or HTTP/2 and nothing else. */
export class WireServer implements AsyncDisposable {
  readonly users: Map<number, Stored> = new Map();
  /** Of each request. */
  readonly versions: string[] = [];
  creates = 0;
  readonly #secure: boolean;
  readonly #onCreate: OnCreate;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #lastId = 0;

  constructor(kind: 'http' | 'https' | 'h2', onCreate: OnCreate = () => false) {
    this.#secure = kind !== 'http';
    this.#onCreate = onCreate;
    const serve = (request: Incoming, response: Outgoing): void => {
      void this.#serve(request, response);
    };
    const tls = { cert: tlsFile('server.pem'), key: tlsFile('server-key.pem') };
    if (kind === 'http') this.#server = createServer(serve);
    else if (kind === 'https') this.#server = createTlsServer(tls, serve);
    else this.#server = createSecureServer({ ...tls, allowHTTP1: false }, serve);
    this.#server.on('connection', (socket: Socket) => this.#sockets.add(socket));
    this.#server.on('session', (session: ServerHttp2Session) => session.on('error', () => {}));
  }

  async open(host = '127.0.0.1'): Promise<this> {
    await once(this.#server.listen(0, host), 'listening');
    return this;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `${this.#secure ? 'https' : 'http'}://127.0.0.1:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: Incoming, response: Outgoing): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    this.versions.push(request.httpVersion);
    const say = (status: number, body?: unknown): void => {
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      if (body === undefined) response.end();
      else response.end(JSON.stringify(body));
    };
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const id = Number(pathname.split('/')[2] ?? Number.NaN);
    if (request.method === 'POST') {
      const fields = JSON.parse(Buffer.concat(chunks).toString()) as Stored;
      const store = (): Stored => {
        const user = { ...fields, id: ++this.#lastId };
        this.users.set(this.#lastId, user);
        return user;
      };
      this.creates++;
      if (!this.#onCreate({ count: this.creates, request, response, store })) say(201, store());
    } else if (Number.isNaN(id)) {
      const title = searchParams.get('title');
      say(
        200,
        [...this.users.values()].filter((user) => title === null || user.title === title),
      );
    } else if (!this.users.has(id)) say(404, { message: 'not found' });
    else if (request.method === 'GET') say(200, this.users.get(id));
    else say(this.users.delete(id) ? 204 : 404);
  }
}
