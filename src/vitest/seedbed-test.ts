import type { SuiteFactory, TestAPI, TestFunction, TestOptions } from 'vitest';
import type { Dataset } from '../dataset/dataset.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { Seed } from '../plan/seed.ts';

interface Context<R extends AnyResource> {
  /** The records of the nearest `meta.seed`, or the run's base dataset. */
  dataset: Dataset<R>;
}

type Meta = NonNullable<TestOptions['meta']>;

/** Vitest's options, with a seed of these very resources. */
export type SeededOptions<R extends AnyResource> = Omit<TestOptions, 'meta'> & {
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
