import { expect, test } from 'vitest';
import { createLines, progressText, timeLeft } from '../../../src/cli/progress-lines.ts';

function linesOf(total: number): string[] {
  const lines: string[] = [];
  const view = createLines((line) => lines.push(line));
  for (const resource of ['users', 'vms'])
    for (let done = 1; done <= total; done++)
      view.report({ phase: 'create', resource, done, failed: 0, total });
  view.end();
  return lines;
}

test.each([1, 3, 10, 99, 10_000])(
  '%i records are at most ten lines a layer, the last one the whole',
  (total) => {
    const lines = linesOf(total);
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(lines.at(-1)).toBe(`vms  ${total} of ${total}`);
    expect(lines).toContain(`users  ${total} of ${total}`);
  },
);

test('failures are told while it goes on', () => {
  expect(progressText({ phase: 'create', resource: 'vms', done: 9, failed: 2, total: 10 })).toBe(
    'vms  9 of 10, 2 failed',
  );
});

test.each([
  [0, 10, 5000, ''],
  [1, 10, 500, ''],
  [10, 10, 5000, ''],
  [5, 10, 5000, ', 5 s left'],
  [99, 100, 9900, ', 1 s left'],
  [1, 101, 2000, ', 3 min 20 s left'],
])('%i of %i after %i ms: %j', (done, total, elapsedMs, text) => {
  expect(timeLeft({ done, total }, elapsedMs)).toBe(text);
});
