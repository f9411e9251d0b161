import { expect, test } from 'vitest';
import { killAll } from '../../bench/kills.ts';

/** A few of what `bench/kills.ts` does by the hundred: one for each of what can be killed. */
test('SIGKILL at random moments leaves nothing', { timeout: 300_000 }, async () => {
  const kills = await killAll(7);
  expect(kills.filter(({ left, processes }) => left > 0 || processes > 0)).toEqual([]);
  expect(kills.some(({ atKill }) => atKill > 0)).toBe(true);
});
