import type { Socket } from 'node:net';
import { isPlainObject } from '../lib/plain-object.ts';
import type { Host, HostCalls } from './host.ts';
import type { PackedError } from './packed-error.ts';

/** Makes the arguments that are sent of those that were given. */
type Arguments<Name extends RemoteCall> = (...given: Parameters<HostCalls[Name]>) => readonly unknown[];

const asGiven = (...given: readonly unknown[]): readonly unknown[] => given;

export type RemoteCall = keyof HostCalls;

/**
 * The calls that cross the socket. Client and server are made of this table; it holds all of {@link HostCalls}, or does not compile.
 * JSON has no undefined, a missing argument would arrive as null: what has a default gets it here.
 */
export const remoteCalls: { readonly [Name in RemoteCall]: Arguments<Name> } = {
  beginRound: asGiven,
  base: asGiven,
  acquire: asGiven,
  add: asGiven,
  track: asGiven,
  testFailed: asGiven,
  send: asGiven,
  session: asGiven,
  release: (key, ended = { failed: false }) => [key, ended],
  endSuite: asGiven,
};

/** Changes with the table and the lines: a worker may have loaded another copy of the package than its runner. */
export const protocolVersion = 3;

/** The first line a host sends: what clients must know before they ask anything. */
export interface Greeting extends Pick<Host, 'runId' | 'settings'> {
  readonly seedbed: typeof protocolVersion;
}

/** One JSON line each way; `id` pairs them. */
export interface Call {
  readonly id: number;
  readonly method: RemoteCall;
  readonly args: readonly unknown[];
}

export type Reply =
  | { readonly id: number; readonly result?: unknown }
  | { readonly id: number; readonly error: PackedError };

/** Undefined for what is no call at all. A call of an unknown method is one: it gets an answer. */
export function parseCall(line: string): Call | undefined {
  const call = parseLine<Call>(line);
  const sound = typeof call?.id === 'number' && typeof call.method === 'string' && Array.isArray(call.args);
  return sound ? call : undefined;
}

/** Undefined for what is no JSON object: nothing of ours. */
export function parseLine<T extends object>(line: string): T | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return isPlainObject(message) ? (message as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Calls back for each whole line; lines may be of any length. */
export function readLines(socket: Socket, onLine: (line: string) => void): void {
  const parts: string[] = [];
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = chunk.split('\n');
    if (lines.length === 1) return void parts.push(chunk);
    onLine(parts.join('') + lines[0]);
    parts.length = 0;
    for (const line of lines.slice(1, -1)) onLine(line);
    if (lines.at(-1) !== '') parts.push(lines.at(-1) as string);
  });
}
