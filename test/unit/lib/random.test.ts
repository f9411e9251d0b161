import { expect, test } from 'vitest';
import { Random, randomStream, shuffled, streamKey } from '../../../src/lib/random.ts';

test('gives the same numbers on every machine and Node: they are part of people’s data', () => {
  const draw = randomStream(7, 'users', 3);
  expect([draw(), draw(), draw()]).toMatchInlineSnapshot(`
    [
      0.6983371372334659,
      0.4604932302609086,
      0.9341324926353991,
    ]
  `);
  const random = new Random().seek(streamKey('vms'), 2 ** 33 + 5);
  expect([random.uint32(), random.uint32()]).toMatchInlineSnapshot(`
    [
      3758205911,
      1856108855,
    ]
  `);
});

test.each([
  ['where one part ends', ['a', 'bc'], ['ab', 'c']],
  ['number or text', [1], ['1']],
  ['order', ['a', 'b'], ['b', 'a']],
  ['an empty part', [], ['']],
])('streams differ by %s', (_what, one, other) => {
  expect(streamKey(...one)).not.toEqual(streamKey(...other));
});

test('100,000 neighbouring streams start at distinct, evenly spread numbers', () => {
  const random = new Random();
  const key = streamKey(7, 'users');
  const firsts = Array.from({ length: 100_000 }, (_, index) => random.seek(key, index).next());
  // By chance 1.2 pairs of 100,000 draws out of 2^32 coincide.
  expect(new Set(firsts).size).toBeGreaterThan(99_990);
  for (let tenth = 0; tenth < 10; tenth++) {
    const inside = firsts.filter((value) => Math.floor(value * 10) === tenth).length;
    expect(Math.abs(inside - 10_000)).toBeLessThan(500);
  }
});

test('10,000 neighbouring keys start at distinct numbers', () => {
  const keys = new Set(Array.from({ length: 10_000 }, (_, seed) => streamKey(seed, 'users').join()));
  const firsts = new Set(Array.from({ length: 10_000 }, (_, seed) => randomStream(seed, 'users')()));
  expect([keys.size, firsts.size]).toEqual([10_000, 10_000]);
});

test('seeking again starts the stream afresh, and indices beyond 2^32 are streams of their own', () => {
  const random = new Random();
  const key = streamKey('x');
  const first = random.seek(key, 1).next();
  random.next();
  expect(random.seek(key, 1).next()).toBe(first);
  expect(random.seek(key, 2 ** 32 + 1).next()).not.toBe(first);
});

test('numbers in an order of the key: each once', () => {
  const numbers = (size: number): number[] => [...Array(size).keys()];
  for (const size of [1, 2, 7, 462])
    expect([...shuffled([7, 8], size)].sort((one, other) => one - other)).toEqual(numbers(size));
  const orders = numbers(1000).map((key) => shuffled(streamKey(key), 3).join(''));
  for (const order of ['012', '021', '102', '120', '201', '210'])
    expect(orders.filter((found) => found === order).length).toBeGreaterThan(120);
});
