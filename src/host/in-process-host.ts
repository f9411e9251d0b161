import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import { SeedbedError } from '../errors.ts';
import { hostSays } from '../messages/host.ts';
import { endRun } from '../removal/end-run.ts';
import { removeRecords } from '../removal/remove.ts';
import { joinReports, type LeftRecord, nothingRemoved, type RemovalReport } from '../removal/report.ts';
import { sweepDead } from '../removal/sweep.ts';
import { madeHere } from '../removal/target.ts';
import type { SeederContext } from '../seeder/job.ts';
import { Ahead } from './ahead/ahead.ts';
import { askedBefore } from './ahead/asked-before.ts';
import { sizeAhead } from './ahead/foreseen.ts';
import { assertEnough, assertRecord } from './assert-seeded.ts';
import { baseKey, DatasetMaker, type HostParts } from './datasets/dataset-maker.ts';
import { Datasets } from './datasets/datasets.ts';
import type { LiveDataset } from './datasets/seed-dataset.ts';
import { settingsOf, UserClients } from './datasets/user-clients.ts';
import type { BaseDataset, DatasetRequest, EndedDataset, ForeseenFile, Host } from './host.ts';

/** The host in this very process. */
export class InProcessHost implements Host {
  readonly runId: string;
  readonly settings: Host['settings'];
  readonly send: Host['send'];
  readonly session: Host['session'];
  readonly checkSession: Host['checkSession'];
  readonly expectRecord: Host['expectRecord'];
  readonly #parts: HostParts;
  readonly #context: SeederContext;
  readonly #maker: DatasetMaker;
  readonly #ahead: Ahead;
  readonly #datasets = new Datasets();
  /** Datasets that tests have received. A dataset that could not be made is not kept to look at, even if its policy says so. */
  readonly #received = new WeakSet<LiveDataset>();
  readonly #releasing = new Set<Promise<RemovalReport>>();
  readonly #stop = new AbortController();
  /** Records that releases left alone because they are no longer ours: reported once, when the run ends. */
  readonly #foreign: LeftRecord[] = [];
  /** Outcomes were unknown, also of datasets that are gone. */
  #isDoubtful = false;
  /** The tests that are under way, and when what the ones before them had is gone. */
  #round: { readonly name: string; readonly begun: Promise<void> } = { name: '', begun: Promise.resolve() };
  #sweeping: Promise<string | undefined> | undefined;
  #closing: Promise<RemovalReport> | undefined;

  constructor(parts: HostParts) {
    const { config, apis, ledger, clock } = parts;
    this.#parts = parts;
    this.runId = ledger.header.runId;
    this.settings = settingsOf(config);
    const users = new UserClients(parts.client, config, this.#stop.signal);
    this.send = (request, user) => users.send(request, user);
    this.session = (user) => users.session(user);
    this.checkSession = (...given) => users.checkSession(...given);
    this.expectRecord = async (name, seed) => assertRecord(name, seed ?? config.run, config);
    const { resources, batchSize, delayMs, concurrency, maxRetries, maxWaitMs, unproved } = config;
    const pace = { batchSize, delayMs, concurrency, maxRetries, maxWaitMs, unproved };
    this.#context = { ...pace, resources, apis, ledger, clock };
    this.#maker = new DatasetMaker(parts, this.#context, {
      stop: this.#stop.signal,
      base: () => this.base(),
    });
    this.#ahead = new Ahead({
      // A dataset that other shards may share belongs to them too.
      sizeOf: ({ seed, shards }) => (shards === true ? undefined : sizeAhead(seed, config)),
      seed: (request, early) => this.#maker.seed(request, early),
      register: (request, dataset) => void this.#datasets.add(request, dataset),
      forget: (key, dataset) => this.#datasets.forget(key, dataset),
      release: (key) => this.release(key),
      remove: (dataset) => this.#noting(this.#release(Promise.resolve(dataset), false)),
      askedBefore: parts.remembers === true && config.ahead ? askedBefore(config) : undefined,
    });
  }

  /** Removes what runs that died have left, beside everything else and under the same budget; see {@link sweepDead}. */
  sweepDead(): Promise<string | undefined> {
    // Not the whole configuration: `run` is a seed there, and the id of one run to a sweep.
    const { root, auditBytes } = this.#parts.config;
    const { coordinator, story } = this.#parts;
    const present = coordinator?.present.bind(coordinator);
    this.#sweeping ??= story.sweeping(sweepDead(this.#context, { root, auditBytes, present }));
    return this.#sweeping;
  }

  beginRound(round: string): Promise<void> {
    if (this.#round.name === round) return this.#round.begun;
    // Comes first, because each dataset that goes would make room for another one of the round that is over.
    this.#ahead.clear();
    // What could not be removed is tried again, and reported, when the host closes.
    const gone = Promise.allSettled(this.#datasets.keys.map((key) => this.#drop(key, false)));
    this.#round = { name: round, begun: gone.then(() => undefined) };
    return this.#round.begun;
  }

  async foresee(files: readonly ForeseenFile[], workers: number): Promise<void> {
    this.#assertOpen();
    if (this.#parts.config.ahead) this.#ahead.foresee(files, workers);
  }

  /** From now on: what was foreseen is not made any more. */
  nobodyAsks(): void {
    this.#ahead.end();
  }

  async acquire(request: DatasetRequest): Promise<DatasetSnapshot> {
    const live = await this.#parts.story.waiting(request.path, this.seed(request));
    const { snapshot, stopped } = live;
    if (stopped !== undefined) throw stopped;
    assertEnough(snapshot, this.#parts.config.minSuccess);
    this.#received.add(live);
    this.#ahead.works();
    return snapshot;
  }

  /** The dataset, complete or not: it says what is missing and what stopped it. Rejects only if the seed or its locale is wrong. */
  seed(request: DatasetRequest): Promise<LiveDataset> {
    this.#assertOpen();
    const gone = this.#ahead.ask(request);
    const seed = (): Promise<LiveDataset> => this.#maker.seed(request);
    // Registered before the first request, so that clean-up finds it however seeding ends.
    return (
      this.#datasets.get(request.key) ??
      this.#datasets.add(request, gone === undefined ? seed() : gone.then(seed))
    );
  }

  async base(): Promise<BaseDataset | undefined> {
    const { run } = this.#parts.config;
    if (run === undefined) return undefined;
    return {
      key: baseKey,
      snapshot: await this.acquire({ key: baseKey, path: '', seed: run, shards: true }),
    };
  }

  async add(key: string, seed: unknown): Promise<DatasetSnapshot> {
    const dataset = await this.#known(key);
    const { snapshot, stopped } = await dataset.grow(seed);
    this.#parts.story.grew(dataset.snapshot.namespace, snapshot);
    if (stopped !== undefined) throw stopped;
    assertEnough(snapshot, this.#parts.config.minSuccess);
    return snapshot;
  }

  async track(key: string, resource: string, id: string | number): Promise<void> {
    const { snapshot } = await this.#known(key);
    if (!(resource in snapshot.records))
      throw new TypeError(hostSays.nothingToTrack(Object.keys(snapshot.records), resource));
    const { ledger } = this.#parts;
    ledger.created(await ledger.intent({ dataset: snapshot.namespace, resource }), id);
  }

  async testFailed(key: string, final: boolean): ReturnType<Host['testFailed']> {
    const dataset = await this.#datasets.get(key)?.catch(() => undefined);
    if (dataset === undefined || dataset.cleanup === 'always') return undefined;
    if (final) this.#keepFailed(dataset);
    const counts: Record<string, number> = {};
    for (const { resource } of this.#parts.ledger.live(dataset.snapshot.namespace))
      counts[resource] = (counts[resource] ?? 0) + 1;
    return counts;
  }

  async release(key: string, ended: EndedDataset = { failed: false }): Promise<RemovalReport> {
    this.#ahead.leave(key);
    const removal = this.#drop(key, ended.failed);
    if (!ended.inBackground) return removal;
    // What this did not remove, the end of the run removes or tells.
    removal.catch(() => undefined);
    return nothingRemoved;
  }

  async #drop(key: string, failed: boolean): Promise<RemovalReport> {
    // At once: a test that asks from now on gets a new dataset, not one that is being removed.
    const pending = this.#datasets.take(key);
    return pending === undefined ? nothingRemoved : this.#noting(this.#release(pending, failed));
  }

  /** A removal that the end of the run waits for. */
  #noting(releasing: Promise<RemovalReport>): Promise<RemovalReport> {
    this.#releasing.add(releasing);
    return releasing.finally(() => this.#releasing.delete(releasing));
  }

  async endSuite(owner: string, ended: { readonly failed: boolean }): Promise<RemovalReport> {
    this.#ahead.endSuite(owner);
    const keys = this.#datasets.takeKeysOf(owner);
    return joinReports(await Promise.all(keys.map((key) => this.release(key, ended))));
  }

  close(): Promise<RemovalReport> {
    this.#closing ??= this.#parts.story.ending(this.#close());
    return this.#closing;
  }

  async #close(): Promise<RemovalReport> {
    this.nobodyAsks();
    this.#stop.abort(new DOMException('The host is closing.', 'AbortError'));
    const { client, ledger, config } = this.#parts;
    try {
      await this.#datasets.settled();
      await Promise.allSettled(this.#releasing);
      await this.#sweeping;
      if (ledger.header.policy === 'keep') {
        ledger.close({ forget: !ledger.hasLive() });
        return nothingRemoved;
      }
      const isDoubtful = this.#isDoubtful;
      const { auditBytes } = config;
      const ended = await endRun(this.#context, { auditBytes, isDoubtful });
      // After those of this run, which may belong to them.
      const shared = await this.#parts.shards?.close(this.#context, auditBytes);
      const all = shared === undefined ? ended : { ...joinReports([ended, shared]), audit: ended.audit };
      return { ...all, foreign: [...this.#foreign, ...all.foreign] };
    } finally {
      ledger.close();
      await client.close();
    }
  }

  async #release(pending: Promise<LiveDataset>, failed: boolean): Promise<RemovalReport> {
    const dataset = await pending.catch(() => undefined);
    if (dataset === undefined) return nothingRemoved;
    await dataset.settled();
    if (failed) this.#keepFailed(dataset);
    const { ledger, story } = this.#parts;
    const records = ledger.live(dataset.snapshot.namespace).filter(({ kept }) => kept === undefined);
    this.#isDoubtful ||= records.some(({ id }) => id === undefined);
    const removal = removeRecords(this.#context, [madeHere(ledger, records)]);
    const report = await story.removing(dataset.snapshot.namespace, removal);
    this.#foreign.push(...report.foreign);
    return report;
  }

  #keepFailed(dataset: LiveDataset): void {
    if (dataset.cleanup === 'on-success' && this.#received.has(dataset))
      this.#parts.ledger.kept(dataset.snapshot.namespace, 'on-success');
  }

  async #known(key: string): Promise<LiveDataset> {
    this.#assertOpen();
    const dataset = this.#datasets.get(key);
    if (dataset === undefined) throw new TypeError(hostSays.datasetGone);
    return dataset;
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new SeedbedError('SEEDBED_HOST', hostSays.closed);
  }
}
