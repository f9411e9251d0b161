import { describe, expect, test } from 'vitest';
import { creationTimes } from '../../../src/api/creation-time.ts';

const at = Date.UTC(2026, 10, 26, 7, 3, 5);
const hour = 3_600_000;

describe('when a record was made', () => {
  test.each([
    ['2026-11-26T07:03:05Z'],
    ['2026-11-26T07:03:05.000Z'],
    ['2026-11-26 07:03:05,000 UTC'],
    ['2026-11-26T08:03:05+01:00'],
    ['2026-11-26 08:03:05 +0100'],
    ['2026-11-26 08:03:05+01'],
    ['Thu, 26 Nov 2026 07:03:05 GMT'],
    [at],
    [at / 1000],
    [at * 1000],
    [String(at)],
  ])('%s is exact', (value) => {
    expect(creationTimes({ id: 7, created_at: value })).toEqual([{ from: at, to: at }]);
  });

  test('without a zone it may be any, and a day has all its hours', () => {
    expect(creationTimes({ createdAt: '2026-11-26 07:03:05' })).toEqual([
      { from: at - 14 * hour, to: at + 12 * hour },
    ]);
    const day = Date.UTC(2026, 10, 26);
    expect(creationTimes({ created: '2026-11-26' })).toEqual([
      { from: day - 14 * hour, to: day + 36 * hour },
    ]);
  });

  test.each([
    ['yesterday'],
    ['26/11/2026'],
    ['2026-13-45T00:00:00Z'],
    ['20 Nov 2026 10:00'],
    [7],
    [{ seconds: 1 }],
  ])('%j cannot be read', (value) => {
    expect(creationTimes({ created_at: value })).toEqual(['unreadable']);
  });

  test('what is empty, a yes or no, or another field tells nothing', () => {
    const record = {
      created_at: null,
      registered: true,
      updated_at: '2026-11-26',
      name: 'created',
      created_by: 'ada',
    };
    expect(creationTimes(record)).toEqual([]);
  });
});
