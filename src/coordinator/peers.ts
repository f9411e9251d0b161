import type { Queue } from 'bullmq';
import type { Cluster, Redis } from 'ioredis';
import { SeedbedError } from '../errors.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import type { Keys } from './keys.ts';

type Clients = Pick<typeof import('ioredis'), 'Redis' | 'Cluster'>;
type Queues = Pick<typeof import('bullmq'), 'Queue' | 'Worker' | 'FlowProducer' | 'WaitingChildrenError'>;
/** Loaded only if there is a coordinator: both are optional peers. */
export function loadRedis(): Promise<Clients> {
  return load('ioredis', () => import('ioredis'));
}

export function loadQueues(): Promise<Queues> {
  return load('bullmq', () => import('bullmq'));
}

/** A queue of BullMQ, under the keys of one API. */
export async function openQueue(
  name: string,
  { client }: { readonly client: Redis | Cluster },
  { tag }: Keys,
): Promise<Queue> {
  const { Queue } = await loadQueues();
  const queue = new Queue(name, { connection: client, prefix: tag });
  // Of an error that nobody listens to, BullMQ tells on the console.
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
