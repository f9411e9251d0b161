import { hash } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { Redis as Client, Cluster } from 'ioredis';
import { SeedbedError } from '../errors.ts';
import { normalBaseUrl } from '../lib/base-url.ts';
import { escapeText } from '../lib/escape.ts';
import { coordinatorSays } from '../messages/coordinator.ts';

/** What Redis holds about one API. Everything stands under one hash tag, so that a cluster keeps it on one node and scripts may use it. */
export interface Keys {
  /** Also the prefix of BullMQ's keys. */
  readonly tag: string;
  /** `{seedbed:1a2b3c}:slots`. */
  of(...parts: readonly string[]): string;
}

/** The same for every run on the API, whoever signs in. */
export function keysFor(baseUrl: string): Keys {
  const tag = `{seedbed:${digest(normalBaseUrl(baseUrl)).slice(0, 12)}}`;
  return { tag, of: (...parts) => [tag, ...parts].join(':') };
}

/** In 0-9 and a-f. */
export function digest(text: string): string {
  return hash('sha256', text);
}

/** A connection to the Redis server of a configuration. */
export interface Redis {
  readonly client: Client | Cluster;
  /** Where it is, without user and password. */
  readonly shownUrl: string;
  /** Runs a script; its name is its own. Waits while the server is away. */
  run(script: Script, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Lua that Redis runs as one step. */
export interface Script {
  readonly name: string;
  readonly lua: string;
}

/** The time by Redis' clock, in ms, as `now`: those of machines differ. */
export const luaNow: string = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** How long a first connection may take. */
const patienceMs = 5000;

/**
 * Connects. A command waits while the server is away, and is sent again when it is back.
 *
 * @param shown where it is, without user and password
 * @param tell is told that it was lost, and that it is back
 * @throws SeedbedError `SEEDBED_COORDINATOR` if it is not there, or a package is missing
 */
export async function openRedis(url: string, shown: string, tell: (line: string) => void): Promise<Redis> {
  const { Redis: RedisClient, Cluster: ClusterClient } = await loadRedis();
  const client = new RedisClient(url, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    // BullMQ asks for it, and so do we: a command outlives the server's restart.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), 1000),
  });
  let why = '';
  // Only its words: the error itself may carry the command that holds the password.
  client.on('error', (error: Error & { code?: string }) => {
    why = escapeText(error.message || error.code || coordinatorSays.noAnswer, 200);
  });
  const refuse = (reason: string): never => {
    client.disconnect();
    throw new SeedbedError('SEEDBED_COORDINATOR', coordinatorSays.unreachable(shown, reason));
  };
  let isCluster = false;
  try {
    await client.connect();
    isCluster = (await client.info('cluster')).includes('cluster_enabled:1');
  } catch (error) {
    const words = why || escapeText((error as Error).message, 200);
    // Redis ends some of its sentences, and ours goes on.
    refuse(words.replace(/\.$/, ''));
  }
  if (!isCluster) return connectionOf(client, shown, tell);
  const { options } = client;
  const { host = '127.0.0.1', port = 6379, username, password, tls } = options;
  client.disconnect();
  const cluster = new ClusterClient([{ host, port }], {
    redisOptions: {
      maxRetriesPerRequest: null,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      ...(tls !== undefined && { tls }),
    },
  });
  return connectionOf(cluster, shown, tell);
}

function connectionOf(client: Client | Cluster, shown: string, tell: (line: string) => void): Redis {
  const known = new Set<string>();
  let isLost = false;
  let isClosing = false;
  client.on('error', () => undefined);
  client.on('close', () => {
    if (isLost || isClosing) return;
    isLost = true;
    tell(coordinatorSays.lost(shown));
  });
  client.on('ready', () => {
    if (isLost) tell(coordinatorSays.back(shown));
    isLost = false;
  });
  return {
    client,
    shownUrl: shown,
    run({ name, lua }, keys, values) {
      if (!known.has(name)) client.defineCommand(name, { lua });
      known.add(name);
      const command: (...values: readonly (string | number)[]) => Promise<unknown> = Reflect.get(
        client,
        name,
      );
      return command.call(client, keys.length, ...keys, ...values);
    },
    async close() {
      isClosing = true;
      if (isLost) client.disconnect();
      else await client.quit().catch(() => undefined);
    },
  };
}

type Clients = Pick<typeof import('ioredis'), 'Redis' | 'Cluster'>;
type Queues = Pick<typeof import('bullmq'), 'Queue' | 'Worker' | 'FlowProducer' | 'WaitingChildrenError'>;
/** Loaded only if there is a coordinator: both are optional peers. */
function loadRedis(): Promise<Clients> {
  return load('ioredis', () => import('ioredis'));
}

export function loadQueues(): Promise<Queues> {
  return load('bullmq', () => import('bullmq'));
}

/** A queue of BullMQ, under the keys of one API. */
export async function openQueue(
  name: string,
  { client }: { readonly client: Client | Cluster },
  { tag }: Keys,
): Promise<Queue> {
  const { Queue } = await loadQueues();
  const queue = new Queue(name, { connection: client, prefix: tag });
  // BullMQ prints an error that nobody listens to.
  queue.on('error', () => undefined);
  return queue;
}

async function load<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new SeedbedError('SEEDBED_COORDINATOR', coordinatorSays.missingPeer(name));
  }
}
