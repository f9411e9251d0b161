import { test as base, type TestType } from '@playwright/test';
import type { SeedbedConfig } from '../config/config.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import type { Seed } from '../plan/seed.ts';
import { rootOf } from './seed-place.ts';
import { TestDataset } from './test-dataset.ts';
import { WorkerDatasets } from './worker-datasets.ts';

/** What `test.use` takes. */
export interface SeedOptions<R extends AnyResource = RegisteredResource> {
  /** The data the tests below need; a plain object. Created before the first of them, shared by them, removed afterwards. */
  seed: Seed<R> | undefined;
}

/** What tests receive. */
export interface SeedFixtures<R extends AnyResource = RegisteredResource> {
  /** The records of the `seed` in force, or the run's base dataset if there is none. */
  dataset: Dataset<R>;
}

/** Not for tests. */
interface OwnFixtures {
  /** The dataset that the test's fixtures share. */
  _testDataset: TestDataset;
}

/** Not for tests. */
interface WorkerFixtures {
  /** How a worker reaches the run's host. */
  _seedbed: WorkerDatasets;
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
  const extended = base.extend<SeedOptions<R> & SeedFixtures<R> & OwnFixtures, WorkerFixtures>({
    seed: [undefined, { option: true }],
    _seedbed: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
      async ({}, use, info) => {
        const datasets = new WorkerDatasets(rootOf(info.config), config);
        await use(datasets);
        await datasets.close();
      },
      // Clean-up at an API's rate limit may take longer than any test: not charged to one.
      { scope: 'worker', timeout: 0, title: 'seedbed', box: true },
    ],
    _testDataset: [
      async ({ seed, _seedbed }, use, testInfo) => {
        const data = new TestDataset(_seedbed, seed, testInfo);
        await use(data);
        await data.end();
      },
      { timeout: 0, title: 'dataset', box: true },
    ],
    dataset: [
      async ({ baseURL, _testDataset }, use) => use(await _testDataset.open<R>(baseURL)),
      // An own deadline applies: the configuration's `maxWait`, and each request's. Boxed: one step less to tell of for each test.
      { timeout: 0, title: 'dataset', box: 'self' },
    ],
  });
  return extended as unknown as SeedbedTest<R>;
}
