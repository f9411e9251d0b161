import type { TestProject } from 'vitest/node';
import { assertRemoved } from '../host/assert-removed.ts';
import { connectHost } from '../host/remote-host.ts';
import { spawnHost } from '../host/spawn-host.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import type { ProvidedDataset } from './provided.ts';

/**
 * `globalSetup: ['seedbed/vitest/global-setup']`: one host for the whole run, shared by all workers, which also cleans up when the
 * runner dies. The run's base dataset, where one is configured, is seeded before the first test. Returns its own tear-down.
 */
export default async function globalSetup(project: TestProject): Promise<() => Promise<void>> {
  const host = await spawnHost(project.config.root);
  try {
    const worker = await connectHost(host.address);
    const base = await worker.base();
    await worker.close();
    project.provide('seedbed', { address: host.address, dataset: base && recordsOf(base.snapshot) });
  } catch (error) {
    // Vitest calls no tear-down of a set-up that failed.
    await host.close().catch(() => undefined);
    throw error;
  }
  return async () => assertRemoved(await host.close(), host.runId);
}

/** The records alone: what is provided ends up in every worker, so secrets stay with the host. */
function recordsOf({ namespace, randomSeed, records }: DatasetSnapshot): ProvidedDataset {
  const lists = Object.entries(records).map(([name, list]) => [name, list.map(({ fields }) => fields)]);
  return { namespace, randomSeed, ...Object.fromEntries(lists) };
}
