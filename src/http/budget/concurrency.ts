/** How many requests may be in flight. */
export interface Concurrency {
  readonly limit: number;
  /** An answer came. `busy`: as many were in flight as allowed, so a higher limit would have been used. */
  answered(latencyMs: number, busy: boolean): void;
  /** The API is in trouble: it refused, broke or stalled a request sent at `sentAt`. */
  trouble(sentAt: number, now: number): void;
}

export function fixedConcurrency(limit: number): Concurrency {
  return { limit, answered() {}, trouble() {} };
}

const start = 4;

/**
 * Grows from 4: by one an answer until the first sign of trouble, then by one a round, as long as answers do not get slower; halves
 * on trouble, once for all requests that were in flight together (AIMD, as TCP does).
 */
export class AdaptiveConcurrency implements Concurrency {
  #limit = start;
  #growsFast = true;
  #smoothedMs: number | undefined;
  #bestMs = Number.POSITIVE_INFINITY;
  #halvedAt = Number.NEGATIVE_INFINITY;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
    this.#limit = Math.min(start, most);
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  answered(latencyMs: number, busy: boolean): void {
    const smoothed = this.#smoothedMs === undefined ? latencyMs : this.#smoothedMs * 0.9 + latencyMs * 0.1;
    this.#smoothedMs = smoothed;
    this.#bestMs = Math.min(this.#bestMs, smoothed);
    // A few ms more are noise, not a queue at the server.
    if (smoothed > this.#bestMs * 2 + 5) this.#growsFast = false;
    else if (busy) this.#limit = Math.min(this.#most, this.#limit + (this.#growsFast ? 1 : 1 / this.#limit));
  }

  trouble(sentAt: number, now: number): void {
    if (sentAt < this.#halvedAt) return;
    this.#halvedAt = now;
    this.#growsFast = false;
    this.#limit = Math.max(1, this.#limit / 2);
  }
}
