type Status = 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';

/** Whether a test's end is one to keep its data for. Ctrl-C and `--max-failures` end tests that have not failed. */
export function hasFailed(status: Status | undefined, expected: Status): boolean {
  return status !== expected && status !== 'skipped' && status !== 'interrupted';
}
