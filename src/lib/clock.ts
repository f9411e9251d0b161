import { performance } from 'node:perf_hooks';
import { startTimer, stopTimer, wall } from './timers.ts';

/** Time, passed in so that waiting can be tested. Milliseconds throughout. */
export interface Clock {
  /** Monotonic, for durations and budgets. */
  now(): number;
  /** Wall clock, epoch ms, for file stamps and server dates. */
  wall(): number;
  /** Resolves after `ms`; rejects with the signal's reason. Its timer does not fire early for huge values. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

// setTimeout(3e9) fires at once: 2^31 - 1 ms is the longest a Node timer can wait.
const longestTimer = 2 ** 31 - 1;

/** The machine's, also while a test has faked its own: see `timers`. */
export const systemClock: Clock = { now: () => performance.now(), wall, sleep };

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  for (let left = ms; left > 0; left -= longestTimer) await oneTimer(Math.min(left, longestTimer), signal);
  signal?.throwIfAborted();
}

function oneTimer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = (): void => {
      stopTimer(timer);
      reject(signal?.reason);
    };
    const timer = startTimer(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
