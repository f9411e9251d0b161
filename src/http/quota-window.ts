import type { Quota } from './rate-limit-headers.ts';

/**
 * So many requests in so much time. A slot is taken when a request is sent and comes back one period after its *answer was seen*:
 * the server counted it somewhere between, so however it counts (fixed, sliding, bucket) it never counts more than allowed.
 */
export class QuotaWindow {
  readonly #heldMs: number;
  #free: number;
  /** When slots come back; ascending, because answers are seen in the order of time. */
  #returns: number[] = [];
  #head = 0;

  constructor({ requests, perMs }: Quota) {
    this.#free = requests;
    // Clocks that are being set run up to 0.05 % fast or slow, and servers round to whole ms.
    this.#heldMs = perMs * 1.001 + 2;
  }

  take(): void {
    this.#free--;
  }

  /** What was taken is not needed after all. */
  untake(): void {
    this.#free++;
  }

  seen(now: number): void {
    this.#returns.push(now + this.#heldMs);
  }

  /** When the next request may start: `now`, or later; Infinity where an answer must come first. */
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
