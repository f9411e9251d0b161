import { describe, expect, test } from 'vitest';
import type { HttpError } from '../../../src/errors.ts';
import { parseBaseUrl } from '../../../src/http/base-url.ts';
import { isDuplicate } from '../../../src/http/duplicate.ts';
import { statusFailure } from '../../../src/http/failure.ts';
import type { ApiRequest } from '../../../src/http/types.ts';

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
  [{ message: 'two\nlines\u001b[31m and a colour' }, '422 Whatever: two lines [31m and a colour'],
  [{ message: 'hunter2-canary' }, '422 Whatever: [secret]'],
  [{ message: 'x'.repeat(500) }, `422 Whatever: ${'x'.repeat(185)}…`],
  [{ message: 3 }, '422 Whatever'],
  ['<html>', '422 Whatever'],
  [undefined, '422 Whatever'],
])("%j in the server's words", (body, why) => {
  const error = answered(422, body);
  expect(error.why).toBe(why);
  expect(error.message).toBe(`[POST] http://demo.test/api/user: ${why} (1 attempt, 1.8 s)`);
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
    [500, 'Duplicate record detected.', false],
  ])('%i "%s": %s', (status, message, expected) => {
    expect(isDuplicate(answered(status, { message }))).toBe(expected);
  });

  test('a conflict on DELETE is none', () => {
    expect(isDuplicate(answered(409, { message: 'The user still owns VMs.' }, 'DELETE'))).toBe(false);
  });
});
