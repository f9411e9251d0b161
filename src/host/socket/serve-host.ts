import { createServer, type Socket } from 'node:net';
import { onWait } from '../../lib/progress.ts';
import { hostSays } from '../../messages/host.ts';
import type { Host } from '../host.ts';
import { isLong } from '../say-waits.ts';
import {
  type Call,
  type Greeting,
  packError,
  parseCall,
  protocolVersion,
  type RemoteCall,
  type Reply,
  readLines,
  remoteCalls,
  type Told,
} from './protocol.ts';
import { listenPrivately, removeSocket } from './socket-folder.ts';

/** A host that others can reach. */
export interface ServedHost {
  /** Path of the socket, or name of the pipe on Windows. */
  readonly address: string;
  /** Whether a test waits for an answer. */
  readonly isAsked: boolean;
  /** Stops listening and removes the socket; the host itself goes on. */
  close(): void;
}

/** Listens on a socket that only this user can open. Whatever a client sends or does, it affects its own connection only. */
export async function serveHost(host: Host): Promise<ServedHost> {
  const sockets = new Set<Socket>();
  /** Sockets with the number of answers that tests wait for there. */
  const awaited = new Map<Socket, number>();
  const count = (socket: Socket, more: 1 | -1): void => {
    awaited.set(socket, (awaited.get(socket) ?? 0) + more);
    if (awaited.get(socket) === 0 || socket.destroyed) awaited.delete(socket);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      awaited.delete(socket);
    });
    // A worker that dies takes its socket with it; its answers have nowhere to go.
    socket.on('error', () => socket.destroy());
    serveSocket(host, socket, (more) => count(socket, more));
  });
  const address = await listenPrivately(server);
  // A connection that could not be accepted because descriptors ran out: its client is told by the system.
  server.on('error', () => undefined);
  const unhear = onWait((wait) => {
    if (wait.for === 'coordinator') return;
    const { ended: _, ...plain } = { ended: undefined, ...wait };
    const line = JSON.stringify({ wait: plain } satisfies Told);
    void isLong(wait).then((long) => {
      if (long) for (const socket of awaited.keys()) if (!socket.destroyed) socket.write(`${line}\n`);
    });
  });
  return {
    address,
    get isAsked() {
      return awaited.size > 0;
    },
    close() {
      unhear();
      server.close();
      for (const socket of sockets) socket.destroy();
      removeSocket(address);
    },
  };
}

/** What tests wait for. They are not told of what is removed behind them. */
const awaitedCalls: ReadonlySet<string> = new Set<RemoteCall>(['base', 'acquire', 'add', 'session', 'send']);

function serveSocket(host: Host, socket: Socket, count: (more: 1 | -1) => void): void {
  const write = (line: string): void => {
    // A client that does not read its answers is not served further: they would fill this process.
    if (!socket.destroyed && !socket.write(`${line}\n`)) socket.pause();
  };
  socket.on('drain', () => socket.resume());
  const { runId, settings } = host;
  write(JSON.stringify({ seedbed: protocolVersion, runId, settings } satisfies Greeting));
  readLines(socket, (line) => {
    const call = socket.destroyed ? undefined : parseCall(line);
    if (call === undefined) return void socket.destroy();
    const isAwaited = awaitedCalls.has(call.method);
    if (isAwaited) count(1);
    void answer(host, call).then((reply) => {
      if (isAwaited) count(-1);
      write(reply);
    });
  });
}

/** Never rejects: an answer that JSON cannot hold is an error for the one who asked. */
async function answer(host: Host, { id, method, args }: Call): Promise<string> {
  const line = (reply: Reply): string => JSON.stringify(reply);
  try {
    if (!Object.hasOwn(remoteCalls, method)) throw new TypeError(hostSays.unknownCall(method));
    const call = host[method] as (...given: readonly unknown[]) => Promise<unknown>;
    return line({ id, result: await call.apply(host, [...args]) });
  } catch (error) {
    return line({ id, error: packError(error) });
  }
}
