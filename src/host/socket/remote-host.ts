import { connect } from 'node:net';
import { SeedbedError } from '../../errors.ts';
import { tellWait } from '../../lib/progress.ts';
import { hostSays } from '../../messages/host.ts';
import { setLanguage } from '../../messages/language.ts';
import { nothingRemoved } from '../../removal/report.ts';
import type { Host, HostCalls } from '../host.ts';
import {
  type Call,
  type Greeting,
  parseLine,
  protocolVersion,
  type RemoteCall,
  type Reply,
  readLines,
  remoteCalls,
  type Told,
  unpackError,
} from './protocol.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A host in another process. Needs neither Faker nor an HTTP client here. */
export async function connectHost(address: string): Promise<Host> {
  const socket = connect(address);
  const waiting = new Map<number, Waiting>();
  const greeting = Promise.withResolvers<Greeting>();
  let next = 0;
  const fail = (why: string): void => {
    const error = new SeedbedError('SEEDBED_HOST', hostSays.lost(why));
    greeting.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail(hostSays.socketClosed));
  readLines(socket, (line) => {
    const message = parseLine<Reply | Greeting | Told>(line);
    if (message === undefined) {
      fail(hostSays.nonsense);
      socket.destroy();
      return;
    }
    if ('seedbed' in message) return greeting.resolve(message);
    if ('wait' in message) return tellWait(message.wait);
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    // A worker with nothing left to ask may end while the connection is open.
    if (waiting.size === 0) socket.unref();
    if ('error' in message) call?.reject(unpackError(message.error));
    else call?.resolve(message.result);
  });
  const { seedbed, runId, settings } = await greeting.promise;
  socket.unref();
  if (seedbed !== protocolVersion) {
    socket.destroy();
    throw new SeedbedError('SEEDBED_HOST', hostSays.otherVersion);
  }
  setLanguage(settings.lang);

  const ask = (method: RemoteCall, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const call: Call = { id: next++, method, args };
      // What JSON cannot hold, a circle or a bigint, throws before anybody waits for it.
      const line = JSON.stringify(call);
      waiting.set(call.id, { resolve, reject });
      socket.ref();
      if (socket.destroyed) fail(hostSays.socketIsClosed);
      else socket.write(`${line}\n`);
    });
  const close: Host['close'] = () => {
    // The host belongs to the runner and outlives its workers: only the connection ends here.
    socket.destroy();
    return Promise.resolve(nothingRemoved);
  };
  return { runId, settings, close, ...callsOf(ask) };
}

/** One method for each line of the protocol's table. */
function callsOf(ask: (method: RemoteCall, args: readonly unknown[]) => Promise<unknown>): HostCalls {
  const calls: { [name: string]: unknown } = {};
  for (const name of Object.keys(remoteCalls) as RemoteCall[]) {
    const sent = remoteCalls[name] as (...given: readonly unknown[]) => readonly unknown[];
    calls[name] = (...given: readonly unknown[]) => ask(name, sent(...given));
  }
  return calls as { [Name in RemoteCall]: HostCalls[Name] };
}
