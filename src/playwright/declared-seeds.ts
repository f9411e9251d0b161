import { test as base } from '@playwright/test';
import { isPlainObject } from '../lib/show.ts';
import type { AnySuite } from './suite-id.ts';

/** A suite as a worker has loaded it: what `test.use` and `test.describe.configure` wrote down. */
export interface LoadedSuite extends AnySuite {
  readonly parent?: LoadedSuite | undefined;
  readonly _type?: string;
  readonly _retries?: number | undefined;
  allTests(): readonly LoadedTest[];
}

export interface LoadedTest {
  readonly parent: LoadedSuite;
  readonly location: { readonly line: number; readonly column: number };
  titlePath(): readonly string[];
}

/** The part of Playwright's internals behind every `test`: it knows which suite is being loaded, which no public API tells. */
interface TestTypeInternals {
  _currentSuite(location: unknown, title: string): LoadedSuite | undefined;
  _use(location: unknown, fixtures: object): void;
}

const declaredIn = new WeakMap<object, LoadedSuite>();

/** The suite whose `test.use` set this very seed; undefined for a seed from the configuration. */
export function declaringSuite(seed: unknown): LoadedSuite | undefined {
  return isPlainObject(seed) ? declaredIn.get(seed) : undefined;
}

/**
 * Notes from now on which suite sets which seed, for this package's `test` and everything extended from it.
 * False where this version of Playwright has no such internals: then nothing is changed.
 */
function noteUses(): boolean {
  const internals = testTypeOf(base);
  if (internals === undefined) return false;
  const { _use: use } = internals;
  internals._use = function (location, fixtures) {
    const suite = this._currentSuite(location, 'test.use()');
    if (suite === undefined || !('seed' in fixtures) || !isPlainObject(fixtures.seed))
      return use.call(this, location, fixtures);
    // One object may be given to several suites: each gets its own.
    const seed = declaredIn.has(fixtures.seed) ? { ...fixtures.seed } : fixtures.seed;
    declaredIn.set(seed, suite);
    return use.call(this, location, { ...fixtures, seed });
  };
  return true;
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

/** Whether {@link declaringSuite} can tell. */
export const usesAreNoted: boolean = noteUses();
