import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoOperator } from '../../src/demo/index.ts';
import { type CliFolder, openCliFolder } from './cli-process.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

let folder: CliFolder;
let api: CountingApi;
beforeEach(async () => {
  folder = openCliFolder();
  api = await startCountingApi();
});
afterEach(async () => {
  folder[Symbol.dispose]();
  await api[Symbol.asyncDispose]();
});

const write = (name: string, ...lines: string[]): void =>
  writeFileSync(join(folder.path, name), `${lines.join('\n')}\n`);
// Refused for what they are, without a request: which of them is used shows in the message.
const wrong = (name: string): string => `ftp://${name}`;

test('flags win over the environment, .env.local, .env, .env.defaults and the file, in that order', async () => {
  const layers: [name: string, put: () => void, environment?: Record<string, string>, flags?: string[]][] = [
    ['file', () => write('seedbed.config.mjs', `export default { baseUrl: '${wrong('file')}' };`)],
    ['defaults', () => write('.env.defaults', `DEMO_API_BASE_URL=${wrong('defaults')}`)],
    ['env', () => write('.env', `DEMO_API_BASE_URL=${wrong('env')}`)],
    ['local', () => write('.env.local', `DEMO_API_BASE_URL=${wrong('local')}`)],
    ['process', () => undefined, { DEMO_API_BASE_URL: wrong('process') }],
    ['flag', () => undefined, {}, ['--base-url', wrong('flag')]],
  ];
  let environment: Record<string, string> = {};
  for (const [name, put, more = {}, flags = []] of layers) {
    put();
    environment = { ...environment, ...more };
    const { code, stderr } = await folder.run(['status', ...flags], environment);
    expect(code).toBe(2);
    expect(stderr.replaceAll('`', '')).toContain(`got "${wrong(name)}"`);
  }
});

test('status --verbose says of every setting where it comes from, and shows no secret', async () => {
  write('seedbed.config.mjs', 'export default { settle: 2 };');
  write('.env', `DEMO_API_BASE_URL=${api.url}`, `DEMO_API_EMAIL=${demoOperator.email}`);
  const environment = { DEMO_API_PASSWORD: demoOperator.password };
  const { code, stdout } = await folder.run(['status', '-v', '--concurrency', '2'], environment);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}baseUrl +http:\/\/127\.0\.0\.1:\d+\/\S+ +DEMO_API_BASE_URL$/m);
  expect(stdout).toMatch(/^ {2}concurrency +2 +--concurrency$/m);
  expect(stdout).toMatch(/^ {2}settle +2 +seedbed\.config\.ts$/m);
  expect(stdout).toMatch(/^ {2}randomSeed +1 +default$/m);
  expect(stdout).not.toContain(demoOperator.password);

  const json = JSON.parse((await folder.run(['status', '-v', '--json'], environment)).stdout);
  expect(json.settings.baseUrl).toEqual({ value: api.url, from: 'DEMO_API_BASE_URL' });
  expect(json.settings.auth.value).toEqual({ email: demoOperator.email, password: '[secret]' });
});

test('each layer gives what the ones above it leave out', async () => {
  write(
    '.env.defaults',
    '# what all share',
    `DEMO_API_EMAIL="${demoOperator.email}"`,
    'DEMO_API_PASSWORD=old',
  );
  write('.env', `export DEMO_API_BASE_URL='${api.url}' # here`, 'DEMO_API_MAX_RETRIES=0', 'DEMO_API_TOKEN=');
  write('.env.local', `DEMO_API_PASSWORD=${demoOperator.password}`);
  const { code, stdout } = await folder.run(['users', '-c', '2', '-d', '0', '--json'], {
    SEEDBED_RANDOM_SEED: '7',
    DEMO_API_PASSWORD: '',
  });
  expect(code).toBe(0);
  expect(api.counts()).toEqual({ users: 2, vms: 0 });
  expect(JSON.parse(stdout).statistics).toMatchObject({ total_users: 2, random_seed: 7 });
});

test.each([
  ['DEMO_API_MAX_RETRIES', '2', 3],
  ['DEMO_API_MAX_RETRIES', '0', 1],
])('%s=%s from .env is the number of repeats', async (name, value, lists) => {
  await using down = await startCountingApi({
    onCreate: () => Response.json({ code: 'ERROR_FATAL', message: 'Out of order.' }, { status: 500 }),
  });
  write('.env', `DEMO_API_BASE_URL=${down.url}`, `${name}=${value}`);
  const { code } = await folder.run(['users', '-c', '1', '-d', '0']);
  expect(code).toBe(3);
  expect(down.creates()).toBe(lists);
});

test('DEMO_API_TIMEOUT from .env is the deadline of one attempt, in seconds', async () => {
  await using slow = await startCountingApi({ latency: 2000 });
  write('.env', `DEMO_API_BASE_URL=${slow.url}`, 'DEMO_API_TIMEOUT=0.8', 'DEMO_API_MAX_RETRIES=0');
  const { code, stdout, stderr } = await folder.run(['users', '-c', '12']);
  expect(code).toBe(4);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^seedbed: Cannot authenticate: .*no answer within 800 ms.*\n$/);
  expect(slow.asked).toEqual(['POST /auth/login']);
});

test('DEMO_API_TOKEN wins over e-mail and password, and is used without a login', async () => {
  const login = await fetch(`${api.url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(demoOperator),
  });
  const { authToken } = (await login.json()) as { authToken: string };
  write('.env', `DEMO_API_BASE_URL=${api.url}`, 'DEMO_API_EMAIL=a@example.com', 'DEMO_API_PASSWORD=wrong');
  write('.env.local', `DEMO_API_TOKEN=${authToken}`);
  const { code } = await folder.run(['users', '-c', '2', '-d', '0']);
  expect(code).toBe(0);
  expect(api.counts()).toEqual({ users: 2, vms: 0 });
  expect(api.asked.filter((line) => line === 'POST /auth/login')).toHaveLength(1);
});
