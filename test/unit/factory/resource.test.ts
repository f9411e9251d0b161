import { expect, test } from 'vitest';
import { compareToSent, keyOf } from '../../../src/api/evidence.ts';
import { build } from '../../../src/factory/build.ts';
import { defineResource } from '../../../src/factory/define-resource.ts';
import { keyLabel, keyValue, showsKey } from '../../../src/factory/resource.ts';

const memberships = defineResource({
  name: 'memberships',
  path: '/memberships',
  key: ['user_id', 'group_id'],
  belongsTo: { users: 'user_id', groups: 'group_id' },
  build: () => ({ role: 'member' }),
});

test.each([
  ['email', { email: 'a@b.fr' }, 'a@b.fr'],
  ['number', { number: 7 }, '7'],
  ['email', { email: null }, undefined],
  [['user_id', 'group_id'], { user_id: 7, group_id: 'x' }, '7:x'],
  [['user_id', 'group_id'], { user_id: 7 }, undefined],
  [undefined, { id: 7 }, undefined],
])('the key %j of %j is %s', (key, record, value) => {
  expect(keyValue(key, record)).toBe(value);
});

test('a key of several fields is shown once all of them are', () => {
  expect(showsKey(['a', 'b'], { a: 1, b: 2 })).toBe(true);
  expect(showsKey(['a', 'b'], { a: 1 })).toBe(false);
  expect(keyLabel(['a', 'b'])).toBe('a and b');
});

test('records are told apart by all of its fields', () => {
  const sent = { user_id: 7, group_id: 3 };
  expect(keyOf(memberships, sent)).toBe('7:3');
  expect(compareToSent(memberships, sent, { id: 1, user_id: '7', group_id: 3 })).toBe('same');
  expect(compareToSent(memberships, sent, { id: 1, user_id: 7, group_id: 4 })).toBe('other');
});

test('foreign keys may be part of it; what build leaves out is named', () => {
  expect(build(memberships)).toEqual({ user_id: 1, group_id: 1, role: 'member' });
  const odd = memberships.extend({
    key: ['user_id', 'role'],
    afterBuild: (made) => Reflect.deleteProperty(made, 'role'),
  });
  expect(() => build(odd)).toThrow('Expected the build of "memberships" to return its key "role".');
});

test.each([[[]], [['a', 1]], [7]])('%j is no key', (key) => {
  expect(() => defineResource({ name: 'a', path: '/a', key: key as never, build: () => ({ a: 1 }) })).toThrow(
    'Expected `key` of resource "a" to be an attribute\'s name, or a list of names',
  );
});
