import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endsInStreak, rejectionStreak } from '../../../src/seeder/create-chunk.ts';
import type { Outcome } from '../../../src/seeder/job.ts';
import { userRecord } from '../dataset/snapshots.ts';

describe('a streak of rejections', () => {
  test('is five neighbours with one reason, in whatever order they come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([10, 11, 12, 13, 14], { minLength: 5 }), (order) => {
        const streak = rejectionStreak();
        for (const position of order.slice(0, 4)) streak(position, 'no');
        expect(() => streak(order[4] as number, 'no')).toThrow(
          'Stopped after 5 equal refusals in a row: no.',
        );
      }),
    );
  });

  test('is broken by a success and by another reason', () => {
    const streak = rejectionStreak();
    for (let position = 0; position < 40; position++) {
      if (position % 5 === 4) continue;
      streak(position, 'no');
    }
    for (let position = 50; position < 90; position++) streak(position, position % 4 === 0 ? 'other' : 'no');
  });
});

describe('a list that ends in a streak', () => {
  const made: Outcome = { outcome: 'created', record: userRecord(0) };
  const failed = (reason: string, outcome: 'rejected' | 'unknown' = 'rejected'): Outcome => ({
    outcome: 'failed',
    failure: { resource: 'users', index: 0, outcome, reason },
  });
  const no = failed('no');

  test.each<[string, readonly Outcome[], boolean]>([
    ['five equal refusals', [no, no, no, no, no], true],
    ['five equal refusals after a record', [made, no, no, no, no, no], true],
    ['four equal refusals', [no, no, no, no], false],
    ['a record among them', [no, no, made, no, no], false],
    ['another reason among them', [no, no, failed('other'), no, no, no], false],
    ['a record after them', [no, no, no, no, no, made], false],
    ['unknown outcomes, which say nothing of the next one', Array(5).fill(failed('no', 'unknown')), false],
    ['nothing', [], false],
  ])('is told from one that does not: %s', (_, outcomes, ends) => {
    expect(endsInStreak(outcomes)).toBe(ends);
  });
});
