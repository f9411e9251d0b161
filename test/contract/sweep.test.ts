import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DemoApi, startDemoApi } from '../../src/demo/index.ts';
import { openRun, readConfig, startRun } from '../../src/host/open-run.ts';
import { type CliFolder, openCliFolder } from './cli-process.ts';

const seedingProcess = fileURLToPath(new URL('./seeding-process.ts', import.meta.url));

let api: DemoApi;
let folder: CliFolder;
const env = (): Record<string, string> => ({ DEMO_API_BASE_URL: api.url });

beforeEach(async () => {
  api = await startDemoApi();
  folder = openCliFolder();
});
afterEach(async () => {
  folder[Symbol.dispose]();
  await api.close();
});

async function make(users: number): Promise<string> {
  const { stdout } = await folder.run(
    ['full-dataset', '--users', String(users), '--vms', '4', '-d', '0', '--json'],
    env(),
  );
  return (JSON.parse(stdout) as { statistics: { run: string } }).statistics.run;
}

describe('seedbed sweep', () => {
  test('leaves alone what was made to stay, until it is named', async () => {
    const kept = await make(3);
    const other = await make(2);
    expect((await folder.run(['sweep'], env())).code).toBe(0);
    expect(api.counts()).toEqual({ users: 5, vms: 8 });
    const named = await folder.run(['sweep', '--run', kept], env());
    expect(named.code).toBe(0);
    expect(named.stdout).toMatch(/Removed 7 records/);
    expect(api.counts()).toEqual({ users: 2, vms: 4 });
    expect(existsSync(join(folder.path, '.seedbed', 'runs', kept))).toBe(false);
    expect(existsSync(join(folder.path, '.seedbed', 'runs', other))).toBe(true);
  });

  test('shows and removes nothing on a dry run, nor above --max-delete', async () => {
    const run = await make(3);
    const dry = await folder.run(['sweep', '--run', run, '--dry-run'], env());
    expect(dry.stdout).toMatch(/3 users, 4 vms/);
    const bounded = await folder.run(['sweep', '--run', run, '--max-delete', '6'], env());
    expect(bounded.code).toBe(2);
    expect(bounded.stderr).toMatch(/Refused to remove 7 records: more than --max-delete allows \(6\)/);
    expect(api.counts()).toEqual({ users: 3, vms: 4 });
  });

  test('finds a run by its tag where the ledger is gone, and nothing else', async () => {
    const run = await make(3);
    await make(1);
    rmSync(join(folder.path, '.seedbed'), { recursive: true });
    expect((await folder.run(['sweep', '--run', run.slice(0, 11)], env())).code).toBe(2);
    expect((await folder.run(['sweep', '--run', run], env())).code).toBe(0);
    expect(api.counts()).toEqual({ users: 1, vms: 4 });
  });

  test('leaves alone what a living process uses, and removes it once that is killed', async () => {
    const child = spawn(process.execPath, [seedingProcess, folder.path, api.url, '3'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect((await folder.run(['sweep'], env())).stdout).toMatch(/Nothing to sweep/);
    const [run] = readdirSync(join(folder.path, '.seedbed', 'runs'));
    const named = await folder.run(['sweep', '--run', String(run)], env());
    expect(named.code).toBe(2);
    expect(named.stderr).toMatch(/is still at it/);
    expect(api.counts()).toEqual({ users: 3, vms: 4 });

    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await folder.run(['sweep', '--older-than', '1h'], env())).stdout).toMatch(/Nothing to sweep/);
    expect((await folder.run(['sweep'], env())).stdout).toMatch(/Removed 7 records/);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(readdirSync(join(folder.path, '.seedbed', 'runs'))).toEqual([]);
  });

  test('at the start of a host says what it leaves: more than it removes unasked', async () => {
    const child = spawn(process.execPath, [seedingProcess, folder.path, api.url, '1200'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const next = openRun(await readConfig(folder.path, { baseUrl: api.url }));
    expect(await next.sweepDead()).toMatch(
      /^What dead runs made is still on the API: Refused to remove 1204 records: more than --max-delete/,
    );
    await next.close();
    expect(api.counts()).toEqual({ users: 1200, vms: 4 });
    expect((await folder.run(['sweep', '--max-delete', '1204'], env())).code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('happens by itself when the next host starts, also after a kill in the middle of seeding', async () => {
    const child = spawn(process.execPath, [seedingProcess, folder.path, api.url, '2000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await expect.poll(() => api.counts().users, { timeout: 20_000 }).toBeGreaterThan(100);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const left = api.counts().users;
    expect(left).toBeGreaterThan(100);
    expect(left).toBeLessThan(2000);
    const next = await startRun(folder.path, { baseUrl: api.url });
    await next.close();
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('at the start of a host leaves folders for its end: a runner that collects its tests walks through them', async () => {
    const child = spawn(process.execPath, [seedingProcess, folder.path, api.url, '3'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const runs = join(folder.path, '.seedbed', 'runs');
    const [dead = ''] = readdirSync(runs);
    const next = await startRun(folder.path, { baseUrl: api.url });
    await next.sweepDead();
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
    expect(readdirSync(runs)).toContain(dead);
    expect(readdirSync(join(runs, dead))).toEqual([]);
    await next.close();
    expect(readdirSync(runs)).toEqual([]);
  });
});
