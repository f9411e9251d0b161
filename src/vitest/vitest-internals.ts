/**
 * What we use of Vitest beyond its public API, all of it; proved on 5.1 (`fixtures/runner-vitest/canary` has a test for each name).
 * Whatever a version has no more is done without, and said once.
 */

import { test as base, type RunnerTestCase, type RunnerTestSuite, type TestAPI, TestRunner } from 'vitest';
import { vitestWorker } from '../config/runner-environment.ts';
import { type Frames, framesAbove } from '../lib/stack.ts';
import { warnOnce } from '../lib/warn-once.ts';
import { runnersSay } from '../messages/runners.ts';

type Collect = (this: object, ...args: unknown[]) => void;

/** Where a test that is being collected stands. */
export interface Collected {
  readonly test: RunnerTestCase;
  /** Undefined outside of any describe. */
  readonly suite: RunnerTestSuite | undefined;
  /** What collects this describe, or the file; the file's serves one file after the other. */
  readonly collector: object;
  readonly file: object;
  /** Whose line called `test`. */
  readonly frames: Frames;
}

/**
 * Vitest's own `test`, which tells of each test that it adds: `test.extend` is made in the same way. The function behind `test` is in no
 * type. Without it, `test` itself, which tells of nothing: seeding is charged to the first test of a suite.
 */
export function collectingTest(onTest: (collected: Collected) => void): TestAPI {
  if (!isKnown()) {
    if (vitestWorker() === '1') warnOnce(runnersSay.vitestTellsNoTests, 'SEEDBED_VITEST_INTERNALS');
    return base;
  }
  const collect: Collect = function collect(...args) {
    const frames = framesAbove(collect);
    const collector = TestRunner.getCurrentSuite();
    Reflect.apply(behind(collector.test) ?? collector.test, this, args);
    const added = collector.tasks.at(-1);
    if (added?.type === 'test')
      onTest({ test: added, suite: collector.suite, collector, file: collector.file, frames });
  };
  return TestRunner.createTaskCollector(collect);
}

/** The describe, or the file, that is being collected. */
export function collectedSuite(): object | undefined {
  if (!isKnown()) return undefined;
  const { suite, file } = TestRunner.getCurrentSuite();
  return suite ?? file;
}

/** Whether the file's tests are known and run, or its hooks: nothing can be registered for them any more. */
export function hasCollected(): boolean {
  if ((TestRunner.getCurrentTest?.() as object | undefined) !== undefined) return true;
  const { file } =
    (TestRunner.getCurrentSuite() as Partial<ReturnType<typeof TestRunner.getCurrentSuite>> | undefined) ??
    {};
  return file?.collectDuration !== undefined;
}

/** Registers with `register` what is to run before the suite's hooks that stand there. */
export function hookBeforeOthers(suite: RunnerTestSuite, register: () => void): void {
  const { beforeAll } = TestRunner.getSuiteHooks(suite);
  const count = beforeAll.length;
  register();
  beforeAll.unshift(...beforeAll.splice(count));
}

/** Whether {@link endWith} does anything. */
export const endsSuites: boolean = typeof TestRunner.getSuiteHooks === 'function';

/**
 * Runs `end` once all `afterAll` hooks of a suite that is running have ended. `sequence.hooks` has them run backwards, in their order or all
 * at once, so it stands at both ends of them: whoever comes when all others have begun waits for them, and ends. After one that fails, no
 * other may come.
 */
export function endWith(suite: RunnerTestSuite, end: () => Promise<void>): void {
  if (!endsSuites) return;
  const { afterAll } = TestRunner.getSuiteHooks(suite);
  const begun: Promise<unknown>[] = [];
  let ending: Promise<void> | undefined;
  const endNow = (): Promise<void> => {
    ending ??= Promise.allSettled(begun).then(end);
    return ending;
  };
  const noted = afterAll.map((hook) => {
    const run = async (...given: Parameters<typeof hook>): Promise<unknown> => {
      const running = (async () => hook(...given))();
      begun.push(running);
      try {
        return await running;
      } catch (error) {
        await endNow().catch(() => undefined);
        throw error;
      }
    };
    return Object.assign(run, hook);
  });
  const endIfLast = async (): Promise<void> => {
    if (begun.length === noted.length) await endNow();
  };
  afterAll.splice(0, afterAll.length, endIfLast, ...noted, endIfLast);
}

function isKnown(): boolean {
  return (
    typeof TestRunner.createTaskCollector === 'function' &&
    typeof TestRunner.getSuiteHooks === 'function' &&
    // Nothing is being collected while a set-up file is loaded.
    ((TestRunner.getCurrentSuite() as object | undefined) === undefined ||
      behind(TestRunner.getCurrentSuite().test) !== undefined)
  );
}

function behind(test: object): Collect | undefined {
  return 'fn' in test && typeof test.fn === 'function' ? (test.fn as Collect) : undefined;
}
