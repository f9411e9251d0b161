import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logFolder } from '../../src/log/log-files.ts';
import { openCliFolder } from './cli-process.ts';
import { type CountingApi, startCountingApi } from './counting-api.ts';

const folder = openCliFolder();
let api: CountingApi;
beforeAll(async () => {
  api = await startCountingApi();
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await api[Symbol.asyncDispose]();
});

const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');
const make = (args: readonly string[], environment: Record<string, string> = {}) =>
  folder.run([...args, '-d', '0'], { DEMO_API_BASE_URL: api.url, ...environment });

/** A CSV as RFC 4180 has it. */
function cells(text: string, separator: string): string[][] {
  const cell = new RegExp(`(?:^|${separator}|\\r\\n)(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))`, 'g');
  const rows: string[][] = [];
  for (const [whole, quoted, plain] of text.trimEnd().matchAll(cell)) {
    if (!whole.startsWith(separator) || rows.length === 0) rows.push([]);
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  }
  return rows;
}

describe('the records of a run go', () => {
  test('to NDJSON by its name: a line a record, its resource first', async () => {
    const { code, stdout } = await make(['full-dataset', '--users', '3', '--vms', '5', '-o', 'all.ndjson']);
    expect(code).toBe(0);
    expect(stdout).toContain('written to   all.ndjson');
    const records = read('all.ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ resource }) => resource)).toEqual([
      ...Array(3).fill('users'),
      ...Array(5).fill('vms'),
    ]);
    const ids = records.slice(0, 3).map(({ id }) => id);
    for (const { user_id } of records.slice(3)) expect(ids).toContain(user_id);
  });

  test('to one CSV a resource, that a French spreadsheet opens as it is', async () => {
    const args = ['create', 'users=2', 'vms=3', '-o', 'all.csv'];
    const { code } = await make(args, { SEEDBED_LANG: 'fr' });
    expect(code).toBe(0);
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.csv'))).toEqual([
      'all.users.csv',
      'all.vms.csv',
    ]);
    for (const [name, rows] of [
      ['all.users.csv', 3],
      ['all.vms.csv', 4],
    ] as const) {
      const text = read(name);
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(cells(text.slice(1), ';')).toHaveLength(rows);
    }
  });

  test('to one CSV if there is one resource, zeros and formulas and separators kept as they are meant', async () => {
    const set = { street: '=1+1', city: 'Ville; "haute", \u001b[2J', zip_code: '01000' };
    const seed = JSON.stringify({ users: { count: 2, set } });
    const { code } = await make(['full-dataset', '--seed', seed, '-o', 'one.csv']);
    expect(code).toBe(0);
    const text = read('one.csv');
    expect(text.startsWith('\ufeff')).toBe(false);
    const [heading = [], ...rows] = cells(text, ',');
    expect(rows).toHaveLength(2);
    const [row] = rows.map((values) => Object.fromEntries(heading.map((name, at) => [name, values[at]])));
    expect(row).toMatchObject({
      street: "'=1+1",
      city: 'Ville; "haute", \\x1b[2J',
      zip_code: '01000',
    });
    expect(heading).not.toContain('password');
  });

  test.each(['people.xlsx', 'people.txt'])('nowhere if the name is %s, before any request', async (name) => {
    const asked = api.asked.length;
    const { code, stderr } = await make(['users', '-o', name]);
    expect([code, stderr]).toEqual([
      2,
      `seedbed: Expected --output to end in .json, .ndjson or .csv, got "${name}".\n`,
    ]);
    expect(api.asked).toHaveLength(asked);
    expect(existsSync(join(folder.path, name))).toBe(false);
  });

  test('to files whose mode stays, and to none if one of them cannot be written', async () => {
    writeFileSync(join(folder.path, 'kept.users.csv'), 'old', { mode: 0o600 });
    const both = ['create', 'users=1', 'vms=1', '-o', 'kept.csv'];
    expect((await make(both)).code).toBe(0);
    expect(statSync(join(folder.path, 'kept.users.csv')).mode & 0o777).toBe(0o600);
    expect(read('kept.users.csv')).toContain('@');
    const { users } = api.counts();
    const { code, stderr } = await make(['create', 'users=1', 'vms=1', '-o', 'missing/kept.csv']);
    expect([code, stderr]).toEqual([
      1,
      'seedbed: Failed to write "missing/kept.users.csv": there is no folder "missing".\n',
    ]);
    expect(api.counts().users).toBe(users);
  });

  test('to a file and to stdout at once', async () => {
    const { code, stdout } = await make(['users', '-c', '2', '--json', '-o', 'both.ndjson']);
    expect(code).toBe(0);
    const { users, vms } = JSON.parse(stdout);
    expect(vms).toEqual([]);
    expect(users.map((user: object) => JSON.stringify({ resource: 'users', ...user })).join('\n')).toBe(
      read('both.ndjson').trimEnd(),
    );
  });
});

test('the format of generated records follows the name of the file, unless --format says otherwise', async () => {
  const generate = (...args: string[]) => folder.run(['generate', '--users', '2', ...args]);
  await generate('-o', 'g.ndjson');
  expect(read('g.ndjson').split('\n')).toHaveLength(3);
  await generate('-o', 'g.csv');
  expect(read('g.csv')).toMatch(/^id,name,/);
  await generate('-o', 'g.txt', '-f', 'csv');
  expect(read('g.txt')).toMatch(/^id,name,/);
  const { code, stderr } = await generate('-o', 'g.xml');
  expect([code, stderr]).toEqual([
    2,
    'seedbed: Expected --output to end in .json, .ndjson or .csv, got "g.xml".\n',
  ]);
});

test('the output of a run still makes a report when its log is gone, and says what is not known then', async () => {
  const { code, stderr } = await make([
    'full-dataset',
    '--users',
    '3',
    '--vms',
    '6',
    '-v',
    '-o',
    'told.json',
  ]);
  expect(code).toBe(0);
  // Its log, read along.
  expect(stderr).toMatch(/^ +\d+\.\d s · run sb\w{10} on http:/m);
  expect(stderr.match(/ · POST \/user: 20\d \(/g)).toHaveLength(3);
  expect(stderr).toMatch(/ · made 3 users and 6 vms in .+, \d+ requests$/m);
  const whole = await folder.run(['report', 'told.json']);
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  expect(whole.stdout).toContain('API ');
  rmSync(logFolder(folder.path), { recursive: true });
  const rest = await folder.run(['report', 'told.json']);
  expect(rest.code).toBe(0);
  expect(rest.stderr).toMatch(/The log of run sb\w{10} is gone/);
  expect(rest.stdout).toMatch(/Records +3 users, 6 vms\n +Requests +\d+\n/);
  expect(rest.stdout).not.toMatch(/Latency|undefined|NaN|Invalid/);
  const page = await folder.run(['report', 'told.json', '--html', 'told.html']);
  expect(page.code).toBe(0);
  expect(read('told.html')).toContain('is gone: when requests were sent');
  expect(read('told.html')).not.toMatch(/undefined|NaN|Invalid/);
});
