import type { Job } from 'bullmq';
import { SeedbedError } from '../errors.ts';
import type { Clock } from '../lib/clock.ts';
import { escapeText } from '../lib/escape.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { type Keys, loadQueues, openQueue, type Redis } from './redis.ts';
import type { Seal } from './seal.ts';

const lookMs = 100;
/** After this long without a sign, the process is taken for dead: another one makes it. */
const lockMs = 15_000;
const kept = { age: 24 * 3600 };
const jobId = 'make';

export interface OnceOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/**
 * Lets one process make something that several ask for; the others get what it made, sealed on its way. One job, of a name that all know:
 * each process that asks offers to make it.
 *
 * @param make told how often it was begun before; if it rejects, another process tries
 */
export async function once<T>(
  name: string,
  make: (attempt: number) => Promise<T>,
  { redis, keys, seal, clock, signal }: OnceOptions,
): Promise<T> {
  const { Worker } = await loadQueues();
  const queue = await openQueue(name, redis, keys);
  let own: unknown;
  const made = async ({ attemptsStarted }: Pick<Job, 'attemptsStarted'>): Promise<string> => {
    try {
      return seal.seal(await make(attemptsStarted - 1));
    } catch (error) {
      own = error;
      throw error;
    }
  };
  const worker = new Worker(name, made, {
    connection: redis.client,
    prefix: keys.tag,
    lockDuration: lockMs,
    stalledInterval: lockMs / 3,
    maxStalledCount: 1000,
  });
  worker.on('error', () => undefined);
  try {
    await queue.add(jobId, {}, { jobId, attempts: 10, removeOnComplete: kept, removeOnFail: kept });
    for (;;) {
      const state = await queue.getJobState(jobId);
      // Read after its state: one that was read before may not have had its value yet.
      const job = state === 'completed' || state === 'failed' ? await queue.getJob(jobId) : undefined;
      if (state === 'completed') {
        const opened = seal.open(String(job?.returnvalue));
        if (opened !== undefined) return opened as T;
        throw new SeedbedError('SEEDBED_COORDINATOR', coordinatorSays.otherCredentials);
      }
      // Ours has its class; of another process there are only the words.
      if (state === 'failed')
        throw own ?? new SeedbedError('SEEDBED_COORDINATOR', escapeText(job?.failedReason ?? '', 400));
      await clock.sleep(lookMs, signal);
    }
  } finally {
    await worker.close();
    await queue.close();
  }
}

/** From now on, the next process that asks makes it again. */
export async function forgetOnce(name: string, redis: Redis, keys: Keys): Promise<void> {
  const queue = await openQueue(name, redis, keys);
  await queue.obliterate({ force: true });
  await queue.close();
}
