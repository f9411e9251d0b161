import type { Job, Queue } from 'bullmq';
import { escapeText } from '../lib/escape.ts';
import { type Keys, loadQueues, openQueue, type Redis } from './redis.ts';

/** A part of a run: which layer of its plan, and which records of it. There is nothing else in a job. */
export interface Chunk {
  readonly run: string;
  readonly layer: number;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** What a worker does with jobs. */
export interface Tasks {
  /** The chunks of a layer, once the layers before it are made. */
  split(run: string, layer: number): Promise<readonly Omit<Chunk, 'run' | 'layer'>[]>;
  /** Makes a chunk. `again`: another worker may have begun it. What it returns is kept with the job. */
  make(
    chunk: Chunk,
    options: { readonly again: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<unknown>;
}

export interface WorkOptions {
  /** Chunks at once. */
  readonly concurrency: number;
  /** After this long without a sign from a worker, its jobs go to the others. @default 15000 */
  readonly lockMs?: number | undefined;
}

interface Layer {
  readonly run: string;
  readonly layer: number;
  readonly isSplit?: boolean;
}

/** A worker may die as often as it likes: each time another one goes on. */
const maxStalledCount = 1_000_000;
const together = 500;
const retries = { attempts: 5, backoff: { type: 'fixed', delay: 1000 } };
const kept = { age: 7 * 24 * 3600 };

/**
 * The jobs of runs that are spread over machines. A job for each layer; its children are the chunks of the layer and, through them, it
 * waits for the layer before: BullMQ runs a job after its children.
 */
export class Jobs {
  readonly #redis: Redis;
  readonly #keys: Keys;
  #opened: Promise<Queue> | undefined;

  constructor(redis: Redis, keys: Keys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  /** Puts a run's layers in the queue, each to be split once the one before is made. */
  async add(run: string, layers: number): Promise<void> {
    const { FlowProducer } = await loadQueues();
    const flows = new FlowProducer(this.#where);
    flows.on('error', () => undefined);
    interface Flow {
      name: string;
      queueName: string;
      data: Layer;
      opts: object;
      children?: Flow[];
    }
    let flow: Flow | undefined;
    for (let layer = 0; layer < layers; layer++)
      flow = {
        name: 'layer',
        queueName,
        data: { run, layer },
        opts: { ...retries, jobId: layerId(run, layer), failParentOnFailure: layer < layers - 1 },
        ...(flow !== undefined && { children: [flow] }),
      };
    if (flow !== undefined) await flows.add(flow);
    await flows.close();
  }

  /** How the last layer fares; undefined if it is not known. */
  async state(
    run: string,
    layers: number,
  ): Promise<{ readonly isDone: boolean; readonly failed?: string } | undefined> {
    const queue = await this.#queue();
    const id = layerId(run, layers - 1);
    const state = await queue.getJobState(id);
    if (state === 'unknown') return undefined;
    // Read after its state, because the reason may be written later than the state before it.
    const failed = state === 'failed' ? await queue.getJob(id) : undefined;
    if (failed !== undefined) return { isDone: true, failed: await this.#reasonOf(failed) };
    return { isDone: state === 'completed' };
  }

  /** What the chunks of a layer returned. */
  async results(run: string, layer: number): Promise<readonly unknown[]> {
    const job = await (await this.#queue()).getJob(layerId(run, layer));
    const values = job === undefined ? {} : await job.getChildrenValues<unknown>();
    return Object.values(values).filter((value) => value !== null);
  }

  /** How many workers take jobs now. */
  async workers(): Promise<number> {
    return (await this.#queue()).getWorkersCount();
  }

  /** Removes a run's jobs, whatever state they are in. */
  async remove(run: string, layers: number): Promise<void> {
    const job = await (await this.#queue()).getJob(layerId(run, layers - 1));
    await job?.remove({ removeChildren: true });
  }

  /** Takes jobs until it is closed; closing waits for those under way. */
  async work(
    tasks: Tasks,
    { concurrency, lockMs = 15_000 }: WorkOptions,
  ): Promise<{ close(): Promise<void> }> {
    const { Worker, WaitingChildrenError } = await loadQueues();
    const queue = await this.#queue();
    const split = async (job: Job<Layer>, token = ''): Promise<null> => {
      const { run, layer, isSplit } = job.data;
      if (isSplit !== true) {
        const chunks = await tasks.split(run, layer);
        const parent = { id: job.id ?? '', queue: job.queueQualifiedName };
        for (let at = 0; at < chunks.length; at += together)
          await queue.addBulk(
            chunks.slice(at, at + together).map((chunk, order) => ({
              name: 'chunk',
              data: { run, layer, ...chunk },
              // The same again if this worker dies here: a job that is there is not added twice.
              opts: {
                ...retries,
                parent,
                jobId: `${layerId(run, layer)}-${at + order}`,
                failParentOnFailure: true,
              },
            })),
          );
        await job.updateData({ run, layer, isSplit: true });
      }
      if (await job.moveToWaitingChildren(token)) throw new WaitingChildrenError();
      return null;
    };
    const worker = new Worker<Layer | Chunk>(
      queueName,
      async (job, token, signal) =>
        job.name === 'layer'
          ? split(job as Job<Layer>, token)
          : tasks.make(job.data as Chunk, { again: job.attemptsStarted > 1, signal }),
      {
        ...this.#where,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs / 2,
        maxStalledCount,
        removeOnComplete: kept,
        removeOnFail: kept,
      },
    );
    worker.on('error', () => undefined);
    // A worker that has lost a job must stop: another worker has it now.
    worker.on('lockRenewalFailed', (ids) => {
      for (const id of ids) worker.cancelJob(id, 'lost');
    });
    await worker.waitUntilReady();
    return { close: () => worker.close() };
  }

  /** Ends what was opened for asking. */
  async close(): Promise<void> {
    // If it could not be opened, the caller was told.
    await (await this.#opened?.catch(() => undefined))?.close();
  }

  /** If a job failed because another one did, BullMQ says nothing more about it; the words are with the first one. */
  async #reasonOf(job: Job): Promise<string> {
    const { failed = [] } = await job.getDependencies({ failed: {} });
    const id = failed[0]?.split(':').at(-1);
    const first = id === undefined ? undefined : await (await this.#queue()).getJob(id);
    return first === undefined ? escapeText(job.failedReason, 400) : this.#reasonOf(first);
  }

  #queue(): Promise<Queue> {
    this.#opened ??= openQueue(queueName, this.#redis, this.#keys);
    return this.#opened;
  }

  get #where(): { readonly connection: Redis['client']; readonly prefix: string } {
    return { connection: this.#redis.client, prefix: this.#keys.tag };
  }
}

const queueName = 'chunks';

function layerId(run: string, layer: number): string {
  return `${run}-${layer}`;
}
