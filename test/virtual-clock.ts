import type { Clock } from '../src/lib/clock.ts';

/** A clock whose time passes only while everybody sleeps: hours in a moment, and the same each time. */
export class VirtualClock implements Clock {
  readonly slept: number[] = [];
  #now = 1000;
  #sleeping: { readonly at: number; readonly wake: () => void }[] = [];
  #turning = false;

  now(): number {
    return this.#now;
  }

  wall(): number {
    return Date.UTC(2026, 10, 3, 10) + this.#now;
  }

  /** Lets time pass without anybody sleeping. */
  pass(ms: number): void {
    this.#now += ms;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(ms);
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleeping.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleeping = this.#sleeping.filter((each) => each !== sleeper);
        reject(signal.reason);
      });
      this.#turn();
    });
  }

  /** Once all that can happen now has happened, the next sleeper wakes. */
  #turn(): void {
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(() => {
      this.#turning = false;
      const next = this.#sleeping.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) return;
      this.#sleeping = this.#sleeping.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      this.#turn();
    });
  }
}
