import { expect, test } from 'vitest';
import { isRefused, newsOf } from '../../../src/dataset/sign-in-outcome.ts';

const nothing = { alert: false, refused: false, changed: false };

test.each([
  ['nothing happens, for a while', nothing, { idleMs: 9999 }, false],
  ['nothing happens at all', nothing, { idleMs: 10_000 }, true],
  ['the form has changed just now', { ...nothing, changed: true }, { idleMs: 3999 }, false],
  ['the form has changed, and nothing follows', { ...nothing, changed: true }, { idleMs: 4000 }, true],
  ['a request was refused just now', { ...nothing, refused: true }, { idleMs: 1999 }, false],
  ['a request was refused, and nothing follows', { ...nothing, refused: true }, { idleMs: 2000 }, true],
  ['an error is announced just now', { ...nothing, alert: true }, { idleMs: 999 }, false],
  ['an error is announced, and nothing follows', { ...nothing, alert: true }, { idleMs: 1000 }, true],
  [
    'an answer is still to come, whatever is announced',
    { alert: true, refused: true, changed: true },
    { idleMs: 9e3, busy: true },
    false,
  ],
  ['no answer comes', nothing, { idleMs: 0, busy: true, waitedMs: 30_000 }, true],
])('while %s, a form that stays is refused or not', (_, signs, time, refused) => {
  expect(isRefused(signs, { waitedMs: 500, busy: false, ...time })).toBe(refused);
});

const words = { alerts: ['Cookies?'], form: ['Email', 'Password', 'Sign in'], invalid: '', body: 'Shop' };

test.each([
  ['nothing new', words, { alert: false, changed: false, says: '' }],
  [
    'an alert',
    { ...words, alerts: ['Cookies?', 'Wrong password'] },
    { alert: true, changed: false, says: 'Wrong password' },
  ],
  [
    'a line in the form',
    { ...words, form: [...words.form, 'Unknown', 'user'] },
    { alert: false, changed: true, says: 'Unknown user' },
  ],
  [
    'both: the alert counts',
    { ...words, alerts: ['No'], form: ['Email', 'No', 'Retry'] },
    { alert: true, changed: true, says: 'No' },
  ],
  [
    'a field that the browser refuses',
    { ...words, invalid: 'Please match' },
    { alert: true, changed: false, says: 'Please match' },
  ],
  [
    'a field that was emptied once the form was sent',
    { ...words, invalid: 'Please fill out this field.' },
    { alert: false, changed: false, says: '' },
    { sent: true },
  ],
])('what a page says now: %s', (_, now, news, { sent } = { sent: false }) => {
  expect(newsOf(words, now, { sent })).toEqual(news);
});
