import { describe, expect, test } from 'vitest';
import {
  carriesTag,
  compareToSent,
  isId,
  keyOf,
  provesOurs,
  repeatsSent,
  sameKey,
  valueAt,
} from '../../../src/api/evidence.ts';

const tag = 'sb0123456789-0';
const users = { key: 'email', secrets: ['password', 'hint'] };
const notes = { key: undefined, secrets: [] };

describe('a tag in a text', () => {
  test.each([
    ['an e-mail at its domain', `anna.k3@${tag}.example.com`, true],
    ['a plus address', `anna.k3+${tag}@corp.example`, true],
    ['a host name', `web-01.${tag}`, true],
    ['itself', tag, true],
    ['a code that the server wrote in capitals', `WEB-01.${tag.toUpperCase()}`, true],
    ['a word before it in capitals', `X${tag.toUpperCase()}`, false],
    ["the run's tag with the number of a dataset after it", `x.${tag}-7@y`, true],
    ['a longer number', `${tag}1`, false],
    ['a word before it', `x${tag}`, false],
    ['a letter of another alphabet before it', `é${tag}`, false],
    ['a part of it', tag.slice(0, -1), false],
    ['first as part of a word, then by itself', `x${tag} ${tag}`, true],
    ['nothing', '', false],
  ])('is found only as a word of its own: %s', (_, text, found) => {
    expect(carriesTag(text, tag)).toBe(found);
  });

  test('proves a record ours only as its natural key', () => {
    expect(provesOurs('a.0@sb0123456789-0.example.com', tag)).toBe(true);
    expect(provesOurs('boss@example.com', tag)).toBe(false);
    expect(provesOurs(undefined, tag)).toBe(false);
  });
});

describe('a natural key', () => {
  test.each([
    ['A@B.fr', ' a@b.FR ', true],
    ['caf\u00e9', 'cafe\u0301', true],
    [7, '7', true],
    ['a@b.fr', 'a+1@b.fr', false],
    [undefined, 'undefined', true],
    ['7:2026-02-03', '7:2026-02-03T00:00:00.000Z', true],
    ['7:2026-02-03T07:00:00.000Z:true', '7:2026-02-03T09:00:00+02:00:true', true],
    ['7:2026-02-03T07:00:00Z', '7:2026-02-03T07:00:00.001Z', false],
    ['7:2026-02-03', '7:2026-02-03T07:00:00Z', false],
    ['t2026-99-99T07:00:00Z', 'T2026-99-99t07:00:00z', true],
  ])('is the same however a server spells it: %j and %j (%s)', (a, b, same) => {
    expect(sameKey(a, b)).toBe(same);
  });

  test.each([
    [{ email: 'a@b.fr' }, 'a@b.fr'],
    [{ email: 12 }, '12'],
    [{ email: null }, undefined],
    [{ email: ['a@b.fr'] }, undefined],
    [{}, undefined],
  ])('is what a record shows as text or number: %j', (record, key) => {
    expect(keyOf(users, record)).toBe(key);
    expect(keyOf(notes, record)).toBeUndefined();
  });
});

describe('an answer compared with what was sent', () => {
  const sent = { email: 'Ada.1@x.fr', name: 'Ada Lovelace', role: 'member', age: 36, password: 'secret-1' };

  test.each<[string, object, 'same' | 'other' | 'silent']>([
    ['the key', { email: 'Ada.1@x.fr', name: 'Another Name' }, 'same'],
    ['the key in small letters', { email: ' ada.1@X.fr' }, 'same'],
    ['the key without punctuation', { email: 'ada1@xfr' }, 'same'],
    ['another key and the same fields', { ...sent, email: 'ada.2@x.fr' }, 'other'],
    ['no key, and the text', { name: 'ada lovelace' }, 'same'],
    ['no key, the text, and a status of its own', { name: 'Ada Lovelace', role: 'pending', age: 1 }, 'same'],
    ['no key, and another text', { name: 'Somebody Else', role: 'member', age: 36 }, 'other'],
    ['a key that is hidden', { email: null, name: 'Ada Lovelace' }, 'same'],
    ['words only', { role: 'member', age: 36 }, 'same'],
    ['as many words as others', { role: 'member', age: 20 }, 'silent'],
    ['other words only', { role: 'admin', age: 20 }, 'other'],
    ['an id alone', { id: 7 }, 'silent'],
    ['a secret alone', { password: 'secret-1' }, 'silent'],
    ['nothing', {}, 'silent'],
  ])('is judged by what tells records apart: it shows %s', (_, answer, verdict) => {
    expect(compareToSent(users, sent, answer as Record<string, unknown>)).toBe(verdict);
  });

  test('is judged by its texts if there is no key: one that the server wrote in its own way is no matter', () => {
    const note = { title: 'A title of some length', text: 'A text of some length', on: '2026-11-26' };
    expect(compareToSent(notes, note, { ...note, text: 'A text…' })).toBe('same');
    expect(compareToSent(notes, note, { title: 'The minutes', text: 'Nobody was there' })).toBe('other');
    expect(compareToSent(notes, note, { on: '2026-11-26T00:00:00.000Z' })).toBe('same');
    expect(compareToSent(notes, note, { on: '2026-11-27T00:00:00.000Z' })).toBe('other');
    expect(compareToSent(notes, { on: note.on, by: 'me' }, { on: '2026-11-27T00:00:00Z', by: 'me' })).toBe(
      'silent',
    );
  });

  test('is another one if keys of punctuation differ', () => {
    expect(compareToSent(users, { email: '★' }, { email: '☆' })).toBe('other');
    expect(compareToSent(users, { email: '★' }, { email: '★' })).toBe('same');
  });

  test.each<[string, object, boolean]>([
    ['all fields', { name: 'Ada Lovelace', role: 'member' }, true],
    ['one of them', { id: 7, role: 'MEMBER' }, true],
    ['one that differs', { name: 'Ada Lovelace', role: 'admin' }, false],
    ['the key alone', { email: 'Ada.1@x.fr' }, false],
    ['a secret alone', { password: 'secret-1', hint: 'x' }, false],
    ['nothing', {}, false],
  ])('repeats it only if a field besides the key is shown, and none differs: %s', (_, answer, repeats) => {
    expect(repeatsSent(users, sent, answer as Record<string, unknown>)).toBe(repeats);
  });
});

describe('an id', () => {
  test.each([
    7,
    0,
    -3,
    '7',
    '9007199254740993',
    '0195e2a1-7c1e-7000-8000-000000000000',
    'a b',
    'ü',
    'a/b',
    '...',
    '%2e',
    'a'.repeat(512),
  ])('can stand in a path: %j', (id) => {
    expect(isId(id)).toBe(true);
  });

  test.each([
    ['a number that JavaScript cannot hold', 2 ** 53],
    ['a fraction', 1.5],
    ['no number', Number.NaN],
    ['nothing', ''],
    ['the folder', '.'],
    ['its parent', '..'],
    ['a way to another folder', '../vm/1'],
    ['the same, as Windows writes it', 'a\\..'],
    ['space around it', ' 7'],
    ['a line break', '7\n8'],
    ['ESC', '\u001b[31m7'],
    ['a sign that turns the direction', '7\u202e8'],
    ['an invisible sign', '7\u200b'],
    ['half a character', '\ud800'],
    ['a whole page', 'a'.repeat(513)],
    ['a list', [7]],
    ['an object', { id: 7 }],
    ['null', null],
    ['true', true],
  ])('is refused if it cannot, or is not exact: %s', (_, id) => {
    expect(isId(id)).toBe(false);
  });
});

test('a path of names leads into a body, and nowhere if a name is not there', () => {
  const body = { data: { user: { id: 7 } }, list: [{ id: 8 }] };
  expect(valueAt(body, 'data.user')).toEqual({ id: 7 });
  expect(valueAt(body, 'data.user.id')).toBe(7);
  for (const path of ['data.team', 'data.user.id.x', 'list.0', ''])
    expect(valueAt(body, path)).toBeUndefined();
});
