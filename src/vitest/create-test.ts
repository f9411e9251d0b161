import { afterAll, test as base, beforeAll, type TestAPI } from 'vitest';
import type { SeedbedConfig } from '../config/config.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import type { Dataset } from '../seeder/dataset.ts';
import { declaredSeedOf, declaredSeeds } from './declared-seed.ts';
import { FileDatasets } from './file-datasets.ts';
import { reportFailure } from './report-failure.ts';

/** Vitest's own `test`, with the fixture `dataset`. */
export type SeedbedTest<R extends AnyResource> = TestAPI<{ dataset: Dataset<R> }>;

/** Seeding at an API's rate limit may take minutes: hooks get half an hour, tests are not charged. */
export const hookTimeoutMs: number = 30 * 60_000;

/**
 * Makes a `test` for a configuration in code: each test file seeds for itself, for functions reach no other process. Without `config`
 * it is the exported `test` under other types: the run's host and its `seedbed.config.ts` are used.
 *
 * @example
 * const test = createTest(defineConfig({ resources: [teams, members] }));
 */
export function createTest<R extends AnyResource = RegisteredResource>(
  config?: SeedbedConfig<R>,
): SeedbedTest<R> {
  const datasets = new FileDatasets(config);
  registerHooks(datasets);
  return (
    base
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures wanted from this pattern
      .extend('_seedbed', { scope: 'file' }, ({}, { onCleanup }) => {
        // With `isolate: false` the hooks below belong to the first file only.
        onCleanup(() => datasets.close());
        return datasets;
      })
      .extend('dataset', async ({ task, _seedbed }, { onCleanup }) => {
        const held = await _seedbed.acquire(declaredSeedOf(task));
        onCleanup(async () => {
          await reportFailure(task, held, _seedbed);
          await _seedbed.testEnded(held, task);
        });
        return held.open<R>();
      }) as unknown as SeedbedTest<R>
  );
}

/** Seeds what the file's suites declare before its tests run, so that no test's time-out pays for it, and cleans up after the last. */
function registerHooks(datasets: FileDatasets): void {
  // biome-ignore lint/correctness/noEmptyPattern: as above
  beforeAll(async ({}, file) => {
    // A dataset that cannot be made fails the tests that ask for it, not the whole file.
    for (const declared of declaredSeeds(file.file)) await datasets.acquire(declared).catch(() => undefined);
  }, hookTimeoutMs);
  afterAll(() => datasets.close(), hookTimeoutMs);
}
