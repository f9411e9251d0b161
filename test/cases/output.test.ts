import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { closeCases, openCase } from './stage.ts';

afterEach(closeCases);

/** What must not reach a terminal: control characters but for line breaks, and what reverses the direction of text. */
const raw = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;
const nasty = '\u001b[2J\u001b]52;c;cm0gLXJm\u0007 gone\r\nRemoved 0 records \u202Eevil';

describe('case 16: text of the API is shown escaped', () => {
  test('in the reasons of failed creates', async () => {
    const { server, cli } = await openCase({
      creates: () => ({ kind: 'status', status: 422, committed: false, message: nasty }),
    });
    const { code, stdout, stderr } = await cli('users', '-c', '4', '-d', '0', '-v');
    expect(code).toBe(3);
    expect(stdout + stderr).not.toMatch(raw);
    expect(stdout + stderr).toMatch(/\\x1b|\\u001b|\\u\{1b\}/i);
    expect(stdout.split('\n')).not.toContain('Removed 0 records evil');
    expect(server.store.ours).toEqual([]);
  });

  test('in ids and fields of records, and in what a sweep leaves', async () => {
    const { server, cli } = await openCase({ textIds: '\u001b[31m', removal: 'nothing' });
    const made = await cli('users', '-c', '3', '-d', '0', '-v');
    expect(made.stdout + made.stderr).not.toMatch(raw);
    const run = /sweep --run (\S+)/.exec(made.stdout)?.[1] ?? 'sbnonenone00';
    for (const args of [['status'], ['sweep', '--run', run]]) {
      const { stdout, stderr } = await cli(...args);
      expect(stdout + stderr).not.toMatch(raw);
    }
    expect(server.store.ours.length).toBeLessThanOrEqual(3);
  });

  test('in what --json and --output write', async () => {
    const { folder, cli } = await openCase({
      creates: (n) =>
        n === 0 ? { kind: 'status', status: 422, committed: false, message: nasty } : undefined,
    });
    const { stdout } = await cli('users', '-c', '3', '-d', '0', '--json', '-o', 'o.json');
    expect(stdout).not.toMatch(raw);
    expect(readFileSync(join(folder.path, 'o.json'), 'utf8')).not.toMatch(raw);
  });
});

describe('case 33: an output file', () => {
  test('that is there already keeps its mode', async () => {
    const { folder, cli } = await openCase();
    const file = join(folder.path, 'o.json');
    writeFileSync(file, '{}', { mode: 0o600 });
    expect((await cli('users', '-c', '2', '-d', '0', '-o', 'o.json')).code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8')).users).toHaveLength(2);
  });

  test('is not written through a link that lies where its draft may be', async () => {
    const { folder, cli } = await openCase();
    const target = join(folder.path, 'precious.txt');
    writeFileSync(target, 'precious');
    for (let pid = process.pid; pid < process.pid + 500; pid++)
      for (const name of [`.o.json.${pid}.tmp`, `o.json.${pid}.tmp`])
        symlinkSync(target, join(folder.path, name));
    symlinkSync(target, join(folder.path, '.o.json.tmp'));
    expect((await cli('users', '-c', '2', '-d', '0', '-o', 'o.json')).code).toBe(0);
    expect(readFileSync(target, 'utf8')).toBe('precious');
    expect(JSON.parse(readFileSync(join(folder.path, 'o.json'), 'utf8')).users).toHaveLength(2);
  });
});

test.runIf(existsSync('/dev/full'))(
  'records whose output cannot be written are named all the same',
  async () => {
    const { server, folder } = await openCase();
    const main = resolve(import.meta.dirname, '../../dist/cli/main.js');
    const args = [main, 'users', '-c', '3', '-d', '0', '--json', '--lang', 'en'];
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, args, { cwd: folder.path, stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    const [told, [code]] = await Promise.all([text(child.stderr as Readable), once(child, 'close')]);
    expect([code, server.store.ours.length]).toEqual([1, 3]);
    expect(told).toMatch(/3 records of run (sb\w+) are on the API.*`seedbed sweep --run \1` removes/);
    expect(told).toContain('Failed to write to stdout');
  },
);
