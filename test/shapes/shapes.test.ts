import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startRun } from '../../src/host/open-run.ts';
import { ledgerFiles, orphan } from '../cases/stage.ts';
import { errorShapes } from './error-shapes.ts';
import { functionRows } from './function-rows.ts';
import { pagingRows } from './paging-rows.ts';
import { pathRows } from './path-rows.ts';
import { serverRows } from './server-rows.ts';
import { configOf, seederIn, shapeRows } from './shape-config.ts';
import type { ShapeRow } from './shape-row.ts';
import { ShapeServer } from './shape-server.ts';

test('there are at least forty shapes, and each has a name of its own', () => {
  expect(shapeRows.length).toBeGreaterThanOrEqual(40);
  expect(new Set(shapeRows.map(({ name }) => name)).size).toBe(shapeRows.length);
});

/** Creates twelve, loses the run in some way, and starts the next one. */
async function survives(row: ShapeRow, crash: (root: string) => void): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-shapes-'));
  await using server = await new ShapeServer(row.shape).open();
  try {
    const config = configOf(row, server.url);
    const isNested = row.shape.nested === true;
    const seeder = await seederIn(root, config);
    const dataset = await seeder.seed({ ...(isNested && { teams: 2 }), users: 12 });

    const ids = server.ours('users').map(({ id }) => id);
    expect([ids.length, server.lostAnswers]).toEqual([12, 1]);
    const { idName = 'id' } = row.shape;
    const given = dataset.users?.map((one: Readonly<Record<string, unknown>>) => String(one[idName]));
    expect(given?.toSorted()).toEqual(ids.toSorted());
    expect(await seeder.status()).toMatchObject({ users: 15 });

    if (row.crashesLater === true) await expect.poll(() => outcomesIn(root)).toBeGreaterThanOrEqual(12);
    crash(root);
    const next = await startRun(root, config);
    const report = await next.close();
    expect([server.ours('users'), server.ours('teams'), server.foreign.length]).toEqual([[], [], 3]);
    expect(report.left).toEqual([]);
    expect(server.errors).toEqual([]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test.for(shapeRows)(
  '$name: twelve are created, found, and removed after a crash; others are left alone',
  // As a kill leaves it: nothing is removed, and the ledger's owner is dead.
  (row) => survives(row, orphan),
);

const isOutcome = (line: string): boolean => line.startsWith('{"created"');

/** How many outcomes are written by now: that is done a little after the answers. */
function outcomesIn(root: string): number {
  const [file = ''] = ledgerFiles(root);
  return readFileSync(file, 'utf8').split('\n').filter(isOutcome).length;
}

/** Drops what came of each create from the ledger: a kill came before it was written. */
function forgetOutcomes(root: string): void {
  const [file = '', ...others] = ledgerFiles(root);
  expect(others).toEqual([]);
  const lines = readFileSync(file, 'utf8').split('\n');
  const kept = lines.filter((line) => !isOutcome(line));
  writeFileSync(file, kept.join('\n'));
}

const findable = [...pathRows, ...functionRows, ...pagingRows.slice(0, 3), ...serverRows];

test.for(findable)('$name: they are removed too if the kill came before their ids were written down', (row) =>
  survives({ ...row, crashesLater: true }, (root) => {
    forgetOutcomes(root);
    orphan(root);
  }),
);

test.for(errorShapes)('an error told as $name is shown in its own words', async ({ refuses, words }) => {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-shapes-'));
  await using server = await new ShapeServer({ refuses }).open();
  try {
    const config = { ...configOf({ name: '', shape: {} }, server.url), minSuccess: 0.5 };
    await using seeder = await seederIn(root, config);
    const { failures, users } = await seeder.seed({ users: 13 });
    expect([users?.length, failures.length]).toEqual([12, 1]);
    expect(JSON.stringify(failures)).toContain(words);
    await seeder.close();
    expect([server.ours('users'), server.foreign.length]).toEqual([[], 3]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
