import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { knock } from '../../../src/ledger/door.ts';
import { openFileLedger } from '../../../src/ledger/file-ledger.ts';
import type { ProcessIdentity } from '../../../src/ledger/ledger.ts';
import {
  isRunning,
  type Place,
  placeOf,
  quietMs,
  startedByPs,
  stateOf,
  thisProcess,
} from '../../../src/ledger/process-identity.ts';
import { type FoundLedger, readLedgers } from '../../../src/ledger/read-ledgers.ts';
import { header, openRoot } from './on-disk.ts';

const boot = '11111111-2222-3333-4444-555555555555';
const reboot = '66666666-2222-3333-4444-555555555555';
const host = 'box pid:[4026531836]';
const here: Place = { boot, host, machine: 'm' };

describe('where an owner lives, seen from here', () => {
  test.each<[string, Place, Place, ReturnType<typeof placeOf>]>([
    ['the same boot and pid namespace', here, here, 'visible'],
    [
      'the machine has another name by now',
      { ...here, host: 'laptop.lan pid:[4026531836]' },
      here,
      'visible',
    ],
    ['another container of this machine', { ...here, host: '3f8a6c2b91d0 pid:[4026539999]' }, here, 'hidden'],
    ['another container that shares the name', { ...here, host: 'box pid:[4026539999]' }, here, 'hidden'],
    ['this kernel, but the namespace is not told', { ...here, host: 'box' }, here, 'hidden'],
    ['this machine before it was booted', { ...here, boot: reboot }, here, 'before-boot'],
    ['the same, by version 1', { ...here, boot: reboot, machine: undefined }, here, 'before-boot'],
    ['another machine of the same name', { ...here, boot: reboot, machine: 'n' }, here, 'elsewhere'],
    ['another machine', { boot: reboot, host: 'other pid:[4026531836]', machine: 'n' }, here, 'elsewhere'],
    [
      'without boot ids, the same name',
      { boot: 'mac', host: 'mac' },
      { boot: 'mac', host: 'mac' },
      'visible',
    ],
    ['without boot ids, another name', { boot: 'pc', host: 'pc' }, { boot: 'mac', host: 'mac' }, 'elsewhere'],
    ['a Linux container in a Mac’s folder', here, { boot: 'mac', host: 'mac' }, 'elsewhere'],
  ])('%s', (_, owner, seenFrom, expected) => {
    expect(placeOf(owner, seenFrom)).toBe(expected);
  });
});

describe('a process whose pid can be seen', () => {
  const me = thisProcess();
  const now = Date.now();
  const free = { ...me, pid: 2 ** 22 + 1 };

  test('is alive; a later one with its pid and a free pid are dead', () => {
    expect(stateOf(me, now)).toBe('alive');
    expect(stateOf(free, now)).toBe('dead');
    // Where there are start times, that is; elsewhere the next test.
    if (me.startTime > 0) expect(stateOf({ ...me, startTime: me.startTime - 1 }, now)).toBe('dead');
  });

  test('is told from a later one by ps if it did not know when it started', () => {
    const told = startedByPs(process.pid) !== undefined;
    const unknown = { ...me, startTime: 0 };
    expect(stateOf(unknown, now)).toBe(told ? 'alive' : 'unknown');
    expect(stateOf(unknown, now - 24 * 3_600_000)).toBe(told ? 'dead' : 'unknown');
    expect(startedByPs(free.pid)).toBeUndefined();
  });
});

let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill('SIGKILL');
});

/** Opens a ledger in `root` and then does nothing, or spins. */
async function start(root: string, spins = false): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./owner.ts', import.meta.url));
  child = spawn(process.execPath, [script, root, String(spins)], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

function only(root: string): FoundLedger {
  const [ledger, ...others] = readLedgers(root).ledgers;
  if (ledger === undefined || others.length > 0) throw new TypeError('Expected one ledger.');
  return ledger;
}

/** The same ledger as its owner's neighbour in another container sees it. */
const hidden = ({ header, ...ledger }: FoundLedger, more: Partial<ProcessIdentity> = {}): FoundLedger => ({
  ...ledger,
  header: { ...header, owner: { ...header.owner, host: '3f8a6c2b91d0 pid:[4026539999]', ...more } },
});

describe('a run', () => {
  test.each([[false], [true]])(
    'runs until its process is killed, however long it is silent, seen from this and from another container (busy: %s)',
    async (spins) => {
      using root = openRoot();
      const owner = await start(root.path, spins);
      const ledger = only(root.path);
      const silent = ledger.writtenAt + 10 * quietMs;
      const views = [ledger, hidden(ledger)];
      const seen = (): Promise<boolean[]> => Promise.all(views.map((view) => isRunning(view, silent)));
      expect(await seen()).toEqual([true, ledger.door !== undefined]);
      owner.kill('SIGSTOP');
      expect(await seen()).toEqual([true, ledger.door !== undefined]);
      owner.kill('SIGKILL');
      await once(owner, 'exit');
      const dead = await Promise.all(views.map((view) => isRunning(view, ledger.writtenAt)));
      expect(dead).toEqual([false, ledger.door === undefined]);
    },
  );

  test('whose folder was copied is not taken for dead by the copy', async () => {
    using root = openRoot();
    using copy = openRoot();
    await start(root.path);
    cpSync(join(root.path, '.seedbed'), join(copy.path, '.seedbed'), {
      recursive: true,
      filter: (from) => !from.endsWith('.sock'),
    });
    const copied = only(copy.path);
    expect(await isRunning(hidden(copied), copied.writtenAt)).toBe(true);
    // Another socket in its place is another one.
    const other = openFileLedger(copy.path, { ...header, runId: 'another' });
    const [{ file } = { file: '' }] = readLedgers(copy.path).ledgers.filter(
      ({ header }) => header.runId === 'another',
    );
    const door = file.replace('.ndjson', '.sock');
    other.close();
    if (copied.door !== undefined) {
      renameSync(door, copied.file.replace('.ndjson', '.sock'));
      expect(await knock(copied.file, copied.door)).toBe('unknown');
    }
  });

  test('has ended when it says so, or the machine was booted since', async () => {
    using root = openRoot();
    const ledger = openFileLedger(root.path, { ...header, startedAt: Date.now() });
    const open = only(root.path);
    const now = open.writtenAt;
    expect(await isRunning(open, now)).toBe(true);
    const { owner } = open.header;
    expect(
      await isRunning({ ...open, header: { ...open.header, owner: { ...owner, boot: reboot } } }, now),
    ).toBe(false);
    ledger.close();
    expect(await isRunning(only(root.path), now)).toBe(false);
  });

  test('elsewhere is judged by its silence alone', async () => {
    using root = openRoot();
    const ledger = openFileLedger(root.path, header);
    const found = hidden(only(root.path), { boot: reboot });
    expect(await isRunning(found, found.writtenAt + quietMs - 1)).toBe(true);
    expect(await isRunning(found, found.writtenAt + quietMs)).toBe(false);
    // On this machine, but its door is gone: nothing is proved.
    const doorless = hidden(only(root.path));
    rmSync(doorless.file.replace('.ndjson', '.sock'), { force: true });
    expect(await isRunning(doorless, found.writtenAt)).toBe(true);
    expect(await isRunning(doorless, found.writtenAt + quietMs)).toBe(false);
    ledger.close();
  });

  test('touches its ledger while it lives', async () => {
    using root = openRoot();
    const wall = (): number => 1_000_000_000_000;
    const clock = { now: () => 0, wall, sleep: () => Promise.resolve() };
    const ledger = openFileLedger(root.path, header, { beatMs: 5, clock });
    await expect.poll(() => only(root.path).writtenAt, { timeout: 10_000 }).toBe(wall());
    ledger.close();
  });

  test('in a folder whose path is too long for a socket has a door all the same', async () => {
    using root = openRoot();
    const deep = join(root.path, 'f'.repeat(100), 'g'.repeat(100));
    const ledger = openFileLedger(deep, header);
    const { file, door } = only(deep);
    expect(await knock(file, door)).toBe(process.platform === 'linux' ? 'open' : 'unknown');
    ledger.close();
    expect(await knock(file, door)).toBe(process.platform === 'linux' ? 'shut' : 'unknown');
  });
});

test('a container of its own: seen from the next one, a killed run is dead at once, and a living one is not', async () => {
  using root = openRoot();
  const script = fileURLToPath(new URL('./owner.ts', import.meta.url));
  const namespace = ['--user', '--map-root-user', '--pid', '--net', '--fork', '--kill-child', '--mount-proc'];
  // Where namespaces may not be made, the tests above stand for this one.
  if (spawnSync('unshare', [...namespace, 'true']).status !== 0) return;
  child = spawn('unshare', [...namespace, process.execPath, script, root.path, 'false'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (child.stdout !== null) await once(child.stdout, 'data');
  const ledger = only(root.path);
  const silent = ledger.writtenAt + 10 * quietMs;
  expect([ledger.header.owner.pid, await isRunning(ledger, silent)]).toEqual([1, true]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await expect.poll(() => isRunning(ledger, ledger.writtenAt)).toBe(false);
});
