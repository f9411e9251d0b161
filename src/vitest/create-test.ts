import type {
  RunnerTestCase,
  RunnerTestSuite,
  SuiteFactory,
  TestAPI,
  TestFunction,
  TestOptions,
} from 'vitest';
import type { SeedbedConfig } from '../config/config.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import type { Seed } from '../plan/seed.ts';
import { type DeclaredSeed, declaredSeedOf, firstDeclared, noteTest } from './declared-seeds.ts';
import { FileDatasets } from './file-datasets.ts';
import { noteLine, pointedHome, reportFailure } from './report-failure.ts';
import { collectingTest, hookBeforeOthers } from './vitest-internals.ts';

/** Seeding at an API's rate limit may take minutes: hooks get half an hour, tests are not charged. */
export const hookTimeoutMs: number = 30 * 60_000;

/**
 * Makes a `test` for a configuration in code: each test file seeds for itself, because functions cannot be sent to another process. Without
 * `config` it is the exported `test` under other types: the run's host and its `seedbed.config.ts` are used.
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
    onTest: config === undefined ? noteTest : () => undefined,
    beforeTests: (has) =>
      test.beforeEach(async ({ task, _seedbed }) => {
        if (has(task) && task.meta.seed !== undefined) await prepare(_seedbed, declaredSeedOf(task));
      }, hookTimeoutMs),
  })
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures wanted from this pattern
    .extend('_seedbed', { scope: 'file' }, ({}, { onCleanup }) => {
      onCleanup(() => datasets.close({ endsFile: true }));
      return datasets;
    })
    .extend('dataset', async ({ task, _seedbed }, { onCleanup }) => {
      const held = await pointedHome(task, () => _seedbed.acquire(declaredSeedOf(task)));
      onCleanup(async () => {
        await reportFailure(task, held, _seedbed);
        await _seedbed.testEnded(held, task);
      });
      return held.open<R>();
    });
  return test as unknown as SeedbedTest<R>;
}

/** If a dataset cannot be made, the tests that ask for it fail, not their suite and not a hook. */
async function prepare(datasets: FileDatasets, declared: DeclaredSeed): Promise<void> {
  await datasets.acquire(declared).catch(() => undefined);
}

/** The hooks that are registered while a file is collected, once for every describe (or file) that has a test with a seed. */
interface SeedingHooks {
  /** Before the first test of a describe with a seed. `has` tells tests of this very `test` from others. */
  beforeSuite(suite: RunnerTestSuite, has: (test: RunnerTestCase) => boolean): void;
  /** For each test of this very `test`. */
  onTest(test: RunnerTestCase): void;
  /** Before each try of each test. */
  beforeTests(has: (test: RunnerTestCase) => boolean): void;
}

/**
 * Vitest's own `test`, which has hooks seed what its tests need: so no test pays for seeding in its time. Only tests of this very `test`
 * are seeded for, in every file of a worker that keeps its modules.
 */
function seedingTest(hooks: SeedingHooks): TestAPI {
  const own = new WeakSet<object>();
  const has = (test: RunnerTestCase): boolean => own.has(test);
  // By file: the collector of what stands outside of any describe serves one file after the other.
  const prepared = new WeakMap<object, WeakSet<object>>();
  return collectingTest(({ test, suite, collector, file, frames }) => {
    own.add(test);
    noteLine(test, frames);
    hooks.onTest(test);
    const done = prepared.get(file) ?? new WeakSet();
    if (test.meta.seed === undefined || done.has(collector)) return;
    prepared.set(file, done.add(collector));
    // The describe's own hooks may need the data.
    if (suite?.meta.seed !== undefined) hookBeforeOthers(suite, () => hooks.beforeSuite(suite, has));
    hooks.beforeTests(has);
  });
}

interface Context<R extends AnyResource> {
  /** The records of the nearest `meta.seed`, or the run's base dataset. */
  dataset: Dataset<R>;
}

type Meta = NonNullable<TestOptions['meta']>;

/** Vitest's options, with a seed of these very resources. */
type SeededOptions<R extends AnyResource> = Omit<TestOptions, 'meta'> & {
  readonly meta?: Omit<Meta, 'seed'> & { readonly seed?: Seed<R> | undefined };
};

/** A test or describe, as Vitest calls it. */
interface Seeded<R extends AnyResource, Body> {
  (name: string | ((...given: never[]) => unknown), body?: Body, timeout?: number): void;
  (name: string | ((...given: never[]) => unknown), options: SeededOptions<R>, body?: Body): void;
}

type TestMode = 'concurrent' | 'sequential' | 'only' | 'skip' | 'todo' | 'fails';
type SuiteMode = 'concurrent' | 'sequential' | 'only' | 'skip' | 'todo' | 'shuffle';
type Suites = TestAPI['describe'];

interface SeededTest<R extends AnyResource>
  extends Seeded<R, TestFunction<Context<R>>>,
    Readonly<Record<TestMode, SeededTest<R>>> {}

interface SeededSuite<R extends AnyResource>
  extends Seeded<R, SuiteFactory<Context<R>>>,
    Readonly<Record<SuiteMode, SeededSuite<R>>>,
    Omit<Suites, SuiteMode> {}

/**
 * Vitest's own `test`, with the fixture `dataset`. `meta.seed` is checked against its resources, in `test.describe` too; the `describe` that
 * Vitest exports knows the default preset's, or those of `Register`.
 */
export type SeedbedTest<R extends AnyResource> = SeededTest<R> &
  Omit<TestAPI<Context<R>>, TestMode | 'describe' | 'suite'> & {
    readonly describe: SeededSuite<R>;
    readonly suite: SeededSuite<R>;
  };
