import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLedger, readLedgers } from '../../../src/ledger/read-ledgers.ts';
import { dataset, header, intentOf, keyOf, openRoot, runId, textOf } from './on-disk.ts';

const whole = textOf([intentOf(0), { event: 'created', entry: 0, id: 7 }]);

/** What is not obeyed, by the end of its path. */
function refusals(root: string): (readonly [string | undefined, string])[] {
  return readLedgers(root).unreadable.map(({ file, reason }) => [file.split('/').at(-1), reason]);
}

test('no folder, no ledgers', () => {
  using root = openRoot();
  expect(readLedgers(root.path)).toEqual({ ledgers: [], unreadable: [] });
});

test('a ledger of version 1 is read: what it does not say of time is its last sign of life', () => {
  using root = openRoot();
  const old = [
    { version: 1, run: runId, baseUrl: header.baseUrl, startedAt: 1, policy: 'remove', owner: header.owner },
    { event: 'intent', at: 0, dataset, resource: 'users', key: keyOf(0) },
    { event: 'created', at: 0, id: 7 },
  ];
  const file = root.write(`${runId}/9.ndjson`, `${old.map((line) => JSON.stringify(line)).join('\n')}\n`);
  utimesSync(file, 1000, 1000);
  const record = { entry: 0, dataset, resource: 'users', key: keyOf(0), id: 7, sentAt: 1_000_000 };
  expect(readLedger(file)).toMatchObject({
    records: [record],
    damaged: 0,
    closed: false,
    writtenAt: 1_000_000,
  });
});

describe('a file that is', () => {
  test.each([
    ['empty', ''],
    ['a header cut off', whole.slice(0, 50)],
    ['a whole header without its end', whole.split('\n')[0] ?? ''],
  ])('%s never led to a request, and is left out', (_, text) => {
    using root = openRoot();
    root.write(`${runId}/1.ndjson`, text);
    expect(readLedgers(root.path)).toEqual({ ledgers: [], unreadable: [] });
  });

  test.each<[string, string, RegExp]>([
    ['no text', '\u0000\u0001\ufffd\n\u0000', /first line is damaged/],
    ['of a newer version', whole.replace('"version":2', '"version":9'), /version 9/],
    ['a list of events without a header', whole.split('\n').slice(1).join('\n'), /"version"/],
    ['one endless line', `${'x'.repeat(200_000)}\n${whole}`, /first line is damaged/],
  ])('%s is said, and the others are read', (_, text, reason) => {
    using root = openRoot();
    root.write('bad/1.ndjson', text);
    root.write(`${runId}/2.ndjson`, whole);
    const { ledgers, unreadable } = readLedgers(root.path);
    expect([ledgers.length, unreadable.length, unreadable[0]?.reason]).toEqual([
      1,
      1,
      expect.stringMatching(reason),
    ]);
  });

  test('no file of its own is not followed', () => {
    using root = openRoot();
    using elsewhere = openRoot();
    const real = elsewhere.write(`${runId}/1.ndjson`, whole);
    const beside = root.write('run/notes.txt', 'x');
    symlinkSync(real, join(dirname(beside), 'link.ndjson'));
    mkdirSync(join(dirname(beside), 'folder.ndjson'));
    execFileSync('mkfifo', [join(dirname(beside), 'pipe.ndjson')]);
    symlinkSync(dirname(real), join(root.path, '.seedbed', 'runs', 'other'));
    expect(readLedgers(root.path).ledgers).toEqual([]);
    expect(refusals(root.path)).toEqual([
      ['other', 'it is a symbolic link'],
      ['folder.ndjson', 'it is not a regular file'],
      ['link.ndjson', 'it is a symbolic link'],
      ['pipe.ndjson', 'it is not a regular file'],
    ]);
  });

  test('open to others is not obeyed', () => {
    using root = openRoot();
    const file = root.write(`${runId}/1.ndjson`, whole);
    for (const mode of [0o620, 0o602, 0o666]) {
      chmodSync(file, mode);
      expect(refusals(root.path)).toEqual([['1.ndjson', 'others may write to it']]);
    }
    chmodSync(file, 0o644);
    expect(readLedgers(root.path).ledgers).toHaveLength(1);
  });

  test('another user’s is not obeyed', () => {
    using root = openRoot();
    const file = root.write(`${runId}/1.ndjson`, whole);
    const me = process.getuid?.() ?? 0;
    // Only root can give a file away; for anybody else root's own files are others'.
    if (me === 0) chownSync(file, 12_345, 12_345);
    const foreign = me === 0 ? file : '/etc/passwd';
    expect(readLedger(foreign)).toEqual({
      file: foreign,
      reason: expect.stringMatching(/^it belongs to another user/),
    });
  });
});

describe('a line that cannot be understood', () => {
  const [first = '', intent = '', created = ''] = whole.split('\n');
  test.each<[string, readonly string[], number, unknown]>([
    ['costs what it told, and is counted', [intent, created.replace('7', '8')], 1, [undefined]],
    ['an intent that is lost takes its id with it', [intent.slice(5), created], 1, []],
    ['NUL bytes', [intent, '\u0000\u0000', created], 1, [7]],
    ['a line that is far too long', [intent, 'y'.repeat(300_000), created], 1, [7]],
    ['empty lines are none', ['', intent, '', '', created, ''], 0, [7]],
    ['a line that was cut off by a full disk and said so is none', [intent, '{"creat~', created], 0, [7]],
    ['the same line twice is no damage', [intent, intent, created, created], 0, [7]],
  ])('%s', (_, lines, damaged, ids) => {
    using root = openRoot();
    const file = root.write(`${runId}/1.ndjson`, [first, ...lines, ''].join('\n'));
    const found = readLedger(file);
    expect(found).toMatchObject({ damaged });
    expect(found !== undefined && 'records' in found && found.records.map(({ id }) => id)).toEqual(ids);
  });
});
