import type { Failure, SeededRecord } from '../dataset/snapshot.ts';

/** What became of one record. */
export type Outcome =
  | { readonly outcome: 'created' | 'adopted'; readonly record: SeededRecord }
  | { readonly outcome: 'failed'; readonly failure: Failure };
