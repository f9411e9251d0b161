/** What a runner's process tells its workers, by variables that they inherit. */
const address = 'SEEDBED_HOST';
const round = 'SEEDBED_ROUND';

/** Where workers find the run's host; undefined if no global set-up started one. */
export function hostAddress(): string | undefined {
  return process.env[address];
}

export function setHostAddress(value: string | undefined): void {
  if (value === undefined) delete process.env[address];
  else process.env[address] = value;
}

/** Call it in the runner's process when tests begin: once a run, in UI mode at each press of "run". */
export function nextRound(): void {
  process.env[round] = String(Number(process.env[round] ?? 0) + 1);
}

/**
 * Names the round that a worker of Playwright belongs to. Its runner's process is part of the name: a debugger starts one of its own and
 * hands it the variables of another.
 */
export function workerRound(): string {
  return `${process.ppid} ${process.env[round] ?? 0}`;
}

/** The same from that runner's process. */
export function runnerRound(): string {
  return `${process.pid} ${process.env[round] ?? 0}`;
}

/** Whether this process is one of Playwright's workers. They come and go; the runner stays. */
export function isPlaywrightWorker(): boolean {
  return process.env.TEST_WORKER_INDEX !== undefined;
}

/** The number of the Vitest worker that runs this code, from '1', stable over restarts; empty outside of Vitest. */
export function vitestWorker(): string {
  return process.env.VITEST_POOL_ID ?? '';
}
