import { setTimeout as byName } from 'node:timers';
import { afterEach, describe, expect, test, vi } from 'vitest';
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

describe('clock', () => {
  test('a sleep longer than a timer can count does not end at once', async () => {
    const stop = new AbortController();
    const ended = Promise.race([
      before.systemClock.sleep(3e9, stop.signal).catch((reason: unknown) => reason),
      before.systemClock.sleep(Number.POSITIVE_INFINITY, stop.signal).catch((reason: unknown) => reason),
      before.systemClock.sleep(30).then(() => 'the short one'),
    ]);
    expect(await ended).toBe('the short one');
    stop.abort('stopped');
  });

  test("ends with the signal's reason, whenever it comes, and leaves no listener", async () => {
    const stop = new AbortController();
    const sleeping = before.systemClock.sleep(60_000, stop.signal);
    stop.abort(new RangeError('why'));
    await expect(sleeping).rejects.toThrow('why');
    await expect(before.systemClock.sleep(60_000, stop.signal)).rejects.toThrow('why');
    await expect(before.systemClock.sleep(0, stop.signal)).rejects.toThrow('why');
    await before.systemClock.sleep(-5);
  });
});

test.each([
  ['500ms', 500],
  ['20s', 20_000],
  [' 1.5 s ', 1500],
  ['1m', 60_000],
  ['5min', 300_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['20', undefined],
  ['s', undefined],
  ['-1s', undefined],
  ['1s2', undefined],
  ['1 week', undefined],
])('parseDuration(%j) is %j', (given, expected) => expect(before.parseDuration(given)).toBe(expected));

test.each([
  [0, '0 ms'],
  [41.4, '41 ms'],
  [999.7, '1.0 s'],
  [1830, '1.8 s'],
  [59_949, '59.9 s'],
  [59_960, '1 min 0 s'],
  [125_000, '2 min 5 s'],
  [3_599_600, '1 h 0 min'],
  [7_199_000, '2 h 0 min'],
  [9_000_000, '2 h 30 min'],
])('formatDuration(%d) is %j', (ms, expected) => expect(before.formatDuration(ms)).toBe(expected));
