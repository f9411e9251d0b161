import { type RunnerTestCase, type RunnerTestSuite, type TestAPI, TestRunner } from 'vitest';

type Collect = (this: object, ...args: unknown[]) => void;

/** What is registered while a file is collected, each once for every describe (or file) that has a test with a seed in force. */
export interface SeedingHooks {
  /** Before the first test of a describe with a seed. `has` tells tests of this very `test` from others. */
  beforeSuite(suite: RunnerTestSuite, has: (test: RunnerTestCase) => boolean): void;
  /** Before each try of each test. */
  beforeTests(has: (test: RunnerTestCase) => boolean): void;
}

/**
 * Vitest's own `test`, which has hooks seed what its tests need: so seeding is charged to no test, and done only for tests of this very
 * `test`, in whichever file of a worker that keeps its modules.
 */
export function seedingTest(hooks: SeedingHooks): TestAPI {
  const own = new WeakSet<object>();
  const has = (test: RunnerTestCase): boolean => own.has(test);
  // By file: the collector of what stands outside of any describe serves one file after the other.
  const prepared = new WeakMap<object, WeakSet<object>>();
  const collect: Collect = function (...args) {
    const collector = TestRunner.getCurrentSuite();
    (collector.test as unknown as { readonly fn: Collect }).fn.apply(this, args);
    const added = collector.tasks.at(-1);
    if (added?.type !== 'test') return;
    own.add(added);
    const done = prepared.get(collector.file) ?? new WeakSet();
    if (added.meta.seed === undefined || done.has(collector)) return;
    prepared.set(collector.file, done.add(collector));
    const { suite } = collector;
    if (suite?.meta.seed !== undefined) {
      const { beforeAll } = TestRunner.getSuiteHooks(suite);
      const count = beforeAll.length;
      hooks.beforeSuite(suite, has);
      // The describe's own hooks may need the data.
      beforeAll.unshift(...beforeAll.splice(count));
    }
    hooks.beforeTests(has);
  };
  return TestRunner.createTaskCollector(collect);
}
