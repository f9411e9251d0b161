import type { RunnerTestCase } from 'vitest';
import { maskError, withoutSecretsOf } from '../dataset/held-secrets.ts';
import { type Frames, pointTo, withoutOwnLines } from '../lib/stack.ts';
import type { FileDatasets, HeldDataset } from './file-datasets.ts';

/** If a test has failed, what it had goes into its meta, and shorter into its message, which every reporter prints. */
export async function reportFailure(
  task: RunnerTestCase,
  held: HeldDataset,
  datasets: FileDatasets,
): Promise<void> {
  const { retry = 0, fails = false, result } = task;
  if (result?.state !== 'fail') return;
  const retries = typeof retry === 'number' ? retry : (retry.count ?? 0);
  const final = !fails && (result.retryCount ?? 0) >= retries;
  const { failureReport } = await import('../report/failure-report.ts');
  // The report matters most if the host is lost.
  const kept = await datasets.testFailed(held, final).catch(() => undefined);
  task.meta.seedbed = failureReport(held.snapshot, kept);
  // If two values of different types are compared, Vitest does not ask a record how it prints.
  maskError(result.errors, (text) => withoutSecretsOf(held.snapshot, text), { wholly: true });
  // Vitest shows where `test` was called if one takes too long, and our own `test` calls it.
  for (const error of result.errors ?? [])
    if (error.stack !== undefined) error.stack = withoutOwnLines(error.stack);
  const error = result.errors?.at(-1);
  if (error !== undefined) error.message += `\n\n${failureReport(held.snapshot, kept, { most: 5 })}`;
}

/** Where tests are written. */
const lines = new WeakMap<object, Frames>();

export function noteLine(test: object, frames: Frames): void {
  lines.set(test, frames);
}

/** Shows an error about a test's data at the line of that test. */
export async function pointedHome<T>(test: object, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw pointTo(error, lines.get(test));
  }
}
