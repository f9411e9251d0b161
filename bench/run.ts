/** Runs every bench and writes `RESULTS.md`: `npm run bench`. Takes some ten minutes; leave the machine alone meanwhile. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { compareLimits } from './limits.ts';
import { comparePosting } from './post.ts';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const script = (name: string, ...args: string[]): string =>
  execFileSync(process.execPath, [file(name), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }).trim();

execFileSync('npm', ['run', 'build', '--silent'], {
  cwd: file('..'),
  stdio: ['ignore', 'ignore', 'inherit'],
});
const [cpu] = cpus();
const parts = [
  '# Results',
  `Written by \`npm run bench\` (Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}). Absolute figures belong to that
machine and hour; ratios travel better.`,
  '## Creating users: `node bench/post.ts`',
  `Every client runs in a process of its own against a server in another. All but seedbed post one ready-made user whose e-mail alone changes;
seedbed's figures include reading the configuration, generating each user, the ledger and the dataset. Loading a client's library is counted
for none. autocannon counts in steps of a tenth of a second.`,
  (await comparePosting(20_000, 3)).trim(),
  '## Rate limits: `node bench/limits.ts`',
  (await compareLimits(200)).trim(),
  '## Generating users: `node bench/generate.ts`',
  script('./generate.ts', '200000'),
  '## A million users: `node bench/unique.ts`',
  script('./unique.ts'),
  '## Releases beside much else: `node bench/cycles.ts`',
  script('./cycles.ts'),
  '## A population over machines: `node bench/distributed.ts`',
  script('./distributed.ts'),
  '## Runners: `node bench/overhead.ts`',
  script('./overhead.ts'),
];
// `bench/kills.ts` takes half an hour: what it said last stays.
const [, kills] = readFileSync(file('./RESULTS.md'), 'utf8').split(/^(?=## Kills)/m);
writeFileSync(file('./RESULTS.md'), `${[...parts, kills?.trim()].filter(Boolean).join('\n\n')}\n`);
