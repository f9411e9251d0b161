import { describe, expect, test } from 'vitest';
import { abortable, forEachLimit, onceFor } from '../../../src/lib/promises.ts';

const never = new Promise<never>(() => {});

test('passes the result or the failure on', async () => {
  const { signal } = new AbortController();
  await expect(abortable(Promise.resolve(1), signal)).resolves.toBe(1);
  await expect(abortable(Promise.resolve(2), undefined)).resolves.toBe(2);
  await expect(abortable(Promise.reject('no'), signal)).rejects.toBe('no');
});

test("rejects with the signal's reason", async () => {
  const stop = new AbortController();
  const waiting = abortable(never, stop.signal);
  stop.abort('enough');
  await expect(waiting).rejects.toBe('enough');
  await expect(abortable(never, stop.signal)).rejects.toBe('enough');
});

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

describe('what is done once for a key', () => {
  test('is shared by all who ask, meanwhile and later', async () => {
    const known = new Map<string, Promise<number>>();
    let done = 0;
    const ask = (key: string): Promise<number> => onceFor(known, key, async () => ++done);
    expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual([1, 1, 2]);
    expect(await ask('a')).toBe(1);
  });

  test('is done again if it has failed', async () => {
    const known = new Map<string, Promise<number>>();
    let done = 0;
    const ask = (): Promise<number> =>
      onceFor(known, 'a', () => {
        if (++done === 1) throw new RangeError('not yet');
        return done;
      });
    await expect(Promise.all([ask(), ask()])).rejects.toThrow('not yet');
    expect(await ask()).toBe(2);
  });
});
