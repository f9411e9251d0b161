/**
 * What we use of Playwright beyond its public API, all of it; proved on 1.50 to 1.65 (`fixtures/runner-playwright/canary` has a test
 * for each name). Whatever a version has no more is done without, with less shared, and said once.
 */

import { test as base, type TestInfo } from '@playwright/test';
import { isPlaywrightWorker } from '../config/runner-environment.ts';
import { isPlainObject } from '../lib/check.ts';
import type { CodePlace } from '../lib/stack.ts';
import { warnOnce } from '../lib/warn-once.ts';
import { runnersSay } from '../messages/runners.ts';

/** What a suite loaded in a worker and a reporter's suite have in common. */
export interface AnySuite {
  readonly title: string;
  readonly type: 'root' | 'project' | 'file' | 'describe';
  readonly parent?: AnySuite | undefined;
  /** Of a describe; the file itself has none that counts. */
  readonly location?: { readonly line: number; readonly column: number } | undefined;
  /** Private: `serial`, `parallel`, `default` or `none`. */
  readonly _parallelMode?: string;
  /** Private: what `test.use` wrote down, in its order. Missing where the tests were loaded in another process. */
  readonly _use?: readonly { readonly fixtures?: object; readonly location?: unknown }[];
}

/** A suite as a worker has loaded it: what `test.use` and `test.describe.configure` wrote down. */
export interface LoadedSuite extends AnySuite {
  readonly parent?: LoadedSuite | undefined;
  /** Private: the describe's own `retries`. */
  readonly _retries?: number | undefined;
  allTests(): readonly LoadedTest[];
}

export interface LoadedTest {
  readonly parent: LoadedSuite;
  readonly location: { readonly line: number; readonly column: number };
  titlePath(): readonly string[];
}

/** Behind every `test`, found by a symbol: it knows which suite is being loaded, which no public API tells. */
interface TestTypeInternals {
  _currentSuite(location: unknown, title: string): LoadedSuite | undefined;
  _use(location: unknown, fixtures: object): void;
}

const declaredIn = new WeakMap<object, { readonly suite: LoadedSuite; readonly at: CodePlace | undefined }>();

/** The suite whose `test.use` set this very seed; undefined for a seed from the configuration. */
export function declaringSuite(seed: unknown): LoadedSuite | undefined {
  return isPlainObject(seed) ? declaredIn.get(seed)?.suite : undefined;
}

/** The line of the `test.use` that set this very seed; undefined for a seed from the configuration. */
export function declaringLine(seed: unknown): CodePlace | undefined {
  return isPlainObject(seed) ? declaredIn.get(seed)?.at : undefined;
}

/** Whether {@link declaringSuite} can tell. */
export const usesAreNoted: boolean = noteUses();

/** The outermost suite whose tests run in order and are retried together: Playwright's `serial` mode. */
export function serialSuite<S extends AnySuite>(suite: S): S | undefined {
  let outermost: S | undefined;
  for (let at: S | undefined = suite; at !== undefined; at = at.parent as S | undefined)
    if (at._parallelMode === 'serial') outermost = at;
  return outermost;
}

/** The seed that tests of a suite are under, and the suite that declared it; undefined if it is the configuration's, or nobody's. */
export function seedInForce<S extends AnySuite>(
  of: S,
): { readonly seed: unknown; readonly suite: S } | undefined {
  const used = useInForce(of, 'seed');
  return used !== undefined && isPlainObject(used.value)
    ? { seed: used.value, suite: used.suite }
    : undefined;
}

/** The `as` that tests of a suite are under by `test.use`; undefined if nobody set one. */
export function asInForce(of: AnySuite): unknown {
  return useInForce(of, 'as')?.value;
}

/** The line of the `test.use` that set that `as`. */
export function asLine(of: AnySuite): CodePlace | undefined {
  return asPlace(useInForce(of, 'as')?.location);
}

/** What the nearest `test.use` of an option says. */
function useInForce<S extends AnySuite>(
  of: S,
  option: string,
): { readonly value: unknown; readonly location: unknown; readonly suite: S } | undefined {
  for (let suite: S | undefined = of; suite !== undefined; suite = suite.parent as S | undefined) {
    const used = suite._use?.findLast(({ fixtures }) => fixtures !== undefined && option in fixtures);
    if (used === undefined) continue;
    return { value: Reflect.get(used.fixtures as object, option), location: used.location, suite };
  }
  return undefined;
}

/** The `retries` of the nearest describe that has some of its own; undefined if the project's count. */
export function describedRetries(suite: LoadedSuite | undefined): number | undefined {
  let at = suite;
  while (at !== undefined && at._retries === undefined) at = at.parent;
  return at?._retries;
}

/** What Playwright starts a process of its own for; undefined for other processes, and before it had a file for each. */
export function taskOfProcess(words: readonly string[]): 'worker' | 'loader' | undefined {
  if (words.some((word) => word.endsWith('workerProcessEntry.js'))) return 'worker';
  return words.some((word) => word.endsWith('loaderProcessEntry.js')) ? 'loader' : undefined;
}

/** From now on, notes which suite sets which seed, for this package's `test` and everything extended from it. */
function noteUses(): boolean {
  const internals = testTypeOf(base);
  if (internals === undefined) {
    // Said by the process that loads the tests: workers are many.
    if (!isPlaywrightWorker()) warnOnce(runnersSay.playwrightTellsNoSuite, 'SEEDBED_PLAYWRIGHT_INTERNALS');
    return false;
  }
  const { _use: use } = internals;
  internals._use = function (location, fixtures) {
    const suite = this._currentSuite(location, 'test.use()');
    if (suite === undefined || !('seed' in fixtures) || !isPlainObject(fixtures.seed))
      return use.call(this, location, fixtures);
    // One object may be given to several suites: each gets its own.
    const seed = declaredIn.has(fixtures.seed) ? { ...fixtures.seed } : fixtures.seed;
    declaredIn.set(seed, { suite, at: asPlace(location) });
    return use.call(this, location, { ...fixtures, seed });
  };
  return true;
}

function asPlace(location: unknown): CodePlace | undefined {
  const { file, line, column } = (location ?? {}) as Partial<CodePlace>;
  if (typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return undefined;
  return { file, line, column };
}

/** The prototype that a `test` made from now on takes its `use` from. */
function testTypeOf(test: object): TestTypeInternals | undefined {
  for (const symbol of Object.getOwnPropertySymbols(test)) {
    const prototype: unknown = Object.getPrototypeOf(Object((test as Record<symbol, unknown>)[symbol]));
    const { _use, _currentSuite } = prototype as Partial<TestTypeInternals>;
    if (typeof _use === 'function' && typeof _currentSuite === 'function')
      return prototype as TestTypeInternals;
  }
  return undefined;
}

/** Behind `testInfo`: what its reports and its trace are told. Nothing public changes that. */
interface TestInfoInternals {
  _failWithError?(error: unknown): void;
  /** Each step comes here when its place in the code is known, before anybody is told. */
  readonly _stepMap?: Map<string, LoadedStep>;
}

interface LoadedStep {
  title: string;
  subtitle?: string;
  params?: Readonly<Record<string, unknown>>;
  complete(result: { readonly error?: unknown; readonly softError?: unknown }): void;
}

/**
 * From now on, what the steps of a test say goes through `mask` before a report or the trace has it, and errors through `maskError`, which
 * changes them where they stand. Without the names behind it, only what `testInfo.errors` holds in the end can be masked.
 */
export function maskTold(
  testInfo: TestInfo,
  mask: (text: string) => string,
  maskError: (error: unknown) => void,
): void {
  const internals = testInfo as TestInfoInternals;
  const { _failWithError: fail, _stepMap: steps } = internals;
  if (typeof fail === 'function')
    internals._failWithError = function (error) {
      maskError(error);
      fail.call(this, error);
    };
  if (!(steps instanceof Map)) return;
  const { set } = steps;
  steps.set = function (id, step) {
    maskStep(step, mask, maskError);
    return set.call(this, id, step);
  };
}

function maskStep(
  step: LoadedStep,
  mask: (text: string) => string,
  maskError: (error: unknown) => void,
): void {
  const { title, subtitle, params, complete } = step;
  step.title = mask(title);
  if (subtitle !== undefined) step.subtitle = mask(subtitle);
  if (params !== undefined)
    step.params = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value]),
    );
  step.complete = (result) => {
    maskError(result.error);
    maskError(result.softError);
    complete.call(step, result);
  };
}
