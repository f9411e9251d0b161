import type { AnyResource } from '../factory/resource.ts';
import type { Batch } from '../plan/batches.ts';
import type { Layer } from '../plan/plan.ts';
import type { ParentsOf } from './choose-parents.ts';
import type { SeedRun } from './context.ts';
import { intend } from './intend.ts';
import type { Outcome } from './outcome.ts';
import type { Outgoing } from './post-record.ts';
import { notSent, prepareRecord, type Wanted } from './prepare-record.ts';

interface Refused {
  readonly position: number;
  readonly outcome: Outcome;
}
interface Sendable {
  readonly position: number;
  readonly wanted: Wanted;
  readonly outgoing: Outgoing;
}
type Built = Refused | Sendable;

/** The next record of a layer: written in the ledger under `at` and to be sent, or why it will not be. */
export type Supplied = Refused | (Sendable & { readonly at: number });

/** Records that share a ledger write: more gain little, and each may have to be looked up after a kill. */
const mostAhead = 32;

/**
 * Builds records a few ahead of their requests and writes them down with one write. A resource that cannot be looked up gets each
 * record written at its turn: after a kill, one that was never sent would else be reported as one that may exist.
 */
export class RecordSupply {
  readonly #run: SeedRun;
  readonly #resource: AnyResource;
  readonly #layer: Layer;
  readonly #parentsOf: ParentsOf;
  readonly #ahead: number;
  readonly #end: number;
  #next: number;
  readonly #supplied: Supplied[] = [];
  #filling: Promise<void> | undefined;

  constructor(
    run: SeedRun,
    resource: AnyResource,
    layer: Layer,
    { start, end }: Pick<Batch, 'start' | 'end'>,
    parentsOf: ParentsOf,
  ) {
    this.#run = run;
    this.#resource = resource;
    this.#layer = layer;
    this.#parentsOf = parentsOf;
    this.#ahead = resource.key === undefined || resource.lookup === false ? 1 : mostAhead;
    this.#next = start;
    this.#end = end;
  }

  /** To be called once for each position of the batch, by however many workers. */
  take(): Supplied | Promise<Supplied> {
    return this.#supplied.shift() ?? this.#wait();
  }

  /** What was written down and will not be sent after all is no longer meant. */
  abandon(): void {
    for (const one of this.#supplied.splice(0)) if ('at' in one) this.#run.ledger.rejected(one.at);
  }

  async #wait(): Promise<Supplied> {
    for (;;) {
      this.#filling ??= this.#fill().finally(() => {
        this.#filling = undefined;
      });
      await this.#filling;
      const supplied = this.#supplied.shift();
      if (supplied !== undefined) return supplied;
      // Where the ledger refused some, there are fewer than were asked for: the run is about to end.
      if (this.#filling === undefined && this.#next >= this.#end)
        throw new RangeError('Expected a record for each position, got fewer');
    }
  }

  async #fill(): Promise<void> {
    const built: Built[] = [];
    for (const last = Math.min(this.#next + this.#ahead, this.#end); this.#next < last; this.#next++)
      built.push(await this.#build(this.#next));
    this.#supplied.push(...(await Promise.all(built.map((one) => this.#writeDown(one)))));
  }

  async #build(position: number): Promise<Built> {
    const spec = this.#layer.at(position);
    const chosen = this.#parentsOf(spec);
    if ('failure' in chosen) return { position, outcome: { outcome: 'failed', failure: chosen.failure } };
    const wanted = { spec, parents: chosen.parents };
    const outgoing = await prepareRecord(this.#run, this.#resource, wanted, 0);
    if ('problem' in outgoing) return { position, outcome: notSent(wanted, outgoing.problem) };
    return { position, wanted, outgoing };
  }

  async #writeDown(built: Built): Promise<Supplied> {
    if ('outcome' in built) return built;
    return { ...built, at: await intend(this.#run, this.#resource, built.outgoing) };
  }
}
