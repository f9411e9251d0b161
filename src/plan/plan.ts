/** One record to make: everything that decides its values, and nothing that depends on when or where it is made. */
export interface RecordSpec {
  readonly resource: string;
  /** 0-based within the dataset and resource. */
  readonly index: number;
  /** In order; the last one wins. */
  readonly traits: readonly string[];
  /** Attributes and params the seed fixes; wins over traits. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Parent's resource name → the parent's index in this same dataset. Lacks the parents that `set` ties by foreign key. */
  readonly parents: Readonly<Record<string, number>>;
  /** True where the seed asked for it for that very parent (`per`, or nested in it): it makes no sense with another. */
  readonly owned?: boolean | undefined;
  /** Not set by a plan: which unique value in turn, where earlier ones were taken on the API. Default 0. */
  readonly variant?: number | undefined;
}

/** All records of one resource: their parents are in earlier layers, or earlier in this one ({@link Layer.belongsToItself}). Never empty. */
export interface Layer {
  readonly resource: string;
  readonly count: number;
  /** True if some of its records belong to earlier ones of the same layer: those must exist first. */
  readonly belongsToItself: boolean;
  /** Parents its records need and this plan does not make, `['users']`: the caller finds them elsewhere, or refuses. */
  readonly missingParents: readonly string[];
  /** Spec of the record at `position` (0 ≤ position < count). Cheap and pure, so a million records need no list. */
  at(position: number): RecordSpec;
}

/** A seed resolved: layers in dependency order. */
export interface Plan {
  readonly layers: readonly Layer[];
  /** How many of each resource the seed names, 0 included. */
  readonly counts: Readonly<Record<string, number>>;
}
