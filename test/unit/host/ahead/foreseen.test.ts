import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Foreseen } from '../../../../src/host/ahead/foreseen.ts';
import type { DatasetRequest, KnownFile } from '../../../../src/host/host.ts';

const request = (key: string, file = key[0] ?? ''): DatasetRequest => ({
  key,
  file,
  owner: key,
  path: '',
  seed: key.length,
});

/** `a1 a2 b1`: two of file a, one of b. */
function filesOf(keys: string): KnownFile[] {
  const files = Map.groupBy(keys.split(' '), (key) => key[0] ?? '');
  return [...files].map(([name, own]) => ({ name, requests: own.map((key) => request(key)) }));
}

const taken = (foreseen: Foreseen): string => {
  const keys: string[] = [];
  for (let next = foreseen.next(); next !== undefined; next = foreseen.next()) keys.push(next.key);
  return keys.join(' ');
};

describe('what is made next', () => {
  test.each([
    [1, 'a1 a2 a3 b1 b2', 'a1 a2 a3 b1 b2'],
    [2, 'a1 a2 a3 b1 b2 c1', 'a1 b1 a2 b2 c1 a3'],
    [4, 'a1 a2 b1 c1', 'a1 b1 c1 a2'],
    [1, 'a1 a2 a3 a4 a5 a6 a7 a8 a9', 'a1 a2 a3 a4 a5 a6 a7 a8'],
  ])('with %d workers, of %s: %s', (workers, keys, order) => {
    const foreseen = new Foreseen(() => 1);
    foreseen.foresee(filesOf(keys), workers);
    expect(taken(foreseen)).toBe(order);
  });

  test('goes on as datasets are asked for, with files at work before others', () => {
    const foreseen = new Foreseen(() => 1);
    foreseen.foresee(filesOf('a1 a2 b1 b2 b3 b4 b5 b6 b7 b8 c1 c2'), 1);
    expect(taken(foreseen)).toBe('a1 a2 b1 b2 b3 b4 b5 b6');
    foreseen.settle(request('c1'));
    expect(taken(foreseen)).toBe('');
    foreseen.settle(request('a1'));
    expect(taken(foreseen)).toBe('c2');
    foreseen.settle(request('a2'));
    expect(taken(foreseen)).toBe('b7');
  });

  test('never holds more records than a thousand, and lets none of them be overtaken', () => {
    const sizes: Record<string, number> = { a1: 700, a2: 400, a3: 1, a4: 1001, a5: 1000 };
    const foreseen = new Foreseen(({ key }) => sizes[key]);
    foreseen.foresee(filesOf('a1 a2 a3 a4 a5'), 1);
    expect(taken(foreseen)).toBe('a1');
    foreseen.settle(request('a1'));
    expect(taken(foreseen)).toBe('a2 a3');
    foreseen.settle(request('a2'));
    foreseen.settle(request('a3'));
    // Too large ever to be made ahead: left to whoever asks.
    expect(taken(foreseen)).toBe('a5');
  });

  test('leaves out what may not be made ahead, was asked for before, or stands in another file too', () => {
    const foreseen = new Foreseen(({ key }) => (key === 'a1' ? undefined : 1));
    foreseen.settle(request('a2'));
    const shared = request('a3');
    foreseen.foresee([...filesOf('a1 a2 a3'), { name: 'b', requests: [shared, request('b1')] }], 1);
    expect(taken(foreseen)).toBe('a3 b1');
  });

  test('told anew of a file, forgets what it was told before', () => {
    const foreseen = new Foreseen(() => 1);
    foreseen.foresee(filesOf('a1 a2 a3 b1'), 1);
    expect(taken(foreseen)).toBe('a1 a2 a3 b1');
    foreseen.settle(request('a1'));
    expect(foreseen.foresee(filesOf('a1 a3 a4'), 1)).toEqual(['a2']);
    foreseen.settle({ key: 'a2' });
    expect(taken(foreseen)).toBe('a4');
    expect(foreseen.foresee([{ name: 'b', requests: [] }], 1)).toEqual(['b1']);
  });

  test('forgets what a suite has not asked for when that ends', () => {
    const foreseen = new Foreseen(() => 1);
    const own = { ...request('a2'), owner: 'of a suite' };
    foreseen.foresee([{ name: 'a', requests: [request('a1'), own] }], 1);
    foreseen.endSuite('of a suite');
    expect(taken(foreseen)).toBe('a1');
  });
});

test('each key is made once at most, and never too many, whatever is asked and foreseen in whichever order', () => {
  const key = fc.constantFrom(...'abc'.split('').flatMap((file) => [1, 2, 3, 4].map((n) => `${file}${n}`)));
  const step = fc.oneof(
    fc.record({ foresee: fc.uniqueArray(key), workers: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ ask: key }),
    fc.record({ leave: key }),
    fc.constant({ take: true as const }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const foreseen = new Foreseen(({ key }) => Number(key[1]) * 150);
      const made = new Set<string>();
      const early = new Set<string>();
      for (const what of steps) {
        if ('foresee' in what)
          for (const dropped of foreseen.foresee(
            what.foresee.length === 0 ? [] : filesOf(what.foresee.join(' ')),
            what.workers,
          )) {
            expect(early.has(dropped)).toBe(true);
            foreseen.settle({ key: dropped });
            early.delete(dropped);
          }
        else if ('take' in what) {
          const next = foreseen.next();
          if (next === undefined) continue;
          expect(made.has(next.key)).toBe(false);
          made.add(next.key);
          early.add(next.key);
          expect(early.size).toBeLessThanOrEqual(12);
          const records = [...early].reduce((sum, own) => sum + Number(own[1]) * 150, 0);
          expect(records).toBeLessThanOrEqual(1000);
        } else {
          const settled = 'ask' in what ? what.ask : what.leave;
          foreseen.settle('ask' in what ? request(settled) : { key: settled });
          made.add(settled);
          early.delete(settled);
        }
      }
    }),
  );
});
