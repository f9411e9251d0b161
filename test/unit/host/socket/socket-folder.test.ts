import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isSeedbedError } from '../../../../src/errors.ts';
import {
  listenPrivately,
  removeDeadSockets,
  removeSocket,
} from '../../../../src/host/socket/socket-folder.ts';

let home: string;
let server: Server;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sockets-'));
  server = createServer();
});
afterEach(() => {
  server.close();
  rmSync(home, { recursive: true, force: true });
});

const folderOf = (name: string): string => {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};

test('the socket is 0600 in a folder of 0700, and goes with it', async () => {
  const address = await listenPrivately(server, [home]);
  expect(address.startsWith(`${home}/seedbed-`)).toBe(true);
  expect(statSync(address).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(address)).mode & 0o777).toBe(0o700);
  removeSocket(address);
  expect(readdirSync(home)).toEqual([]);
});

test.each<[string, () => string]>([
  ['too long for a socket', () => folderOf('x'.repeat(120))],
  ['too long in bytes, not in characters', () => folderOf('é'.repeat(45))],
  ['not there', () => join(home, 'nowhere')],
  ['no folder', () => import.meta.filename],
  ['where nobody may write', () => '/proc'],
])('a folder that is %s is passed over, and nothing stays in it', async (_, bad) => {
  const folder = bad();
  const before = existsSync(folder) && folder !== '/proc' && statSync(folder).isDirectory();
  const address = await listenPrivately(server, [folder, home]);
  expect(dirname(dirname(address))).toBe(home);
  if (before) expect(readdirSync(folder)).toEqual([]);
});

test('the longest path that a socket may have is used', async () => {
  const fits = folderOf('x'.repeat(103 - 25 - home.length - 1));
  const address = await listenPrivately(server, [fits]);
  expect(address).toHaveLength(103);
});

test('the last resort is made if it is not there', async () => {
  const address = await listenPrivately(server, [join(home, '.cache')]);
  expect(dirname(dirname(address))).toBe(join(home, '.cache'));
  expect(statSync(join(home, '.cache')).mode & 0o777).toBe(0o700);
});

test('if no folder will do, one line says which were tried, why, and what to set', async () => {
  const long = folderOf('x'.repeat(120));
  const error = await listenPrivately(server, [long, join(home, 'nowhere')]).catch(
    (reason: unknown) => reason,
  );
  expect(isSeedbedError(error, 'SEEDBED_HOST')).toBe(true);
  const { message } = error as Error;
  expect(message).toMatch(
    /^Failed to open a socket for the host\. Set TMPDIR to a folder of at most 78 bytes/,
  );
  expect(message).toContain(`${long}: its path is too long`);
  expect(message).toMatch(/nowhere: ENOENT/);
  expect(message).not.toContain('\n');
});

/** A socket that nobody listens on any more, as a killed host leaves it. */
function deadSocket(name: string, ageMs = 60_000): string {
  const folder = join(home, name);
  mkdirSync(folder, { mode: 0o700 });
  const address = join(folder, 'host.sock');
  const script = `require('node:net').createServer().listen(${JSON.stringify(address)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['--eval', script]);
  const seconds = (Date.now() - ageMs) / 1000;
  utimesSync(address, seconds, seconds);
  return folder;
}

test('dead sockets are removed, whatever else lies between them', async () => {
  const dead = [deadSocket('seedbed-a'), deadSocket('seedbed-z')];
  const young = deadSocket('seedbed-young', 0);
  const foreign = folderOf('seedbed-foreign');
  chmodSync(foreign, 0o000);
  // Reading it is an error for root too, whom no mode stops.
  symlinkSync('seedbed-loop', join(home, 'seedbed-loop'));
  writeFileSync(join(home, 'seedbed-file'), '');
  folderOf('seedbed-test-project');
  const other = deadSocket('another-tool');
  const project = deadSocket('seedbed-my-project');
  writeFileSync(join(project, 'package.json'), '{}');
  const alive = await listenPrivately(server, [home]);
  const seconds = (Date.now() - 60_000) / 1000;
  utimesSync(alive, seconds, seconds);

  await removeDeadSockets([join(home, 'nowhere'), home]);
  for (const folder of dead) expect(existsSync(folder)).toBe(false);
  for (const kept of [
    young,
    foreign,
    other,
    join(project, 'host.sock'),
    join(project, 'package.json'),
    alive,
  ])
    expect(existsSync(kept)).toBe(true);
  expect(readdirSync(home)).toEqual(
    expect.arrayContaining(['seedbed-file', 'seedbed-loop', 'seedbed-test-project']),
  );
});
