import { describe, expect, test } from 'vitest';
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

describe('check', () => {
  const place = { name: '--count', code: 'SEEDBED_CONFIG' } as const;

  test.each<[() => unknown, string]>([
    [() => integer(place, 'abc', 1), 'Expected --count to be a whole number from 1 up, got "abc".'],
    [() => integer(place, 0, 1), 'Expected --count to be a whole number from 1 up, got `0` (number).'],
    [() => integer(place, '1.5', 1, 9), 'Expected --count to be a whole number from 1 to 9, got "1.5".'],
    [
      () => integer(place, 2 ** 53, 1),
      'Expected --count to be a whole number from 1 up, got `9007199254740992` (number).',
    ],
    [() => integer(place, '', 0), 'Expected --count to be a whole number from 0 up, got "".'],
    [
      () => seconds(place, 'Infinity', 0),
      'Expected --count to be a number of seconds from 0 up, got "Infinity".',
    ],
    [
      () => seconds(place, 11, 0, 10),
      'Expected --count to be a number of seconds from 0 to 10, got `11` (number).',
    ],
    [() => seconds(place, ' ', 0), 'Expected --count to be a number of seconds from 0 up, got " ".'],
    [() => share(place, 1.1), 'Expected --count to be a share from 0 to 1, got `1.1` (number).'],
    [() => text(place, '  '), 'Expected --count to be a text that is not empty, got "  ".'],
    [
      () => oneOf(place, 'alway', ['always', 'keep']),
      'Expected --count to be one of "always", "keep", got "alway". Did you mean "always"?',
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
