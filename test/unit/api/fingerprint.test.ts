import { describe, expect, test } from 'vitest';
import { compareFingerprints, creationTimes, fingerprintOf } from '../../../src/api/fingerprint.ts';

const resource = { secrets: ['hint'] };
const made = '2026-11-26T10:00:07.123Z';
const record = { id: 7, created_at: made, title: 'A title of some length', status: 'new' };

const compare = (was: object, shown: object): string =>
  compareFingerprints(resource, fingerprintOf(resource, { ...was }), { ...shown });

describe('a fingerprint', () => {
  test.each([
    ['created_at', made],
    ['createdAt', made],
    ['created', 1_764_151_207],
    ['date_created', made],
    ['insertedAt', 1_764_151_207_123],
    ['CreationDate', made],
  ])('knows a record by its time of creation, however that is called: %s', (name, value) => {
    expect(compare({ [name]: value }, { [name]: value, title: 'Edited by a test' })).toBe('same');
    const later = typeof value === 'number' ? value + 1 : value.replace(':07', ':08');
    expect(compare({ [name]: value }, { [name]: later })).toBe('other');
  });

  test.each<[string, object, string]>([
    ['nothing', record, 'same'],
    ['the title', { ...record, title: 'Edited by a test' }, 'same'],
    ['the time', { ...record, created_at: '2026-11-26T10:00:09.123Z' }, 'other'],
    ['the part of the second', { ...record, created_at: '2026-11-26T10:00:07.124Z' }, 'other'],
    ['the time, which is cut to the second', { ...record, created_at: '2026-11-26T10:00:07Z' }, 'same'],
    ['the time, which is cut to .000', { ...record, created_at: '2026-11-26T10:00:07.000Z' }, 'same'],
    [
      'the time, which is cut to the second, and the title',
      { ...record, created_at: '2026-11-26T10:00:07Z', title: 'Another title' },
      'unknown',
    ],
    ['all but the title: no time is shown', { title: record.title }, 'same'],
    ['all: no time is shown', { title: 'Another title' }, 'unknown'],
    ['everything', {}, 'unknown'],
  ])('tells by the time first, then by texts. Now differs %s', (_, shown, verdict) => {
    expect(compare(record, shown)).toBe(verdict);
  });

  test('is not taken of what changes by itself, of words, numbers and secrets', () => {
    const others = {
      id: 7,
      status: 'active',
      updated_at: made,
      last_seen: made,
      etag: 'W/"0123456789"',
      password_hash: '0123456789',
      hint: '0123456789',
      cpu: 123_456_789,
      created: true,
      nested: { created_at: made },
    };
    expect(fingerprintOf(resource, others)).toBeUndefined();
  });

  test('proves nothing if there is none, or it is nonsense', () => {
    for (const fingerprint of [undefined, '', '.', 'nonsense', '..'])
      expect(compareFingerprints(resource, fingerprint, { title: 'A title of some length' })).toBe('unknown');
  });

  test('holds nothing of the record, and fits a line of the ledger', () => {
    const print = fingerprintOf(resource, { ...record, text: 'A text '.repeat(1000) });
    expect(print).toMatch(/^[0-9a-z]{8,11}\.[0-9a-z]{8,11}\.[0-9a-z]{8,11}$/);
  });

  test('tells a hundred thousand records apart', () => {
    const prints = new Set<string | undefined>();
    for (let at = 0; at < 100_000; at++)
      prints.add(fingerprintOf(resource, { title: `A title, number ${at}` }));
    expect(prints.size).toBe(100_000);
  });
});

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
