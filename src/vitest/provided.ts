import type { NameOf, RecordOf } from '../factory/resource.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import type { Seed } from '../plan/seed.ts';

/** The run's base dataset as `inject('seedbed').dataset` gives it: plain data. The fixture `dataset` can do more. */
export type ProvidedDataset = {
  readonly namespace: string;
  readonly randomSeed: number;
} & { readonly [R in RegisteredResource as NameOf<R>]: readonly RecordOf<R>[] };

declare module 'vitest' {
  interface TaskMeta {
    /** The data the tests below need: `describe('…', { meta: { seed: { users: 2 } } }, …)`. */
    seed?: Seed<RegisteredResource>;
    /** Of a failed test: the dataset it had, and how to make it again. */
    seedbed?: string;
  }

  interface ProvidedContext {
    /** The run's host; there when `seedbed/vitest/global-setup` is configured. */
    seedbed?: { readonly address: string; readonly dataset: ProvidedDataset | undefined };
  }
}
