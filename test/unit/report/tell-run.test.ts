import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logFolder } from '../../../src/log/log-files.ts';
import { tellRun } from '../../../src/report/tell-run.ts';

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
