import type { RunnerTestCase } from 'vitest';
import { withoutSecretsOf } from '../dataset/shown-fields.ts';
import { failureReport } from '../report/summary.ts';
import type { FileDatasets, HeldDataset } from './file-datasets.ts';

/** Parts of an error that reporters print. If two values of different types are compared, Vitest does not ask a record how it prints. */
const printed = ['message', 'stack', 'diff', 'actual', 'expected'] as const;

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
  // Whoever reads the report wants it most if the host is lost.
  const kept = await datasets.testFailed(held, final).catch(() => undefined);
  task.meta.seedbed = failureReport(held.snapshot, kept);
  for (const error of result.errors ?? [])
    for (const part of printed) {
      const text = error[part];
      if (typeof text === 'string') error[part] = withoutSecretsOf(held.snapshot, text);
    }
  const error = result.errors?.at(-1);
  if (error !== undefined) error.message += `\n\n${failureReport(held.snapshot, kept, { most: 5 })}`;
}
