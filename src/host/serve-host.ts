import { chmodSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { Host } from './host.ts';
import {
  type Call,
  type Greeting,
  packError,
  parseLine,
  type Reply,
  readLines,
  remoteMethods,
} from './protocol.ts';
import { newAddress, removeSocket } from './socket-folder.ts';

/** A host that others can reach. */
export interface ServedHost {
  /** Path of the socket, or name of the pipe on Windows. */
  readonly address: string;
  /** Stops listening and removes the socket; the host itself goes on. */
  close(): void;
}

/** Listens on a socket that only this user can open: 0600 in a 0700 folder. */
export async function serveHost(host: Host): Promise<ServedHost> {
  const address = newAddress();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A worker that dies takes its socket with it; its answers have nowhere to go.
    socket.on('error', () => socket.destroy());
    serveSocket(host, socket);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(address, resolve));
  if (process.platform !== 'win32') chmodSync(address, 0o600);
  return {
    address,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      removeSocket(address);
    },
  };
}

function serveSocket(host: Host, socket: Socket): void {
  const write = (message: Reply | Greeting): void => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
  };
  write({ seedbed: 1, run: host.run, settings: host.settings });
  readLines(socket, (line) => {
    const call = parseLine<Call>(line);
    if (call === undefined) {
      socket.destroy();
      return;
    }
    answer(host, call).then(
      (result) => write({ id: call.id, result }),
      (error: unknown) => write({ id: call.id, error: packError(error) }),
    );
  });
}

async function answer(host: Host, { method, args }: Call): Promise<unknown> {
  if (!remoteMethods.includes(method)) throw new TypeError(`Unknown call "${method}".`);
  return (host[method] as (...given: readonly unknown[]) => Promise<unknown>).apply(host, [...args]);
}
