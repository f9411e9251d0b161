import { setTimeout as byName } from 'node:timers';
import { afterEach, expect, test, vi } from 'vitest';
import * as before from '../../../src/lib/clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

const fakeAll = (): unknown => vi.useFakeTimers({ fakeNodeBuiltins: true, now: 0 });

async function expectRealTime({
  startTimer,
  stopTimer,
  startBeating,
  stopBeating,
  soon,
  wall,
}: typeof before) {
  expect(byName).toHaveProperty('clock');
  await new Promise((resolve) => startTimer(resolve, 1));
  await new Promise((resolve) => soon(resolve));
  await new Promise<void>((resolve) => {
    const stopped = startTimer(() => expect.unreachable(), 1);
    const beating = startBeating(() => {
      stopBeating(beating);
      resolve();
    }, 2);
    stopTimer(stopped);
  });
  expect(wall()).toBeGreaterThan(1.7e12);
}

test("a test that fakes Node's own timers fakes none of ours", async () => {
  fakeAll();
  await expectRealTime(before);
});

test('ours are real where all timers were faked before we were loaded', async () => {
  fakeAll();
  vi.resetModules();
  const loadedLate = await import('../../../src/lib/clock.ts');
  expect(loadedLate).not.toBe(before);
  await expectRealTime(loadedLate);
});
