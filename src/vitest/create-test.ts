import type { SeedbedConfig } from '../config/config.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import { type DeclaredSeed, declaredSeedOf, firstDeclared } from './declared-seed.ts';
import { FileDatasets } from './file-datasets.ts';
import { reportFailure } from './report-failure.ts';
import type { SeedbedTest } from './seedbed-test.ts';
import { seedingTest } from './seeding-test.ts';

/** Seeding at an API's rate limit may take minutes: hooks get half an hour, tests are not charged. */
export const hookTimeoutMs: number = 30 * 60_000;

/**
 * Makes a `test` for a configuration in code: each test file seeds for itself, for functions reach no other process. Without `config`
 * it is the exported `test` under other types: the run's host and its `seedbed.config.ts` are used.
 *
 * @example
 * const test = createTest(defineConfig({ resources: [teams, members] }));
 * test('a team', { meta: { seed: { teams: 1 } } }, ({ dataset }) => expect(dataset.teams).toHaveLength(1));
 */
export function createTest<R extends AnyResource = RegisteredResource>(
  config?: SeedbedConfig<R>,
): SeedbedTest<R> {
  const datasets = new FileDatasets(config);
  const test = seedingTest({
    beforeSuite: (suite, has) =>
      test.beforeAll(async ({ _seedbed }) => {
        const declared = firstDeclared(suite, has);
        if (declared !== undefined) await prepare(_seedbed, declared);
      }, hookTimeoutMs),
    beforeTests: (has) =>
      test.beforeEach(async ({ task, _seedbed }) => {
        if (has(task) && task.meta.seed !== undefined) await prepare(_seedbed, declaredSeedOf(task));
      }, hookTimeoutMs),
  })
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures wanted from this pattern
    .extend('_seedbed', { scope: 'file' }, ({}, { onCleanup }) => {
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
    });
  return test as unknown as SeedbedTest<R>;
}

/** What cannot be made fails the tests that ask for it, not their suite, nor a hook. */
async function prepare(datasets: FileDatasets, declared: DeclaredSeed): Promise<void> {
  await datasets.acquire(declared).catch(() => undefined);
}
