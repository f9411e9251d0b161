import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HttpError, isSeedbedError, SeedbedError } from '../../../src/errors.ts';
import type { Layer, RecordSpec } from '../../../src/plan/plan.ts';
import { users } from '../../../src/preset/users.ts';
import { vms } from '../../../src/preset/vms.ts';
import { chooseParents } from '../../../src/seeder/choose-parents.ts';
import { endsTheRun, failureReason, isDuplicate, mayHaveCommitted } from '../../../src/seeder/failure.ts';
import { provesOurs } from '../../../src/seeder/find-record.ts';
import type { Outcome } from '../../../src/seeder/outcome.ts';
import { rejectionStreak } from '../../../src/seeder/rejection-streak.ts';
import { costSince, Tally } from '../../../src/seeder/statistics.ts';
import { userRecord, vmRecord } from '../dataset/snapshots.ts';

const spec = (index: number, more: Partial<RecordSpec> = {}): RecordSpec => ({
  resource: 'vms',
  index,
  traits: [],
  set: {},
  parents: {},
  ...more,
});
const layerOf = (missingParents: readonly string[]): Layer => ({
  resource: 'vms',
  count: 9,
  missingParents,
  at: spec,
});
const nobody = async (): Promise<never[]> => [];

describe('whose a record is', () => {
  const made = new Map([['users', [userRecord(0), undefined, userRecord(2)]]]);
  const idOf = (chosen: Awaited<ReturnType<typeof chooseParents>>, wanted: RecordSpec): unknown => {
    const found = chosen(wanted);
    return 'failure' in found ? found.failure.reason : found.parents.users?.id;
  };

  test("the planned parent's, or another's where it could not be created", async () => {
    const chosen = await chooseParents(vms, layerOf([]), made, nobody);
    expect([0, 1, 2].map((at) => idOf(chosen, spec(at, { parents: { users: at } })))).toEqual([
      100, 102, 102,
    ]);
  });

  test('nobody else’s where it was asked for that very parent', async () => {
    const chosen = await chooseParents(vms, layerOf([]), made, nobody);
    expect(chosen(spec(5, { parents: { users: 1 }, owned: true }))).toEqual({
      failure: {
        resource: 'vms',
        index: 5,
        outcome: 'skipped',
        reason: 'not sent: its "users" record was not created',
      },
    });
  });

  test('nobody’s where none could be created', async () => {
    const chosen = await chooseParents(vms, layerOf([]), new Map(), nobody);
    expect(idOf(chosen, spec(0, { parents: { users: 0 } }))).toBe(
      'not sent: its "users" record was not created',
    );
  });

  test('those that exist in turn, where the seed makes none; but not where the seed names one by its id', async () => {
    const existing = async (): Promise<{ id: number; record: object }[]> =>
      [7, 8].map((id) => ({ id, record: { id } }));
    const chosen = await chooseParents(vms, layerOf(['users']), new Map(), existing as never);
    expect([0, 1, 2].map((at) => idOf(chosen, spec(at)))).toEqual([7, 8, 7]);
    expect(chosen(spec(3, { set: { user_id: 55 } }))).toEqual({ parents: {} });
  });

  test('an error where there is nobody at all', async () => {
    const error = await chooseParents(vms, layerOf(['users']), new Map(), nobody).catch(
      (reason: unknown) => reason,
    );
    expect(isSeedbedError(error, 'SEEDBED_NO_PARENT')).toBe(true);
    expect((error as Error).message).toBe(
      'No "users" to give the "vms" to: the seed makes none, and the API has none. Seed "users" first, or together with them.',
    );
  });

  test('who belongs to nobody needs nobody', async () => {
    const chosen = await chooseParents(users, { ...layerOf([]), resource: 'users' }, new Map(), nobody);
    expect(chosen(spec(0))).toEqual({ parents: {} });
  });
});

describe('a streak of rejections', () => {
  test('is five neighbours with one reason, in whatever order they come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([10, 11, 12, 13, 14], { minLength: 5 }), (order) => {
        const streak = rejectionStreak();
        for (const position of order.slice(0, 4)) streak(position, 'no');
        expect(() => streak(order[4] as number, 'no')).toThrow(
          'Stopped after 5 equal refusals in a row: no.',
        );
      }),
    );
  });

  test('is broken by a success and by another reason', () => {
    const streak = rejectionStreak();
    for (let position = 0; position < 40; position++) {
      if (position % 5 === 4) continue;
      streak(position, 'no');
    }
    for (let position = 50; position < 90; position++) streak(position, position % 4 === 0 ? 'other' : 'no');
  });
});

describe('statistics', () => {
  const created: Outcome = { outcome: 'created', record: userRecord(0) };
  const failed = (reason: string, outcome: 'rejected' | 'unknown' = 'rejected'): Outcome => ({
    outcome: 'failed',
    failure: { resource: 'users', index: 0, outcome, reason },
  });
  const cost = { requests: 5, retries: 1, rateLimited: 2, logins: 1 };

  test('count outcomes by resource, reasons by frequency', () => {
    const tally = new Tally();
    tally.plan('users', 6);
    tally.plan('vms', 1);
    for (const outcome of [
      created,
      { ...created, outcome: 'adopted' } as Outcome,
      failed('a'),
      failed('b'),
      failed('b'),
      failed('b', 'unknown'),
    ])
      tally.add('users', outcome);
    tally.add('vms', { outcome: 'created', record: vmRecord(0, 1) });
    expect(tally.done('users')).toEqual({ done: 6, failed: 4 });
    expect(tally.statistics(cost, 41)).toEqual({
      resources: {
        users: {
          planned: 6,
          created: 2,
          adopted: 1,
          failed: 4,
          unknown: 1,
          successRate: 33.3,
          reasons: [
            { reason: 'b', count: 3 },
            { reason: 'a', count: 1 },
          ],
        },
        vms: { planned: 1, created: 1, adopted: 0, failed: 0, unknown: 0, successRate: 100, reasons: [] },
      },
      requests: 5,
      retries: 1,
      rateLimited: 2,
      durationMs: 41,
    });
  });

  test('say 100 % only of all', () => {
    const tally = new Tally();
    tally.plan('users', 10_000);
    for (let count = 1; count < 10_000; count++) tally.add('users', created);
    expect(tally.statistics(cost, 0).resources.users?.successRate).toBe(99.9);
    tally.add('users', created);
    expect(tally.statistics(cost, 0).resources.users?.successRate).toBe(100);
  });

  test('cost what was spent since', () => {
    const after = { requests: 9, retries: 1, rateLimited: 5, logins: 2 };
    expect(costSince(cost, after)).toEqual({ requests: 4, retries: 0, rateLimited: 3, logins: 1 });
  });
});

describe('failures', () => {
  const http = (more: object, code?: 'SEEDBED_AUTH'): HttpError =>
    new HttpError(
      'why',
      {
        kind: 'status',
        method: 'POST',
        url: 'http://x/user',
        attempts: 1,
        durationMs: 1,
        committed: 'no',
        ...more,
      },
      code === undefined ? {} : { code },
    );

  test.each<[unknown, { ends: boolean; committed: boolean; duplicate: boolean }]>([
    [http({ status: 422 }), { ends: false, committed: false, duplicate: false }],
    [http({ status: 409 }), { ends: false, committed: false, duplicate: true }],
    [
      http({ status: 403, body: '{"message":"Duplicate record detected."}' }),
      { ends: false, committed: false, duplicate: true },
    ],
    [http({ status: 409, committed: 'unknown' }), { ends: false, committed: true, duplicate: false }],
    [http({ kind: 'reset', committed: 'unknown' }), { ends: false, committed: true, duplicate: false }],
    [http({ status: 401 }, 'SEEDBED_AUTH'), { ends: true, committed: false, duplicate: false }],
    [new SeedbedError('SEEDBED_HTTP', 'no array'), { ends: false, committed: true, duplicate: false }],
    [new SeedbedError('SEEDBED_LEDGER', 'full'), { ends: true, committed: true, duplicate: false }],
    [new DOMException('x', 'AbortError'), { ends: true, committed: true, duplicate: false }],
    [new TypeError('mistake'), { ends: true, committed: true, duplicate: false }],
  ])('%#', (error, { ends, committed, duplicate }) => {
    expect([endsTheRun(error), mayHaveCommitted(error), isDuplicate(error)]).toEqual([
      ends,
      committed,
      duplicate,
    ]);
  });

  test('are told by their reason alone', () => {
    expect([failureReason(http({})), failureReason(new TypeError('x')), failureReason('y')]).toEqual([
      'why',
      'x',
      'y',
    ]);
  });

  test('only a key with our namespace proves a record ours', () => {
    expect(provesOurs('a.0@sb0123456789-0.example.com', 'sb0123456789-0')).toBe(true);
    expect(provesOurs('boss@example.com', 'sb0123456789-0')).toBe(false);
    expect(provesOurs(undefined, 'sb0123456789-0')).toBe(false);
  });
});
