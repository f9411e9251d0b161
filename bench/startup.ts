/**
 * Whole processes, start to end, side by side: `node bench/startup.ts [ROUNDS]`, default 15. Needs a build. Each pair takes turns in one
 * run, against the demo API in a process of its own. Prints tables in Markdown.
 *
 * 1. 5 users and 10 VMs: the command against the least script that does it with `fetch`. Goal: 1.0 times.
 * 2. 2,000 users and 5,000 VMs with `-b 32`: against p-limit(32) and undici.request, which create ready-made ones. Goal: 0.7 times. The
 *    demo API describes bulk calls, and the command uses them; once more without (`openapi: false`), call by call as the other.
 * 3. The largest memory of the command at 100,000 and, with `--million`, at a million users. Goal: 200 MB, and 1.1 times.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, startServer } from './measure.ts';

const run = promisify(execFile);
const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const cli = file('../dist/cli/main.js');
const token = 'bench-token';

/** The same in each script: what it sends is as small as it can be. */
const preamble = `
const url = process.env.SEEDBED_BASE_URL;
const headers = { 'content-type': 'application/json', authorization: 'Bearer ${token}' };
const stamp = process.pid + '-' + Date.now().toString(36);
const user = (i) => ({ name: 'Camille Moreau', email: 'camille.' + i + '@' + stamp + '.example.com', password: 'aB3$efghijklmnopqrst' });
const vm = (user_id, i) => ({ user_id, name: 'web-prod-' + i + '.' + stamp, operating_system: 'Debian 12', cpu_cores: 2, ram_gb: 4, disk_gb: 40, status: 'running' });
`;

const bareFetch = `${preamble}
const post = async (path, body) => {
  const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const users = await Promise.all(Array.from({ length: 5 }, (_, i) => post('/user', user(i))));
const vms = await Promise.all(Array.from({ length: 10 }, (_, i) => post('/vm', vm(users[i % 5].id, i))));
console.log(users.length, vms.length);
`;

const pooled = `${preamble}
import pLimit from 'p-limit';
import { Pool } from 'undici';
const { origin, pathname } = new URL(url);
const pool = new Pool(origin, { connections: 32 });
const limit = pLimit(32);
const post = (path, body) => limit(async () => {
  const answer = await pool.request({ method: 'POST', path: pathname + path, headers, body: JSON.stringify(body) });
  if (answer.statusCode !== 200) throw new Error(await answer.body.text());
  return answer.body.json();
});
const users = await Promise.all(Array.from({ length: 2000 }, (_, i) => post('/user', user(i))));
const vms = await Promise.all(Array.from({ length: 5000 }, (_, i) => post('/vm', vm(users[i % 2000].id, i))));
await pool.close();
console.log(users.length, vms.length);
`;

const full = (users: number, vms: number, ...args: string[]): string[] => {
  return [cli, 'full-dataset', '--users', String(users), '--vms', String(vms), '-d', '0', ...args];
};

/** Milliseconds from the start of a process to its end. */
async function timed(url: string, cwd: string, args: readonly string[]): Promise<number> {
  const env = { PATH: process.env.PATH, HOME: cwd, SEEDBED_BASE_URL: url, SEEDBED_TOKEN: token };
  const started = performance.now();
  await run(process.execPath, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 });
  return performance.now() - started;
}

interface Pair {
  readonly name: string;
  /** What the other one does. */
  readonly script: string;
  /** The command's. */
  readonly args: readonly string[];
  readonly rounds: number;
  /** The project's configuration. */
  readonly config?: string;
}

async function pair({ name, script, args, rounds, config = '{}' }: Pair): Promise<string> {
  const folder = mkdtempSync(join(file('..'), 'node_modules/.startup-'));
  try {
    const other = join(folder, 'other.mjs');
    writeFileSync(other, script);
    writeFileSync(join(folder, 'seedbed.config.mjs'), `export default ${config};\n`);
    const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round <= rounds; round++) {
      // A fresh API each time: what an earlier round made slows its lists down.
      await using server = await startServer('demo');
      const turns = [args, [other]];
      if (round % 2 === 1) turns.reverse();
      const took = new Map<readonly string[], number>();
      for (const turn of turns) took.set(turn, await timed(server.url, folder, turn));
      // The first round fills the caches of both.
      if (round === 0) continue;
      const [mine = 0, its = 1] = [took.get(args), [...took].find(([turn]) => turn !== args)?.[1]];
      ours.push(mine);
      theirs.push(its);
      ratios.push(mine / its);
    }
    return `| ${name} | ${median(ours).toFixed(0)} | ${median(theirs).toFixed(0)} | ${median(ratios).toFixed(2)} |`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The largest resident memory of the command, in MB. */
async function memory(count: number): Promise<number> {
  await using server = await startServer('minimal');
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-startup-'));
  try {
    const hook = join(folder, 'rss.cjs');
    writeFileSync(
      hook,
      "process.on('exit', () => require('fs').writeFileSync('rss', String(process.resourceUsage().maxRSS / 1024)));",
    );
    const args = ['-r', hook, cli, 'users', '-c', String(count), '-d', '0', '-b', '64'];
    await timed(server.url, folder, args);
    return Number(readFileSync(join(folder, 'rss'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [rounds = '15', ...flags] = process.argv.slice(2).filter((word) => word !== '--million');
if (flags.length > 0) throw new RangeError(`Unknown: ${flags.join(' ')}`);
const isLong = process.argv.includes('--million');
console.log('| whole process | seedbed ms | the other ms | ratio, paired |\n|---|---|---|---|');
const few = Math.ceil(Number(rounds) / 3);
const many = { script: pooled, args: full(2000, 5000, '-b', '32'), rounds: few };
for (const each of [
  {
    name: '5 users and 10 VMs, against a bare fetch script (goal 1.0)',
    script: bareFetch,
    args: full(5, 10),
    rounds: Number(rounds),
  },
  { name: '2,000 users and 5,000 VMs, against p-limit(32) and undici.request (goal 0.7)', ...many },
  { name: 'the same, each record with a request of its own', ...many, config: '{ openapi: false }' },
])
  console.log(await pair(each));
const small = await memory(100_000);
const large = isLong ? await memory(1_000_000) : undefined;
console.log(
  `\n| users | largest RSS MB of \`seedbed users\` |\n|---|---|\n| 100,000 | ${small.toFixed(0)} |`,
);
if (large !== undefined)
  console.log(`| 1,000,000 | ${large.toFixed(0)} (${(large / small).toFixed(2)} times) |`);
