import type { Sentences } from '../../../src/messages/language.ts';

/** For every sentence of a catalogue the values that stand in it: a list of calls, each a list of arguments. */
export type Samples<T extends Sentences> = {
  readonly [Key in keyof T as T[Key] extends string ? never : Key]: T[Key] extends (
    ...values: infer Values
  ) => string
    ? readonly [Values, ...Values[]]
    : never;
};

/** A catalogue with its samples, and the few sentences that are the same in both languages (names, figures). */
export interface Sampled<T extends Sentences = Sentences> {
  readonly says: T;
  readonly samples: Samples<T>;
  readonly same?: readonly (keyof T)[];
}

/** @example export const sweep = sampled({ says: sweepSays, samples: { removed: [[0], [1], [2]] } }); */
export function sampled<T extends Sentences>(entry: Sampled<T>): Sampled {
  return entry as unknown as Sampled;
}
