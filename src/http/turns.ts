import { type Abortable, AbortGroups } from './attempt-ends.ts';

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

  /** Whether one who comes now has somebody before them. */
  isBehind(yields: boolean): boolean {
    return this.#first.length > 0 || (yields && this.#yielding.length > 0);
  }

  /** Resolves when it is their turn; rejects with the signal's reason. */
  wait(signal: AbortSignal | undefined, yields: boolean): Promise<void> {
    const queue = yields ? this.#yielding : this.#first;
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        start: () => {
          if (signal !== undefined) this.#aborts.remove(signal, waiter);
          resolve();
        },
        aborted: (reason) => {
          queue.splice(queue.indexOf(waiter), 1);
          reject(reason);
          this.#left();
        },
      };
      queue.push(waiter);
      if (signal !== undefined) this.#aborts.add(signal, waiter);
    });
  }

  /** Starts the one whose turn it is. */
  startNext(): void {
    (this.#first.shift() ?? this.#yielding.shift())?.start();
  }
}
