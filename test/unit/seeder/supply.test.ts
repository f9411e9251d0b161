import { expect, test } from 'vitest';
import type { Layer } from '../../../src/plan/plan.ts';
import { RecordSupply } from '../../../src/seeder/supply.ts';
import { openSmallJob } from './small-job.ts';

test('the end of a run while a record waits for its parents is no rejection that nobody handles', async () => {
  const unhandled: unknown[] = [];
  const hear = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', hear);
  try {
    const { job } = openSmallJob();
    const layer: Layer = {
      resource: 'users',
      count: 2,
      belongsToItself: false,
      missingParents: [],
      at: (index) => ({ resource: 'users', index, traits: [], set: {}, parents: {} }),
    };
    const ends = Promise.withResolvers<void>();
    const parents = {
      of: () => ({ parents: {} }),
      whenThere: ({ index }: { index: number }) => (index === 0 ? undefined : ends.promise.then()),
    };
    const supply = new RecordSupply(job, layer, { start: 0, end: 2 }, parents, 1);
    expect(await supply.take()).toHaveLength(1);
    ends.reject(new Error('the run has ended'));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(unhandled).toEqual([]);
    await expect((async () => supply.take())()).rejects.toThrow('the run has ended');
  } finally {
    process.off('unhandledRejection', hear);
  }
});
