import { expect, test } from 'vitest';
import { readAllowance, readQuota, retryAfterMs } from '../../../../src/http/budget/rate-limit.ts';

const wall = Date.UTC(2026, 10, 3, 10);
const date = 'Tue, 03 Nov 2026 07:00:00 GMT'; // three hours behind ours
const serverSeconds = Date.parse(date) / 1000;

test.each([
  [{}, undefined],
  [{ ratelimit: '"default";r=3;t=7' }, { remaining: 3, resetMs: 7000 }],
  [{ ratelimit: 'limit=10, remaining=0, reset=20' }, { remaining: 0, resetMs: 20_000 }],
  [{ ratelimit: '"default";r=3' }, undefined],
  [{ ratelimit: 'nonsense' }, undefined],
  [
    { 'ratelimit-limit': '10', 'ratelimit-remaining': '4', 'ratelimit-reset': '12' },
    { remaining: 4, resetMs: 12_000 },
  ],
  [
    { 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': '12' },
    { remaining: 4, resetMs: 12_000 },
  ],
  [
    { date, 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': String(serverSeconds + 5) },
    { remaining: 4, resetMs: 5000 },
  ],
  [
    { date, 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': String((serverSeconds + 5) * 1000) },
    { remaining: 4, resetMs: 5000 },
  ],
  [
    { 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': String(wall / 1000 + 5) },
    { remaining: 4, resetMs: 5000 },
  ],
  [{ date, 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': String(serverSeconds - 5) }, undefined],
  [{ 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': '12' }, undefined],
  [{ 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '12' }, undefined],
  [{ 'x-ratelimit-remaining': '4' }, undefined],
])('allowance of %j', (headers, expected) => {
  expect(readAllowance(headers as Record<string, string>, wall)).toEqual(expected);
});

test.each([
  [undefined, undefined],
  ['"default";q=10;w=20', { requests: 10, perMs: 20_000 }],
  ['10;w=20', { requests: 10, perMs: 20_000 }],
  ['10;w=20;comment="free plan", 1000;w=86400', { requests: 10, perMs: 20_000 }],
  ['"default";q=10', undefined],
  ['0;w=20', undefined],
  ['10;w=0', undefined],
  ['nonsense', undefined],
])('quota of %j', (policy, expected) => {
  expect(readQuota(policy === undefined ? {} : { 'ratelimit-policy': policy })).toEqual(expected);
});

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
  ['the same second', date, undefined],
  ['an old-style date', 'Tuesday, 03-Nov-26 07:00:30 GMT', 30_000],
  ['a date that is none', 'Tue, 99 Nov 2026 07:00:30 GMT', undefined],
])('Retry-After, %s', (_, text, expected) => {
  const headers = { date, ...(text !== undefined && { 'retry-after': text }) };
  expect(retryAfterMs(headers, wall)).toBe(expected);
});

test.each([undefined, 'not a date'])('with the Date header %j, a date is taken by our clock', (own) => {
  const headers = { 'retry-after': 'Tue, 03 Nov 2026 10:00:07 GMT', ...(own !== undefined && { date: own }) };
  expect(retryAfterMs(headers, wall)).toBe(7000);
});
