import type { TestInfo } from '@playwright/test';
import type { SeedbedConfig } from '../config/config.ts';
import { hostAddress, workerRound } from '../config/runner-environment.ts';
import type { BrowserState } from '../dataset/browser-state.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { AnyResource } from '../factory/resource.ts';
import { assertEnded } from '../host/assert-removed.ts';
import { datasetRequest } from '../host/datasets/dataset-key.ts';
import { openDataset } from '../host/datasets/open-dataset.ts';
import { findHost } from '../host/find-host.ts';
import type { BaseDataset, Host } from '../host/host.ts';
import { withoutStack } from '../lib/stack.ts';
import { runnersSay } from '../messages/runners.ts';
import { seedPlace } from './seed-place.ts';

/** A dataset that a test of this worker uses. */
export interface WorkerDataset extends BaseDataset {
  readonly host: Host;
  /** True for the first test of this worker that asks for it. */
  readonly isNew: boolean;
}

/** Most datasets remembered: tests of one suite mostly follow one another. */
const mostHeld = 8;

/** The host of a worker, opened by the first test that asks for a dataset, and the datasets it gave last. */
export class WorkerDatasets {
  readonly #root: string;
  readonly #config: SeedbedConfig | undefined;
  /** A key is never used again once its dataset has been released, so these are the host's own. */
  readonly #held = new Map<string, WorkerDataset>();
  /** By snapshot: what its tests use. Frozen, so one serves all tests that expect the application at the same place. */
  readonly #opened = new WeakMap<
    object,
    { readonly appUrl: string | undefined; readonly dataset: unknown }
  >();
  /** By snapshot, then by user: what keeps a browser signed in after the form was filled in once. They go with the dataset. */
  readonly #signedIn = new WeakMap<object, Map<string, BrowserState>>();
  #host: Promise<Host> | undefined;
  /** The run's base dataset, once a test without a seed has asked for it. */
  #base: BaseDataset | undefined;

  constructor(root: string, config: SeedbedConfig | undefined) {
    this.#root = root;
    this.#config = config;
  }

  host(): Promise<Host> {
    this.#host ??= this.#findHost();
    return this.#host;
  }

  async acquire(seed: unknown, testInfo: TestInfo): Promise<WorkerDataset> {
    const host = await this.host();
    if (seed === undefined) {
      this.#base ??= await baseOf(host);
      return this.#hold(host, this.#base);
    }
    const request = datasetRequest(seed, host.settings.scope, seedPlace(seed, testInfo));
    const { key } = request;
    return this.#held.get(key) ?? this.#hold(host, { key, snapshot: await host.acquire(request) });
  }

  open<R extends AnyResource>(
    { host, key, snapshot }: WorkerDataset,
    appUrl: string | undefined,
  ): Dataset<R> {
    const known = this.#opened.get(snapshot);
    if (known !== undefined && known.appUrl === appUrl) return known.dataset as Dataset<R>;
    const dataset = openDataset<R>(host, key, snapshot, appUrl);
    this.#opened.set(snapshot, { appUrl, dataset });
    return dataset;
  }

  signedIn({ snapshot }: WorkerDataset): Map<string, BrowserState> {
    const known = this.#signedIn.get(snapshot) ?? new Map<string, BrowserState>();
    this.#signedIn.set(snapshot, known);
    return known;
  }

  /** Ends a dataset; a test that asks for it from now on gets a new one. */
  async release({ host, key }: WorkerDataset, ended: { readonly failed: boolean }): Promise<void> {
    this.#held.delete(key);
    // A host elsewhere removes while the next tests run; one in this process would get in their way.
    await host.release(key, { ...ended, inBackground: this.#address !== undefined });
  }

  async close(): Promise<void> {
    const host = await this.#host?.catch(() => undefined);
    if (host !== undefined) await withoutStack(async () => assertEnded(await host.close(), host.runId));
  }

  /** Undefined: the host is in this process. */
  get #address(): string | undefined {
    return this.#config === undefined ? hostAddress() : undefined;
  }

  /** A worker lives for one round; what earlier ones left is removed before the first dataset is asked for. */
  async #findHost(): Promise<Host> {
    const host = await findHost(this.#address, this.#root, this.#config);
    await host.beginRound(workerRound());
    return host;
  }

  #hold(host: Host, dataset: BaseDataset): WorkerDataset {
    const held = { ...dataset, host, isNew: false };
    const isNew = !this.#held.has(dataset.key);
    this.#held.set(dataset.key, held);
    if (this.#held.size > mostHeld) this.#held.delete(this.#held.keys().next().value as string);
    return { ...held, isNew };
  }
}

async function baseOf(host: Host): Promise<BaseDataset> {
  const base = await host.base();
  if (base !== undefined) return base;
  throw new TypeError(runnersSay.noSeedInPlaywright);
}
