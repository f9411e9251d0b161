import { createServer, type Socket } from 'node:net';
import { hostSays } from '../messages/host.ts';
import type { Host } from './host.ts';
import {
  type Call,
  type Greeting,
  packError,
  parseCall,
  protocolVersion,
  type Reply,
  readLines,
  remoteCalls,
} from './protocol.ts';
import { listenPrivately, removeSocket } from './socket-folder.ts';

/** A host that others can reach. */
export interface ServedHost {
  /** Path of the socket, or name of the pipe on Windows. */
  readonly address: string;
  /** Stops listening and removes the socket; the host itself goes on. */
  close(): void;
}

/** Listens on a socket that only this user can open. Whatever a client sends or does, it affects its own connection only. */
export async function serveHost(host: Host): Promise<ServedHost> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A worker that dies takes its socket with it; its answers have nowhere to go.
    socket.on('error', () => socket.destroy());
    serveSocket(host, socket);
  });
  const address = await listenPrivately(server);
  // A connection that could not be accepted, for want of descriptors: its client is told by the system.
  server.on('error', () => undefined);
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
  const write = (line: string): void => {
    // Who does not read the answers is asked nothing more: they would fill this process.
    if (!socket.destroyed && !socket.write(`${line}\n`)) socket.pause();
  };
  socket.on('drain', () => socket.resume());
  const { runId, settings } = host;
  write(JSON.stringify({ seedbed: protocolVersion, runId, settings } satisfies Greeting));
  readLines(socket, (line) => {
    const call = socket.destroyed ? undefined : parseCall(line);
    if (call === undefined) socket.destroy();
    else void answer(host, call).then(write);
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
