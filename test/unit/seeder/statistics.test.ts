import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/seeder/job.ts';
import { costSince, Tally } from '../../../src/seeder/statistics.ts';
import { userRecord, vmRecord } from '../dataset/snapshots.ts';

describe('the statistics of a seed', () => {
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
