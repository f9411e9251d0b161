import { afterAll, afterEach, beforeAll } from 'vitest';
import type { SeedbedConfig } from '../config/config.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import { framesAbove, fromCaller, pointTo } from '../lib/stack.ts';
import { runnersSay } from '../messages/runners.ts';
import type { Seed } from '../plan/seed.ts';
import { hookTimeoutMs } from './create-test.ts';
import { noteUse, seedOfSuite } from './declared-seeds.ts';
import { FileDatasets, type HeldDataset } from './file-datasets.ts';
import { reportFailure } from './report-failure.ts';
import { collectedSuite, endsSuites, endWith, hasCollected } from './vitest-internals.ts';

/**
 * Seeds for the describe (or file) it is called in, before its tests, and removes after the last of them. The dataset can be read in
 * tests and hooks, not while the file is being collected.
 *
 * @throws TypeError in a test or a hook, because it is too late there to seed before the tests
 * @example
 * describe('billing', () => {
 *   const dataset = useDataset({ users: 2, vms: 4 });
 *   test('two owners', () => expect(dataset.users).toHaveLength(2));
 * });
 */
export function useDataset<R extends AnyResource = RegisteredResource>(
  seed: Seed<R>,
  config?: SeedbedConfig<R>,
): Dataset<R> {
  const frames = framesAbove(useDataset);
  // Its hooks would never run, and the test would pass without its data.
  if (hasCollected()) throw pointTo(new TypeError(runnersSay.tooLateToSeed), frames);
  const datasets = new FileDatasets(config);
  const suite = collectedSuite();
  if (config === undefined && suite !== undefined) noteUse(suite, seed);
  let held: HeldDataset | undefined;
  let dataset: Dataset<R> | undefined;
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures wanted from this pattern
  beforeAll(async ({}, suite) => {
    endWith(suite, () => datasets.close());
    const acquired = await datasets.acquire(seedOfSuite(suite, seed)).catch((error: unknown) => {
      throw pointTo(error, frames);
    });
    // Whatever the seed's scope, it was asked for here.
    held = { ...acquired, ownOfTest: false };
    dataset = held.open<R>();
  }, hookTimeoutMs);
  afterEach(async ({ task }) => {
    if (held === undefined) return;
    await reportFailure(task, held, datasets);
    await datasets.testEnded(held, task);
  });
  if (!endsSuites) afterAll(() => datasets.close(), hookTimeoutMs);
  return lateDataset(() => dataset);
}

/** Stands for a dataset that will be there once the hooks have run. */
function lateDataset<R extends AnyResource>(current: () => Dataset<R> | undefined): Dataset<R> {
  return new Proxy({} as Dataset<R>, {
    get: fromCaller((_: object, property: string | symbol) => {
      const dataset = current();
      if (dataset !== undefined) return Reflect.get(dataset, property);
      throw new TypeError(runnersSay.readTooEarly(String(property)));
    }),
    has: (_, property) => Reflect.has(current() ?? {}, property),
    ownKeys: () => Reflect.ownKeys(current() ?? {}),
    getOwnPropertyDescriptor: (_, property) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(current() ?? {}, property);
      return descriptor && { ...descriptor, configurable: true };
    },
  });
}
