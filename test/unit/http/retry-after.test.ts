import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../src/http/retry-after.ts';

const wall = Date.UTC(2026, 10, 3, 10, 0, 0);
const serverDate = 'Tue, 03 Nov 2026 07:00:00 GMT'; // three hours behind ours

test.each([
  ['absent', undefined, undefined],
  ['seconds', '20', 20_000],
  ['seconds with blanks', ' 20 ', 20_000],
  ['decimals', '0.25', 250],
  ['zero', '0', undefined],
  ['negative', '-5', undefined],
  ['nonsense', 'soon', undefined],
  ['empty', '', undefined],
  ['two values', '5, 10', undefined],
  ['an hour', '3600', 3_600_000],
  ['a million years', '31556952000000', Number.MAX_SAFE_INTEGER],
  ['more digits than a number has', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ["a date by the server's clock", 'Tue, 03 Nov 2026 07:00:30 GMT', 30_000],
  ['a date in the past', 'Tue, 03 Nov 2026 06:59:59 GMT', undefined],
  ['the same second', serverDate, undefined],
  ['an old-style date', 'Tuesday, 03-Nov-26 07:00:30 GMT', 30_000],
  ['a date that is none', 'Tue, 99 Nov 2026 07:00:30 GMT', undefined],
])('%s', (_, text, expected) => {
  const headers = { date: serverDate, ...(text !== undefined && { 'retry-after': text }) };
  expect(retryAfterMs(headers, wall)).toBe(expected);
});

test.each([undefined, 'not a date'])('with the Date header %j, a date is taken by our clock', (date) => {
  const headers = { 'retry-after': 'Tue, 03 Nov 2026 10:00:07 GMT', ...(date !== undefined && { date }) };
  expect(retryAfterMs(headers, wall)).toBe(7000);
});
