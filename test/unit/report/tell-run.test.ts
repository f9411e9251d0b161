import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logFolder } from '../../../src/log/log-files.ts';
import { tellRun } from '../../../src/report/tell-run.ts';
import { emptyLog } from '../../report/sample-logs.ts';

test('a log that makes no sense is warned of, and fails no run', async () => {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-tell-'));
  const warnings: string[] = [];
  const hear = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', hear);
  try {
    mkdirSync(logFolder(root), { recursive: true });
    const lines = [
      { time: Date.now(), event: 'run-begun', format: 1, run: 'sbaaaaaaaaaa', pid: process.pid },
      { time: Date.now(), event: 'dataset-made', dataset: 'sbaaaaaaaaaa-0', path: 'a' },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    writeFileSync(join(logFolder(root), 'sbaaaaaaaaaa.ndjson'), `${text}\n`);
    expect(await tellRun({ roots: [root], since: Date.now() - 1000 })).toEqual([]);
    await expect.poll(() => warnings).toHaveLength(1);
    expect(warnings[0]).toContain('nothing can be told of the data');
  } finally {
    process.off('warning', hear);
    rmSync(root, { recursive: true, force: true });
  }
});

test('tests without data are told of only by a page that was asked for', async () => {
  const root = mkdtempSync(join(tmpdir(), 'seedbed-tell-'));
  try {
    mkdirSync(logFolder(root), { recursive: true });
    const now = Date.now();
    const lines = emptyLog().map((line) => JSON.stringify({ ...line, time: now, pid: process.pid }));
    writeFileSync(join(logFolder(root), 'sbaaaaaaaaaa.ndjson'), `${lines.join('\n')}\n`);
    writeFileSync(join(root, 'out.html'), 'of an earlier run');
    const ended = { roots: [root], since: now - 1000 };
    expect(await tellRun(ended)).toEqual([]);
    expect((await tellRun({ ...ended, html: 'out.html' })).at(-1)).toBe(
      'seedbed: 0 left on the API; report: out.html',
    );
    expect(readFileSync(join(root, 'out.html'), 'utf8')).toContain('<!doctype html>');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
