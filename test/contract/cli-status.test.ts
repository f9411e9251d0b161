import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type CliFolder, openCliFolder } from './cli-process.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

let folder: CliFolder;
let api: CountingApi;
afterEach(async () => {
  folder[Symbol.dispose]();
  await api[Symbol.asyncDispose]();
});

test('status shows what the old script did: owners, averages, states, systems, and how the API answers', async () => {
  folder = openCliFolder();
  api = await startCountingApi({ rateLimit: { requests: 50, per: 5000, headers: true } });
  const url = { DEMO_API_BASE_URL: api.url };
  const seed = JSON.stringify({ users: 3, vms: { running: 3, stopped: 1, paused: 1 } });
  expect(await folder.run(['full-dataset', '--seed', seed, '-d', '0'], url)).toMatchObject({ code: 0 });

  const told = JSON.parse((await folder.run(['status', '--json'], url)).stdout);
  expect(told).toMatchObject({
    reachable: true,
    users: 3,
    vms: 5,
    users_with_vms: 3,
    vms_per_user: { min: 1, avg: 1.67, max: 2 },
    vms_by_status: { running: 3, paused: 1, stopped: 1 },
    rate_limit: { quota: { requests: 50, per_ms: 5000 }, refused: 0 },
    runs: [{ records: 8, kept: 8, alive: false }],
  });
  const systems: number[] = Object.values(told.vms_by_operating_system);
  expect(systems.reduce((sum, count) => sum + count)).toBe(5);
  expect(told.latency_ms.max).toBeGreaterThanOrEqual(told.latency_ms.median);

  const { stdout } = await folder.run(['status', '--lang', 'fr'], { ...url, TZ: 'Asia/Tokyo' });
  expect(stdout).toMatch(/users avec vms +3 sur 3\n/);
  expect(stdout).toMatch(/vms par statut +3 × running · 1 × paused · 1 × stopped\n/);
  expect(stdout).toMatch(/limite vue +50 requêtes par 5 s/);
  expect(stdout).toContain('conservée : sweep --run ID ou --all');
  const [{ started_at }] = told.runs;
  const local = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: 'Asia/Tokyo' });
  expect(stdout).toContain(local.format(Date.parse(started_at)));
});

test("status shows how many records there are of resources that are not the demo API's", async () => {
  folder = openCliFolder();
  api = await startCountingApi({});
  writeFileSync(
    join(folder.path, 'seedbed.config.mjs'),
    `import { defineResource } from ${JSON.stringify(join(import.meta.dirname, '../../src/index.ts'))};
     export default { resources: [defineResource({ name: 'people', path: '/user', build: () => ({}) })] };`,
  );
  const { code, stdout } = await folder.run(['status', '--json'], { DEMO_API_BASE_URL: api.url });
  expect(code).toBe(0);
  const told = JSON.parse(stdout);
  expect(told).toMatchObject({ people: 0, runs: [] });
  expect(Object.keys(told)).not.toContain('vms_by_status');
});
