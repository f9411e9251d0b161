import { type RunnerTestCase, type RunnerTestSuite, type TestAPI, TestRunner } from 'vitest';

type Collect = (this: object, ...args: unknown[]) => void;

/**
 * Vitest's own `test`, which has each describe with a seed do something before its first test: `prepare` is called once for each while
 * the file is collected, to register a hook. So seeding is charged to no test, and only for tests of this very `test`, in whichever file
 * of a worker that keeps its modules.
 */
export function seedingTest(
  prepare: (suite: RunnerTestSuite, has: (test: RunnerTestCase) => boolean) => void,
): TestAPI {
  const prepared = new WeakSet<RunnerTestSuite>();
  const own = new WeakSet<object>();
  const collect: Collect = function (...args) {
    const collector = TestRunner.getCurrentSuite();
    const { suite, tasks } = collector;
    (collector.test as unknown as { readonly fn: Collect }).fn.apply(this, args);
    const added = tasks.at(-1);
    if (added !== undefined) own.add(added);
    // Tests outside of any describe inherit no seed.
    if (suite?.meta.seed === undefined || prepared.has(suite)) return;
    prepared.add(suite);
    const hooks = TestRunner.getSuiteHooks(suite).beforeAll;
    const before = hooks.length;
    prepare(suite, (test) => own.has(test));
    // The file's own hooks may need the data.
    hooks.unshift(...hooks.splice(before));
  };
  return TestRunner.createTaskCollector(collect);
}
