import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { openCliFolder } from '../contract/cli-process.ts';
import { type CountingApi, startCountingApi } from '../contract/counting-api.ts';

/** A disk that fills up while the ledger grows: no process may write a file of more than 16 kB, about a hundred records. */
const folder = openCliFolder();
afterAll(() => folder[Symbol.dispose]());

let api: CountingApi;
afterEach(() => api[Symbol.asyncDispose]());

interface End {
  readonly code: number | null;
  readonly output: string;
}

function runWithSmallFiles(script: URL, args: readonly string[]): Promise<End> {
  const command = 'ulimit -f 16 && exec "$@"';
  const words = ['-c', command, 'bash', process.execPath, fileURLToPath(script), ...args];
  const env = { PATH: process.env.PATH ?? '', DEMO_API_BASE_URL: api.url };
  const child = spawn('bash', words, { cwd: folder.path, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return new Promise((done) => child.on('close', (code) => done({ code, output })));
}

test('the CLI sends nothing that it cannot write down, says so once, and what it made can be swept', async () => {
  api = await startCountingApi({ bulk: false });
  const flags = ['users', '-c', '300', '-d', '0', '-b', '50'];
  const { code, output } = await runWithSmallFiles(new URL('../../src/cli/main.ts', import.meta.url), flags);
  expect(code).toBe(1);
  expect(output.match(/seedbed: Failed to write the ledger ".*": EFBIG/g)).toHaveLength(1);
  const { users } = api.counts();
  expect(users).toBeGreaterThan(20);
  expect(users).toBeLessThan(200);
  expect(api.creates()).toBe(users);
  expect(output).toContain(`${users} of 300`);

  const [run = ''] = readdirSync(join(folder.path, '.seedbed', 'runs'));
  expect(await folder.run(['sweep', '--run', run], { DEMO_API_BASE_URL: api.url })).toMatchObject({
    code: 0,
  });
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test('a host removes what it made before, although it can note nothing any more', async () => {
  api = await startCountingApi({ bulk: false });
  const { output } = await runWithSmallFiles(new URL('./seed-and-close.ts', import.meta.url), [
    folder.path,
    api.url,
    '300',
  ]);
  expect(output).toMatch(/Failed to write the ledger ".*": EFBIG/);
  expect(api.creates()).toBeGreaterThan(20);
  expect(output).toContain('"left":[]');
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});

test('a log that cannot be written any more is said once, and stays open for nobody', async () => {
  api = await startCountingApi({ bulk: false });
  const { code, output } = await runWithSmallFiles(new URL('./log-and-close.ts', import.meta.url), [
    folder.path,
    api.url,
    '300',
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toEqual({ troubles: [expect.stringContaining('EFBIG')], open: [] });
});
