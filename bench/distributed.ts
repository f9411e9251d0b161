/**
 * A large population by workers, from start to end, as users run it: `node bench/distributed.ts [RECORDS]`, default 100,000; half of them
 * are users, half VMs. Needs a build and a Redis server. One worker and two, single calls and bulk calls, each against a demo API and a
 * Redis of its own. Then it counts by their keys what is on the API. Prints a table in Markdown; exits with 1 if any record is lost or
 * doubled.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startRedis } from '../test/machines/redis-server.ts';
import { startServer } from './measure.ts';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const cli = file('../dist/cli/main.js');
const token = 'bench-token';

/** What a machine has in its folder, by how many records go in one request. */
const configurationOf = (bulk: (name: string) => string): string =>
  `import { users, vms } from ${JSON.stringify(file('../dist/demo/index.js'))};
export default { resources: [users.extend({ bulk: ${bulk('user')} }), vms.extend({ bulk: ${bulk('vm')} })] };
`;
const configurations = {
  single: configurationOf(() => 'false'),
  bulk: configurationOf((name) => `{ path: '/${name}/bulk', maxItems: 100 }`),
};

interface Figures {
  readonly seconds: number;
  readonly requests: number;
  readonly lost: number;
  readonly doubled: number;
}

async function measure(
  calls: keyof typeof configurations,
  workers: number,
  records: number,
): Promise<Figures> {
  await using redis = await startRedis();
  await using api = await startServer('demo');
  await using machines = new AsyncDisposableStack();
  const env = {
    PATH: process.env.PATH,
    SEEDBED_BASE_URL: api.url,
    SEEDBED_TOKEN: token,
    SEEDBED_COORDINATOR: redis.url,
  };
  const openMachine = (): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } => {
    const cwd = mkdtempSync(join(tmpdir(), 'seedbed-distributed-'));
    machines.defer(() => rmSync(cwd, { recursive: true, force: true }));
    writeFileSync(join(cwd, 'seedbed.config.mjs'), configurations[calls]);
    return { cwd, env: { ...env, HOME: cwd } };
  };
  for (let started = 0; started < workers; started++) {
    const { cwd, env } = openMachine();
    const worker = spawn(process.execPath, [cli, 'worker'], {
      cwd,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    machines.defer(() => end(worker));
    await once(createInterface({ input: worker.stderr }), 'line');
  }
  const half = String(records / 2);
  const args = [cli, 'full-dataset', '--users', half, '--vms', half, '--distributed', '--json'];
  const asked = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    ...openMachine(),
    maxBuffer: 2 ** 30,
  });
  const seconds = (performance.now() - asked) / 1000;
  const { statistics } = JSON.parse(stdout) as { statistics: { requests: number } };
  const keys = [...(await listed(api.url, 'user', 'email')), ...(await listed(api.url, 'vm', 'name'))];
  const distinct = new Set(keys).size;
  return {
    seconds,
    requests: statistics.requests,
    lost: records - distinct,
    doubled: keys.length - distinct,
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** The keys of all that carries a run's tag. */
async function listed(url: string, path: string, key: string): Promise<string[]> {
  const answer = await fetch(`${url}/${path}`, { headers: { authorization: `Bearer ${token}` } });
  const records = (await answer.json()) as Record<string, unknown>[];
  return records.map((record) => String(record[key])).filter((value) => /\bsb[a-z0-9]{10}\b/.test(value));
}

const records = Number(process.argv[2] ?? 100_000);
if (!Number.isInteger(records / 2) || records < 2) throw new RangeError('Expected an even number of records');
console.log(`${records.toLocaleString('en')} records, half users, half VMs.\n`);
console.log('| calls | workers | seconds | records a second | requests | lost | doubled |');
console.log('|---|---|---|---|---|---|---|');
for (const calls of Object.keys(configurations) as (keyof typeof configurations)[])
  for (const workers of [1, 2]) {
    const { seconds, requests, lost, doubled } = await measure(calls, workers, records);
    const figures = [seconds.toFixed(1), Math.round(records / seconds), requests, lost, doubled];
    console.log(`| ${calls} | ${workers} | ${figures.join(' | ')} |`);
    if (lost !== 0 || doubled !== 0) process.exitCode = 1;
  }
