import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOperator } from '../../src/demo/index.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { type CliFolder, openCliFolder } from './cli-process.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

let folder: CliFolder;
let api: CountingApi;
let lateMs = 0;

beforeAll(async () => {
  folder = openCliFolder();
  mkdirSync(join(folder.path, 'a-folder'));
  const clock: Clock = { ...systemClock, wall: () => systemClock.wall() + lateMs };
  api = await startCountingApi({ tokenTtl: 60_000, clock });
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await api[Symbol.asyncDispose]();
});

/** One line, no stack, and the server saw no create. */
async function refused(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number | null; line: string }> {
  const before = api.creates();
  const result = await folder.run(args, { DEMO_API_BASE_URL: api.url, ...environment });
  expect(result.stdout).toBe('');
  expect(result.stderr).toMatch(/^seedbed: [^\n]+\n$/);
  expect(api.creates()).toBe(before);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
  expect(
    existsSync(join(folder.path, '.seedbed/runs')) ? readdirSync(join(folder.path, '.seedbed/runs')) : [],
  ).toEqual([]);
  return { code: result.code, line: result.stderr.trim() };
}

describe('a wrong command line is reported before anything is sent', () => {
  test.each([
    [['users', '--count', '0'], '--count'],
    [['users', '--count', '-1'], 'got "-1".'],
    [['vms', '-c', 'abc'], 'got "abc".'],
    [['users', '--count'], '--count needs a value: --count 5'],
    [['users', '--batch-size', '0'], '--batch-size'],
    [['users', '--delay', '-1'], '--delay'],
    [['users', '--concurrency', '0'], '--concurrency'],
    [['users', '--rate-limit', 'ten/20s'], '--rate-limit'],
    [['users', '--random-seed', '1.5'], '--random-seed'],
    [['users', '--locale', 'frr'], 'Did you mean "fr"?'],
    [['users', '--namespace', 'Not_A_Label'], '--namespace'],
    [['users', '--cuont', '5'], 'Did you mean --count?'],
    [['create', 'users=5', '--dry-run'], 'create has no --dry-run. `seedbed plan` shows'],
    [['users', '--dry-run'], 'users has no --dry-run. `seedbed plan` shows'],
    [['usres'], 'Did you mean users?'],
    [['users', 'more'], 'too many arguments'],
    [['users', '--base-url', 'nowhere'], '--base-url'],
    [['users', '--password', 'secret-one'], '--email'],
    [['users', '--email', 'someone@example.com'], 'DEMO_API_PASSWORD'],
    [['full-dataset', '--seed', '{"usres":5}'], 'Did you mean "users"?'],
    [['full-dataset', '--seed', '{"users":5'], 'not JSON'],
    [['full-dataset', '--seed', '{"users":5}', '--users', '3'], 'cannot be used with'],
    [['plan', '--users', '0', '--vms', '0'], 'from 1 up'],
    [['generate', '--format', 'csv'], '--resource'],
    [['generate', '--format', 'xml'], 'ndjson'],
    [['demo-api', '--port', '70000'], '--port'],
    [['demo-api', '--latency', 'slow'], '--latency'],
  ])('%j', async (args, words) => {
    const { code, line } = await refused(args);
    expect(code).toBe(2);
    expect(line).toContain(words);
  });

  test('a mistyped flag shows no value, for it may be a password', async () => {
    const { code, line } = await refused(['users', '--pasword=hunter2 and more']);
    expect(code).toBe(2);
    expect(line).not.toContain('hunter2');
    expect(line).not.toContain('more');
  });

  test.each(['missing/out.json', 'a-folder'])('--output %s cannot be written', async (output) => {
    const { code, line } = await refused(['users', '--output', output]);
    expect(code).toBe(1);
    expect(line).toContain(`Failed to write "${output}"`);
  });

  test('a setting from the environment is named as such', async () => {
    const { code, line } = await refused(['users'], { DEMO_API_TIMEOUT: 'soon' });
    expect(code).toBe(2);
    expect(line).toContain('DEMO_API_TIMEOUT');
  });
});

describe('an API that cannot be used', () => {
  test('is down', async () => {
    const unused = createServer().listen(0, '127.0.0.1');
    await once(unused, 'listening');
    const { port } = unused.address() as AddressInfo;
    await new Promise((resolve) => unused.close(resolve));
    const { code, line } = await refused(['users'], { DEMO_API_BASE_URL: `http://127.0.0.1:${port}/api` });
    expect(code).toBe(5);
    expect(line).toContain('Cannot reach the API');
    expect(line).toContain('--base-url');
  });

  test('knows another password', async () => {
    const settings = { DEMO_API_EMAIL: demoOperator.email, DEMO_API_PASSWORD: 'not-this-one' };
    const { code, line } = await refused(['full-dataset'], settings);
    expect(code).toBe(4);
    expect(line).toContain('Cannot authenticate');
    expect(line).toContain('DEMO_API_EMAIL and DEMO_API_PASSWORD');
    expect(line).not.toContain('not-this-one');
  });

  test('let the token expire before the run', async () => {
    const login = await fetch(`${api.url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(demoOperator),
    });
    const { authToken } = (await login.json()) as { authToken: string };
    lateMs = 61_000;
    const { code, line } = await refused(['users'], { DEMO_API_TOKEN: authToken });
    lateMs = 0;
    expect(code).toBe(4);
    expect(line).toContain('DEMO_API_TOKEN');
    expect(line).not.toContain(authToken);
  });

  test('is on a host that nobody listed', async () => {
    const before = api.asked.length;
    const { code, line } = await refused(['users'], { DEMO_API_BASE_URL: 'https://api.example.com/v1' });
    expect(code).toBe(6);
    expect(line).toContain('allowHosts');
    expect(api.asked).toHaveLength(before);
  });

  test('holds no user that a VM could go to', async () => {
    const { code, line } = await refused(['vms', '-c', '2']);
    expect(code).toBe(1);
    expect(line).toContain('`seedbed users` before `seedbed vms`');
  });
});

test('--allow-host adds an origin to those of the configuration', async () => {
  writeFileSync(
    join(folder.path, 'seedbed.config.mjs'),
    "export default { allowHosts: ['https://one.example'] };\n",
  );
  const base = ['status', '--base-url', 'https://two.example/api', '-e', 'a@example.com', '-p', 'password'];
  expect(await folder.run(base)).toMatchObject({ code: 6 });
  expect(await folder.run([...base, '--allow-host', 'https://two.example/path'])).toMatchObject({ code: 2 });
});
