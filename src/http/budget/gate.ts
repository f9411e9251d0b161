/** One gate for all requests: closed while the API asks to wait, narrow if it is about to refuse. Times by one monotonic clock. */
export class Gate {
  #closedUntil = Number.NEGATIVE_INFINITY;
  #closedAt = Number.NEGATIVE_INFINITY;
  #blockedSince: number | undefined;
  #refusals = 0;
  #isDown = false;
  /** Requests let through since it last closed, and how many there were the time before. */
  #passed = 0;
  #expected: number | undefined;
  #allowance: { left: number; readonly until: number } | undefined;

  /** Refusals in a row, those that were in flight together counted once. */
  get refusals(): number {
    return this.#refusals;
  }

  /** What it was last closed for: an API that is down, or a limit. */
  get isDown(): boolean {
    return this.#isDown;
  }

  blockedMs(now: number): number {
    return this.#blockedSince === undefined ? 0 : now - this.#blockedSince;
  }

  /**
   * Requests that may be in flight. Once as many got through as the last time, one goes ahead to see whether more will, then a few.
   * So a quota costs about one refusal a period.
   */
  get width(): number {
    if (this.#expected === undefined) return Number.POSITIVE_INFINITY;
    const left = this.#expected - this.#passed;
    return left > 0 ? left : 1 + Math.floor(-left / 4);
  }

  opensAt(now: number): number {
    const { left, until } = this.#allowance ?? { left: 1, until: now };
    if (until <= now) this.#allowance = undefined;
    const allowedAt = left > 0 ? now : until;
    return Math.max(now, this.#closedUntil, allowedAt);
  }

  started(): void {
    if (this.#allowance !== undefined) this.#allowance.left--;
  }

  unstarted(): void {
    if (this.#allowance !== undefined) this.#allowance.left++;
  }

  passed(sentAt: number): void {
    if (sentAt < this.#closedAt) return;
    this.#passed++;
    this.#refusals = 0;
    this.#isDown = false;
    this.#blockedSince = undefined;
  }

  /** @param by `down`: there is no quota to go by, so one goes ahead to see whether the API is back, then more and more */
  refused(sentAt: number, now: number, by: 'limit' | 'down'): void {
    if (sentAt < this.#closedAt) return;
    this.#closedAt = now;
    this.#isDown = by === 'down';
    this.#blockedSince ??= now;
    this.#refusals++;
    this.#expected = by === 'limit' ? this.#passed : 0;
    this.#passed = 0;
  }

  close(until: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, until);
  }

  /** The API told how many more it takes until when. */
  allow(left: number, until: number): void {
    this.#allowance = { left, until };
  }
}

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
