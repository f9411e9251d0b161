import { expect } from 'vitest';
import { withoutSecretsOf } from '../dataset/held-secrets.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';

/** Those that tests of this worker have, by their keys. */
const datasets = new Map<string, DatasetSnapshot>();
let isRegistered = false;

/**
 * Masks what a dataset keeps secret in Vitest's snapshots, which are files that are committed. A record masks itself; a copy of one does
 * not, and `toMatchSnapshot({ id: expect.anything() })` makes one.
 */
export function maskInSnapshots(key: string, dataset: DatasetSnapshot): void {
  datasets.set(key, dataset);
  if (isRegistered) return;
  isRegistered = true;
  expect.addSnapshotSerializer({
    test: (value) => typeof value === 'string' && masked(value) !== value,
    serialize: (value: string, config, indentation, depth, refs, printer) =>
      printer(masked(value), config, indentation, depth, refs),
  });
}

/** To be called when no test has it any more. */
export function forgetInSnapshots(key: string): void {
  datasets.delete(key);
}

function masked(text: string): string {
  let shown = text;
  for (const dataset of datasets.values()) shown = withoutSecretsOf(dataset, shown);
  return shown;
}
