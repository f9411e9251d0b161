import type { Coordinator } from '../coordinator/coordinator.ts';
import type { RunStore } from '../coordinator/run-store.ts';
import type { DatasetSnapshot, Failure, SeededRecord, Statistics } from '../dataset/snapshot.ts';
import { SeedbedError } from '../errors.ts';
import type { Connection } from '../host/connect.ts';
import { claimRecords } from '../host/datasets/shard-datasets.ts';
import { type PackedError, unpackError } from '../host/socket/protocol.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { systemClock } from '../lib/clock.ts';
import { type Progress, tellWait } from '../lib/progress.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { creatingSays } from '../messages/creating.ts';
import type { Layer } from '../plan/plan.ts';
import { summarize } from '../seeder/statistics.ts';
import { type ChunkResult, type Population, readRecords } from './population.ts';

const lookMs = 250;
/** After this long, the user is told that no worker is there. */
const aloneMs = 5000;
/** How long workers may need to let go of a run that has ended. */
const lettingGoMs = 5000;
const together = 500;
const mostFailures = 1000;
const interrupted = (): PackedError => ({ name: 'AbortError', message: creatingSays.interrupted });

/** How it is waited for. */
export interface GatherOptions {
  /** Stops the run, on all machines: what exists by then is gathered. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told of each record once all are made; then the snapshot holds none. @default it holds all */
  readonly onRecord?: ((record: SeededRecord) => void) | undefined;
}

/** What a run that was spread over machines came to. */
export interface Gathered {
  readonly run: string;
  readonly snapshot: DatasetSnapshot;
  readonly stopped: unknown;
}

/** What gathering needs. */
export interface GatherParts {
  readonly run: string;
  readonly coordinator: Coordinator;
  readonly store: RunStore;
  readonly population: Population;
  readonly connection: Connection;
  readonly ledger: Ledger;
}

/** Waits until a run is made, and gathers what was made. */
export class Gatherer {
  readonly #options: GatherOptions;
  readonly #parts: GatherParts;
  /** How far each resource was when that was last told. */
  readonly #shown = new Map<string, number>();

  constructor(options: GatherOptions, parts: GatherParts) {
    this.#options = options;
    this.#parts = parts;
  }

  async gather(): Promise<Gathered> {
    const { run, coordinator, store, population } = this.#parts;
    const { asked, plan, config } = population;
    const failed = plan.layers.length === 0 ? undefined : await this.#ended();
    const why = (await store.stopped()) as PackedError | undefined;
    // The last layer has failed with one of its chunks: the chunks that others work on must end too, before the layer is gathered.
    if (failed !== undefined && why === undefined) await store.stop(interrupted());
    await this.#othersLeft();
    const records: Record<string, SeededRecord[]> = Object.fromEntries(
      config.resources.map(({ name }) => [name, []]),
    );
    const resources: Record<string, Statistics['resources'][string]> = {};
    const failures: Failure[] = [];
    const cost = { requests: 0, retries: 0, rateLimited: 0 };
    for (const [at, layer] of plan.layers.entries()) {
      const made = await this.#records(layer, records[layer.resource] ?? []);
      const results = (await coordinator.jobs.results(run, at)) as readonly ChunkResult[];
      resources[layer.resource] = total(layer, results, made);
      for (const result of results) {
        failures.push(...result.failures.slice(0, mostFailures - failures.length));
        cost.requests += result.requests;
        cost.retries += result.retries;
        cost.rateLimited += result.rateLimited;
      }
    }
    const stopped =
      why === undefined ? failed && new SeedbedError('SEEDBED_COORDINATOR', failed) : unpackError(why);
    await coordinator.jobs.remove(run, plan.layers.length);
    await store.forget(plan.layers.map(({ resource }) => resource));
    const durationMs = systemClock.wall() - asked.askedAt;
    const { namespace } = asked;
    return {
      run,
      stopped,
      snapshot: {
        namespace,
        randomSeed: population.randomSeed,
        records,
        failures,
        stats: { resources, ...cost, durationMs },
      },
    };
  }

  /** Resolves when all jobs have ended, with why they failed if they did. */
  async #ended(): Promise<string | undefined> {
    const { run, coordinator, population, store } = this.#parts;
    const { signal } = this.#options;
    const { layers } = population.plan;
    const { clock } = coordinator;
    const stop = (): void => void store.stop(interrupted()).catch(() => undefined);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    const started = clock.now();
    let isTold = false;
    try {
      for (;;) {
        const state = await coordinator.jobs.state(run, layers.length);
        if (state === undefined)
          throw new SeedbedError('SEEDBED_COORDINATOR', coordinatorSays.noSuchRun(run));
        await this.#progress();
        if (state.isDone) return state.failed;
        // Nobody works on it, and a worker that comes now finds it stopped: its jobs would wait for ever.
        if (signal?.aborted && (await store.stopped()) !== undefined && (await coordinator.count(run)) <= 1)
          return undefined;
        if (!isTold && clock.now() - started > aloneMs) {
          isTold = true;
          if ((await coordinator.jobs.workers().catch(() => 1)) === 0)
            tellWait({ for: 'coordinator', says: coordinatorSays.noWorker });
        }
        await clock.sleep(lookMs);
      }
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  async #progress(): Promise<void> {
    const { population, store } = this.#parts;
    const { onProgress } = this.#options;
    if (onProgress === undefined) return;
    for (const { resource, count } of population.plan.layers) {
      const done = await store.count(resource);
      if (done === (this.#shown.get(resource) ?? 0)) continue;
      this.#shown.set(resource, done);
      onProgress({ phase: 'create', resource, done, failed: 0, total: count });
    }
  }

  /** Reads what was made of a layer, writes it down in the ledger, and hands it on. Resolves with how many there are. */
  async #records(layer: Layer, list: SeededRecord[]): Promise<number> {
    const { store, population, connection, ledger } = this.#parts;
    const { onRecord = (record: SeededRecord) => void list.push(record) } = this.#options;
    const { resource, count } = layer;
    const first = layer.at(0).index;
    let made = 0;
    for (let from = 0; from < count; from += together) {
      const indices = Array.from({ length: Math.min(together, count - from) }, (_, at) => first + from + at);
      const records = await readRecords(store, resource, indices);
      await claimRecords({ ledger, apis: connection.apis }, population.asked.namespace, records);
      for (const record of records) onRecord(record);
      made += records.length;
    }
    return made;
  }

  /** A worker that has not let go of the run yet would keep it from being swept. */
  async #othersLeft(): Promise<void> {
    const { run, coordinator } = this.#parts;
    const { clock } = coordinator;
    const until = clock.now() + lettingGoMs;
    while ((await coordinator.count(run)) > 1 && clock.now() < until) await clock.sleep(100);
  }
}

/** Records that no chunk reported were not sent, because the run was stopped. */
function total(
  { count }: Layer,
  results: readonly ChunkResult[],
  made: number,
): Statistics['resources'][string] {
  const reasons = new Map<string, number>();
  const notSent = new Set<string>();
  let [adopted, unknown] = [0, 0];
  for (const result of results) {
    adopted += result.adopted;
    unknown += result.unknown;
    for (const { reason, count, notSent: isNotSent } of result.reasons) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
      if (isNotSent) notSent.add(reason);
    }
  }
  const told = [...reasons.values()].reduce((sum, n) => sum + n, 0);
  const untold = count - made - told;
  if (untold > 0) {
    reasons.set(coordinatorSays.stoppedRun, untold);
    notSent.add(coordinatorSays.stoppedRun);
  }
  return summarize({
    planned: count,
    created: made,
    adopted,
    failed: count - made,
    unknown,
    reasons,
    notSent,
  });
}
