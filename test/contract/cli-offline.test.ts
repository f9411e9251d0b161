import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openCliFolder } from './cli-process.ts';

const folder = openCliFolder();
afterAll(() => folder[Symbol.dispose]());

// Nothing listens there: whatever passes has sent nothing.
const nowhere = { DEMO_API_BASE_URL: 'https://nowhere.example/api' };

describe('generate', () => {
  test('20,000 users have 20,000 e-mails', async () => {
    const { code, stdout, stderr } = await folder.run(
      ['generate', '--users', '20000', '--format', 'ndjson', '--output', 'people.ndjson'],
      nowhere,
    );

    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Wrote 20000 users to people\.ndjson \(.+\)\.\n$/);
    const text = readFileSync(join(folder.path, 'people.ndjson'), 'utf8');
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(20_000);
    expect(new Set(records.map(({ email }) => email)).size).toBe(20_000);
    expect(records[0]).toMatchObject({ resource: 'users', id: 1 });
    expect(text).not.toContain('password');
  });

  test('the same command writes the same bytes; another random seed other people', async () => {
    const args = ['generate', '--users', '30', '--vms', '60'];
    const [first, again, other] = await Promise.all([
      folder.run(args, nowhere),
      folder.run(args, nowhere),
      folder.run([...args, '--random-seed', '2'], nowhere),
    ]);

    expect(again.stdout).toBe(first.stdout);
    expect(other.stdout).not.toBe(first.stdout);
    const { users, vms } = JSON.parse(first.stdout);
    expect([users.length, vms.length]).toEqual([30, 60]);
    const ids = new Set(users.map(({ id }: { id: number }) => id));
    expect(vms.every(({ user_id }: { user_id: number }) => ids.has(user_id))).toBe(true);
  });

  test('csv makes one file a resource', async () => {
    const { code } = await folder.run(
      ['generate', '--users', '2', '--vms', '3', '-f', 'csv', '-o', 'out.csv', '--namespace', 'team-a'],
      nowhere,
    );

    expect(code).toBe(0);
    const users = readFileSync(join(folder.path, 'out.users.csv'), 'utf8');
    expect(users.split('\r\n')[0]).toBe(
      'id,name,first_name,last_name,email,phone,job,birth_date,role,street,zip_code,city',
    );
    expect(users).toContain('@team-a.example.com');
    expect(readFileSync(join(folder.path, 'out.vms.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(4);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('out'))).toEqual([
      'out.users.csv',
      'out.vms.csv',
    ]);
  });

  test('csv goes to stdout one resource at a time', async () => {
    const args = ['generate', '--users', '2', '--vms', '3', '--format', 'csv', '--resource', 'vms'];
    const { code, stdout } = await folder.run(args, nowhere);

    expect(code).toBe(0);
    expect(stdout.split('\r\n')[1]).toMatch(/^1,1,[a-z]+-[a-z]+-01\.sb0,/);
  });

  test('Ctrl-C leaves no half of a file', async () => {
    const running = folder.start(
      ['generate', '--users', '9000000', '--format', 'ndjson', '-o', 'half.ndjson'],
      nowhere,
    );
    const draft = /^\.half\.ndjson\.[0-9a-f]{24}\.tmp$/;
    await expect
      .poll(() => readdirSync(folder.path).filter((name) => draft.test(name)), { timeout: 20_000 })
      .toHaveLength(1);
    running.child.kill('SIGINT');

    expect(await running.ended).toEqual({ code: 130, stdout: '', stderr: 'seedbed: Interrupted.\n' });
    expect(readdirSync(folder.path).filter((name) => name.includes('half'))).toEqual([]);
  });

  test('a reader that has had enough is no error', async () => {
    const running = folder.start(['generate', '--users', '100000', '--format', 'ndjson'], nowhere);
    await running.said('"resource":"users"');
    running.child.stdout?.destroy();
    const { code, stderr } = await running.ended;

    expect([code, stderr]).toEqual([0, '']);
  });
});

describe('plan', () => {
  test('foretells layers, batches, requests and time, and sends nothing', async () => {
    const args = ['plan', '--users', '20', '--vms', '50', '--batch-size', '10', '--rate-limit', '10/20s'];
    const { code, stdout } = await folder.run([...args, '--json'], nowhere);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      layers: [
        { resource: 'users', records: 20, batches: 2, requests: 20, missingParents: [] },
        { resource: 'vms', records: 50, batches: 5, requests: 50, missingParents: [] },
      ],
      records: 70,
      batches: 7,
      requests: 71,
      duration_ms: 140_000,
    });
    const table = await folder.run(args, nowhere);
    expect(table.stdout).toContain('2 min 20 s');
    expect(table.stdout).toContain('Nothing was sent.');
  });

  test('says where records go whose parents the seed does not make', async () => {
    const { stdout } = await folder.run(['plan', '--seed', '{"vms":5}'], nowhere);
    expect(stdout).toContain('"users" that the API holds');
  });

  test('the pace is the flag over the configuration file over the default', async () => {
    const batches = async (...args: string[]): Promise<number> =>
      JSON.parse(
        (await folder.run(['plan', '--users', '12', '--vms', '0', '--json', ...args], nowhere)).stdout,
      ).batches;

    expect(await batches()).toBe(3);
    writeFileSync(join(folder.path, 'seedbed.config.mjs'), 'export default { batchSize: 4 };\n');
    expect(await batches()).toBe(3);
    expect(await batches('-b', '6')).toBe(2);
    writeFileSync(join(folder.path, 'seedbed.config.mjs'), 'export default { batchSize: 2 };\n');
    expect(await batches()).toBe(6);
  });
});
