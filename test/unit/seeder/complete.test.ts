import { expect, test } from 'vitest';
import { complete } from '../../../src/seeder/complete.ts';
import { openSmallJob } from './small-job.ts';

test('a record that is ready keeps its id, if the API shows it without one', async () => {
  const oddity = ({ line }: { readonly line: string }): Response | undefined =>
    line.startsWith('GET') ? Response.json({ name: 'Somebody Number 0', status: 'ready' }) : undefined;
  const ready = { until: ({ status }: { readonly status?: unknown }) => status === 'ready' };
  const { job, draft } = openSmallJob({ oddity, delivery: { ready } });
  const answer = { record: { id: 7, status: 'making' }, id: 7 };
  const outcome = await complete(job, await draft(0), { answer, adopted: false, entry: 0 });
  expect(outcome).toMatchObject({
    outcome: 'created',
    record: { id: 7, fields: { id: 7, status: 'ready' } },
  });
});
