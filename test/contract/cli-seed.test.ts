import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoOperator } from '../../src/demo/index.ts';
import { openCliFolder } from './cli-process.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

/** One record by its id, as the server has it. */
async function ask(url: string, path: string): Promise<Record<string, unknown>> {
  const login = await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(demoOperator),
  });
  const { authToken } = (await login.json()) as { authToken: string };
  const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${authToken}` } });
  return (await answer.json()) as Record<string, unknown>;
}

describe('full-dataset', () => {
  const folder = openCliFolder();
  let api: CountingApi;
  beforeAll(async () => {
    api = await startCountingApi();
  });
  afterAll(async () => {
    folder[Symbol.dispose]();
    await api[Symbol.asyncDispose]();
  });

  test('makes what it says, and writes it down', async () => {
    const args = ['full-dataset', '--users', '20', '--vms', '50', '--batch-size', '10', '--delay', '0'];
    const result = await folder.run([...args, '--verbose', '--output', 'out.json'], {
      DEMO_API_BASE_URL: api.url,
    });

    expect(result).toMatchObject({ code: 0 });
    expect(api.counts()).toEqual({ users: 20, vms: 50 });
    expect(api.asked).toHaveLength(71);
    const written = JSON.parse(readFileSync(join(folder.path, 'out.json'), 'utf8'));
    expect(Object.keys(written)).toEqual(['created_at', 'users', 'vms', 'statistics']);
    expect(new Date(written.created_at).toISOString()).toBe(written.created_at);
    expect(written.users).toHaveLength(20);
    expect(written.vms).toHaveLength(50);
    expect(written.statistics).toMatchObject({
      total_users: 20,
      total_vms: 50,
      user_success_rate: 100,
      vm_success_rate: 100,
      vms_per_user: { min: 2, avg: 2.5, max: 3 },
      requests: 71,
      retries: 0,
      rate_limited: 0,
      failures: [],
    });
    const { random_seed } = written.statistics;
    expect(random_seed).toBeGreaterThanOrEqual(0);
    expect(random_seed).toBeLessThan(2 ** 32);
    expect(result.stdout).toContain(`--random-seed ${random_seed}`);
    for (const [path, record] of [
      ['/user', written.users[7]],
      ['/vm', written.vms[31]],
    ])
      expect(record).toMatchObject(await ask(api.url, `${path}/${record.id}`));
    const { run } = written.statistics;
    expect(result.stdout).toContain(`seedbed sweep --run ${run}`);
    expect(result.stdout).toContain(written.users[0].email);
    expect(result.stdout).toContain('20 of 20');
    const mode = statSync(join(folder.path, 'out.json')).mode & 0o777;
    expect(mode & 0o002).toBe(0);
    expect(readdirSync(folder.path).sort()).toEqual(['.seedbed', 'out.json']);
    expect(readdirSync(join(folder.path, '.seedbed/runs'))).toEqual([run]);
  });

  test('makes other people each time, and the same again for the number that it told', async () => {
    const make = async (args: readonly string[] = [], environment: Record<string, string> = {}) => {
      const { stdout } = await folder.run(['users', '-c', '3', '-d', '0', '--json', ...args], {
        DEMO_API_BASE_URL: api.url,
        ...environment,
      });
      const { users, statistics } = JSON.parse(stdout);
      return { names: users.map(({ name }: { name: string }) => name), seed: statistics.random_seed };
    };
    const [first, second] = [await make(), await make()];
    expect(second.seed).not.toBe(first.seed);
    expect(second.names).not.toEqual(first.names);
    expect(await make(['--random-seed', String(first.seed)])).toEqual(first);
    expect(await make([], { SEEDBED_RANDOM_SEED: String(second.seed) })).toEqual(second);
  });

  test('shows no password anywhere', async () => {
    const args = ['users', '-c', '3', '-d', '0', '-v', '-o', 'users.json', '-e', demoOperator.email];
    const { code, stdout, stderr } = await folder.run([...args, '-p', demoOperator.password], {
      DEMO_API_BASE_URL: api.url,
    });

    expect(code).toBe(0);
    const file = readFileSync(join(folder.path, 'users.json'), 'utf8');
    expect(JSON.parse(file).users).toHaveLength(3);
    for (const text of [stdout, stderr, file]) {
      expect(text).not.toContain(demoOperator.password);
      expect(text).not.toContain('password');
    }
  });

  describe('the users that it makes', () => {
    const login = (email: unknown, password: string): Promise<Response> =>
      fetch(`${api.url}/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
    const make = async (args: readonly string[], environment: Record<string, string> = {}) => {
      const all = ['full-dataset', '--users', '2', '--vms', '1', '-d', '0', '-o', 'them.json', ...args];
      const result = await folder.run(all, { DEMO_API_BASE_URL: api.url, ...environment });
      const { users } = JSON.parse(readFileSync(join(folder.path, 'them.json'), 'utf8'));
      return { ...result, emails: users.map(({ email }: { email: string }) => email) };
    };

    test('sign in with the public password that it tells', async () => {
      const { stdout, emails } = await make([]);
      const [, email, password = ''] = /sign in as +(\S+) with (\S+)/.exec(stdout) ?? [];
      expect(email).toBe(emails[0]);
      for (const each of emails) expect((await login(each, password)).status).toBe(200);
    });

    test.each([
      ['the variable', [], { SEEDBED_USER_PASSWORD: 'Given-Canary-77!' }],
      ['the flag', ['--user-password', 'Given-Canary-77!'], {}],
    ] as const)('sign in with the password of %s, which is shown nowhere', async (_, args, environment) => {
      const { stdout, stderr, emails } = await make(args, environment);
      expect(stdout).toContain(`${emails[0]} with the password that you gave`);
      for (const each of emails) expect((await login(each, 'Given-Canary-77!')).status).toBe(200);
      const file = readFileSync(join(folder.path, 'them.json'), 'utf8');
      const ledgers = readdirSync(join(folder.path, '.seedbed'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.name.endsWith('.ndjson'))
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
      for (const text of [stdout, stderr, file, ...ledgers]) expect(text).not.toContain('Canary');
      const status = await folder.run(['status', '--verbose'], {
        DEMO_API_BASE_URL: api.url,
        ...environment,
      });
      expect(status.stdout + status.stderr).not.toContain('Canary');
    });

    test('are not made with a password that the resource does not take', async () => {
      const { users } = api.counts();
      const environment = { DEMO_API_BASE_URL: api.url, SEEDBED_USER_PASSWORD: 'Canary' };
      const { code, stdout, stderr } = await folder.run(['users', '-c', '2', '-d', '0'], environment);
      expect(code).toBe(3);
      expect(stdout).toContain('not sent: password: expected a valid value, got [secret]');
      expect(stdout + stderr).not.toContain('Canary');
      expect(api.counts().users).toBe(users);
    });
  });

  test('--json writes the result to stdout and nothing else, and progress to stderr in few lines', async () => {
    const { code, stdout, stderr } = await folder.run(
      ['users', '--count', '40', '--delay', '0', '--json', '--namespace', 'team-a'],
      { DEMO_API_BASE_URL: api.url },
    );

    expect(code).toBe(0);
    const { users, statistics } = JSON.parse(stdout);
    expect(users).toHaveLength(40);
    expect(statistics).toMatchObject({ total_users: 40, total_vms: 0, namespace: 'team-a' });
    expect(users.every(({ email }: { email: string }) => email.endsWith('@team-a.example.com'))).toBe(true);
    const lines = stderr.trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines.at(-1)).toBe('users  40 of 40');
  });

  test('tells each request where the log level says so, without a secret', async () => {
    const environment = { DEMO_API_BASE_URL: api.url, DEMO_API_LOG_LEVEL: 'DEBUG' };
    const { stderr } = await folder.run(['users', '-c', '2', '-d', '0'], environment);
    expect(stderr).toMatch(/^POST \/auth\/login: 200 OK \(\d+ ms\)$/m);
    expect(stderr.match(/^POST \/user: 200 OK/gm)).toHaveLength(2);
    expect(stderr).not.toContain(demoOperator.password);
  });

  test('vms go to those users that the API holds who have the fewest', async () => {
    await using other = await startCountingApi();
    using elsewhere = openCliFolder();
    const make = async (...args: readonly string[]) => {
      const { code, stdout } = await elsewhere.run([...args, '-d', '0', '--json'], {
        DEMO_API_BASE_URL: other.url,
      });
      expect(code).toBe(0);
      return JSON.parse(stdout);
    };
    const { users: first } = await make('full-dataset', '--users', '2', '--vms', '5');
    const { users: others } = await make('users', '-c', '2');
    const { vms, statistics } = await make('vms', '-c', '6');
    expect(other.counts()).toEqual({ users: 4, vms: 11 });
    // They have 3, 2, 0 and 0. Of the same few, the one that the API lists first: the two were sent at once, so either may be it.
    const owners = vms.map(({ user_id }: { user_id: number }) => user_id);
    const listed = others.map(({ id }: { id: number }) => id).toSorted((a: number, b: number) => a - b);
    expect(owners).toEqual([0, 1, 0, 1, 0, 1].map((at) => listed[at]));
    expect(statistics.vms_per_user).toEqual({ min: 3, avg: 3, max: 3 });
    const { vms: later } = await make('vms', '-c', '1');
    expect(later[0].user_id).toBe(first[1].id);
  });

  test('takes a whole seed, from a file too', async () => {
    writeFileSync(
      join(folder.path, 'seed.json'),
      JSON.stringify({ users: { admin: 1, member: 2 }, vms: { count: 1, traits: ['stopped'] } }),
    );
    const { code, stdout } = await folder.run(['full-dataset', '--seed', '@seed.json', '-d', '0', '--json'], {
      DEMO_API_BASE_URL: api.url,
    });

    expect(code).toBe(0);
    const { users, vms } = JSON.parse(stdout);
    expect(users.map(({ role }: { role: string }) => role)).toEqual(['admin', 'member', 'member']);
    expect(vms[0].status).toBe('stopped');
  });

  test('status counts what is there', async () => {
    const { code, stdout } = await folder.run(['status', '--json'], { DEMO_API_BASE_URL: api.url });

    expect(code).toBe(0);
    const status = JSON.parse(stdout);
    expect(status).toMatchObject({ base_url: api.url, reachable: true, ...api.counts() });
    const records = status.runs.reduce((sum: number, run: { records: number }) => sum + run.records, 0);
    expect(records).toBe(api.counts().users + api.counts().vms);
    expect(status.runs.every((run: { alive: boolean }) => !run.alive)).toBe(true);
  });
});
