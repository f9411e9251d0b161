import { expect, test } from 'vitest';
import { build, buildList } from '../../../src/factory/build.ts';
import { books } from './books.ts';

test('the same call gives the same record, another index another one', () => {
  expect(build(books)).toEqual(build(books));
  expect(build(books, {}, { index: 1 })).not.toEqual(build(books));
  expect(build(books, {}, { randomSeed: 2 }).title).not.toBe(build(books).title);
});

test('a list holds different records, the same ones that build gives by index', () => {
  const list = buildList(books, 5, {}, { index: 2 });
  expect(list).toEqual([2, 3, 4, 5, 6].map((index) => build(books, {}, { index })));
  expect(new Set(list.map(({ isbn }) => isbn)).size).toBe(5);
  expect(buildList(books, 0)).toEqual([]);
});

test('overrides and traits apply to all', () => {
  const list = buildList(books, 2, { title: 'Moi' }, { traits: ['noted'] });
  expect(list).toMatchObject([
    { title: 'Moi', note: 'noted' },
    { title: 'Moi', note: 'noted' },
  ]);
});

test('parents are stood in for, or given', () => {
  expect(build(books).author_id).toBe(1);
  expect(build(books, {}, { parents: { authors: { id: 9, name: 'Colette' } } })).toMatchObject({
    author_id: 9,
    author: 'Colette',
  });
});

test('locale', () => {
  expect(() => build(books, {}, { locale: 'frr' })).toThrow('Unknown locale "frr". Did you mean "fr"?');
});

test.each([-1, 1.5, Number.NaN])('a count of %s is refused', (count) => {
  expect(() => buildList(books, count)).toThrow(
    `Expected \`count\` to be a whole number from 0 up, got \`${count}\` (number)`,
  );
});
