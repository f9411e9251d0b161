import { afterEach, expect, test, vi } from 'vitest';
import { setHostAddress } from '../../src/config/runner-environment.ts';
import type { SeedPlace } from '../../src/host/datasets/dataset-key.ts';
import { WorkerDatasets } from '../../src/playwright/worker-datasets.ts';
import type { DeclaredSeed } from '../../src/vitest/declared-seeds.ts';
import { FileDatasets } from '../../src/vitest/file-datasets.ts';
import { closeStages, onClose, openProject, spawned } from './hosts.ts';

afterEach(async () => {
  setHostAddress(undefined);
  vi.unstubAllEnvs();
  await closeStages();
});

const config = 'run: { users: 2 },';

test('all tests of a Playwright worker share one base dataset, and what keeps its users signed in', async () => {
  const { root, address, api } = await spawned({ config });
  setHostAddress(address);
  const worker = new WorkerDatasets(root, undefined);
  onClose(() => worker.close());
  const info = {} as Parameters<WorkerDatasets['acquire']>[1];
  const first = await worker.acquire(undefined, info);
  const second = await worker.acquire(undefined, info);
  expect([first.isNew, second.isNew]).toEqual([true, false]);
  expect(worker.signedIn(second)).toBe(worker.signedIn(first));
  expect(worker.open(second, undefined)).toBe(worker.open(first, undefined));
  expect(api.counts().users).toBe(2);
});

test('all tests of a Vitest file share one base dataset', async () => {
  const { root } = await openProject({ config });
  const file = new FileDatasets(undefined);
  onClose(() => file.close());
  const declared = { seed: undefined, place: {} as SeedPlace, root, suite: undefined } as DeclaredSeed;
  const first = await file.acquire(declared);
  expect((await file.acquire(declared)).open()).toBe(first.open());
});

test('a host that could not be opened for one Vitest file is tried again for the next one', async () => {
  const { root } = await openProject({ config });
  const file = new FileDatasets(undefined);
  onClose(() => file.close());
  const declared = { seed: undefined, place: {} as SeedPlace, root, suite: undefined } as DeclaredSeed;
  vi.stubEnv('SEEDBED_TIMEOUT', 'soon');
  await expect(file.acquire(declared)).rejects.toThrow('SEEDBED_TIMEOUT');
  await file.close({ endsFile: true });
  vi.unstubAllEnvs();
  expect((await file.acquire(declared)).snapshot.records.users).toHaveLength(2);
});

test('what a host in the worker itself made for one test is gone before the next one, whether or not the run has a host', async () => {
  const { root, address, api } = await spawned();
  setHostAddress(address);
  const worker = new WorkerDatasets(root, { baseUrl: api.url });
  onClose(() => worker.close());
  const info = {
    project: { name: '' },
    config: { rootDir: root },
    titlePath: ['a.spec.ts', 'a test'],
    testId: '1',
    retry: 0,
    repeatEachIndex: 0,
    parallelIndex: 0,
  } as unknown as Parameters<WorkerDatasets['acquire']>[1];
  const held = await worker.acquire({ users: 2, scope: 'test' }, info);
  expect(api.counts().users).toBe(2);
  await worker.release(held, { failed: false });
  expect(api.counts().users).toBe(0);
});
