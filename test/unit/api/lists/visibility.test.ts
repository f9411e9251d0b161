import { describe, expect, test } from 'vitest';
import { latestMs, Visibility } from '../../../../src/api/lists/visibility.ts';
import { VirtualClock } from '../../../virtual-clock.ts';

function open(settleMs = 500): { clock: VirtualClock; visibility: Visibility } {
  const clock = new VirtualClock();
  return { clock, visibility: new Visibility(clock, settleMs) };
}

describe('what is known to exist', () => {
  test('is found by its id until it is removed', () => {
    const { visibility, clock } = open();
    visibility.created(7, ' A@B.fr ');
    expect(visibility.find(7)).toEqual({ id: 7, key: ' A@B.fr ', since: clock.now() });
    visibility.removed(7);
    expect(visibility.find(7)).toBeUndefined();
  });

  test('is given from the oldest to the newest, as of a time', () => {
    const { visibility, clock } = open();
    visibility.created(1, 'a');
    clock.pass(10);
    const between = clock.now();
    clock.pass(10);
    visibility.created(2, undefined);
    expect(visibility.knownAt(clock.now()).map(({ id }) => id)).toEqual([1, 2]);
    expect(visibility.knownAt(between).map(({ id }) => id)).toEqual([1]);
    expect(visibility.newestBefore(clock.now())?.id).toBe(2);
    expect(visibility.newestBefore(between)?.id).toBe(1);
    expect(visibility.newestBefore(between - 100)).toBeUndefined();
  });

  test('is the newest if its id was given again', () => {
    const { visibility, clock } = open();
    visibility.created(1, 'a');
    visibility.created(2, 'b');
    clock.pass(10);
    visibility.created(1, 'c');
    expect(visibility.newestBefore(clock.now())).toMatchObject({ id: 1, key: 'c' });
    expect(visibility.knownAt(clock.now()).map(({ id }) => id)).toEqual([2, 1]);
  });

  test('is the newest 64, however many are made', () => {
    const { visibility, clock } = open();
    for (let id = 0; id < 1000; id++) visibility.created(id, `k${id}`);
    const known = visibility.knownAt(clock.now());
    expect([known.length, known[0]?.id, known.at(-1)?.id]).toEqual([64, 936, 999]);
    // One that is given again takes no other's place.
    visibility.created(999, 'again');
    expect(visibility.knownAt(clock.now())).toHaveLength(64);
  });
});

describe('how late an API is', () => {
  test('is as configured until something is seen', () => {
    const { visibility } = open();
    expect([
      visibility.settleMs,
      visibility.lagMs,
      visibility.patienceMs(1),
      visibility.patienceMs(7),
    ]).toEqual([500, 0, 500, 3500]);
  });

  test('grows by a record that was missing, and never shrinks', () => {
    const { visibility, clock } = open();
    visibility.created(1, 'a');
    clock.pass(2000);
    visibility.sawMissing(visibility.find(1) as never);
    expect([
      visibility.settleMs,
      visibility.lagMs,
      visibility.patienceMs(1),
      visibility.patienceMs(7),
    ]).toEqual([2000, 2000, 2000, 3500]);
    visibility.created(2, 'b');
    clock.pass(700);
    visibility.sawMissing(visibility.find(2) as never);
    expect([visibility.settleMs, visibility.lagMs]).toEqual([2000, 2000]);
  });

  test('grows by a record that turned up late', () => {
    const { visibility } = open();
    visibility.sawLate(1500);
    visibility.sawLate(200);
    expect([visibility.settleMs, visibility.lagMs]).toEqual([1500, 0]);
  });

  test('is never taken for more than 15 s, but by the configuration', () => {
    const { visibility, clock } = open();
    visibility.created(1, 'a');
    clock.pass(3_600_000);
    visibility.sawMissing(visibility.find(1) as never);
    visibility.sawLate(3_600_000);
    expect([visibility.settleMs, visibility.lagMs, visibility.patienceMs(99)]).toEqual([
      latestMs,
      latestMs,
      latestMs,
    ]);
    const slow = open(60_000).visibility;
    slow.sawLate(2000);
    expect(slow.settleMs).toBe(60_000);
  });
});
