import { test as base, type TestInfo, type TestType } from '@playwright/test';
import type { SeedbedConfig } from '../config/config.ts';
import { hostAddress } from '../config/host-address.ts';
import type { AnyResource } from '../factory/resource.ts';
import { assertRemoved } from '../host/assert-removed.ts';
import { datasetRequest, isOwnOf } from '../host/dataset-key.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import { findHost } from '../host/find-host.ts';
import type { Host } from '../host/host.ts';
import { openDataset } from '../host/open-dataset.ts';
import type { Seed } from '../plan/seed.ts';
import { failureReport, summaryLine } from '../report/summary.ts';
import type { Dataset, DatasetSnapshot } from '../seeder/dataset.ts';
import { hasFailed } from './has-failed.ts';
import { rootOf } from './project-root.ts';
import { isFinal, seedPlace } from './seed-place.ts';

/** What `test.use` takes. */
export interface SeedOptions<R extends AnyResource = RegisteredResource> {
  /** The data the tests below need; a plain object. Created before the first of them, shared by them, removed afterwards. */
  seed: Seed<R> | undefined;
}

/** What tests receive. */
export interface SeedFixtures<R extends AnyResource = RegisteredResource> {
  /** The records of the `seed` in force, or the run's base dataset where there is none. */
  dataset: Dataset<R>;
}

interface WorkerFixtures {
  /** How a worker reaches the run's host. Not for tests. */
  _seedbed: LazyHost;
}

type Base = typeof base;
type TestArgs<T> = T extends TestType<infer Args, infer _> ? Args : never;
type WorkerArgs<T> = T extends TestType<infer _, infer Args> ? Args : never;

/** Playwright's own `test`, with the `seed` option and the `dataset` fixture. */
export type SeedbedTest<R extends AnyResource> = TestType<
  TestArgs<Base> & SeedOptions<R> & SeedFixtures<R>,
  WorkerArgs<Base>
>;

/**
 * Makes a `test` for a configuration in code: each worker process seeds for itself, for functions reach no other process. Without
 * `config` it is the exported `test` under other types: the run's host and its `seedbed.config.ts` are used.
 *
 * @example
 * const test = createTest(defineConfig({ resources: [teams, members] }));
 * test.use({ seed: { teams: 2 } });
 */
export function createTest<R extends AnyResource = RegisteredResource>(
  config?: SeedbedConfig<R>,
): SeedbedTest<R> {
  const extended = base.extend<SeedOptions<R> & SeedFixtures<R>, WorkerFixtures>({
    seed: [undefined, { option: true }],
    _seedbed: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
      async ({}, use, info) => {
        const host = new LazyHost(rootOf(info.config), config);
        await use(host);
        await host.close();
      },
      // Clean-up at an API's rate limit may take longer than any test: not charged to one.
      { scope: 'worker', timeout: 0, title: 'seedbed', box: true },
    ],
    dataset: [
      async ({ seed, baseURL, _seedbed }, use, testInfo) => {
        const host = await _seedbed.open();
        const { key, snapshot } = await acquire(host, seed, testInfo);
        await base.step(summaryLine(snapshot), async () => undefined);
        await use(openDataset<R>(host, key, snapshot, baseURL));
        const failed = hasFailed(testInfo.status, testInfo.expectedStatus);
        if (failed) {
          const final = isFinal(seed, testInfo);
          // Whoever reads the report wants it most where the host is lost.
          const stays = await host.testFailed(key, final).catch(() => undefined);
          const body = failureReport(snapshot, stays && { run: host.run, stays, final });
          await testInfo.attach('seedbed dataset', { body, contentType: 'text/plain' });
        }
        if (isOwnOf(seed, host.settings.scope))
          await host.release(key, { failed: failed && isFinal(seed, testInfo) });
      },
      // An own deadline applies: the configuration's `maxWait`, and each request's.
      { timeout: 0, title: 'dataset' },
    ],
  });
  return extended as unknown as SeedbedTest<R>;
}

async function acquire(
  host: Host,
  seed: unknown,
  testInfo: TestInfo,
): Promise<{ key: string; snapshot: DatasetSnapshot }> {
  if (seed === undefined) return baseDataset(host);
  const request = datasetRequest(seed, host.settings.scope, seedPlace(seed, testInfo));
  return { key: request.key, snapshot: await host.acquire(request) };
}

async function baseDataset(host: Host): Promise<{ key: string; snapshot: DatasetSnapshot }> {
  const base = await host.base();
  if (base !== undefined) return base;
  throw new TypeError(
    'Expected a seed for the fixture "dataset": write `test.use({ seed: { users: 5, vms: 10 } })` in the file or the describe, ' +
      'or set `run: { users: 5 }` in seedbed.config.ts.',
  );
}

/** Opened by the first test that asks for a dataset, so that other tests pay nothing. */
class LazyHost {
  readonly #root: string;
  readonly #config: SeedbedConfig | undefined;
  #host: Promise<Host> | undefined;

  constructor(root: string, config: SeedbedConfig | undefined) {
    this.#root = root;
    this.#config = config;
  }

  open(): Promise<Host> {
    this.#host ??= findHost(hostAddress(), this.#root, this.#config);
    return this.#host;
  }

  async close(): Promise<void> {
    const host = await this.#host?.catch(() => undefined);
    if (host !== undefined) assertRemoved(await host.close(), host.run);
  }
}
