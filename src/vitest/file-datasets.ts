import { inject } from 'vitest';
import type { SeedbedConfig } from '../config/config.ts';
import type { AnyResource } from '../factory/resource.ts';
import { assertRemoved } from '../host/assert-removed.ts';
import { datasetRequest, isOwnOf } from '../host/dataset-key.ts';
import { findHost } from '../host/find-host.ts';
import type { Host } from '../host/host.ts';
import { openDataset } from '../host/open-dataset.ts';
import type { Dataset, DatasetSnapshot } from '../seeder/dataset.ts';
import type { DeclaredSeed } from './declared-seed.ts';

/** A dataset that this file uses. */
export interface HeldDataset {
  readonly key: string;
  readonly snapshot: DatasetSnapshot;
  /** One test's own, gone with it. */
  readonly ownOfTest: boolean;
  open<R extends AnyResource>(): Dataset<R>;
}

/** The datasets of the file that is running. Kept here and not in a fixture: Vitest builds those anew for each derived `test`. */
export class FileDatasets {
  readonly #config: SeedbedConfig | undefined;
  readonly #used = new Map<string, { failed: boolean }>();
  #host: Promise<Host> | undefined;

  constructor(config: SeedbedConfig | undefined) {
    this.#config = config;
  }

  async acquire({ seed, place, root }: DeclaredSeed): Promise<HeldDataset> {
    this.#host ??= findHost(inject('seedbed')?.address, root, this.#config);
    const host = await this.#host;
    if (seed === undefined) return baseOf(host);
    const request = datasetRequest(seed, host.settings.scope, place);
    // Noted first, so that what is half made when seeding fails is released too.
    if (!this.#used.has(request.key)) this.#used.set(request.key, { failed: false });
    const snapshot = await host.acquire(request);
    return held(host, request.key, snapshot, isOwnOf(seed, host.settings.scope));
  }

  async testEnded({ key, ownOfTest }: HeldDataset, failed: boolean): Promise<void> {
    const used = this.#used.get(key);
    if (used !== undefined) used.failed ||= failed;
    if (ownOfTest) await this.release(key);
  }

  /** Ends one dataset. */
  async release(key: string): Promise<void> {
    const host = await this.#host;
    const used = this.#used.get(key);
    this.#used.delete(key);
    if (host !== undefined && used !== undefined) assertRemoved(await host.release(key, used), host.run);
  }

  /** Ends what the file used; a host in this process ends with it. */
  async close(): Promise<void> {
    const host = await this.#host?.catch(() => undefined);
    if (host === undefined) return;
    const keys = [...this.#used.keys()];
    const released = await Promise.allSettled(keys.map((key) => this.release(key)));
    this.#host = undefined;
    assertRemoved(await host.close(), host.run);
    for (const result of released) if (result.status === 'rejected') throw result.reason;
  }
}

async function baseOf(host: Host): Promise<HeldDataset> {
  const base = await host.base();
  if (base !== undefined) return held(host, base.key, base.snapshot, false);
  throw new TypeError(
    'Expected a seed for the fixture "dataset": write `describe("…", { meta: { seed: { users: 5 } } }, …)` or `useDataset({ users: 5 })`, ' +
      'or set `run: { users: 5 }` in seedbed.config.ts.',
  );
}

function held(host: Host, key: string, snapshot: DatasetSnapshot, ownOfTest: boolean): HeldDataset {
  return { key, snapshot, ownOfTest, open: () => openDataset(host, key, snapshot) };
}
