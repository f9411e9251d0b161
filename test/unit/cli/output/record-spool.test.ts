import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RecordSpool } from '../../../../src/cli/output/record-spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seedbed-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ids = (spool: RecordSpool): unknown[] => [...spool.records()].map(({ id }) => id);

test('few records need no file, and come in the order of the plan', () => {
  using spool = new RecordSpool(join(folder, 'not there'));
  for (const id of [2, 0, 5, 1]) spool.add(id, { id });
  expect(ids(spool)).toEqual([0, 1, 2, 5]);
});

test('many come back as they were, from a file without a name', () => {
  using spool = new RecordSpool(folder);
  const text = 'Zoé Œuvrard 佐藤 😀 '.repeat(9);
  const count = 2000;
  for (let pair = 0; pair < count; pair += 2) for (const id of [pair + 1, pair]) spool.add(id, { id, text });
  if (process.platform !== 'win32') expect(readdirSync(folder)).toEqual([]);
  const records = [...spool.records()];
  expect(records.map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, id) => id));
  expect(records.every((record) => record.text === text)).toBe(true);
  expect(spool.columns).toEqual(['id', 'text']);
});

test('records that could not be made are not waited for forever, and records that come very late are not lost', () => {
  using spool = new RecordSpool(folder);
  for (let id = 1; id < 5000; id++) if (id !== 2500) spool.add(id, { id });
  spool.add(0, { id: 0 });
  const all = ids(spool);
  expect(all).toHaveLength(4999);
  expect(new Set(all).size).toBe(4999);
  expect(all.filter((id) => id !== 0)).toEqual(
    [...all.filter((id) => id !== 0)].sort((a, b) => Number(a) - Number(b)),
  );
});

test('a disk that takes nothing is said', () => {
  using spool = new RecordSpool(join(folder, 'not there'));
  const fill = (): void => {
    for (let id = 0; id < 100; id++) spool.add(id, { text: 'x'.repeat(2000) });
  };
  expect(fill).toThrow(/^Failed to keep the records for the output in ".*not there": ENOENT/);
});
