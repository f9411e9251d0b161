import type { ResolvedConfig } from '../config/resolve-config.ts';
import type { ApiClient, ApiRequest } from '../http/types.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../lib/clock.ts';
import type { SeederContext } from '../seeder/context.ts';
import type { Credentials, DatasetSnapshot } from '../seeder/dataset.ts';
import { type RemovalReport, removeRecords } from '../seeder/remove-records.ts';
import { assertEnough } from './assert-enough.ts';
import type { BaseDataset, DatasetRequest, Host } from './host.ts';
import { type LiveDataset, seedDataset } from './seed-dataset.ts';

/** What a host is made of; see `openHost`. */
export interface HostParts {
  readonly config: ResolvedConfig;
  readonly client: ApiClient;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Twelve characters that mark everything this run makes. */
  readonly runTag: string;
}

/** How long a server may need to show what it committed; measured against lists 40 ms behind, with room. */
export const settleMs = 500;

/** Key of the run's base dataset; no other key is a word. */
const baseKey = 'base';

const nothingRemoved: RemovalReport = { removed: 0, left: [] };

/** The host in this very process. */
export class InProcessHost implements Host {
  readonly run: string;
  readonly settings: Host['settings'];
  readonly #parts: HostParts;
  readonly #context: SeederContext;
  readonly #datasets = new Map<string, Promise<LiveDataset>>();
  /** Suite → keys of its datasets. */
  readonly #owned = new Map<string, Set<string>>();
  readonly #stop = new AbortController();
  #ordinal = 0;
  #closing: Promise<RemovalReport> | undefined;

  constructor(parts: HostParts) {
    const { config, client, ledger, clock } = parts;
    this.#parts = parts;
    this.run = ledger.header.run;
    this.settings = { form: config.signIn, origin: new URL(config.baseUrl).origin, scope: config.scope };
    this.#context = { ...config, client, ledger, clock, settleMs };
  }

  async acquire(request: DatasetRequest): Promise<DatasetSnapshot> {
    let dataset = this.#datasets.get(request.key);
    if (dataset === undefined) {
      // Registered before the first request, so that clean-up finds it however seeding ends.
      dataset = this.#seed(request);
      this.#datasets.set(request.key, dataset);
      if (request.owner !== undefined) this.#own(request.owner, request.key);
      dataset.catch(() => undefined);
    }
    const { snapshot, stopped } = await dataset;
    if (stopped !== undefined) throw stopped;
    assertEnough(snapshot, this.#parts.config.minSuccess);
    return snapshot;
  }

  async base(): Promise<BaseDataset | undefined> {
    const { run } = this.#parts.config;
    if (run === undefined) return undefined;
    return { key: baseKey, snapshot: await this.acquire({ key: baseKey, path: '', seed: run }) };
  }

  async add(key: string, seed: unknown): Promise<DatasetSnapshot> {
    const dataset = await this.#known(key);
    const { snapshot, stopped } = await dataset.grow(seed);
    if (stopped !== undefined) throw stopped;
    assertEnough(snapshot, this.#parts.config.minSuccess);
    return snapshot;
  }

  async track(key: string, resource: string, id: string | number): Promise<void> {
    const { snapshot } = await this.#known(key);
    if (!(resource in snapshot.records))
      throw new TypeError(
        `Expected a resource to track (${Object.keys(snapshot.records).join(', ')}), got "${resource}".`,
      );
    const { ledger } = this.#parts;
    ledger.created(ledger.intent({ dataset: snapshot.namespace, resource }), id);
  }

  async send(request: ApiRequest, user: Credentials): ReturnType<Host['send']> {
    return this.#parts.client.as(user).request(request, { signal: this.#stop.signal });
  }

  async release(
    key: string,
    { failed }: { readonly failed: boolean } = { failed: false },
  ): Promise<RemovalReport> {
    const dataset = await this.#datasets.get(key)?.catch(() => undefined);
    this.#datasets.delete(key);
    if (dataset === undefined) return nothingRemoved;
    const keep =
      dataset.cleanup === 'keep' || dataset.cleanup === 'ttl' || (dataset.cleanup === 'on-success' && failed);
    return keep ? nothingRemoved : this.#remove((namespace) => namespace === dataset.snapshot.namespace);
  }

  async endSuite(owner: string, ended: { readonly failed: boolean }): Promise<RemovalReport> {
    const keys = [...(this.#owned.get(owner) ?? [])];
    this.#owned.delete(owner);
    const reports = await Promise.all(keys.map((key) => this.release(key, ended)));
    return {
      removed: reports.reduce((sum, { removed }) => sum + removed, 0),
      left: reports.flatMap(({ left }) => left),
    };
  }

  close(): Promise<RemovalReport> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<RemovalReport> {
    this.#stop.abort(new DOMException('The host is closing.', 'AbortError'));
    const datasets = await Promise.all(
      [...this.#datasets.values()].map((dataset) => dataset.catch(() => undefined)),
    );
    const kept = new Set(
      datasets
        .filter((dataset) => dataset?.cleanup === 'keep' || dataset?.cleanup === 'ttl')
        .map((dataset) => dataset?.snapshot.namespace),
    );
    const { client, ledger } = this.#parts;
    try {
      const report = await this.#remove((namespace) => !kept.has(namespace));
      ledger.close({ forget: ledger.live().length === 0 });
      return report;
    } finally {
      ledger.close();
      await client.close();
    }
  }

  #own(owner: string, key: string): void {
    const keys = this.#owned.get(owner) ?? new Set();
    this.#owned.set(owner, keys.add(key));
  }

  #seed(request: DatasetRequest): Promise<LiveDataset> {
    const namespace = `${this.#parts.runTag}-${(this.#ordinal++).toString(36)}`;
    const path = [this.#parts.config.project, request.path].filter((part) => part !== '').join(' › ');
    return seedDataset(this.#context, this.#parts.config, {
      request: { ...request, path },
      namespace,
      signal: this.#stop.signal,
    });
  }

  async #known(key: string): Promise<LiveDataset> {
    const dataset = this.#datasets.get(key);
    if (dataset === undefined)
      throw new TypeError('Expected a dataset that is still there; this one has been removed.');
    return dataset;
  }

  #remove(ours: (namespace: string) => boolean): Promise<RemovalReport> {
    const { ledger } = this.#parts;
    const records = ledger.live().filter(({ dataset }) => ours(dataset));
    return removeRecords(this.#context, records, { onRemoved: ({ at }) => ledger.deleted(at) });
  }
}
