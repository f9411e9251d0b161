import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/factory/delivery.ts';
import { RecordCreator } from '../../../src/seeder/create.ts';
import { chunkCreator, endsInStreak, rejectionStreak } from '../../../src/seeder/create-chunk.ts';
import type { Outcome } from '../../../src/seeder/job.ts';
import { intend, type Ready } from '../../../src/seeder/supply.ts';
import { userRecord } from '../dataset/snapshots.ts';
import { type Oddity, openSmallJob } from './small-job.ts';

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

describe('a list that ends in a streak', () => {
  const made: Outcome = { outcome: 'created', record: userRecord(0) };
  const failed = (reason: string, outcome: 'rejected' | 'unknown' = 'rejected'): Outcome => ({
    outcome: 'failed',
    failure: { resource: 'users', index: 0, outcome, reason },
  });
  const no = failed('no');

  test.each<[string, readonly Outcome[], boolean]>([
    ['five equal refusals', [no, no, no, no, no], true],
    ['five equal refusals after a record', [made, no, no, no, no, no], true],
    ['four equal refusals', [no, no, no, no], false],
    ['a record among them', [no, no, made, no, no], false],
    ['another reason among them', [no, no, failed('other'), no, no, no], false],
    ['a record after them', [no, no, no, no, no, made], false],
    ['unknown outcomes, which say nothing of the next one', Array(5).fill(failed('no', 'unknown')), false],
    ['nothing', [], false],
  ])('is told from one that does not: %s', (_, outcomes, ends) => {
    expect(endsInStreak(outcomes)).toBe(ends);
  });
});

describe('a call for several records after which nothing more can be sent', () => {
  const forbidden = (): Response => Response.json({ message: 'Go away.' }, { status: 403 });
  const bulk = { path: '/user/bulk', maxItems: 4 };

  async function entriesAfter(oddity: Oddity, delivery: Delivery): Promise<readonly string[]> {
    const stage = openSmallJob({ oddity, delivery });
    const chunk: Ready[] = [];
    for (let position = 0; position < 4; position++) {
      const draft = await stage.draft(position);
      chunk.push({ position, draft, entry: await intend(stage.job, draft) });
    }
    const createChunk = chunkCreator(stage.job, new RecordCreator(stage.job));
    await expect(createChunk(chunk)).rejects.toMatchObject({ code: 'SEEDBED_AUTH' });
    return stage.entries();
  }

  test('leaves no entry open of those that were to go one by one', async () => {
    const oddity: Oddity = ({ line, creates }) => {
      if (line === 'POST /user/bulk') return Response.json({}, { status: 400 });
      return creates === 2 ? forbidden() : undefined;
    };
    expect(await entriesAfter(oddity, { bulk })).toEqual(['created 1', 'rejected', 'rejected', 'rejected']);
  });

  test('leaves no entry open of the other half', async () => {
    const oddity: Oddity = ({ creates }) =>
      creates === 0 ? Response.json({}, { status: 413 }) : forbidden();
    expect(await entriesAfter(oddity, { bulk })).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  });

  test('leaves no entry open of the parts that were to follow', async () => {
    const size = 2 * JSON.stringify({ name: 'Somebody Number 0', email: '', password: 'a-password' }).length;
    const delivery = { bulk: { ...bulk, maxBytes: size + 100 } };
    expect(await entriesAfter(forbidden, delivery)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  });

  test('leaves no entry open of those that the call refused', async () => {
    const oddity: Oddity = ({ line }) => {
      if (line !== 'POST /user/bulk') return Response.json({}, { status: 401 });
      return Response.json([{ error: 'no' }, { ok: 1 }, { error: 'no' }, { error: 'no' }]);
    };
    const entries = await entriesAfter(oddity, { bulk });
    expect(entries.map((entry) => entry.split(' ')[0])).toEqual([
      'rejected',
      'unknown',
      'rejected',
      'rejected',
    ]);
  });
});
