import { inject, type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite } from 'vitest';
import type { SeedbedConfig } from '../config/config.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { assertEnded, assertRemoved } from '../host/assert-removed.ts';
import { datasetRequest, isOwnOf, suiteOwner } from '../host/datasets/dataset-key.ts';
import { openDataset } from '../host/datasets/open-dataset.ts';
import { findHost } from '../host/find-host.ts';
import type { Host } from '../host/host.ts';
import { withoutStack } from '../lib/stack.ts';
import { runnersSay } from '../messages/runners.ts';
import type { Kept } from '../report/failure-report.ts';
import { type DeclaredSeed, foreseeFile, forgetFile } from './declared-seeds.ts';
import { forgetInSnapshots, maskInSnapshots } from './mask-snapshots.ts';
import { endWith } from './vitest-internals.ts';

/** A dataset that this file uses. */
export interface HeldDataset {
  readonly key: string;
  readonly snapshot: DatasetSnapshot;
  /** One test's own, gone with it. */
  readonly ownOfTest: boolean;
  open<R extends AnyResource>(): Dataset<R>;
}

interface Used {
  /** Once it is there; asked for once a file, not once a test. */
  held?: HeldDataset;
  /** The suite it ends with. */
  readonly owner: string | undefined;
  readonly tests: Set<RunnerTestCase>;
}

/** The datasets of the file that is running. Kept here and not in a fixture: Vitest builds those anew for each derived `test`. */
export class FileDatasets {
  readonly #config: SeedbedConfig | undefined;
  readonly #used = new Map<string, Used>();
  readonly #ending = new WeakSet<RunnerTestSuite>();
  #releasing: Promise<void>[] = [];
  #host: Promise<Host> | undefined;
  /** The run's base dataset, once a test without a seed has asked for it. */
  #base: HeldDataset | undefined;
  /** Those of which the host was told. */
  #file: RunnerTestFile | undefined;

  constructor(config: SeedbedConfig | undefined) {
    this.#config = config;
  }

  async acquire({ seed, place, root, suite, file }: DeclaredSeed): Promise<HeldDataset> {
    this.#host ??= findHost(this.#address, root, this.#config);
    const host = await this.#host;
    // One in this process would get in the tests' way.
    if (this.#address !== undefined) {
      this.#file = file;
      foreseeFile(host, file).catch(() => undefined);
    }
    if (seed === undefined) {
      this.#base ??= await baseOf(host);
      return this.#base;
    }
    const { scope } = host.settings;
    const request = datasetRequest(seed, scope, place);
    const ofSuite = request.owner === suiteOwner(place);
    const own = isOwnOf(seed, scope) || (ofSuite && suite === undefined);
    // Noted first, so that what is half made when seeding fails is released too. What outlives the file is the host's to end.
    const used: Used = this.#used.get(request.key) ?? { owner: request.owner, tests: new Set() };
    if (used.held !== undefined) return used.held;
    if (own || request.owner !== undefined) this.#used.set(request.key, used);
    if (ofSuite && suite !== undefined) this.#endWith(suite, request.owner);
    const snapshot = await host.acquire(request);
    used.held = held(host, request.key, snapshot, own);
    return used.held;
  }

  /** Notes that a test failed with a dataset; tells what of it stays for that. */
  async testFailed({ key }: HeldDataset, final: boolean): Promise<Kept | undefined> {
    const host = await this.#host;
    const stays = await host?.testFailed(key, final);
    return host && stays && { run: host.runId, stays, final };
  }

  async testEnded({ key, ownOfTest }: HeldDataset, task: RunnerTestCase): Promise<void> {
    this.#used.get(key)?.tests.add(task);
    if (ownOfTest) await this.#end([key]);
  }

  /** Ends what the file used; a host in this process ends with it. `endsFile`: no test of the file is left. */
  close({ endsFile = false }: { readonly endsFile?: boolean } = {}): Promise<void> {
    return withoutStack(() => this.#close(endsFile));
  }

  async #close(endsFile: boolean): Promise<void> {
    const host = await this.#host?.catch(() => undefined);
    this.#base = undefined;
    if (host === undefined) {
      // A worker may keep its modules: what went wrong for this file need not do so for the next one.
      this.#host = undefined;
      return;
    }
    if (endsFile && this.#file !== undefined) await forgetFile(host, this.#file).catch(() => undefined);
    await this.#end([...this.#used.keys()]);
    const released = await Promise.allSettled(this.#releasing);
    this.#releasing = [];
    this.#host = undefined;
    assertEnded(await host.close(), host.runId);
    for (const result of released) if (result.status === 'rejected') throw result.reason;
  }

  /** Ends what a suite owns when its last test has ended. */
  #endWith(suite: RunnerTestSuite, owner: string | undefined): void {
    if (this.#ending.has(suite)) return;
    this.#ending.add(suite);
    endWith(suite, () =>
      this.#end([...this.#used].filter(([, used]) => used.owner === owner).map(([key]) => key)),
    );
  }

  get #address(): string | undefined {
    return this.#config === undefined ? inject('seedbed')?.address : undefined;
  }

  async #end(keys: readonly string[]): Promise<void> {
    const releasing = keys.map((key) => this.#release(key));
    this.#releasing.push(...releasing);
    await Promise.allSettled(releasing);
  }

  /** A host elsewhere removes while the next tests run, and tells at the end of the run what stays; one in this process would get in their way. */
  async #release(key: string): Promise<void> {
    const used = this.#used.get(key);
    this.#used.delete(key);
    forgetInSnapshots(key);
    const host = await this.#host;
    const failed = [...(used?.tests ?? [])].some(({ result }) => result?.state === 'fail');
    const inBackground = this.#address !== undefined;
    if (host !== undefined) assertRemoved(await host.release(key, { failed, inBackground }), host.runId);
  }
}

async function baseOf(host: Host): Promise<HeldDataset> {
  const base = await host.base();
  if (base !== undefined) return held(host, base.key, base.snapshot, false);
  throw new TypeError(runnersSay.noSeedInVitest);
}

function held(host: Host, key: string, snapshot: DatasetSnapshot, ownOfTest: boolean): HeldDataset {
  let dataset: Dataset<AnyResource> | undefined;
  maskInSnapshots(key, snapshot);
  return {
    key,
    snapshot,
    ownOfTest,
    open<R extends AnyResource>() {
      // Frozen: one serves all tests of the file.
      dataset ??= openDataset(host, key, snapshot);
      return dataset as unknown as Dataset<R>;
    },
  };
}
