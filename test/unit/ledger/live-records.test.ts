import { describe, expect, test } from 'vitest';
import { type LedgerEvent, liveRecords } from '../../../src/ledger/ledger.ts';
import { dataset, intentOf, keyOf } from './on-disk.ts';

const startedAt = 5000;
const created = (entry: number, id: string | number = 100 + entry, fingerprint?: string): LedgerEvent => ({
  event: 'created',
  entry,
  id,
  fingerprint,
});
const plain = (event: 'rejected' | 'unknown' | 'deleted', entry: number): LedgerEvent => ({ event, entry });

test('a record tells its dataset, key, id, fingerprint and when it was meant', () => {
  expect(liveRecords([intentOf(3), created(3, 'x7', 'ab.cd')], startedAt)).toEqual([
    { entry: 3, dataset, resource: 'users', key: keyOf(3), id: 'x7', fingerprint: 'ab.cd', sentAt: 5030 },
  ]);
});

describe('what is live', () => {
  test.each<[string, readonly LedgerEvent[], readonly (readonly [number, unknown])[]]>([
    ['nothing of nothing', [], []],
    ['an intent, without an id', [intentOf(0)], [[0, undefined]]],
    ['one whose outcome is unknown', [intentOf(0), plain('unknown', 0)], [[0, undefined]]],
    ['a created one', [intentOf(0), created(0)], [[0, 100]]],
    ['one that was unknown and then found', [intentOf(0), plain('unknown', 0), created(0)], [[0, 100]]],
    ['not a rejected one', [intentOf(0), plain('rejected', 0)], []],
    ['not a deleted one', [intentOf(0), created(0), plain('deleted', 0)], []],
    ['the last id that was said', [intentOf(0), created(0, 1), created(0, 2)], [[0, 2]]],
    [
      'in the order of the intents',
      [intentOf(0), intentOf(1), created(1), created(0)],
      [
        [0, 100],
        [1, 101],
      ],
    ],
    ['none that was never meant', [created(4), plain('unknown', 5)], []],
    ['an id that stands before its intent is not believed', [created(0), intentOf(0)], [[0, undefined]]],
    ['an intent that stands twice once', [intentOf(0), created(0), intentOf(0)], [[0, 100]]],
    [
      'nothing that has ended, although its lines stand there again',
      [intentOf(0), created(0), plain('deleted', 0), intentOf(0), created(0)],
      [],
    ],
    ['nothing that ended before it was meant', [plain('deleted', 0), intentOf(0), created(0)], []],
    ['the same after the ledger was closed', [intentOf(0), { event: 'closed' }], [[0, undefined]]],
  ])('%s', (_, events, expected) => {
    expect(liveRecords(events, startedAt).map(({ entry, id }) => [entry, id])).toEqual(expected);
  });

  test('only of the dataset that is asked for', () => {
    const other = intentOf(1, { dataset: 'other' });
    const events = [intentOf(0), other, intentOf(2), created(1), created(2)];
    expect(liveRecords(events, startedAt, dataset).map(({ entry }) => entry)).toEqual([0, 2]);
    expect(liveRecords(events, startedAt, 'other').map(({ id }) => id)).toEqual([101]);
    expect(liveRecords(events, startedAt, 'none')).toEqual([]);
  });

  test('kept are all records of a dataset, whenever that was said, by what was said last', () => {
    const events: LedgerEvent[] = [
      intentOf(0),
      { event: 'kept', dataset, because: 'ttl' },
      intentOf(1),
      intentOf(2, { dataset: 'other' }),
      { event: 'kept', dataset, because: 'keep' },
    ];
    expect(liveRecords(events, startedAt).map(({ kept }) => kept)).toEqual(['keep', 'keep', undefined]);
  });
});
