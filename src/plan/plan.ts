/** One record to make: everything that decides its values, and nothing that depends on when or where it is made. */
export interface RecordSpec {
  readonly resource: string;
  /** 0-based within the dataset and resource. */
  readonly index: number;
  /** In order; the last one wins. */
  readonly traits: readonly string[];
  /** Attributes and params the seed fixes; wins over traits. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Parent's resource name → the parent's index in this same dataset. */
  readonly parents: Readonly<Record<string, number>>;
}

/** All records of one resource that may be created at the same time: their parents are in earlier layers. */
export interface Layer {
  readonly resource: string;
  readonly count: number;
  /** Spec of the record at `position` (0 ≤ position < count). Cheap and pure, so a million records need no list. */
  at(position: number): RecordSpec;
}

/** A seed resolved: layers in dependency order. */
export interface Plan {
  readonly layers: readonly Layer[];
  /** Sum over the layers, by resource name. */
  readonly counts: Readonly<Record<string, number>>;
}
