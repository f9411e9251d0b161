import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SweepReport } from '../../src/host/sweep-runs.ts';
import { type CliFolder, openCliFolder, type RunningCli } from './cli-process.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

const built = (file: string): string => pathToFileURL(resolve(import.meta.dirname, '../../dist', file)).href;

let folder: CliFolder;
beforeEach(() => {
  folder = openCliFolder();
});
afterEach(() => folder[Symbol.dispose]());

const forever = new Promise<undefined>(() => undefined);

/** Ctrl-C twice at once, as a terminal and npm send it; what the process said in the end. */
async function interruptTwice({ child, ended }: RunningCli): Promise<{ run: string; stderr: string }> {
  child.kill('SIGINT');
  child.kill('SIGTERM');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  return { run: /seedbed sweep --run (sb[a-z0-9]{10})/.exec(stderr)?.[1] ?? '', stderr };
}

async function sweep(api: CountingApi, ...args: string[]): Promise<SweepReport & { code: number | null }> {
  const { code, stdout, stderr } = await folder.run(['sweep', '--json', ...args], {
    DEMO_API_BASE_URL: api.url,
  });
  return { ...JSON.parse(stdout || JSON.stringify({ stderr })), code };
}

describe('Ctrl-C twice in the middle of 2,000 records, and a sweep', () => {
  const all = ['create', 'users=500', 'vms=1500', '-d', '0'];

  test.each([true, false])('leave nothing but what is not ours, bulk calls: %s', async (bulk) => {
    const half = Promise.withResolvers<void>();
    let answers = 0;
    await using api = await startCountingApi({
      bulk,
      latency: 20,
      answer(line, response) {
        if (/^POST .*\/(user|vm)s?\b/.test(line) && ++answers === (bulk ? 10 : 900)) half.resolve();
        return response;
      },
    });
    const url = { DEMO_API_BASE_URL: api.url };
    await folder.run(['create', 'users=3', 'vms=4', '-d', '0'], url);
    answers = 0;
    const running = folder.start(all, url);
    await half.promise;
    const { run } = await interruptTwice(running);
    const made = api.counts().users + api.counts().vms;
    expect([made > 7, made < 2007]).toEqual([true, true]);

    const { code, left, foreign } = await sweep(api, '--run', run, '--max-delete', '2000');
    expect([code, left, foreign]).toEqual([0, [], []]);
    expect(api.counts()).toEqual({ users: 3, vms: 4 });
  });

  test('count what is on its way, and nothing that still waited for the rate limit', async () => {
    const flying = Promise.withResolvers<void>();
    await using api = await startCountingApi({
      bulk: false,
      onCreate(count) {
        if (count === 65) flying.resolve();
        return count > 60 ? forever : undefined;
      },
    });
    const running = folder.start([...all, '--rate-limit', '75/60s', '--concurrency', '5'], {
      DEMO_API_BASE_URL: api.url,
    });
    await flying.promise;
    const { run } = await interruptTwice(running);

    const first = await sweep(api, '--run', run);
    expect(first).toMatchObject({ code: 0, removed: 60, left: [], waiting: api.creates() - 60 });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('name only what is on its way if it cannot be looked up, and how to be done with it', async () => {
    writeFileSync(
      join(folder.path, 'seedbed.config.mjs'),
      `import { defineConfig } from ${JSON.stringify(built('index.js'))};
       import { users } from ${JSON.stringify(built('demo/index.js'))};
       export default defineConfig({ resources: [users.extend({ lookup: false })] });`,
    );
    const flying = Promise.withResolvers<void>();
    await using api = await startCountingApi({
      bulk: false,
      onCreate(count) {
        if (count === 65) flying.resolve();
        return count > 60 ? forever : undefined;
      },
    });
    const args = ['users', '-c', '500', '-d', '0', '--rate-limit', '75/60s', '--concurrency', '5'];
    const running = folder.start(args, { DEMO_API_BASE_URL: api.url });
    await flying.promise;
    const { run } = await interruptTwice(running);

    const first = await sweep(api, '--run', run);
    expect([first.code, first.removed, first.left.length]).toEqual([7, 60, api.creates() - 60]);
    for (const { reason } of first.left)
      expect(reason).toContain(`Look on the API yourself; then \`seedbed sweep --run ${run} --unproved\``);
    const second = await sweep(api, '--run', run, '--unproved');
    expect(second).toMatchObject({ code: 0, removed: 0, left: [], waiting: api.creates() - 60 });
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });
});
