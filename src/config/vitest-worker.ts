/** Which of its workers Vitest runs this code in, stable over restarts; empty outside. */
export function vitestWorker(): string {
  return process.env.VITEST_POOL_ID ?? '';
}
