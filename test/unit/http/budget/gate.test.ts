import { expect, test } from 'vitest';
import { AdaptiveConcurrency } from '../../../../src/http/budget/gate.ts';

/** Rounds of full use, each answer after `latencyMs`; the limit after each. */
function rounds(concurrency: AdaptiveConcurrency, count: number, latencyMs: number): number[] {
  return Array.from({ length: count }, () => {
    for (let left = concurrency.limit; left > 0; left--) concurrency.answered(latencyMs, true);
    return concurrency.limit;
  });
}

test('doubles each round until the first trouble, up to its most', () => {
  expect(rounds(new AdaptiveConcurrency(32), 4, 20)).toEqual([8, 16, 32, 32]);
  expect(new AdaptiveConcurrency(2).limit).toBe(2);
});

test('halves once for all that were in flight together, then grows by one a round', () => {
  const concurrency = new AdaptiveConcurrency(32);
  rounds(concurrency, 2, 20);
  concurrency.trouble(90, 100);
  concurrency.trouble(95, 101);
  expect(concurrency.limit).toBe(8);
  const [first = 0, second = 0, third = 0] = rounds(concurrency, 3, 20);
  expect([first, second, third].map((limit) => limit - 8)).toEqual([0, 1, 2]);
  for (let now = 200; now < 300; now += 10) concurrency.trouble(now, now + 1);
  expect(concurrency.limit).toBe(1);
});

test('stops growing where answers get slower', () => {
  const concurrency = new AdaptiveConcurrency(32);
  expect(rounds(concurrency, 1, 20)).toEqual([8]);
  const slow = rounds(concurrency, 6, 200).at(-1) ?? 0;
  expect(slow).toBeLessThan(20);
  expect(rounds(concurrency, 3, 200)).toEqual([slow, slow, slow]);
});

test('does not grow where it is not used', () => {
  const concurrency = new AdaptiveConcurrency(32);
  for (let count = 0; count < 100; count++) concurrency.answered(20, false);
  expect(concurrency.limit).toBe(4);
});
