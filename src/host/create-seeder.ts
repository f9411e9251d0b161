import type { SeedbedConfig } from '../config/config.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { AnyResource, NameOf } from '../factory/resource.ts';
import { hostSays } from '../messages/host.ts';
import { createPlan } from '../plan/create-plan.ts';
import { type Estimate, estimate } from '../plan/estimate.ts';
import { parseSeed } from '../plan/parse-seed.ts';
import type { Seed } from '../plan/seed.ts';
import type { RemovalReport } from '../removal/report.ts';
import { assertEnded } from './assert-removed.ts';
import { connect, openCoordinator } from './connect.ts';
import { openDataset } from './datasets/open-dataset.ts';
import type { RegisteredResource } from './defaults.ts';
import { openRun, readConfig } from './open-run.ts';

/** Seeds without a runner: scripts, other test frameworks, a REPL. */
export interface Seeder<R extends AnyResource> extends AsyncDisposable {
  /** Names this run in the ledger, and marks everything it makes. */
  readonly run: string;
  /**
   * What a seed would do: layers, requests, time under the configured limit. Sends nothing.
   * @throws SeedbedError `SEEDBED_SEED` if the seed is wrong; the message lists every problem
   * @example const { requests } = seeder.plan({ users: 50 });
   */
  plan(seed: Seed<R>): Estimate;
  /**
   * Creates a dataset. What exists is removed by `cleanup` or `close`, even if this rejects.
   * @throws SeedbedError `SEEDBED_SEED` if the seed is wrong, `SEEDBED_PARTIAL` if fewer records than `minSuccess` exist
   * @example const dataset = await seeder.seed({ users: 5, vms: 10 });
   */
  seed(seed: Seed<R>): Promise<Dataset<R>>;
  /**
   * How many records of each resource the API holds, made by anybody. Reads each list once.
   * @throws HttpError if a list cannot be read
   * @example const { users } = await seeder.status();
   */
  status(): Promise<Readonly<Record<NameOf<R>, number>>>;
  /**
   * Removes one dataset: children first, each record only with a proof that it is ours.
   * @throws TypeError if another seeder made the dataset
   * @example const report = await seeder.cleanup(dataset);
   */
  cleanup(dataset: Dataset<R>): Promise<RemovalReport>;
  /**
   * Removes everything that is left and closes the connections. `await using` does the same, and rejects with `SEEDBED_CLEANUP` if
   * records stay on the API.
   * @example const report = await seeder.close();
   */
  close(): Promise<RemovalReport>;
}

/**
 * Opens a seeder for the API of `config`, of `seedbed.config.ts` and of the environment, strongest first.
 * @throws SeedbedError `SEEDBED_CONFIG`, `SEEDBED_AUTH` (no credentials), `SEEDBED_HOST_REFUSED` or `SEEDBED_LEDGER`; nothing was sent.
 * @example
 * await using seeder = await createSeeder({ baseUrl: 'http://127.0.0.1:4010/api:demo' });
 * const dataset = await seeder.seed({ users: 5, vms: 10 });
 */
export async function createSeeder<R extends AnyResource = RegisteredResource>(
  config?: SeedbedConfig<R>,
): Promise<Seeder<R>> {
  const resolved = await readConfig(process.cwd(), config);
  const connection = connect(resolved, { coordinator: await openCoordinator(resolved) });
  const { apis } = connection;
  const host = openRun(resolved, { connection, parents: 'all' });
  const { resources, scenarios, randomSeed } = resolved;
  const keys = new WeakMap<object, string>();
  let next = 0;
  let isReported = false;
  return {
    run: host.runId,
    plan(seed) {
      const parsed = parseSeed(seed, { resources, scenarios });
      const plan = createPlan(parsed, { resources, randomSeed });
      return estimate(plan, {
        ...resolved,
        batchSize: resolved.batchSize ?? Number.MAX_SAFE_INTEGER,
        concurrency: resolved.concurrency ?? 32,
        cleanup: true,
      });
    },
    async seed(seed) {
      const key = `seed ${next++}`;
      const dataset = openDataset<R>(host, key, await host.acquire({ key, path: key, seed }));
      keys.set(dataset, key);
      return dataset;
    },
    async status() {
      const counts: [string, number][] = [];
      for (const resource of resources)
        counts.push([resource.name, (await apis.of(resource.name).list()).records.length]);
      return Object.fromEntries(counts) as Record<NameOf<R>, number>;
    },
    async cleanup(dataset) {
      const key = keys.get(dataset);
      if (key === undefined) throw new TypeError(hostSays.notThisSeeders);
      return host.release(key);
    },
    async close() {
      isReported = true;
      return host.close();
    },
    async [Symbol.asyncDispose]() {
      const report = await host.close();
      // Nobody reads it here.
      if (!isReported) assertEnded(report, host.runId);
    },
  };
}
