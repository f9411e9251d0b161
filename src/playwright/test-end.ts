import type { TestInfo } from '@playwright/test';
import { describedRetries } from './playwright-internals.ts';
import { loadedTest } from './seed-place.ts';

type Status = 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';

/** Whether a test's end is one to keep its data for. Ctrl-C and `--max-failures` end tests that have not failed. */
export function hasFailed(status: Status | undefined, expected: Status): boolean {
  return status !== expected && status !== 'skipped' && status !== 'interrupted';
}

/** True if this run of the test is its last one, whatever comes of it. */
export function isFinal(seed: unknown, testInfo: TestInfo): boolean {
  return testInfo.retry >= (describedRetries(loadedTest(seed, testInfo)?.parent) ?? testInfo.project.retries);
}
