import type { RunnerTestCase } from 'vitest';
import { failureReport } from '../report/summary.ts';
import type { FileDatasets, HeldDataset } from './file-datasets.ts';

/** Where a test has failed, what it had goes into its meta whole, and cut short into its message, which every reporter prints. */
export async function reportFailure(
  task: RunnerTestCase,
  held: HeldDataset,
  datasets: FileDatasets,
): Promise<void> {
  const { retry = 0, fails = false, result } = task;
  if (result?.state !== 'fail') return;
  const retries = typeof retry === 'number' ? retry : (retry.count ?? 0);
  const final = !fails && (result.retryCount ?? 0) >= retries;
  // Whoever reads the report wants it most where the host is lost.
  const kept = await datasets.testFailed(held, final).catch(() => undefined);
  task.meta.seedbed = failureReport(held.snapshot, kept);
  const error = result.errors?.at(-1);
  if (error !== undefined) error.message += `\n\n${failureReport(held.snapshot, kept, 5)}`;
}
