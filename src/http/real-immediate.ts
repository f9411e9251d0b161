import { soon as real } from '../lib/timers.ts';

/**
 * undici looks the global `setImmediate` up before it uses an idle connection again, and after each answer; where a test has faked it
 * (`vi.useFakeTimers()`), every request but the first would wait for its deadline. So it finds the real one while `act` runs.
 */
export function withRealImmediate(act: () => void): void {
  const fake = globalThis.setImmediate;
  if (fake === real) {
    act();
    return;
  }
  globalThis.setImmediate = real;
  try {
    act();
  } finally {
    globalThis.setImmediate = fake;
  }
}

/** The same for the rest of undici's own call that has just called us: until the next microtask, before which no test's code runs. */
export function lendRealImmediate(): void {
  const fake = globalThis.setImmediate;
  if (fake === real) return;
  globalThis.setImmediate = real;
  Promise.resolve().then(() => {
    globalThis.setImmediate = fake;
  });
}
