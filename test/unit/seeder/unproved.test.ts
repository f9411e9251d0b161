import { expect, test } from 'vitest';
import { RecordCreator } from '../../../src/seeder/create.ts';
import { intend } from '../../../src/seeder/supply.ts';
import { openSmallJob } from './small-job.ts';

/** An API whose answers say nothing, and that cannot be searched. */
const silent = () =>
  openSmallJob({
    delivery: { lookup: false },
    oddity: ({ line }) => (line.startsWith('POST') ? Response.json({ ok: true }) : undefined),
  });

test('A first record that could neither be understood nor looked up stops the run, which says how to find out what to write', async () => {
  const { job, draft, entries } = silent();
  const first = await draft(0);
  const entry = await intend(job, first);
  await expect(new RecordCreator(job).create({ draft: first, entry })).rejects.toMatchObject({
    code: 'SEEDBED_CONFIG',
    message: expect.stringContaining('`seedbed check users`'),
  });
  expect(entries()).toEqual(['unknown']);
});

test("With `unproved: 'allow'` the next one is sent all the same, and each is told as unknown", async () => {
  const { job, draft, requests } = silent();
  const creator = new RecordCreator({ ...job, unproved: 'allow' });
  for (const index of [0, 1]) {
    const one = await draft(index);
    const entry = await intend(job, one);
    expect(await creator.create({ draft: one, entry })).toMatchObject({ failure: { outcome: 'unknown' } });
  }
  expect(requests.filter((line) => line.startsWith('POST'))).toHaveLength(2);
});
