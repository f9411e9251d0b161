import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SeedbedConfig } from '../../src/config/config.ts';
import { users, vms } from '../../src/demo/index.ts';
import { connect } from '../../src/host/connect.ts';
import { openRun, readConfig } from '../../src/host/open-run.ts';
import { sweepRuns } from '../../src/host/sweep-runs.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { openCliFolder } from './cli-process.ts';
import { startCountingApi } from './counting-api.ts';

const hour = 3_600_000;
/** All that these runs make, they made yesterday. */
const yesterday = { ...systemClock, wall: () => systemClock.wall() - 30 * hour };

/** Its lists come in pages. */
const paged: NonNullable<SeedbedConfig['resources']> = [
  users.extend({ api: { list: { query: { per_page: 5 }, next: { page: 'page' } } } }),
  vms,
];

/** A machine with a folder of its own. `die`: what it made is there, and its ledger is not. */
async function startMachine(url: string, policy: 'remove' | 'keep', seeds: readonly object[]) {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-lost-'));
  const config = await readConfig(root, { baseUrl: url, project: 'p', resources: paged });
  const connection = connect(config);
  const host = openRun(config, { policy, clock: yesterday, connection });
  for (const [at, seed] of seeds.entries()) await host.acquire({ key: `${at}`, path: `${at}`, seed });
  return {
    root,
    config,
    async die() {
      await connection.client.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

test('a sweep by age removes what a lost machine was to remove, and nothing else that carries a tag', async () => {
  await using api = await startCountingApi({ clock: yesterday });
  const { url } = api;
  const lost = await startMachine(url, 'remove', [
    { users: 12, vms: 3 },
    { users: 1, cleanup: 'ttl' },
    { users: 1, cleanup: 'keep' },
    { users: 1, cleanup: 'on-success' },
  ]);
  const kept = await startMachine(url, 'keep', [{ users: 2 }]);
  await lost.die();
  await kept.die();
  // Its ledger is where the sweep runs, and says that it lives.
  const live = await startMachine(url, 'remove', [{ users: 2 }]);
  const by = { olderThanMs: 24 * hour };
  try {
    const all = { users: 12 + 3 + 2 + 2, vms: 3 };
    expect(api.counts()).toEqual(all);
    const looked = await sweepRuns(live.config, { ...by, lost: 'look' });
    expect(looked).toMatchObject({
      removed: 0,
      lost: { due: 16, unmarked: 4, young: 0, unclear: 0, alive: 0, unsearched: [] },
    });
    expect((await sweepRuns(live.config, by)).lost).toBeUndefined();
    const dry = await sweepRuns(live.config, { ...by, lost: 'look', dryRun: true });
    expect(dry.runs.map(({ records }) => records)).toEqual([{ users: 13, vms: 3 }]);
    await expect(sweepRuns(live.config, { ...by, lost: 'remove', maxDelete: 15 })).rejects.toThrow(
      /max-delete/,
    );
    // Whoever means less than an hour has mistaken a unit.
    expect((await sweepRuns(live.config, { olderThanMs: 1000, lost: 'remove' })).lost).toBeUndefined();
    expect(api.counts()).toEqual(all);

    const swept = await sweepRuns(live.config, { ...by, lost: 'remove' });
    expect([swept.removed, swept.left]).toEqual([16, []]);
    expect(api.counts()).toEqual({ users: 6, vms: 0 });
  } finally {
    await live.die();
  }
});

test('`sweep --older-than` says what of lost runs it found, and removes it with --yes', async () => {
  await using api = await startCountingApi({ clock: yesterday });
  const lost = await startMachine(api.url, 'remove', [{ users: 2 }, { users: 1, cleanup: 'keep' }]);
  await lost.die();
  using folder = openCliFolder();
  const env = { DEMO_API_BASE_URL: api.url };
  const asked = await folder.run(['sweep', '--older-than', '24h'], env);
  expect(asked).toMatchObject({ code: 0 });
  expect(asked.stdout).toContain('2 records of runs without a ledger here could go too');
  expect(asked.stdout).toContain('1 record with the tag of a run without a ledger here was made to stay');
  expect(api.counts().users).toBe(3);
  const swept = await folder.run(['sweep', '--older-than', '24h', '--yes'], env);
  expect(swept.stdout).toMatch(/sb[a-z0-9]{10} .* 2 users/);
  expect(swept.stdout).toContain('Removed 2 records.');
  expect(api.counts().users).toBe(1);
});

test('a sweep of a run removes what other machines made of it, also below what this one made', async () => {
  await using api = await startCountingApi();
  const runId = 'sb0123456789';
  const machines: Awaited<ReturnType<typeof readConfig>>[] = [];
  for (const seed of [{ users: 3 }, { vms: 4 }]) {
    const root = mkdtempSync(join(tmpdir(), 'seedbed-lost-'));
    const config = await readConfig(root, { baseUrl: api.url, project: 'p' });
    const host = openRun(config, {
      policy: 'keep',
      runId,
      parents: 'fewest first',
      connection: connect(config),
    });
    await host.acquire({ key: 'a', path: 'a', seed });
    await host.close();
    machines.push(config);
  }
  const [first] = machines;
  if (first === undefined) throw new Error('no machine');
  expect(api.counts()).toEqual({ users: 3, vms: 4 });
  expect(await sweepRuns(first, { run: runId })).toMatchObject({ removed: 7, left: [] });
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
  for (const { root } of machines) rmSync(root, { recursive: true });
});
