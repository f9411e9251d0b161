import { describe, expect, test } from 'vitest';
import { isLoopback } from '../../../src/lib/base-url.ts';
import {
  didYouMean,
  fields,
  integer,
  isPlainObject,
  oneOf,
  seconds,
  share,
  show,
  text,
} from '../../../src/lib/check.ts';
import { formatDuration, parseDuration, systemClock } from '../../../src/lib/clock.ts';
import { abortable, forEachLimit } from '../../../src/lib/promises.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('forEachLimit', () => {
  test.each([1, 3, 50])('works on at most %i at a time, on all, in order of taking', async (limit) => {
    let now = 0;
    let most = 0;
    const seen: number[] = [];
    await forEachLimit(
      Array.from({ length: 20 }, (_, at) => at),
      limit,
      async (item, order) => {
        expect(order).toBe(item);
        seen.push(item);
        most = Math.max(most, ++now);
        await tick();
        now--;
      },
    );
    expect(most).toBe(Math.min(limit, 20));
    expect(seen).toEqual(Array.from({ length: 20 }, (_, at) => at));
  });

  test('takes an item when there is a hand for it, and starts no hands without work', async () => {
    let taken = 0;
    let started = 0;
    function* endless(): Generator<number> {
      for (;;) yield taken++;
    }
    const failing = forEachLimit(endless(), 4, async () => {
      started++;
      await tick();
      if (started >= 10) throw new RangeError('enough');
    });
    await expect(failing).rejects.toThrow('enough');
    expect(taken).toBeLessThan(16);
    await forEachLimit([1, 2], Number.MAX_SAFE_INTEGER, async () => tick());
    await forEachLimit([], 0, async () => tick());
  });

  test('throws the first failure, once what is in flight has ended', async () => {
    const ended: number[] = [];
    const work = forEachLimit([0, 1, 2, 3, 4], 3, async (item) => {
      for (let wait = 0; wait < item; wait++) await tick();
      ended.push(item);
      if (item < 2) throw new Error(`failed ${item}`);
    });
    await expect(work).rejects.toThrow('failed 0');
    expect(ended).toEqual([0, 1, 2]);
  });

  test('a list that fails itself is a failure like any other', async () => {
    let ended = 0;
    function* broken(): Generator<number> {
      yield 1;
      throw new RangeError('broken list');
    }
    const work = forEachLimit(broken(), 2, async () => {
      await tick();
      ended++;
    });
    await expect(work).rejects.toThrow('broken list');
    expect(ended).toBe(1);
  });
});

describe('clock', () => {
  test('a sleep longer than a timer can count does not end at once', async () => {
    const stop = new AbortController();
    const ended = Promise.race([
      systemClock.sleep(3e9, stop.signal).catch((reason: unknown) => reason),
      systemClock.sleep(Number.POSITIVE_INFINITY, stop.signal).catch((reason: unknown) => reason),
      systemClock.sleep(30).then(() => 'the short one'),
    ]);
    expect(await ended).toBe('the short one');
    stop.abort('stopped');
  });

  test("ends with the signal's reason, whenever it comes, and leaves no listener", async () => {
    const stop = new AbortController();
    const sleeping = systemClock.sleep(60_000, stop.signal);
    stop.abort(new RangeError('why'));
    await expect(sleeping).rejects.toThrow('why');
    await expect(systemClock.sleep(60_000, stop.signal)).rejects.toThrow('why');
    await expect(systemClock.sleep(0, stop.signal)).rejects.toThrow('why');
    await systemClock.sleep(-5);
  });

  test('abortable gives up waiting, and passes results and failures on', async () => {
    const stop = new AbortController();
    expect(await abortable(Promise.resolve(1), stop.signal)).toBe(1);
    await expect(abortable(Promise.reject(new Error('no')), stop.signal)).rejects.toThrow('no');
    const waiting = abortable(new Promise(() => undefined), stop.signal);
    stop.abort(new RangeError('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(abortable(Promise.resolve(1), stop.signal)).rejects.toThrow('enough');
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
])('parseDuration(%j) is %j', (given, expected) => expect(parseDuration(given)).toBe(expected));

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
])('formatDuration(%d) is %j', (ms, expected) => expect(formatDuration(ms)).toBe(expected));

describe('check', () => {
  const place = { name: '--count', code: 'SEEDBED_CONFIG' } as const;

  test.each<[() => unknown, string]>([
    [
      () => integer(place, 'abc', 1),
      'Expected --count to be a whole number from 1 up, got `"abc"` (string).',
    ],
    [() => integer(place, 0, 1), 'Expected --count to be a whole number from 1 up, got `0` (number).'],
    [
      () => integer(place, '1.5', 1, 9),
      'Expected --count to be a whole number from 1 to 9, got `"1.5"` (string).',
    ],
    [
      () => integer(place, 2 ** 53, 1),
      'Expected --count to be a whole number from 1 up, got `9007199254740992` (number).',
    ],
    [() => integer(place, '', 0), 'Expected --count to be a whole number from 0 up, got `""` (string).'],
    [
      () => seconds(place, 'Infinity', 0),
      'Expected --count to be a number of seconds from 0 up, got `"Infinity"` (string).',
    ],
    [
      () => seconds(place, 11, 0, 10),
      'Expected --count to be a number of seconds from 0 to 10, got `11` (number).',
    ],
    [
      () => seconds(place, ' ', 0),
      'Expected --count to be a number of seconds from 0 up, got `" "` (string).',
    ],
    [() => share(place, 1.1), 'Expected --count to be a share from 0 to 1, got `1.1` (number).'],
    [() => text(place, '  '), 'Expected --count to be a text that is not empty, got `"  "` (string).'],
    [
      () => oneOf(place, 'alway', ['always', 'keep']),
      'Expected --count to be one of "always", "keep", got `"alway"` (string). Did you mean "always"?',
    ],
    [() => fields(place, [], []), 'Expected --count to be a plain object, got `[]` (array).'],
    [() => fields(place, { usres: 1 }, ['users']), 'Unknown key "usres" in --count. Did you mean "users"?'],
  ])('%#', (check, message) => expect(check).toThrow(message));

  test('takes numbers as text, as flags and environments give them', () => {
    expect([integer(place, ' 7 ', 1), seconds(place, '0.5', 0), text(place, ' x ')]).toEqual([7, 0.5, 'x']);
  });
});

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  [() => 1, 'a function'],
  [5n, '`5` (bigint)'],
  [[5n], '`5` (array)'],
  [Symbol('s'), '`Symbol(s)` (symbol)'],
  ['x'.repeat(99), `\`"${'x'.repeat(56)}...\` (string)`],
  [{ toJSON: () => undefined }, '`[object Object]` (object)'],
])('show %#', (value, shown) => expect(show(value)).toBe(shown));

test('show a circle', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(show(circle)).toBe('`[object Object]` (object)');
});

test('only literals are plain', () => {
  class Thing {}
  const list = [{}, Object.create(null), structuredClone({})].map(isPlainObject);
  expect(list).toEqual([true, true, true]);
  expect([[], null, new Thing(), new Date(), new Map(), 'x'].some(isPlainObject)).toBe(false);
});

test.each([
  'localhost',
  'localhost.',
  '127.0.0.1',
  '127.255.0.3',
  '::1',
  '[::1]',
  '[::ffff:7f00:1]',
  '::ffff:7f01:1',
])('%s is loopback', (name) => expect(isLoopback(name)).toBe(true));

test.each([
  'localhost.evil.invalid',
  '127.0.0.1.evil.invalid',
  'evil-localhost',
  '128.0.0.1',
  '[::ffff:8000:1]',
  '[::7f00:1]',
  '0.0.0.0',
  '[::]',
  '',
])('%s is not', (name) => expect(isLoopback(name)).toBe(false));

test.each([
  ['usres', ['users', 'vms'], ' Did you mean "users"?'],
  ['USERS', ['users', 'vms'], ' Did you mean "users"?'],
  ['vm', ['users', 'vms'], ' Did you mean "vms"?'],
  ['frr', ['ar', 'en', 'fr'], ' Did you mean "fr"?'],
  ['xx', ['ar', 'en', 'fr'], ''],
  ['volumes', ['users', 'vms'], ''],
  ['anything', [], ''],
])('for "%s" of %j is meant:%s', (word, candidates, suggestion) => {
  expect(didYouMean(word, candidates)).toBe(suggestion);
});
