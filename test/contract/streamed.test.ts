import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SeededRecord } from '../../src/dataset/snapshot.ts';
import { openRun, readConfig } from '../../src/host/open-run.ts';
import { startCountingApi } from './counting-api.ts';

test('a run that hands its records on tells of each once, keeps none, and gives children their parents all the same', async () => {
  await using api = await startCountingApi();
  const root = mkdtempSync(join(tmpdir(), 'streamed-'));
  const told: SeededRecord[] = [];
  const onRecord = (record: SeededRecord): void => void told.push(record);
  const host = openRun(await readConfig(root, { baseUrl: api.url }), { onRecord });
  try {
    const { snapshot } = await host.seed({ key: 'one', path: '', seed: { users: 7, vms: 20 } });
    expect(snapshot.records).toEqual({ users: [], vms: [] });
    const { users, vms } = snapshot.stats.resources;
    expect([users?.created, vms?.created]).toEqual([7, 20]);
    expect(api.counts()).toEqual({ users: 7, vms: 20 });
    const of = (name: string): SeededRecord[] => told.filter(({ resource }) => resource === name);
    expect(new Set(of('users').map(({ id }) => id)).size).toBe(7);
    expect(new Set(of('vms').map(({ id }) => id)).size).toBe(20);
    const ids = of('users').map(({ id }) => id);
    for (const { parents, fields } of of('vms')) {
      expect(ids).toContain(parents.users);
      expect(fields.user_id).toBe(parents.users);
    }
  } finally {
    const { removed } = await host.close();
    expect(removed).toBe(27);
    rmSync(root, { recursive: true, force: true });
  }
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});
