import type { Clock } from '../../lib/clock.ts';
import { Roster } from '../../lib/roster.ts';
import type { RecordId } from '../evidence.ts';

/** A record that the API surely has, and since when. */
export interface Known {
  readonly id: RecordId;
  /** As it was sent; servers may spell it in another way. */
  readonly key: string | undefined;
  /** By `clock.now()`. */
  readonly since: number;
}

/** How many of the newest records are remembered: enough to find one made just before any request that is in doubt. */
const mostKnown = 64;

/** A list this late is taken for one that leaves records out. Searches of identity providers were seen 10 s behind. */
export const latestMs = 15_000;

/**
 * How late an API shows what it has committed: lists and searches lag behind, and so may a commit after its connection was lost. Learned
 * from records that surely exist and are not shown yet.
 */
export class Visibility {
  /** How long a server may need to show a record it has just committed, in ms; grows by what was seen. */
  #settleMs: number;
  /** The longest that a record was seen missing from a list. */
  #lagMs = 0;
  readonly #clock: Clock;
  readonly #configuredMs: number;
  readonly #known = new Roster<Known>();
  /** True once the API has refused a second record with the same key: then sending one again cannot double it. */
  refusesDuplicates = false;
  /** True once an answer to a create had the id of another record: a database began anew, or the id was not the record's. */
  gaveIdAgain = false;

  constructor(clock: Clock, settleMs: number) {
    this.#clock = clock;
    this.#configuredMs = settleMs;
    this.#settleMs = settleMs;
  }

  get settleMs(): number {
    return this.#settleMs;
  }

  /** A multiple of the configured settle time; longer if the API was seen to need it. */
  patienceMs(times: number): number {
    return Math.min(latestMs, Math.max(this.#settleMs, times * this.#configuredMs));
  }

  /** 0 as long as every list showed what it should. */
  get lagMs(): number {
    return this.#lagMs;
  }

  created(id: RecordId, key: string | undefined): void {
    // An id that is given again stands last, because it is the newest.
    this.removed(id);
    if (this.#known.size >= mostKnown) this.#known.delete(this.#known.first as Known);
    this.#known.add({ id, key, since: this.#clock.now() });
  }

  /** A record that was created lately, by its id. */
  find(id: RecordId): Known | undefined {
    return this.#known.findLast((known) => known.id === id);
  }

  removed(id: RecordId): void {
    const known = this.find(id);
    if (known !== undefined) this.#known.delete(known);
  }

  /** The newest record that surely existed at a time; a look-up by its key tells whether the search is up to date. */
  newestBefore(time: number): Known | undefined {
    return this.#known.findLast(({ since }) => since <= time);
  }

  /** What surely existed at a time, the oldest first. */
  knownAt(time: number): Known[] {
    return this.#known.toArray().filter(({ since }) => since <= time);
  }

  /** A record was not shown although it exists: others may be shown as late. */
  sawMissing({ since }: Known): void {
    this.#lagMs = Math.min(latestMs, Math.max(this.#lagMs, this.#clock.now() - since));
    this.#settleMs = Math.max(this.#settleMs, this.#lagMs);
  }

  /** A record turned up `ms` after its request had ended: later ones may need as long. */
  sawLate(ms: number): void {
    this.#settleMs = Math.max(this.#settleMs, Math.min(latestMs, ms));
  }
}
