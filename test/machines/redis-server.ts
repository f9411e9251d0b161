import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe } from 'vitest';
import { freePort, installDebian } from '../servers/foreign-server.ts';

const program = '/usr/bin/redis-server';

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
    child = spawn(program, [...where, ...lasting, ...secret, ...args], { stdio: 'ignore' });
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

/** The server, installed if it is missing and one may. On CI it must be there. */
function isHere(): boolean {
  try {
    installDebian(program, ['redis-server']);
  } catch (error) {
    if (process.env.CI) throw error;
  }
  return existsSync(program) && execFileSync(program, ['--version'], { encoding: 'utf8' }).includes('v=');
}

/** Tests with a real Redis. Elsewhere than on CI, a machine without one is told so. */
export function describeWithRedis(name: string, tests: () => void): void {
  const here = isHere();
  if (!here) console.warn(`Not tested: ${name}. There is no ${program}, and it could not be installed.`);
  describe.runIf(here)(name, tests);
}
