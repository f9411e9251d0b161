import type { Socket } from 'node:net';
import {
  HttpError,
  type HttpErrorDetails,
  isSeedbedError,
  SeedbedError,
  type SeedbedErrorCode,
} from '../../errors.ts';
import { isPlainObject } from '../../lib/check.ts';
import type { Wait } from '../../lib/progress.ts';
import { hostSays } from '../../messages/host.ts';
import type { Host, HostCalls } from '../host.ts';

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
  foresee: asGiven,
  acquire: asGiven,
  add: asGiven,
  track: asGiven,
  testFailed: asGiven,
  send: asGiven,
  session: asGiven,
  checkSession: asGiven,
  expectRecord: (name, seed) => (seed === undefined ? [name] : [name, seed]),
  release: (key, ended = { failed: false }) => [key, ended],
  endSuite: asGiven,
};

/** Changes with the table and the lines: a worker may have loaded another copy of the package than its runner. */
export const protocolVersion = 5;

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

/** What delays the answers, for everybody who waits for one: told once it is noticed. */
export interface Told {
  readonly wait: Exclude<Wait, { readonly for: 'coordinator' }>;
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

/**
 * An error on its way through a socket: what it is, and no stack, which would mean nothing at the other end. Its message never holds a
 * secret, and neither do the fields of an `HttpError` about its request.
 */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  /** Of a `SeedbedError`. */
  readonly code?: SeedbedErrorCode;
  /** Of an `HttpError`. */
  readonly http?: HttpErrorDetails & { readonly why: string };
}

/** Classes that mean the same in every process. */
const plain: Readonly<Record<string, (message: string) => Error>> = {
  TypeError: (message) => new TypeError(message),
  RangeError: (message) => new RangeError(message),
  AbortError: (message) => new DOMException(message, 'AbortError'),
};

export function packError(error: unknown): PackedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  if (isHttpError(error)) {
    // Its own fields, any that there are: one that is added to the class crosses too.
    const { name: _, code, ...http } = error;
    return { name, message, code, http };
  }
  return isSeedbedError(error) ? { name, message, code: error.code } : { name, message };
}

/** The same class, message and fields that were packed; a foreign error becomes `SEEDBED_HOST`. */
export function unpackError({ name, message, code, http }: PackedError): Error {
  if (code !== undefined && http !== undefined) {
    const error = new HttpError(http.why, http, { code });
    // It was made of more than its fields: a remedy, perhaps.
    error.message = message;
    return error;
  }
  if (code !== undefined) return new SeedbedError(code, message);
  return plain[name]?.(message) ?? new SeedbedError('SEEDBED_HOST', hostSays.failed(message));
}

/** Also one from another copy of the package: a configuration may have loaded its own. */
function isHttpError(error: Error): error is HttpError {
  return isSeedbedError(error) && error.name === 'HttpError';
}
