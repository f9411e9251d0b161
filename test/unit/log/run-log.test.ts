import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bucketOf, percentile } from '../../../src/log/counts.ts';
import type { LogEvent, LogLine } from '../../../src/log/events.ts';
import { findLogs, logFolder, parseLog, readLog } from '../../../src/log/log-files.ts';
import { openRunLog, type RunLogOptions } from '../../../src/log/run-log.ts';

let root = '';
let troubles: string[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-log-'));
  troubles = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const options = (more: Partial<RunLogOptions> = {}): RunLogOptions => ({
  root,
  run: 'sbaaaaaaaaaa',
  level: 'info',
  onTrouble: ({ message }) => troubles.push(message),
  ...more,
});
const begun: LogEvent = {
  event: 'run-begun',
  format: 1,
  run: 'sbaaaaaaaaaa',
  project: 'shop',
  baseUrl: 'http://127.0.0.1:1',
  policy: 'remove',
  pid: 1,
  ppid: 1,
  logLevel: 'info',
};
const note = (text: string): LogEvent => ({ event: 'note', text });
const file = (): string => join(logFolder(root), 'sbaaaaaaaaaa.ndjson');
const texts = (): string[] =>
  readLog(file()).flatMap((line) => (line.event === 'note' ? line.text : line.event));

test('writes what came before the logger was loaded, in order, with the time it came', async () => {
  const log = openRunLog(options({ clock: { now: () => 0, wall: () => 42, sleep: async () => undefined } }));
  log.write('info', begun);
  log.write('warning', note('one'));
  log.write('critical', note('two'));
  await log.close();
  expect(readLog(file()).map(({ level, time, event }) => [level, time, event])).toEqual([
    ['info', 42, 'run-begun'],
    ['warning', 42, 'note'],
    ['critical', 42, 'note'],
  ]);
});

test("is nobody else's to read", async () => {
  const log = openRunLog(options());
  log.write('info', begun);
  await log.close();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(logFolder(root)).mode & 0o777).toBe(0o700);
});

test.each([
  ['debug', ['run-begun', 'd', 'i', 'w', 'e']],
  ['info', ['run-begun', 'i', 'w', 'e']],
  ['warning', ['run-begun', 'w', 'e']],
  ['critical', ['run-begun']],
] as const)('at level %s what is less is left out, and the frame stays', async (level, expected) => {
  const log = openRunLog(options({ level }));
  log.write('info', begun);
  log.write('debug', note('d'));
  log.write('info', note('i'));
  log.write('warning', note('w'));
  log.write('error', note('e'));
  await log.close();
  expect(texts()).toEqual(expected);
});

test('writes each line at once when it is loaded, so that a kill takes none', async () => {
  const log = openRunLog(options());
  log.write('info', begun);
  log.write('info', note('loads it'));
  await expect.poll(() => findLogs(root)).toHaveLength(1);
  await expect.poll(texts).toEqual(['run-begun', 'loads it']);
  for (let line = 0; line < 50; line++) {
    log.write('info', note(String(line)));
    expect(texts().at(-1)).toBe(String(line));
  }
  await log.close();
});

test('a file ends to grow: warnings go on, then the frame alone', async () => {
  const log = openRunLog(options({ mostBytes: 4000 }));
  log.write('info', begun);
  for (let line = 0; line < 100; line++) log.write('info', note(`info ${line} ${'x'.repeat(100)}`));
  for (let line = 0; line < 100; line++) log.write('error', note(`error ${line} ${'x'.repeat(100)}`));
  log.write('info', { ...begun, event: 'run-ended' } as unknown as LogEvent);
  await log.close();
  const told = texts().map((text) => text.split(' ')[0]);
  expect(statSync(file()).size).toBeLessThan(9000);
  expect(told.filter((word) => word === 'cut')).toHaveLength(1);
  expect(told.filter((word) => word === 'error').length).toBeGreaterThan(10);
  expect(told.at(-1)).toBe('run-ended');
});

test('old logs go by number and by size; young ones stay in any case', async () => {
  mkdirSync(logFolder(root), { recursive: true });
  const old = (name: string, hours: number, bytes = 10): void => {
    const path = join(logFolder(root), `${name}.ndjson`);
    writeFileSync(path, 'x'.repeat(bytes));
    const at = Date.now() / 1000 - hours * 3600;
    utimesSync(path, at, at);
  };
  old('young', 0.5, 5000);
  old('a', 2);
  old('b', 3);
  old('large', 4, 5000);
  old('c', 5);
  writeFileSync(join(logFolder(root), 'notes.txt'), 'somebody wrote this');
  const log = openRunLog(options({ keep: { files: 4, bytes: 9000, youngMs: 3_600_000 } }));
  log.write('info', begun);
  await log.close();
  expect(readdirSync(logFolder(root)).sort()).toEqual([
    'a.ndjson',
    'b.ndjson',
    'notes.txt',
    'sbaaaaaaaaaa.ndjson',
    'young.ndjson',
  ]);
});

test('a folder that cannot be written is said once, and fails nothing', async () => {
  mkdirSync(join(root, '.seedbed'));
  writeFileSync(logFolder(root), 'a file stands in the way');
  const log = openRunLog(options());
  log.write('info', begun);
  log.write('error', note('one'));
  await log.close();
  log.write('error', note('two'));
  expect(troubles).toHaveLength(1);
});

test('characters that hide text or control a terminal are escaped in the file, and mean the same', async () => {
  const log = openRunLog(options());
  log.write('info', begun);
  log.write('error', note('\u001b[31m\u202egnp.exe\u2028'));
  await log.close();
  const text = readFileSync(file(), 'utf8');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  expect(text).not.toMatch(/[\u001b\u202e\u2028]/);
  expect(texts().at(-1)).toBe('\u001b[31m\u202egnp.exe\u2028');
});

test('a line that a kill cut off is left out; a file that is no log has no lines', () => {
  const lines = [
    { level: 'info', time: 1, ...begun },
    { level: 'info', time: 2, ...note('whole') },
  ];
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const read = (from: string): LogLine['event'][] => parseLog(from).map(({ event }) => event);
  expect(read(`${text}\n{"level":"info","time":3,"ev`)).toEqual(['run-begun', 'note']);
  expect(read('')).toEqual([]);
  expect(read('{"created_at":"2026-01-01"}')).toEqual([]);
  expect(read(text.replace('"format":1', '"format":99'))).toEqual([]);
});

test('percentiles are right to five per cent', () => {
  const latencies = Array.from({ length: 10_000 }, (_, i) => 0.3 + (i / 100) ** 2);
  const buckets = new Map<number, number>();
  for (const ms of latencies) buckets.set(bucketOf(ms), (buckets.get(bucketOf(ms)) ?? 0) + 1);
  for (const share of [0.5, 0.9, 0.95, 0.99]) {
    const right = latencies[share * 10_000 - 1] as number;
    const told = percentile(buckets, share) as number;
    expect(Math.abs(told / right - 1)).toBeLessThan(0.05);
  }
  expect(percentile(new Map(), 0.5)).toBeUndefined();
});
