import { expect, test } from 'vitest';
import { killAll } from '../../bench/kills.ts';

/** A few of what `bench/kills.ts` does by the hundred. `endings.test.ts` kills each at a moment of its choice. */
test('SIGKILL at random moments leaves nothing', async () => {
  const kills = await killAll(3, undefined, [
    'Playwright worker',
    'Vitest host',
    'process with a host in it',
  ]);
  expect(kills.filter(({ left, processes }) => left > 0 || processes > 0)).toEqual([]);
  expect(kills.some(({ atKill }) => atKill > 0)).toBe(true);
});
