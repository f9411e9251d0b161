import type { Socket } from 'node:net';
import { isSeedbedError, SeedbedError, type SeedbedErrorCode } from '../errors.ts';
import { isPlainObject } from '../lib/show.ts';
import type { Host } from './host.ts';

/** What may be asked of a host over its socket. */
export type RemoteMethod =
  | 'base'
  | 'acquire'
  | 'add'
  | 'track'
  | 'testFailed'
  | 'send'
  | 'release'
  | 'endSuite';
export const remoteMethods: readonly RemoteMethod[] = [
  'base',
  'acquire',
  'add',
  'track',
  'testFailed',
  'send',
  'release',
  'endSuite',
];

/** One JSON line each way; `id` pairs them. */
export interface Call {
  readonly id: number;
  readonly method: RemoteMethod;
  readonly args: readonly unknown[];
}

export type Reply =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly error: {
        readonly code: SeedbedErrorCode | undefined;
        readonly name: string;
        readonly message: string;
      };
    };

/** The first line a host sends: what clients must know before they ask anything. */
export interface Greeting extends Pick<Host, 'run' | 'settings'> {
  readonly seedbed: 1;
}

/** Messages only: a message never holds a secret, and the host's stack means nothing in a worker. */
export function packError(error: unknown): Extract<Reply, { error: unknown }>['error'] {
  const { name, message } = error instanceof Error ? error : new SeedbedError('SEEDBED_HOST', String(error));
  return { code: isSeedbedError(error) ? error.code : undefined, name, message };
}

export function unpackError({ code, name, message }: ReturnType<typeof packError>): Error {
  if (code !== undefined) return new SeedbedError(code, message);
  if (name === 'TypeError') return new TypeError(message);
  return new SeedbedError('SEEDBED_HOST', `The host failed: ${message}`);
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
