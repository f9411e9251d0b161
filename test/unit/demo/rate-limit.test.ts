import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter } from '../../../src/demo/rate-limit.ts';

test('no stretch of the window ever holds more than the limit, and no free slot is refused', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 });
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 1000 }),
      (waits, requests, per) => {
        let now = 0;
        const passed: number[] = [];
        const limiter = createRateLimiter({ requests, per }, { now: () => now, wall: () => now });
        for (const wait of waits) {
          now += wait;
          const inWindow = passed.filter((time) => time + per > now).length;
          expect(limiter('one').allowed).toBe(inWindow < requests);
          if (inWindow < requests) passed.push(now);
        }
      },
    ),
  );
});

test('clients do not use up each other’s calls', () => {
  const limiter = createRateLimiter({ requests: 1, per: 1000 }, { now: () => 0, wall: () => 0 });
  expect(['a', 'b', 'a', 'b'].map((client) => limiter(client).allowed)).toEqual([true, true, false, false]);
});

test('Retry-After is rounded up, so that a client who obeys is never early', () => {
  let now = 0;
  const limiter = createRateLimiter({ requests: 1, per: 1500 }, { now: () => now, wall: () => 0 });
  limiter('a');
  expect(limiter('a').headers).toEqual({ 'retry-after': '2' });
  now = 600;
  expect(limiter('a').headers).toEqual({ 'retry-after': '1' });
});
