/** What an earlier run found out about a resource's answers to creates. */
export interface RememberedProof {
  /** They hold little more than an id, and the id was seen to be the record's. */
  readonly trustsSilence: boolean;
}

/** Where a proof stays between runs. None of these throws. */
export interface ProofMemory {
  recall(): RememberedProof | undefined;
  keep(proof: RememberedProof): void;
  drop(): void;
}

/**
 * Whether the description of a resource holds, as this run saw it, and as an earlier run remembered it. Memory spares requests and waiting.
 * It never replaces the check of an answer: this run alone decides whether an answer that is not understood ends it.
 */
export class AnswerProof {
  readonly #memory: ProofMemory | undefined;
  #recalled: { readonly proof: RememberedProof | undefined } | undefined;
  #fits = false;
  #trustsSilence = false;

  constructor(memory?: ProofMemory) {
    this.#memory = memory;
  }

  /** Some answer to a create was understood in this run. */
  get fits(): boolean {
    return this.#fits;
  }

  /** The same, or an earlier run says so. */
  get isExpected(): boolean {
    return this.#fits || this.#remembered !== undefined;
  }

  /** An answer with nothing to compare was checked by reading its record: the others need not be. */
  get trustsSilence(): boolean {
    return this.#trustsSilence || this.#remembered?.trustsSilence === true;
  }

  understood(): void {
    this.#fits = true;
  }

  provedSilence(): void {
    this.#trustsSilence = true;
  }

  /** The first record is there, and everything about it is as described: the next run may know. */
  remember(): void {
    const known = this.#remembered;
    if (!this.#fits || (known !== undefined && (known.trustsSilence || !this.#trustsSilence))) return;
    const proof = { trustsSilence: this.#trustsSilence };
    this.#recalled = { proof };
    this.#memory?.keep(proof);
  }

  /** Something differs from what was remembered: from now on the memory does not count, in the next run neither. */
  contradicted(): void {
    if (this.#remembered === undefined) return;
    this.#recalled = { proof: undefined };
    this.#memory?.drop();
  }

  get #remembered(): RememberedProof | undefined {
    this.#recalled ??= { proof: this.#memory?.recall() };
    return this.#recalled.proof;
  }
}
