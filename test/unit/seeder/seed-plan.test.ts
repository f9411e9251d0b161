import { expect, test } from 'vitest';
import { createPlan } from '../../../src/plan/create-plan.ts';
import { parseSeed } from '../../../src/plan/parse-seed.ts';
import { seedPlan } from '../../../src/seeder/seed-plan.ts';
import { openSmallJob } from './small-job.ts';

test('records that were never sent are told by their indices, which follow those that the dataset has', async () => {
  const oddity = () => Response.json({}, { status: 401 });
  const { job } = openSmallJob({ oddity });
  const { resources } = job;
  const seed = parseSeed({ users: 3 }, { resources });
  const plan = createPlan(seed, { resources, randomSeed: 1, existing: { users: 10 } });
  const { failures, stopped, statistics } = await seedPlan(job, plan, () => Promise.reject());
  expect(stopped).toMatchObject({ code: 'SEEDBED_AUTH' });
  expect(failures.map(({ index, outcome }) => [index, outcome])).toEqual([
    [10, 'skipped'],
    [11, 'skipped'],
    [12, 'skipped'],
  ]);
  expect(statistics.resources.users).toMatchObject({ planned: 3, failed: 3, reasons: [{ count: 3 }] });
});
