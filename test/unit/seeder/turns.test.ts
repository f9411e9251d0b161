import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewestFirst, inTurn } from '../../../src/seeder/turns.ts';

test('in turn: one after the other, and from the first again', () => {
  const turns = inTurn(['a', 'b']);
  expect([0, 1, 2].map((turn) => turns.at(turn))).toEqual(['a', 'b', 'a']);
  expect([inTurn([]).size, inTurn([]).at(0)]).toEqual([0, undefined]);
});

test('the one with the fewest catches up first', () => {
  const had = { a: 3, b: 0, c: 1, d: 0 };
  const turns = fewestFirst(Object.keys(had), (name) => had[name as keyof typeof had]);
  const given = Array.from({ length: 12 }, (_, turn) => turns.at(turn));
  expect(given.join('')).toBe('bdbdcbdcbdca');
});

test('nothing is handed out if nobody is there', () => {
  expect(fewestFirst([], () => 0).at(0)).toBeUndefined();
});

test('each turn goes to one of those that have the fewest then', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), fc.nat(80), (had, count) => {
      const have = [...had];
      const turns = fewestFirst([...had.keys()], (order) => had[order] ?? 0);
      for (let turn = 0; turn < count; turn++) {
        const owner = turns.at(turn) ?? -1;
        if (have[owner] !== Math.min(...have)) return false;
        have[owner]++;
      }
      return true;
    }),
  );
});
