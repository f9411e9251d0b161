import { expect, test } from 'vitest';
import { locateList, locateRecord } from '../../../../src/api/advice/locate.ts';
import { defineResource } from '../../../../src/factory/define-resource.ts';

const users = defineResource({
  name: 'users',
  path: '/users',
  key: 'email',
  build: () => ({ email: 'a@b.example', name: 'Somebody Longer', code: 'x' }),
});
const sent = { email: 'a@b.example', name: 'Somebody Longer', code: 'x' };

test.each([
  ['the body itself', { id: 7, ...sent }, { at: '', idName: 'id', id: 7 }],
  ['another id', { objectId: 'k1', ...sent }, { at: '', idName: 'objectId', id: 'k1' }],
  [
    'an id that is called for the resource',
    { uid: 1, user_id: 7, ...sent },
    { at: '', idName: 'user_id', id: 7 },
  ],
  ['an envelope with an id', { id: 'r', a: { b: { id: 7, ...sent } } }, { at: 'a.b', idName: 'id', id: 7 }],
  ['only what was sent, which is no id', sent, undefined],
  ['another record', { id: 7, email: 'c@d.example' }, undefined],
  ['nothing', undefined, undefined],
])('finds the record that was sent in %s', (_, body, expected) => {
  expect(locateRecord(users, sent, body, 'id')).toEqual(expected);
});

test('finds the list that shows a record, however deep', () => {
  const others = [{ id: 1, email: 'c@d.example' }];
  const body = { other: others, outcome: { found: [...others, { id: 7, ...sent }] } };
  expect(locateList(users, sent, body)).toBe('outcome.found');
  expect(locateList(users, sent, { found: others })).toBeUndefined();
});
