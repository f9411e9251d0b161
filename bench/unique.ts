/**
 * Counts duplicate e-mails, exactly, and the memory of the process that makes them: `node bench/unique.ts [count]`, default 1,000,000.
 * The users come from `seedbed generate` itself, as NDJSON over a pipe. E-mails are shared out to files by their hash, so that
 * equal ones meet in one file and no set ever holds more than a 64th of them.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const shares = 64;
const cli = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

interface Result {
  readonly users: number;
  readonly duplicates: number;
  /** MB, after a tenth, half and nine tenths of the users. */
  readonly rss: readonly number[];
}

async function countDuplicates(count: number): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-unique-'));
  const fileOf = (share: number): string => join(folder, String(share));
  try {
    const args = ['generate', '--resource', 'users', '--users', String(count), '--format', 'ndjson'];
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const waiting = Array.from({ length: shares }, (): string[] => []);
    const flush = (share: number): void => {
      appendFileSync(fileOf(share), (waiting[share] ?? []).splice(0).join(''));
    };
    const marks = [0.1, 0.5, 0.9].map((part) => Math.floor(count * part));
    const rss: number[] = [];
    let users = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const { email } = JSON.parse(line) as { email: string };
      const share = createHash('sha1').update(email).digest().readUInt8(0) % shares;
      const list = waiting[share] ?? [];
      if (list.push(`${email}\n`) === 1000) flush(share);
      if (marks.includes(++users)) rss.push(residentMb(child.pid));
    }
    let distinct = 0;
    for (let share = 0; share < shares; share++) {
      flush(share);
      distinct += new Set(readFileSync(fileOf(share), 'utf8').split('\n').filter(Boolean)).size;
    }
    return { users, duplicates: users - distinct, rss };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function residentMb(pid: number | undefined): number {
  const kilobytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  return Math.round(kilobytes / 1000);
}

const { users, duplicates, rss } = await countDuplicates(Number(process.argv[2] ?? 1_000_000));
console.log(`| users | duplicate e-mails | RSS MB of \`seedbed generate\` at 10, 50, 90 % |\n|---|---|---|`);
console.log(`| ${users.toLocaleString('en')} | ${duplicates} | ${rss.join(', ')} |`);
if (duplicates > 0) process.exitCode = 1;
