import type { RunnerTestCase, RunnerTestSuite, TestAPI } from 'vitest';
import { collectingTest, hookBeforeOthers } from './vitest-internals.ts';

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
  return collectingTest(({ test, suite, collector, file }) => {
    own.add(test);
    const done = prepared.get(file) ?? new WeakSet();
    if (test.meta.seed === undefined || done.has(collector)) return;
    prepared.set(file, done.add(collector));
    // The describe's own hooks may need the data.
    if (suite?.meta.seed !== undefined) hookBeforeOthers(suite, () => hooks.beforeSuite(suite, has));
    hooks.beforeTests(has);
  });
}
