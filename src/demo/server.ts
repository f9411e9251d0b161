import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { SeedbedError } from '../errors.ts';
import { isLoopback } from '../lib/base-url.ts';
import { show } from '../lib/check.ts';
import { systemClock } from '../lib/clock.ts';
import { escapeText } from '../lib/escape.ts';
import { demoSays } from '../messages/demo.ts';
import { createDemoApp, type DemoApp } from './app.ts';
import type { DemoAppOptions } from './options.ts';
import { Refusal } from './refusal.ts';

export interface DemoApiOptions extends DemoAppOptions {
  /** TCP port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number | undefined;
}

/** A demo API that listens. */
export interface DemoApi {
  /** Base URL for clients: `http://127.0.0.1:4010/api:demo`. */
  readonly url: string;
  /** Where the web page is: `http://127.0.0.1:4010`. */
  readonly origin: string;
  readonly port: number;
  readonly app: DemoApp;
  /** Records there are now, the operator left out. */
  counts(): { users: number; vms: number };
  /** Lets running calls end (for at most a second), drops every connection and closes the database. Safe to call twice. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const graceMs = 1000;

/**
 * Starts the demo API on 127.0.0.1. It answers no other name than this machine's, and lets no page from elsewhere change anything.
 *
 * @example
 * await using api = await startDemoApi({ rateLimit: { requests: 10, per: 20_000 } });
 * await fetch(`${api.url}/auth/login`, { method: 'POST', body: JSON.stringify(demoOperator) });
 *
 * @throws SeedbedError `SEEDBED_CONFIG` if the port is taken or not allowed, `SEEDBED_FILE` if the database cannot be opened;
 * RangeError for an option that is out of range.
 */
export async function startDemoApi(options: DemoApiOptions = {}): Promise<DemoApi> {
  const wanted = options.port ?? 0;
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535) {
    throw new RangeError(demoSays.badPort(show(wanted)));
  }
  const app = createDemoApp(options);
  let closing: Promise<void> | undefined;
  const server = createServer(
    // The adapter's own Request and Response would be a little faster, but replace the globals of the process: not ours to take.
    getRequestListener(
      async (request, { incoming }) => {
        const response = refused(incoming) ?? (await app.fetch(request, { incoming }));
        if (closing !== undefined) response.headers.set('connection', 'close');
        return response;
      },
      { overrideGlobalObjects: false },
    ),
  );
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await listen(server, wanted).catch((error: unknown) => {
    app.close();
    throw error;
  });

  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // `server.close` ends what is idle between two calls; browsers also open connections ahead and send nothing.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    const grace = new AbortController();
    systemClock.sleep(graceMs, grace.signal).then(
      () => server.closeAllConnections(),
      () => undefined,
    );
    await closed;
    grace.abort();
    app.close();
  };
  const closeOnce = (): Promise<void> => {
    closing ??= close();
    return closing;
  };
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/api:demo`,
    origin,
    port,
    app,
    counts: app.counts,
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}

function refused(incoming: Pick<IncomingMessage, 'method' | 'headers'>): Response | undefined {
  try {
    refuseStrangers(incoming);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Response.json(error.body, { status: error.status });
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(port, cause)));
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(port: number, cause: NodeJS.ErrnoException): SeedbedError {
  const message =
    cause.code === 'EADDRINUSE'
      ? demoSays.portTaken(port)
      : cause.code === 'EACCES'
        ? demoSays.portForbidden(port)
        : demoSays.cannotListen(port, cause.message);
  return new SeedbedError('SEEDBED_CONFIG', message, { cause });
}

/**
 * What a web page from elsewhere must not do to a server on this machine. A name of the page's own that suddenly leads here (DNS rebinding)
 * would let it read everything: only names that always mean this machine are answered. And a form or a `no-cors` request needs no
 * permission to be sent: what changes something is refused to pages from elsewhere. Applications on other ports of this machine, behind a
 * development server's proxy say, go on working; so does whatever is no browser and sends no `Origin`.
 *
 * @throws Refusal 403.
 */
function refuseStrangers({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): void {
  const { host, origin } = headers;
  if (host !== undefined && !isThisMachine(`http://${host}`))
    throw new Refusal(
      403,
      `Host: Expected this machine (127.0.0.1, localhost), got "${escapeText(host, 100)}". Call the demo API by its own address.`,
    );
  if (origin === undefined || method === 'GET' || method === 'HEAD' || isThisMachine(origin)) return;
  throw new Refusal(
    403,
    `Origin: Expected a page of this machine (127.0.0.1, localhost), got "${escapeText(origin, 100)}". Only such pages may change data here.`,
  );
}

function isThisMachine(url: string): boolean {
  // `null` is the origin of pages that hide theirs.
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  // Browsers send every name below `localhost` to this machine themselves.
  return isLoopback(hostname) || /\.localhost\.?$/.test(hostname);
}
