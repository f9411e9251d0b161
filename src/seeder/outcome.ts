/** One created record as it travels to tests, also over a socket or a file: plain JSON. */
export interface SeededRecord {
  readonly resource: string;
  readonly index: number;
  readonly id: string | number;
  /** Attributes without secrets, overlaid with what the server answered. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly traits: readonly string[];
  /** Parent's resource name → the parent's id. */
  readonly parents: Readonly<Record<string, string | number>>;
  /** Password and the like; kept apart so that printing a record shows none. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Its number in the ledger. */
  readonly at: number;
}

/** Why one record does not exist, or may not. */
export interface Failure {
  readonly resource: string;
  readonly index: number;
  /** `rejected`: refused, not there. `unknown`: it may be there. `skipped`: not sent. `unfinished`: there, but not ready for use. */
  readonly outcome: 'rejected' | 'unknown' | 'skipped' | 'unfinished';
  /** The same for every record that failed the same way: `422 Unprocessable Content: email: must be an e-mail`. */
  readonly reason: string;
}

/** What became of one record. */
export type Outcome =
  | { readonly outcome: 'created' | 'adopted'; readonly record: SeededRecord }
  | { readonly outcome: 'failed'; readonly failure: Failure };
