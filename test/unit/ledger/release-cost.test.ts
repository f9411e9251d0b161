import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, expect, test, vi } from 'vitest';
import { openFileLedger } from '../../../src/ledger/file-ledger.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { header, openRoot } from './on-disk.ts';

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

/** Bytes that are read from files while `act` runs. */
function bytesRead(act: () => void): number {
  const reads = vi.spyOn(fs, 'readSync');
  syncBuiltinESMExports();
  act();
  const sum = reads.mock.results.reduce((sum, { value }) => sum + Number(value), 0);
  reads.mockRestore();
  syncBuiltinESMExports();
  return sum;
}

async function make(ledger: Ledger, dataset: string, count: number): Promise<void> {
  const entries = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      ledger.intent({ dataset, resource: 'users', key: `person.${index}.${dataset}@example.com` }),
    ),
  );
  for (const entry of entries) ledger.created(entry, 100_000 + entry, 'abcdefgh.ijklmnop');
}

test('a release reads what its dataset wrote, however much lives beside it and has ended before', async () => {
  using root = openRoot();
  const ledger = openFileLedger(root.path, header);
  await make(ledger, 'big', 20_000);
  const read: number[] = [];
  for (let cycle = 0; cycle < 5000; cycle++) {
    const dataset = `small-${10_000 + cycle}`;
    await make(ledger, dataset, 3);
    const release = (): void => {
      for (const { entry } of ledger.live(dataset)) ledger.deleted(entry);
    };
    if (cycle % 100 !== 0) release();
    else {
      read.push(bytesRead(release));
      // A dataset that has ended costs nothing to ask for.
      expect(bytesRead(() => ledger.live(dataset))).toBe(0);
    }
  }
  const [first = 0] = read;
  expect(first).toBeGreaterThan(300);
  expect(Math.max(...read)).toBeLessThan(1.2 * first + 200);
  expect(ledger.live()).toHaveLength(20_000);
  ledger.close();
});
