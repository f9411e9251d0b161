import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFileLedger } from '../../../src/ledger/file-ledger.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { type FoundLedger, readLedgers } from '../../../src/ledger/read-ledgers.ts';
import { draftOf } from '../../../src/ledger/run-folders.ts';
import { header, keyOf, openRoot } from './on-disk.ts';

function onDisk(root: string): FoundLedger {
  const { ledgers, unreadable } = readLedgers(root);
  expect(unreadable).toEqual([]);
  return ledgers[0] as FoundLedger;
}

/** Makes records of a dataset and removes them again. */
async function cycle(ledger: Ledger, dataset: string, count: number, resource = 'users'): Promise<void> {
  const keys = Array.from({ length: count }, (_, n) => `person.${n}.${dataset}@example.com`);
  const entries = await ledger.intents(keys.map((key) => ({ dataset, resource, key })));
  for (const entry of entries) ledger.created(entry, entry, 'abcdefgh.ijklmnop');
  for (const { entry } of ledger.live(dataset)) ledger.deleted(entry);
}

test('a run that makes and removes the same records again and again keeps a small file', async () => {
  using root = openRoot();
  const ledger = openFileLedger(root.path, header, { minCompactBytes: 50_000 });
  const stays = await ledger.intent({ dataset: 'stays', resource: 'users', key: keyOf(0) });
  ledger.created(stays, 'first');
  await cycle(ledger, 'once', 1, 'vms');
  ledger.kept('kept', 'on-success');
  const sizes: number[] = [];
  for (let round = 0; round < 200; round++) {
    await cycle(ledger, `round-${round}`, 20);
    sizes.push(statSync(onDisk(root.path).file).size);
  }
  expect(Math.max(...sizes)).toBeLessThan(60_000);
  // An intent is written at once, and with it what waits.
  const next = await ledger.intent({ dataset: 'stays', resource: 'vms' });
  const { records, tried, kept, damaged, header: read, file } = onDisk(root.path);
  expect(records).toMatchObject([
    { entry: stays, dataset: 'stays', id: 'first', key: keyOf(0) },
    { entry: next, id: undefined },
  ]);
  expect(ledger.live()).toEqual(records);
  expect([...tried].sort()).toEqual(['users', 'vms']);
  expect([...kept]).toEqual([['kept', 'on-success']]);
  expect(damaged).toBe(0);
  expect(read).toEqual(header);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.draft'))).toEqual([]);
  ledger.close();
  expect(onDisk(root.path)).toMatchObject({ closed: true, records: [{ id: 'first' }, { entry: next }] });
});

test('a file that cannot be written anew goes on as it is', async () => {
  using root = openRoot();
  const ledger = openFileLedger(root.path, header, { minCompactBytes: 5000 });
  const { file } = onDisk(root.path);
  mkdirSync(draftOf(file));
  for (let round = 0; round < 10; round++) await cycle(ledger, `round-${round}`, 20);
  const last = await ledger.intent({ dataset: 'last', resource: 'users', key: keyOf(1) });
  expect(statSync(file).size).toBeGreaterThan(20_000);
  expect(onDisk(root.path).records).toMatchObject([{ entry: last }]);
  ledger.close();
});

test('whatever happens to records, a file that is written anew tells the same as one that is not', async () => {
  const act = fc.record({
    dataset: fc.constantFrom('a', 'b', 'c'),
    resource: fc.constantFrom('users', 'vms'),
    many: fc.integer({ min: 1, max: 12 }),
    /** What becomes of the open ones, by turns. */
    fates: fc.array(fc.constantFrom('created', 'rejected', 'unknown', 'deleted', 'open'), {
      minLength: 1,
      maxLength: 6,
    }),
    keeps: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
      using compacted = openRoot();
      using plain = openRoot();
      const ledgers = [
        openFileLedger(compacted.path, header, { minCompactBytes: 400 }),
        openFileLedger(plain.path, header, { minCompactBytes: Infinity }),
      ];
      for (const { dataset, resource, many, fates, keeps } of acts)
        for (const ledger of ledgers) {
          const before = ledger.live();
          const intents = Array.from({ length: many }, (_, n) => ({ dataset, resource, key: keyOf(n) }));
          const entries = [...before.map(({ entry }) => entry), ...(await ledger.intents(intents))];
          for (const [n, entry] of entries.entries()) {
            const fate = fates[n % fates.length];
            if (fate === 'created') ledger.created(entry, `id ${entry}`, `print-${n}`);
            else if (fate !== 'open' && fate !== undefined) ledger[fate](entry);
          }
          if (keeps) ledger.kept(dataset, 'keep');
        }
      const told = (ledger: Ledger): unknown =>
        [undefined, 'a', 'b', 'c'].map((dataset) =>
          ledger.live(dataset).map(({ sentAt: _, ...record }) => record),
        );
      expect(told(ledgers[0] as Ledger)).toEqual(told(ledgers[1] as Ledger));
      for (const ledger of ledgers) ledger.close();
      const [one, other] = [compacted, plain].map(({ path }) => {
        const { records, tried, kept, damaged, closed } = onDisk(path);
        const all = records.map(({ sentAt: _, ...record }) => record);
        return { all, tried: [...tried].sort(), kept: [...kept], damaged, closed };
      });
      expect(one).toEqual(other);
    }),
    { numRuns: 40 },
  );
});
