import { SeedbedError } from '../errors.ts';
import { coordinatorSays } from '../messages/coordinator.ts';

type Redis = Pick<typeof import('ioredis'), 'Redis' | 'Cluster'>;
type Queues = Pick<
  typeof import('bullmq'),
  'Queue' | 'QueueEvents' | 'Worker' | 'FlowProducer' | 'WaitingChildrenError'
>;
/** Loaded only if there is a coordinator: both are optional peers. */
export function loadRedis(): Promise<Redis> {
  return load('ioredis', () => import('ioredis'));
}

export function loadQueues(): Promise<Queues> {
  return load('bullmq', () => import('bullmq'));
}

async function load<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new SeedbedError('SEEDBED_COORDINATOR', coordinatorSays.missingPeer(name));
  }
}
