import { provesOurs } from '../api/evidence.ts';
import type { Failure } from '../dataset/snapshot.ts';
import { type AnyResource, keyNames } from '../factory/resource.ts';
import type { Batch, Layer, RecordSpec } from '../plan/plan.ts';
import { build, type Draft } from './build.ts';
import type { Job } from './job.ts';
import type { ParentsOf } from './parents.ts';

/** The next record of a layer: written in the ledger and to be sent, or why it will not be. */
export type Supplied = Ready | { readonly position: number; readonly failure: Failure };

/** A record that is built, checked and written in the ledger. */
export interface Ready {
  readonly position: number;
  readonly draft: Draft;
  /** Its number in the ledger. */
  readonly entry: number;
}

/** What a supply knows of parents. */
export interface SupplyParents {
  readonly of: ParentsOf;
  /** Resolves when {@link of} can be asked; undefined: now. Rejects if nothing more is to be sent. */
  readonly whenThere: (spec: RecordSpec) => Promise<void> | undefined;
}

/** Records that share a ledger write: more gain little, and each may have to be looked up after a kill. */
const mostAhead = 32;

/**
 * Builds records a few ahead of their requests, writes them down with one write, and hands them out in chunks. If a resource cannot be
 * looked up, each record is written at its turn. Otherwise, after a kill, a record that was never sent would be reported as one that may
 * exist.
 */
export class RecordSupply {
  readonly #job: Job;
  readonly #layer: Layer;
  readonly #parents: SupplyParents;
  readonly #chunkSize: number;
  readonly #ahead: number;
  readonly #end: number;
  #next: number;
  readonly #supplied: Supplied[] = [];
  #filling: Promise<void> | undefined;

  constructor(
    job: Job,
    layer: Layer,
    { start, end }: Pick<Batch, 'start' | 'end'>,
    parents: SupplyParents,
    chunkSize: number,
  ) {
    this.#job = job;
    this.#layer = layer;
    this.#parents = parents;
    this.#chunkSize = chunkSize;
    this.#ahead = job.api.canFind ? Math.max(1, Math.floor(mostAhead / chunkSize)) * chunkSize : chunkSize;
    this.#next = start;
    this.#end = end;
  }

  /** How often {@link take} is to be called, by however many workers. */
  get chunks(): number {
    return Math.ceil((this.#end - this.#next) / this.#chunkSize);
  }

  /** The next chunk; the last one may be smaller. */
  take(): Supplied[] | Promise<Supplied[]> {
    return this.#supplied.length > 0 ? this.#supplied.splice(0, this.#chunkSize) : this.#wait();
  }

  /** Withdraws intents that were written down and will not be sent after all. */
  abandon(): void {
    for (const one of this.#supplied.splice(0)) if ('draft' in one) this.#job.ledger.rejected(one.entry);
  }

  async #wait(): Promise<Supplied[]> {
    for (;;) {
      this.#filling ??= this.#fill().finally(() => {
        this.#filling = undefined;
      });
      await this.#filling;
      if (this.#supplied.length > 0) return this.#supplied.splice(0, this.#chunkSize);
      // If the ledger refused some, there are fewer than were asked for: the run is about to end.
      if (this.#filling === undefined && this.#next >= this.#end)
        throw new RangeError('Expected a record for each position, got fewer');
    }
  }

  async #fill(): Promise<void> {
    const built: { position: number; result: Draft | Failure }[] = [];
    for (const last = Math.min(this.#next + this.#ahead, this.#end); this.#next < last; this.#next++) {
      const spec = this.#layer.at(this.#next);
      const waiting = this.#parents.whenThere(spec);
      // Those whose parents are there do not wait for the others. A bulk call waits until it is full.
      if (waiting !== undefined && built.length > 0 && this.#chunkSize === 1) {
        // It is asked for again at its turn. That may never come if the run ends: then nobody hears why.
        waiting.catch(() => undefined);
        break;
      }
      if (waiting !== undefined) await waiting;
      const building = this.#build(spec);
      const result = building instanceof Promise ? await building : building;
      built.push({ position: this.#next, result });
    }
    const drafts: Draft[] = [];
    for (const { result } of built) if (!('outcome' in result)) drafts.push(result);
    const entries = drafts.length === 0 ? [] : await intendAll(this.#job, drafts);
    let written = 0;
    for (const { position, result } of built)
      this.#supplied.push(
        'outcome' in result
          ? { position, failure: result }
          : { position, draft: result, entry: entries[written++] as number },
      );
  }

  #build(spec: RecordSpec): Draft | Failure | Promise<Draft | Failure> {
    const chosen = this.#parents.of(spec);
    return 'failure' in chosen ? chosen.failure : build(this.#job, spec, chosen.parents);
  }
}

/** Writes down in the ledger that a record is about to be sent; resolves with its number there. Rejects if nothing may be sent. */
export async function intend(job: Job, draft: Draft): Promise<number> {
  return job.ledger.intent(intentOf(job, draft));
}

/** The same for several, with one write. */
async function intendAll(job: Job, drafts: readonly Draft[]): Promise<number[]> {
  return job.ledger.intents(drafts.map((draft) => intentOf(job, draft)));
}

/** @throws the reason of an abort, for a record that may not be made before it is asked for */
function intentOf(
  { namespace, resource, api, yields }: Job,
  { key, route }: Draft,
): Parameters<Job['ledger']['intent']>[0] {
  // A key that anybody may have: another dataset that is in use may have it, and would lose its record to this one.
  if (yields?.aborted === false && key !== undefined && !provesOurs(key, namespace) && !isOfParents(resource))
    throw new DOMException('Not to be made before it is asked for.', 'AbortError');
  if (route !== undefined) api.learnRoute(route, { key });
  return {
    dataset: namespace,
    resource: resource.name,
    key,
    route,
    canFind: api.canFind,
    toldWhenSent: true,
  };
}

/** Whether its key is made of its parents' ids alone: then it is as much ours as they are. */
function isOfParents({ key, belongsTo }: AnyResource): boolean {
  return keyNames(key).every((name) => belongsTo.some(({ foreignKey }) => foreignKey === name));
}
