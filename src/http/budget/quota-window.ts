import type { Quota } from './rate-limit.ts';

/** What keeps a known limit: slots that requests take, and that come back one period after their answers were seen. */
export interface SlotWindow {
  take(): void;
  /** Gives back slots that are not needed after all. */
  untake(): void;
  /** An answer came for one that was taken. */
  seen(now: number): void;
  /** When the next request may start: `now`, or later; Infinity if it is to be told of a free slot. */
  nextAt(now: number): number;
  /** How many requests wait only for the window; 0: nobody does any more. Only for a window whose slots are kept elsewhere. */
  want?(count: number): void;
}

/** How long a slot is held after an answer was seen: clocks that are being set run up to 0.05 % fast or slow, servers round to whole ms. */
export function heldMs({ perMs }: Pick<Quota, 'perMs'>): number {
  return perMs * 1.001 + 2;
}

/**
 * A number of requests in a period. A slot is taken when a request is sent and comes back one period after its *answer was seen*. The
 * server counted it in between. So the API never counts more than its limit, whether it counts by a fixed window, a sliding window or a
 * bucket.
 */
export class QuotaWindow implements SlotWindow {
  readonly #heldMs: number;
  #free: number;
  /** When slots come back; ascending, because answers are seen in the order of time. */
  #returns: number[] = [];
  #head = 0;

  constructor(quota: Quota) {
    this.#free = quota.requests;
    this.#heldMs = heldMs(quota);
  }

  take(): void {
    this.#free--;
  }

  /** A slot that was taken is not needed after all. */
  untake(): void {
    this.#free++;
  }

  seen(now: number): void {
    this.#returns.push(now + this.#heldMs);
  }

  /** When the next request may start: `now`, or later; Infinity if an answer must come first. */
  nextAt(now: number): number {
    while (this.#head < this.#returns.length && (this.#returns[this.#head] as number) <= now) {
      this.#head++;
      this.#free++;
    }
    if (this.#head > 1024) {
      this.#returns = this.#returns.slice(this.#head);
      this.#head = 0;
    }
    return this.#free > 0 ? now : (this.#returns[this.#head] ?? Number.POSITIVE_INFINITY);
  }
}
