import { statsOf } from '../api/open-apis.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { Coordinator } from '../coordinator/coordinator.ts';
import type { Chunk, Tasks } from '../coordinator/jobs.ts';
import type { Membership } from '../coordinator/presence.ts';
import type { RunStore } from '../coordinator/run-store.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import type { Connection } from '../host/connect.ts';
import { parentsOnApi } from '../host/datasets/existing-parents.ts';
import { openLedger } from '../host/open-run.ts';
import { packError } from '../host/socket/protocol.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { startBeating, startTimer, stopBeating, stopTimer, systemClock, type Timer } from '../lib/clock.ts';
import { onceFor } from '../lib/promises.ts';
import { creatingSays } from '../messages/creating.ts';
import type { Layer } from '../plan/plan.ts';
import type { ExistingParents, Parent } from '../seeder/parents.ts';
import { seedPlan } from '../seeder/seed-plan.ts';
import { costSince } from '../seeder/statistics.ts';
import type { Turns } from '../seeder/turns.ts';
import {
  type Asked,
  type ChunkResult,
  checkSample,
  chunksOf,
  notedOf,
  openPopulation,
  type Population,
  readRecords,
} from './population.ts';

/** How often a worker asks whether its run was stopped. */
const lookMs = 1000;
/** A run whose next chunk does not come by then is let go: its ledger is closed. */
const idleMs = 500;
const mostFailures = 20;

/** A run that this worker is at. */
interface OpenRun {
  readonly population: Population;
  readonly store: RunStore;
  readonly ledger: Ledger;
  readonly membership: Promise<Membership>;
  readonly existing: ExistingParents;
  /** Parents that earlier layers made, read once: their layers have ended. */
  readonly made: Map<string, Promise<readonly SeededRecord[]>>;
  chunks: number;
  idle: Timer | undefined;
}

/** Makes the chunks of runs that others asked for. */
export class ChunkMaker implements Tasks {
  readonly #config: ResolvedConfig;
  readonly #connection: Connection;
  readonly #coordinator: Coordinator;
  readonly #runs = new Map<string, Promise<OpenRun>>();
  /** What was spent up to the last chunk that ended. */
  #told: ReturnType<typeof statsOf>;

  constructor(config: ResolvedConfig, connection: Connection, coordinator: Coordinator) {
    this.#config = config;
    this.#connection = connection;
    this.#coordinator = coordinator;
    this.#told = statsOf(connection.apis);
  }

  split(run: string, layer: number): Promise<readonly { readonly from: number; readonly to: number }[]> {
    return this.#at(run, async ({ population, store }) => {
      if ((await store.stopped()) !== undefined) return [];
      return chunksOf(layerOf(population, layer), population.config);
    });
  }

  make(
    { run, layer, from, to }: Chunk,
    { again, signal }: { readonly again: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<ChunkResult | null> {
    return this.#at(run, async (open) => {
      const { population, store } = open;
      if ((await store.stopped()) !== undefined) return null;
      const whole = layerOf(population, layer);
      const positions = Array.from({ length: to - from }, (_, at) => from + at);
      const indexOf = (position: number): number => whole.at(position).index;
      const done = again ? await readRecords(store, whole.resource, positions.map(indexOf)) : [];
      const known = new Set(done.map(({ index }) => index));
      const missing = positions.filter((position) => !known.has(indexOf(position)));
      const part: Layer = { ...whole, count: missing.length, at: (at) => whole.at(missing[at] as number) };
      const stopping = new AbortController();
      const look = startBeating(() => void stopIfAsked(store, stopping), lookMs);
      try {
        return await this.#seed(open, part, {
          done,
          again,
          signal: signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]),
          lost: signal,
        });
      } finally {
        stopBeating(look);
      }
    });
  }

  /** Lets go of all runs. */
  async close(): Promise<void> {
    await Promise.all([...this.#runs.keys()].map((run) => this.#leave(run)));
  }

  async #seed(
    { population, store, ledger, existing, made }: OpenRun,
    part: Layer,
    { done, again, signal, lost }: SeedOptions,
  ): Promise<ChunkResult> {
    const { config, builder, asked, plan } = population;
    const { resource: name, count } = part;
    const { apis } = this.#connection;
    const before: Record<string, readonly SeededRecord[]> = { [name]: done };
    for (const { resource: parent } of config.resources.find((one) => one.name === name)?.belongsTo ?? []) {
      const layer = plan.layers.find((one) => one.resource === parent);
      if (parent === name || layer === undefined) continue;
      before[parent] = await onceFor(made, parent, () => readRecords(store, parent, indicesOf(layer)));
    }
    const { maxRetries, maxWaitMs, unproved, concurrency, resources } = config;
    const seeding = {
      ...{ apis, ledger, clock: systemClock, resources, batchSize: undefined, delayMs: 0, concurrency },
      ...{ maxRetries, maxWaitMs, unproved, builder, signal, again, onProgress: undefined },
      namespace: asked.namespace,
      ownNamespace: asked.ownNamespace,
      onRecord: (record: SeededRecord) => store.note(name, record.index, notedOf(record)),
    };
    const layers = count === 0 ? [] : [part];
    const { statistics, failures, stopped } = await seedPlan(
      seeding,
      { layers, counts: { [name]: count } },
      existing,
      before,
    );
    await store.written();
    // Another worker has the job now, and looks for what was sent here.
    lost?.throwIfAborted();
    if (stopped !== undefined) await store.stop(packError(stopped));
    const {
      created = 0,
      adopted = 0,
      failed = 0,
      unknown = 0,
      reasons = [],
    } = statistics.resources[name] ?? {};
    // Since the last chunk that ended here: what chunks spend at the same time is counted once.
    const now = statsOf(apis);
    const { requests, retries, rateLimited } = costSince(this.#told, now);
    this.#told = now;
    return {
      ...{ created: created + done.length, adopted, failed, unknown, reasons },
      failures: failures.slice(0, mostFailures),
      ...{ requests, retries, rateLimited },
    };
  }

  async #at<T>(run: string, use: (open: OpenRun) => Promise<T>): Promise<T> {
    const opening = this.#runs.get(run) ?? this.#open(run);
    this.#runs.set(run, opening);
    let open: OpenRun;
    try {
      open = await opening;
    } catch (error) {
      this.#runs.delete(run);
      throw error;
    }
    stopTimer(open.idle);
    open.chunks++;
    try {
      return await use(open);
    } finally {
      if (--open.chunks === 0) open.idle = startTimer(() => void this.#leave(run), idleMs);
    }
  }

  async #open(run: string): Promise<OpenRun> {
    const store = await this.#coordinator.store(run);
    const asked = (await store.described()) as Asked;
    const population = await openPopulation(this.#config, asked);
    await checkSample(population);
    const namespace = asked.ownNamespace ? undefined : asked.namespace;
    const ledger = openLedger(this.#config, { runId: run, policy: 'keep', namespace });
    const membership = this.#coordinator.join(run);
    membership.catch(() => undefined);
    const found = new Map<string, Promise<Turns<Parent>>>();
    const onApi = parentsOnApi(this.#connection.apis);
    const existing: ExistingParents = (parent, child) => onceFor(found, parent, () => onApi(parent, child));
    return { population, store, ledger, membership, existing, made: new Map(), chunks: 0, idle: undefined };
  }

  async #leave(run: string): Promise<void> {
    const opening = this.#runs.get(run);
    this.#runs.delete(run);
    const open = await opening?.catch(() => undefined);
    if (open === undefined) return;
    stopTimer(open.idle);
    open.ledger.close({ forget: !open.ledger.hasLive() });
    await (await open.membership.catch(() => undefined))?.leave().catch(() => undefined);
  }
}

interface SeedOptions {
  /** The records of this chunk that another worker has made. */
  readonly done: readonly SeededRecord[];
  readonly again: boolean;
  readonly signal: AbortSignal;
  /** Aborts if the job is another worker's. */
  readonly lost: AbortSignal | undefined;
}

function layerOf({ plan }: Population, layer: number): Layer {
  return plan.layers[layer] as Layer;
}

function indicesOf(layer: Layer): number[] {
  const first = layer.at(0).index;
  return Array.from({ length: layer.count }, (_, at) => first + at);
}

async function stopIfAsked(store: RunStore, stopping: AbortController): Promise<void> {
  const stopped = await store.stopped().catch(() => undefined);
  if (stopped !== undefined) stopping.abort(new DOMException(creatingSays.interrupted, 'AbortError'));
}
