import type { LiveDataset } from '../datasets/seed-dataset.ts';
import type { DatasetRequest, ForeseenFile } from '../host.ts';
import type { AskedBefore } from './asked-before.ts';
import { Foreseen } from './foreseen.ts';

/** How many datasets are being made ahead at once. */
const mostAtOnce = 4;

/** What making datasets ahead needs of a host. */
export interface AheadParts {
  /** How many records a request is for; undefined if it must not be made ahead. */
  sizeOf(request: DatasetRequest): number | undefined;
  /** Makes it. `asked` fires when a test asks, `stop` when none will. */
  seed(request: DatasetRequest, early?: Signals): Promise<LiveDataset>;
  /** Puts it in use, so that a test that asks finds it. */
  register(request: DatasetRequest, dataset: Promise<LiveDataset>): void;
  /** Out of use, if it is still this one. */
  forget(key: string, dataset: Promise<LiveDataset>): void;
  /** Ends a dataset that is in use. */
  release(key: string): Promise<unknown>;
  /** Removes what was made of one that is not in use. */
  remove(dataset: LiveDataset): Promise<unknown>;
  /** What the last run asked for; undefined in a process that sees a part of the tests only. */
  readonly askedBefore?: AskedBefore | undefined;
}

export interface Signals {
  readonly asked: AbortSignal;
  readonly stop: AbortSignal;
}

interface Early {
  readonly asked: AbortController;
  readonly stop: AbortController;
}

/**
 * Makes datasets before their tests ask for them. A test is given only a dataset that was made whole: any other is removed in silence, and
 * a test that asks gets the same dataset, or the same error, as without all this. Until one was made whole, one at a time; after one that
 * failed none, until a test has got its own.
 */
export class Ahead {
  readonly #parts: AheadParts;
  readonly #foreseen: Foreseen;
  /** Not asked for yet, by key. */
  readonly #early = new Map<string, Early>();
  /** Datasets that are being removed because they were not made whole, by key. */
  readonly #going = new Map<string, Promise<unknown>>();
  #atOnce = 1;
  #running = 0;
  #hasBegun = false;
  /** The runner tells what its tests will ask for; or tests begin again, because a person pressed a key. */
  #isTold = false;

  constructor(parts: AheadParts) {
    this.#parts = parts;
    this.#foreseen = new Foreseen((request) => parts.sizeOf(request));
  }

  foresee(files: readonly ForeseenFile[], workers: number): void {
    this.#isTold = true;
    this.#foresee(files, workers);
  }

  #foresee(files: readonly ForeseenFile[], workers: number): void {
    const { askedBefore } = this.#parts;
    const known = files.map(({ name, requests = askedBefore?.recall(name) ?? [] }) => ({ name, requests }));
    for (const key of this.#foreseen.foresee(known, workers))
      void this.#parts.release(key).catch(() => undefined);
    this.#fill();
  }

  /**
   * A test asks for a dataset. Returns what must be awaited before it is made, if it is not there: an earlier try may still have to be
   * removed.
   */
  ask(request: DatasetRequest): Promise<unknown> | undefined {
    const { key, file } = request;
    const { askedBefore } = this.#parts;
    askedBefore?.note(request);
    this.#hasBegun = true;
    this.#foreseen.settle(request);
    // The file's own suites are not known: they are taken for those of the last run.
    if (askedBefore !== undefined && !this.#isTold && file !== undefined) this.#foresee([{ name: file }], 1);
    this.#early.get(key)?.asked.abort();
    this.#early.delete(key);
    this.#fill();
    return this.#going.get(key);
  }

  /** A test has got what it asked for: the API works. */
  works(): void {
    if (this.#atOnce === mostAtOnce) return;
    this.#atOnce = mostAtOnce;
    this.#fill();
  }

  /** Nobody will ask for it. */
  leave(key: string): void {
    this.#foreseen.settle({ key });
    this.#early.get(key)?.stop.abort();
    this.#early.delete(key);
    this.#fill();
  }

  endSuite(owner: string): void {
    this.#foreseen.endSuite(owner);
  }

  /** Nothing is foreseen any more; what is being made ends with the request that is under way. */
  clear(): void {
    this.#isTold ||= this.#hasBegun;
    this.#parts.askedBefore?.turn();
    this.#foreseen.clear();
    for (const { stop } of this.#early.values()) stop.abort();
    this.#early.clear();
  }

  /** The run ends. */
  end(): void {
    this.clear();
    this.#parts.askedBefore?.save();
  }

  #fill(): void {
    while (this.#running < this.#atOnce) {
      const request = this.#foreseen.next();
      if (request === undefined) return;
      const early = { asked: new AbortController(), stop: new AbortController() };
      this.#early.set(request.key, early);
      this.#running++;
      const made: Promise<LiveDataset> = this.#make(request, early, () => made);
      this.#parts.register(request, made);
    }
  }

  async #make(request: DatasetRequest, early: Early, self: () => Promise<LiveDataset>): Promise<LiveDataset> {
    const { key } = request;
    const { asked, stop } = early;
    const signals = { asked: asked.signal, stop: stop.signal };
    const dataset = await this.#parts.seed(request, signals).catch(() => undefined);
    this.#running--;
    if (dataset !== undefined && isWhole(dataset)) {
      this.works();
      this.#fill();
      return dataset;
    }
    if (!isStop(dataset?.stopped)) this.#atOnce = 0;
    // Another dataset takes its place, because no test may ask for this one for a while.
    else this.#fill();
    const gone =
      dataset === undefined ? Promise.resolve() : this.#parts.remove(dataset).catch(() => undefined);
    if (!asked.signal.aborted) {
      this.#parts.forget(key, self());
      this.#going.set(key, gone);
      // In this round still.
      if (this.#early.get(key) === early) this.leave(key);
    }
    await gone;
    this.#going.delete(key);
    if (asked.signal.aborted) return this.#parts.seed(request);
    throw new DOMException('Nobody asked for it.', 'AbortError');
  }
}

/** Complete. Only then a test that has not waited for it may have it. */
export function isWhole({ stopped, snapshot }: Pick<LiveDataset, 'stopped' | 'snapshot'>): boolean {
  return stopped === undefined && Object.values(snapshot.stats.resources).every(({ failed }) => failed === 0);
}

/** It was ended, or must not be made ahead. Nothing is wrong. */
function isStop(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
