import { test as base, type TestType } from '@playwright/test';
import type { SeedbedConfig } from '../config/config.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { AnyResource, NameOf } from '../factory/resource.ts';
import type { RegisteredResource } from '../host/defaults.ts';
import { datasetSays } from '../messages/dataset.ts';
import type { Seed } from '../plan/seed.ts';
import { rootOf } from './seed-place.ts';
import { SignedInUser } from './signed-in-user.ts';
import { TestDataset } from './test-dataset.ts';
import { WorkerDatasets } from './worker-datasets.ts';

/** What `test.use` takes. */
export interface SeedOptions<R extends AnyResource = RegisteredResource> {
  /** The data the tests below need; a plain object. Created before the first of them, shared by them, removed afterwards. */
  seed: Seed<R> | undefined;
  /**
   * The user that the tests below are signed in as, by the dataset's own names: `context`, `page` and `request` start with that user's
   * session. It is the session of the user's one login in the run, if that makes cookies, or if `signIn.storage` says where the application
   * keeps its token; else the form is filled in, once a worker and user. If the form has to be filled in, `request` is signed in only from
   * the second test of a worker on. A test that signs out on its page leaves the next one signed in.
   *
   * `null`: nobody. `undefined`: whoever the configuration says.
   * @default undefined
   * @throws SeedbedError `SEEDBED_SEED` before any request, if the seed makes no such record
   * @example test.use({ seed: { users: 2, vms: 4 }, as: 'users[0]' });
   */
  as: RecordName<R> | null | undefined;
}

/** A record of a dataset, as a test calls it: `users[0]`. */
export type RecordName<R extends AnyResource = RegisteredResource> = `${NameOf<R>}[${number}]`;

/** What tests receive. */
export interface SeedFixtures<R extends AnyResource = RegisteredResource> {
  /** The records of the `seed` in force, or the run's base dataset if there is none. */
  dataset: Dataset<R>;
}

/** Not for tests. */
interface OwnFixtures {
  /** The dataset that the test's fixtures share. */
  _testDataset: TestDataset;
  /** The user as whom its contexts are signed in. */
  _user: SignedInUser | undefined;
  /** Throws if `as` is without effect. */
  _asHasEffect: undefined;
}

/** Not for tests. */
interface WorkerFixtures {
  /** How a worker reaches the run's host. */
  _seedbed: WorkerDatasets;
}

type Base = typeof base;
type TestArgs<T> = T extends TestType<infer Args, infer _> ? Args : never;
type WorkerArgs<T> = T extends TestType<infer _, infer Args> ? Args : never;

/** Playwright's own `test`, with the `seed` option and the `dataset` fixture. */
export type SeedbedTest<R extends AnyResource> = TestType<
  TestArgs<Base> & SeedOptions<R> & SeedFixtures<R>,
  WorkerArgs<Base>
>;

/**
 * Makes a `test` for a configuration in code: each worker process seeds for itself, because functions cannot be sent to another process.
 * Without `config` it is the exported `test` under other types: the run's host and its `seedbed.config.ts` are used.
 *
 * @example
 * const test = createTest(defineConfig({ resources: [teams, members] }));
 * test.use({ seed: { teams: 2 } });
 */
export function createTest<R extends AnyResource = RegisteredResource>(
  config?: SeedbedConfig<R>,
): SeedbedTest<R> {
  /** Tests whose contexts start as `as` says. */
  const heeded = new WeakSet<object>();
  const extended = base.extend<SeedOptions<R> & SeedFixtures<R> & OwnFixtures, WorkerFixtures>({
    seed: [undefined, { option: true }],
    as: [undefined, { option: true }],
    _seedbed: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern
      async ({}, use, info) => {
        const datasets = new WorkerDatasets(rootOf(info.config), config);
        await use(datasets);
        await datasets.close();
      },
      // Clean-up at an API's rate limit may take longer than any test: not charged to one.
      { scope: 'worker', timeout: 0, title: 'seedbed', box: true },
    ],
    _testDataset: [
      async ({ seed, _seedbed }, use, testInfo) => {
        const data = new TestDataset(_seedbed, seed, testInfo);
        await use(data);
        await data.end();
      },
      { timeout: 0, title: 'dataset', box: true },
    ],
    _user: [
      async ({ as, baseURL, _testDataset }, use) => {
        const isSomebody = as !== undefined && as !== null;
        await use(isSomebody ? await SignedInUser.of(as, _testDataset, baseURL) : undefined);
      },
      { scope: 'test', timeout: 0, box: 'self' },
    ],
    storageState: [
      async ({ storageState, _user }, use, testInfo) => {
        if (_user !== undefined) heeded.add(testInfo);
        await use(_user === undefined ? storageState : _user.storageState);
      },
      { scope: 'test', timeout: 0, box: 'self' },
    ],
    context: [
      async ({ context, _user }, use) => {
        await _user?.begin(context);
        await use(context);
        await _user?.end(context);
      },
      { scope: 'test', timeout: 0, box: 'self' },
    ],
    _asHasEffect: [
      // A fixture of the user's may have taken the place of ours.
      async ({ _user, storageState: _, _testDataset }, use, testInfo) => {
        if (_user !== undefined && !heeded.has(testInfo))
          await _testDataset.pointedHome(async () => {
            throw new TypeError(datasetSays.asAndStorageState);
          });
        await use(undefined);
      },
      { auto: true, box: true },
    ],
    dataset: [
      async ({ baseURL, _testDataset }, use) => use(await _testDataset.open<R>(baseURL)),
      // An own deadline applies: the configuration's `maxWait`, and each request's. Boxed: one step less to tell of for each test.
      { timeout: 0, title: 'dataset', box: 'self' },
    ],
  });
  return extended as unknown as SeedbedTest<R>;
}
