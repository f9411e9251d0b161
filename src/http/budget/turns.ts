import { type Abortable, AbortGroups } from '../wire/attempt-ends.ts';

/**
 * Whether a request gives way to those that do not: always, never, or until a signal fires. The signal says that somebody waits for it now.
 * Until then, once it is sent, it is let finish whatever becomes of its own signal: nothing is left half done that nobody waits for.
 */
export type Yields = boolean | AbortSignal;

export function yieldsNow(yields: Yields): boolean {
  return yields instanceof AbortSignal ? !yields.aborted : yields;
}

/** Of two that wait for the same: it gives way only as long as both do. */
export function yieldsWith(one: Yields, other: Yields): Yields {
  if (one === other || one === true) return other;
  if (other === true || one === false) return one;
  return other === false ? false : AbortSignal.any([one, other]);
}

interface Waiter extends Abortable {
  readonly start: () => void;
}

/** Who waits for a slot, in two queues: those who yield start only if nobody else waits. In each, first come, first served. */
export class Turns {
  readonly #aborts = new AbortGroups();
  readonly #first: Waiter[] = [];
  readonly #yielding: Waiter[] = [];
  readonly #left: () => void;

  /** @param left called when somebody gave up waiting: it may be another one's turn */
  constructor(left: () => void) {
    this.#left = left;
  }

  get isEmpty(): boolean {
    return this.#first.length === 0 && this.#yielding.length === 0;
  }

  get size(): number {
    return this.#first.length + this.#yielding.length;
  }

  /** Whether all who wait give way. */
  get allYield(): boolean {
    return this.#first.length === 0 && this.#yielding.length > 0;
  }

  /** Whether a request that comes now must wait behind another one. */
  isBehind(yields: Yields): boolean {
    return this.#first.length > 0 || (yieldsNow(yields) && this.#yielding.length > 0);
  }

  /** Resolves when it is their turn; rejects with the signal's reason. */
  wait(signal: AbortSignal | undefined, yields: Yields): Promise<void> {
    let queue = yieldsNow(yields) ? this.#yielding : this.#first;
    const until = yields instanceof AbortSignal && !yields.aborted ? yields : undefined;
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        start: () => {
          if (signal !== undefined) this.#aborts.remove(signal, waiter);
          if (until !== undefined) this.#aborts.remove(until, hurry);
          resolve();
        },
        aborted: (reason) => {
          queue.splice(queue.indexOf(waiter), 1);
          if (until !== undefined) this.#aborts.remove(until, hurry);
          reject(reason);
          this.#left();
        },
      };
      const hurry: Abortable = {
        aborted: () => {
          queue.splice(queue.indexOf(waiter), 1);
          queue = this.#first;
          queue.push(waiter);
          this.#left();
        },
      };
      queue.push(waiter);
      if (signal !== undefined) this.#aborts.add(signal, waiter);
      if (until !== undefined) this.#aborts.add(until, hurry);
    });
  }

  /** Starts the one whose turn it is. */
  startNext(): void {
    (this.#first.shift() ?? this.#yielding.shift())?.start();
  }
}
