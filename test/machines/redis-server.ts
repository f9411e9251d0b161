import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../servers/foreign-server.ts';

export const redisProgram = '/usr/bin/redis-server';

/** A Redis of one test file, in a folder of its own. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** For a look from outside. */
  readonly client: Redis;
  /** Ends it, as a machine that goes down does; what was not saved is gone. */
  stop(): Promise<void>;
  /** On the same port and folder. */
  start(): Promise<void>;
}

export interface RedisOptions {
  /** More of its command line: `['--appendonly', 'yes']`. */
  readonly args?: readonly string[];
  readonly password?: string;
}

export async function startRedis({ args = [], password }: RedisOptions = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-redis-'));
  const port = await freePort();
  const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const lasting = ['--save', '', '--appendonly', 'no', '--daemonize', 'no'];
  const secret = password === undefined ? [] : ['--requirepass', password];
  let child: ChildProcess | undefined;
  const client = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: () => 20,
    ...(password !== undefined && { password }),
  });
  client.on('error', () => undefined);
  const start = async (): Promise<void> => {
    child = spawn(redisProgram, [...where, ...lasting, ...secret, ...args], { stdio: 'ignore' });
    if (client.status === 'wait') void client.connect().catch(() => undefined);
    await client.ping();
  };
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill('SIGTERM');
    await ended;
  };
  await start();
  return {
    url: `redis://${password === undefined ? '' : `:${password}@`}127.0.0.1:${port}`,
    port,
    client,
    start,
    stop,
    async [Symbol.asyncDispose]() {
      client.disconnect();
      if (child?.exitCode === null && child.signalCode === null) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
