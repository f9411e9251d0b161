import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openOutput } from '../../../../src/cli/output/output-file.ts';
import { writeToFile } from '../../../../src/cli/output/write-text.ts';
import { isSeedbedError } from '../../../../src/errors.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'seedbed-output-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('leaves nothing behind until it is written, and then only the file', async () => {
  const output = openOutput(join(folder, 'out.json'));
  expect(readdirSync(folder)).toEqual([]);
  await writeToFile(output, ['{}']);
  expect(readdirSync(folder)).toEqual(['out.json']);
  expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe('{}');
});

test('an earlier file stays as it is until the new one is whole', () => {
  const file = join(folder, 'out.json');
  writeFileSync(file, 'old');
  const output = openOutput(file);
  const draft = output.open();
  writeFileSync(draft, 'half');
  closeSync(draft);
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toHaveLength(2);
  output.discard();
  expect(readdirSync(folder)).toEqual(['out.json']);
});

test('a link stays a link', async () => {
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real', 'out.json'), 'old');
  symlinkSync(join(folder, 'real', 'out.json'), join(folder, 'link.json'));
  await writeToFile(openOutput(join(folder, 'link.json')), ['new']);
  expect(readFileSync(join(folder, 'real', 'out.json'), 'utf8')).toBe('new');
  expect(readdirSync(join(folder, 'real'))).toEqual(['out.json']);
});

test('a link to what is not there yet stays a link, and leads to the file', async () => {
  symlinkSync('later.json', join(folder, 'link.json'));
  await writeToFile(openOutput(join(folder, 'link.json')), ['{}']);
  expect(readFileSync(join(folder, 'later.json'), 'utf8')).toBe('{}');
  expect(readlinkSync(join(folder, 'link.json'))).toBe('later.json');
});

test('a pipe is written to if somebody reads it; else it is refused at once, for nothing could end the wait', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(() => openOutput(pipe)).toThrow('it is a pipe that nobody reads');
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'ignore'] });
  const read = text(reader.stdout);
  let output: ReturnType<typeof openOutput> | undefined;
  await expect
    .poll(() => {
      output = openOutput(pipe);
      return output;
    })
    .toBeDefined();
  await writeToFile(output as ReturnType<typeof openOutput>, ['{}']);
  expect(await read).toBe('{}');
});

test.runIf(existsSync('/proc/self/fd'))(
  'an open pipe is written to by the link that alone leads to it, and a socket is refused at once',
  async () => {
    const links = join(folder, 'links');
    const reader = spawn('sh', ['-c', 'mkfifo "$0"; exec 3<>"$0"; rm "$0"; exec head -c 2 <&3', links], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const told = text(reader.stdout);
    const file = `/proc/${reader.pid}/fd/3`;
    await vi.waitFor(() => expect(readlinkSync(file)).toMatch(/deleted/));
    symlinkSync(file, join(folder, 'stdout'));
    await writeToFile(openOutput(join(folder, 'stdout')), ['{}']);
    expect(await told).toBe('{}');
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    expect(() => openOutput(join(folder, 'socket'))).toThrow('Failed to write');
    server.close();
  },
);

test('a device is written to, never replaced', async () => {
  await writeToFile(openOutput(devNull), ['gone']);
  expect(statSync(devNull).isCharacterDevice()).toBe(true);
});

test.each([0o600, 0o640, 0o444, 0o777])('an earlier file keeps its mode %o', async (mode) => {
  const file = join(folder, 'out.json');
  writeFileSync(file, 'old');
  chmodSync(file, mode);
  if (process.getuid?.() !== 0 && (mode & 0o200) === 0) {
    expect(() => openOutput(file)).toThrow('EACCES');
    return;
  }
  await writeToFile(openOutput(file), ['new']);
  expect(readFileSync(file, 'utf8')).toBe('new');
  expect(statSync(file).mode & 0o777).toBe(mode);
});

test.runIf(process.getuid?.() === 0)('an earlier file keeps its owner', async () => {
  const file = join(folder, 'out.json');
  writeFileSync(file, 'old', { mode: 0o640 });
  chownSync(file, 1234, 2345);
  await writeToFile(openOutput(file), ['new']);
  const { uid, gid, mode } = statSync(file);
  expect({ uid, gid, mode: mode & 0o777 }).toEqual({ uid: 1234, gid: 2345, mode: 0o640 });
});

test('a new file is as open as any that this user makes', async () => {
  writeFileSync(join(folder, 'any'), '');
  await writeToFile(openOutput(join(folder, 'out.json')), ['{}']);
  expect(statSync(join(folder, 'out.json')).mode).toBe(statSync(join(folder, 'any')).mode);
});

test('nobody else can read the file that will replace a private one, and no name is used twice', () => {
  const file = join(folder, 'out.json');
  writeFileSync(file, 'old', { mode: 0o600 });
  const outputs = [openOutput(file), openOutput(file)];
  for (const output of outputs) closeSync(output.open());
  const drafts = readdirSync(folder).filter((name) => name !== 'out.json');
  expect(drafts).toHaveLength(2);
  for (const name of drafts) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  for (const output of outputs) output.discard();
  expect(readdirSync(folder)).toEqual(['out.json']);
});

test('a link at the draft’s own name is not followed', async () => {
  const output = openOutput(join(folder, 'out.json'));
  closeSync(output.open());
  const [draft = ''] = readdirSync(folder);
  output.discard();
  writeFileSync(join(folder, 'precious'), 'precious');
  symlinkSync(join(folder, 'precious'), join(folder, draft));
  await expect(writeToFile(output, ['new'])).rejects.toThrow(/Failed to write .*EEXIST/);
  expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('precious');
  // What lay there is not ours to remove.
  expect(readdirSync(folder)).toEqual([draft, 'precious']);
});

test('no draft is left when the file cannot take its place', async () => {
  const file = join(folder, 'out.json');
  const output = openOutput(file);
  mkdirSync(join(file, 'in the way'), { recursive: true });
  await expect(writeToFile(output, ['new'])).rejects.toThrow('Failed to write');
  expect(readdirSync(folder)).toEqual(['out.json']);
});

test.each(['', 'missing/out.json'])('refuses %j, and says why', (name) => {
  const error = (() => {
    try {
      return openOutput(join(folder, name));
    } catch (error) {
      return error;
    }
  })();
  expect(isSeedbedError(error, 'SEEDBED_FILE')).toBe(true);
  expect(String(error)).toMatch(/it is a folder|there is no folder/);
});
