import { performance } from 'node:perf_hooks';
import timers from 'node:timers';
import { words } from '../messages/words.ts';

type Timers = typeof timers;

/**
 * The machine's timers, copied when this file is loaded. A test may fake the globals, and Vitest's `fakeTimers.fakeNodeBuiltins` fakes
 * `node:timers` too, for everybody who imported a function of it by name. Seeding and clean-up must go on while a test's clock stands.
 */
export const startTimer: Timers['setTimeout'] = real('setTimeout');
export const stopTimer: Timers['clearTimeout'] = real('clearTimeout');
export const startBeating: Timers['setInterval'] = real('setInterval');
export const stopBeating: Timers['clearInterval'] = real('clearInterval');
export const soon: Timers['setImmediate'] = real('setImmediate');

/** What {@link startTimer} returns. */
export type Timer = ReturnType<typeof startTimer>;

/** The wall clock, epoch ms. */
export const wall: () => number = realDate().now;

/**
 * A set-up file may have faked them before this file was loaded. Then the fake knows what it stands for: `@sinonjs/fake-timers`, which
 * Vitest, Jest and Sinon use, keeps it in `clock._setTimeout`. That is private (seen in 15.x, of Vitest 4 and 5): a run of the fixture
 * `stopped-clock.config.ts` fails first if it moves.
 */
function real<N extends keyof Timers>(name: N): Timers[N] {
  return behind(timers[name], name) ?? timers[name];
}

function realDate(): DateConstructor {
  return behind(Date, 'Date') ?? Date;
}

function behind<T extends object>(known: T, name: string): T | undefined {
  const { clock } = known as { readonly clock?: Readonly<Record<string, T>> };
  return clock?.[`_${name}`];
}

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

/** The machine's, even while a test has faked its own timers. */
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

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** `'20s'`, `'500ms'`, `'2h'` → milliseconds; undefined if it is not a duration. A bare number is refused: units differ. */
export function parseDuration(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|min|h|d)\s*$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * (units[match[2] as string] as number);
}

/** 41 → `41 ms`, 1830 → `1.8 s`, 125000 → `2 min 5 s`. For people, in their language. */
export function formatDuration(ms: number): string {
  return words().duration(ms);
}

/** A span that was written as a whole one: 20000 → `20 s`, not `20.0 s`. */
export function formatSpan(ms: number): string {
  return formatDuration(ms).replace(/[.,]0 /, ' ');
}
