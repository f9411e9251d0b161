import { connect } from 'node:net';
import { SeedbedError } from '../errors.ts';
import type { RemovalReport } from '../seeder/remove-records.ts';
import type { Host } from './host.ts';
import {
  type Call,
  type Greeting,
  parseLine,
  type RemoteMethod,
  type Reply,
  readLines,
  unpackError,
} from './protocol.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A host in another process. Needs neither Faker nor an HTTP client here. */
export async function connectHost(address: string): Promise<Host> {
  const socket = connect(address);
  // A worker with nothing left to ask may end while the connection is open.
  socket.unref();
  const waiting = new Map<number, Waiting>();
  const greeting = Promise.withResolvers<Greeting>();
  let next = 0;
  const fail = (why: string): void => {
    const error = new SeedbedError(
      'SEEDBED_HOST',
      `Lost the seedbed host: ${why}. What it made is in the ledger, and removed at the next start or by \`seedbed sweep\`.`,
    );
    greeting.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail('its socket closed'));
  readLines(socket, (line) => {
    const message = parseLine<Reply | Greeting>(line);
    if (message === undefined) {
      fail('it answered nonsense');
      socket.destroy();
      return;
    }
    if ('seedbed' in message) return greeting.resolve(message);
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (waiting.size === 0) socket.unref();
    if ('error' in message) call?.reject(unpackError(message.error));
    else call?.resolve(message.result);
  });
  socket.ref();
  const { run, settings } = await greeting.promise;
  socket.unref();

  const ask = <T>(method: RemoteMethod, ...args: readonly unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const call: Call = { id: next++, method, args };
      waiting.set(call.id, { resolve: (result) => resolve(result as T), reject });
      socket.ref();
      if (socket.destroyed) fail('its socket is closed');
      else socket.write(`${JSON.stringify(call)}\n`);
    });
  return {
    run,
    settings,
    base: () => ask('base'),
    acquire: (request) => ask('acquire', request),
    add: (key, seed) => ask('add', key, seed),
    track: (key, resource, id) => ask('track', key, resource, id),
    testFailed: (key, final) => ask('testFailed', key, final),
    send: (request, user) => ask('send', request, user),
    // JSON has no undefined: a missing argument would arrive as null.
    release: (key, ended = { failed: false }) => ask('release', key, ended),
    endSuite: (owner, ended) => ask('endSuite', owner, ended),
    close(): Promise<RemovalReport> {
      // The host belongs to the runner and outlives its workers: only the connection ends here.
      socket.destroy();
      return Promise.resolve({ removed: 0, left: [] });
    },
  };
}
