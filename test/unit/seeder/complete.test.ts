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

test('a hook that never ends is left when its run is stopped', async () => {
  const stop = new AbortController();
  const afterCreate = (): Promise<void> => {
    stop.abort(new Error('enough'));
    return new Promise(() => undefined);
  };
  const delivery: object = { afterCreate };
  const { job, draft } = openSmallJob({ delivery, signal: stop.signal });
  const existing = { answer: { record: { id: 7 }, id: 7 }, adopted: false, entry: 0 };
  await expect((async () => complete(job, await draft(0), existing))()).rejects.toThrow('enough');
});

test('nor does a create that is a function and never ends outlive it', async () => {
  const stop = new AbortController();
  const create = (): Promise<Record<string, unknown>> => {
    stop.abort(new Error('enough'));
    return new Promise(() => undefined);
  };
  const { job } = openSmallJob({ delivery: { api: { create } }, signal: stop.signal });
  await expect(job.api.create({ name: 'x' }, { signal: stop.signal })).rejects.toThrow('enough');
});

test('a create that is a function and gives nothing is told what it must give', async () => {
  const create = (async () => undefined) as never;
  const { job } = openSmallJob({ delivery: { api: { create } } });
  await expect(job.api.create({ name: 'x' })).rejects.toMatchObject({
    code: 'SEEDBED_CONFIG',
    message: expect.stringContaining('"users"'),
  });
});
