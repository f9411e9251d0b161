import { describe, expect, test } from 'vitest';
import type { HttpError } from '../../../src/errors.ts';
import type { ApiRequest } from '../../../src/http/api-client.ts';
import { answerWhy, isDuplicate, statusFailure, statusLine } from '../../../src/http/failure.ts';
import { parseBaseUrl } from '../../../src/lib/base-url.ts';

const base = parseBaseUrl('http://demo.test/api');
const request: ApiRequest = { method: 'POST', path: '/user', body: { password: 'hunter2-canary' } };

function answered(status: number, body: unknown, method: ApiRequest['method'] = 'POST'): HttpError {
  return statusFailure(
    base,
    { ...request, method },
    { status, statusText: 'Whatever', headers: {}, body },
    1800,
  );
}

test.each([
  [{ message: 'No.' }, '422 Whatever: No.'],
  [{ error: 'No.' }, '422 Whatever: No.'],
  [{ error: { code: 1, message: 'No.' } }, '422 Whatever: No.'],
  [{ title: 'Invalid', detail: 'No.' }, '422 Whatever: No.'],
  [{ message: 'Whatever' }, '422 Whatever'],
  [{ title: '422 Whatever' }, '422 Whatever'],
  [{ errors: { email: ['is taken'], age: ['is odd'] } }, '422 Whatever: email: is taken; age: is odd'],
  [{ message: 'two\r\n  lines\u001b[31m and a colour' }, '422 Whatever: two lines\\x1b[31m and a colour'],
  [{ message: 'title\u001b]52;c;aGk=\u0007\rforged' }, '422 Whatever: title\\x1b]52;c;aGk=\\x07\\rforged'],
  [{ message: 'a\u202eb\u2066c\u200bd' }, '422 Whatever: a\\u{202e}b\\u{2066}c\\u{200b}d'],
  [{ errors: { 'e\u001b[1m': ['is odd'] } }, '422 Whatever: e\\x1b[1m: is odd'],
  [{ message: 'hunter2-canary' }, '422 Whatever: [secret]'],
  [{ message: 'x'.repeat(500) }, `422 Whatever: ${'x'.repeat(185)}…`],
  [{ message: 3 }, '422 Whatever'],
  ['<html>', '422 Whatever'],
  [undefined, '422 Whatever'],
])("%j in the server's words", (body, why) => {
  const error = answered(422, body);
  expect(error.why).toBe(why);
  expect(error.message).toBe(`[POST] http://demo.test/api/user: ${why} (1 attempt, 1.8 s)`);
  expect(answerWhy({ status: 422, statusText: 'Whatever', headers: {}, body }, request)).toBe(why);
});

test('a status line that repeats what was sent is told without it', () => {
  const answer = {
    status: 400,
    statusText: 'Bad hunter2-canary\u001b[2J for Bearer t0ken-canary',
    headers: {},
    body: {},
  };
  const headers = { authorization: 'Bearer t0ken-canary' };
  expect(statusLine(answer, { ...request, headers })).toBe('400 Bad [secret]\\x1b[2J for [secret]');
});

test('an answer that is no failure is told by its status alone', () => {
  expect(answerWhy({ status: 202, headers: {}, body: { message: 'Later.' } }, request)).toBe('202');
});

test('status texts and bodies are escaped, and mean the same', () => {
  const page = statusFailure(
    base,
    request,
    { status: 500, statusText: 'No\u001b[2J', headers: {}, body: '<p>\n\u001b[2J\u202e</p>' },
    0,
  );
  expect(page.why).toBe('500 No\\x1b[2J');
  expect(page.body).toBe('<p>\n\\x1b[2J\\u{202e}</p>');
  const body = { note: 'a\u202eb\u001b' };
  const json = answered(422, body).body ?? '';
  expect(json).toBe('{"note":"a\\u202eb\\u001b"}');
  expect(JSON.parse(json)).toEqual(body);
});

test('the body is masked, then cut to 2 KiB', () => {
  const body = answered(422, { authToken: 'abc', note: `${'é'.repeat(1010)}hunter2-canary` }).body ?? '';
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(2048);
  expect(body).toMatch(/^\{"authToken":"\[secret\]","note":"é+…$/);
  expect(body).not.toMatch(/\uFFFD/);
});

describe('a duplicate', () => {
  test.each([
    [400, 'Duplicate record detected.', true],
    [403, 'Duplicate record detected.', true],
    [409, 'Duplicate record detected.', true],
    [409, 'Conflict.', true],
    [422, 'email has already been taken', true],
    [403, 'Access denied.', false],
    [400, 'name is required', false],
    [422, 'Value for field "email" has to be unique.', true],
    [422, "Cette adresse est déjà utilisée : un autre compte l'a.", true],
    [500, 'Duplicate record detected.', false],
    [500, 'UNIQUE constraint failed: shop_Authors.email', true],
    [500, 'duplicate key value violates unique constraint "person_email_key"', true],
    [500, "Duplicate entry 'a@example.com' for key 'users.email'", true],
    [503, 'UNIQUE constraint failed: shop_Authors.email', false],
  ])('%i "%s": %s', (status, message, expected) => {
    expect(isDuplicate(answered(status, { message }))).toBe(expected);
  });

  test('that a database has refused was not stored, though its status is 500', () => {
    expect(answered(500, { message: 'UNIQUE constraint failed: users.email' }).committed).toBe('no');
    expect(answered(500, { message: 'Something failed.' }).committed).toBe('unknown');
  });

  test('a conflict on DELETE is none', () => {
    expect(isDuplicate(answered(409, { message: 'The user still owns VMs.' }, 'DELETE'))).toBe(false);
  });
});

test.each<[string, unknown]>([
  ['an object under a secret name', { credentials: { value: 'hunter2-canary' } }],
  ['a list under a secret name', { recoveryCodes: ['hunter2-canary'] }],
  ['a number under a secret name', { credentials: { value: 4711_0815 } }],
])('what stands in %s is masked if the server repeats it', (_, body) => {
  const answer = {
    status: 422,
    statusText: 'No',
    headers: {},
    body: { message: 'Bad hunter2-canary 47110815 here.' },
  };
  const { why, body: shown } = statusFailure(base, { ...request, body }, answer, 1);
  const said = JSON.stringify(body).includes('4711')
    ? 'Bad hunter2-canary [secret] here.'
    : 'Bad [secret] 47110815 here.';
  expect(why).toBe(`422 No: ${said}`);
  expect(shown).toBe(JSON.stringify({ message: said }));
});

test('a secret in a query is masked whole, whatever it holds', () => {
  const path = '/user?lang=fr&token=hunter2?canary';
  const answer = { status: 400, statusText: 'No', headers: {}, body: { message: 'Bad hunter2?canary.' } };
  expect(statusFailure(base, { method: 'GET', path }, answer, 1).why).toBe('400 No: Bad [secret].');
});
