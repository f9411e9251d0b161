import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CliFolder, openCliFolder, type RunningCli } from './cli-process.ts';

let folder: CliFolder;
let running: RunningCli | undefined;
beforeEach(() => {
  folder = openCliFolder();
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.ended;
  running = undefined;
  folder[Symbol.dispose]();
});

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('demo', () => {
  test('says in one line that the folder for temporary files is not there', async () => {
    const { code, stderr } = await folder.run(['demo'], { TMPDIR: join(folder.path, 'gone') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^seedbed: Failed to write ".*gone\/seedbed-demo-": .*\n$/);
  });

  test('shows the whole way, whatever is configured around it, and leaves nothing', async () => {
    writeFileSync(join(folder.path, 'seedbed.config.mjs'), "throw new Error('not for the demo');\n");
    const { code, stdout, stderr } = await folder.run(['demo'], {
      DEMO_API_BASE_URL: 'https://production.example/api',
      DEMO_API_TIMEOUT: 'soon',
      http_proxy: 'http://127.0.0.1:1',
      TMPDIR: folder.path,
    });

    expect([code, stderr.includes('seedbed:')]).toEqual([0, false]);
    expect(stdout).toContain('5 of 5');
    expect(stdout).toContain('10 of 10');
    expect(stdout).toContain('Removed 15 records again: the API holds 0 users and 0 VMs.');
    expect(stdout).not.toContain('password');
    expect(stderr).toContain('vms  10 of 10');
    expect(readdirSync(folder.path)).toEqual(['seedbed.config.mjs']);
  });

  test('--keep lets a person sign in, until Ctrl-C', async () => {
    running = folder.start(['demo', '--keep'], { TMPDIR: folder.path });
    const text = await running.said('Ctrl-C removes everything');
    const url = /http:\S+\/api:demo/.exec(text)?.[0];
    const email = /e-mail\s+(\S+@\S+)/.exec(text)?.[1];
    const password = /password\s+(\S+) \(public/.exec(text)?.[1];

    const login = await post(`${url}/auth/login`, { email, password });
    expect(login.status).toBe(200);
    const page = await fetch(new URL('/', url));
    expect(page.headers.get('content-type')).toContain('text/html');

    running.child.kill('SIGINT');
    const { code, stdout } = await running.ended;
    expect(code).toBe(0);
    expect(stdout).toContain('Removed 15 records again');
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

describe('demo-api', () => {
  test('prints what is needed to use it, and stops when told to', async () => {
    running = folder.start(['demo-api', '--port', '0', '--db', 'data.db']);
    const text = await running.said('Ctrl-C stops it.');
    const settings =
      /export (.*)/
        .exec(text)?.[1]
        ?.split(' ')
        .map((pair) => pair.split('=')) ?? [];
    const environment = Object.fromEntries(settings) as Record<string, string>;

    const made = await folder.run(['users', '-c', '2', '-d', '0'], environment);
    expect(made.code).toBe(0);
    const openApi = /OpenAPI\s+(\S+)/.exec(text)?.[1];
    expect(await (await fetch(String(openApi))).json()).toHaveProperty('openapi');

    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder.path)).toContain('data.db');
  });

  test('takes the account from the environment and does not print its password', async () => {
    const account = { email: 'me@example.com', password: 'my-own-password' };
    running = folder.start(['demo-api', '--port', '0', '--rate-limit', '2/20s', '--no-retry-after'], {
      DEMO_API_EMAIL: account.email,
      DEMO_API_PASSWORD: account.password,
    });
    const text = await running.said('Ctrl-C stops it.');
    expect(text).toContain(account.email);
    expect(text).not.toContain(account.password);

    const url = /http:\S+\/api:demo/.exec(text)?.[0];
    const statuses: number[] = [];
    for (let call = 0; call < 3; call++) statuses.push((await post(`${url}/auth/login`, account)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await post(`${url}/auth/login`, account)).headers.get('retry-after')).toBeNull();
  });

  test('a port that is taken is told in one line', async () => {
    running = folder.start(['demo-api', '--port', '0']);
    const port = /127\.0\.0\.1:(\d+)/.exec(await running.said('Ctrl-C stops it.'))?.[1];
    const second = await folder.run(['demo-api', '--port', String(port)]);
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toMatch(/^seedbed: [^\n]*something else listens there[^\n]*\n$/);
  });
});
