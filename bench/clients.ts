/**
 * One client in a process of its own: `node bench/clients.ts NAME BASE_URL COUNT`. Creates COUNT users over 32 connections and prints
 * what that took, from the moment its library is loaded. Every client but seedbed posts one ready-made user whose e-mail alone changes.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const connections = 32;
const headers = { 'content-type': 'application/json', authorization: 'Bearer bench-token' };
const stamp = `${process.pid}-${Date.now().toString(36)}`;

function user(index: number | string): { name: string; email: string; password: string } {
  return {
    name: 'Camille Moreau',
    email: `camille.moreau.${index}@${stamp}.example.com`,
    password: 'aB3$efghijklmnopqrst',
  };
}

function expectOk(status: number): void {
  if (status !== 200) throw new RangeError(`POST /user answered ${status}`);
}

type Post = (url: string, count: number) => Promise<void>;
/** Loads the client's library, and nothing else: what another one keeps in memory would cost this one's garbage collector. */
type Client = () => Promise<Post>;

async function postFetch(url: string, body: object): Promise<void> {
  const response = await fetch(`${url}/user`, { method: 'POST', headers, body: JSON.stringify(body) });
  expectOk(response.status);
  await response.json();
}

async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: connections }, worker));
}

/** The package as built, and its public call: what it costs includes reading the configuration, generating, the ledger and the dataset. */
const seedbed =
  (concurrency?: number): Client =>
  async () => {
    const { createSeeder } = await built<typeof import('../src/index.ts')>('index.js');
    return (url, count) =>
      seed(() => createSeeder({ ...target(url), ...(concurrency && { concurrency }) }), count);
  };

/** The same, for an API that takes many records in one call. */
const seedbedInBulk =
  (maxItems: number): Client =>
  async () => {
    const { createSeeder } = await built<typeof import('../src/index.ts')>('index.js');
    const { users } = await built<typeof import('../src/demo/index.ts')>('demo/index.js');
    const resources = [users.extend({ bulk: { path: '/user/bulk', maxItems } })];
    return (url, count) => seed(() => createSeeder({ ...target(url), resources }), count);
  };

async function built<Module>(file: string): Promise<Module> {
  return (await import(new URL(`../dist/${file}`, import.meta.url).href)) as Module;
}

/** One request for each record, unless a resource says otherwise. */
const target = (baseUrl: string) => ({ baseUrl, auth: { token: 'bench-token' }, openapi: false as const });

interface UserSeeder {
  seed(seed: { users: number; cleanup: 'keep' }): Promise<{ readonly users: { readonly length: number } }>;
}

async function seed(open: () => Promise<UserSeeder>, count: number): Promise<void> {
  process.chdir(mkdtempSync(join(tmpdir(), 'seedbed-bench-')));
  const { users } = await (await open()).seed({ users: count, cleanup: 'keep' });
  if (users.length !== count) throw new RangeError(`created ${users.length} of ${count}`);
}

/** What most scripts do today: the others' CPU is compared with it. */
export const fetchInChunks = 'global fetch, Promise.all in chunks of 32';

export const clients: Readonly<Record<string, Client>> = {
  autocannon: async () => {
    const { default: autocannon } = await import('autocannon');
    return async (url, count) => {
      const body = JSON.stringify(user('[<id>]'));
      const target = { url: `${url}/user`, method: 'POST' as const, headers, body, idReplacement: true };
      const result = await autocannon({ ...target, connections, amount: count, sampleInt: 100 });
      if (result['2xx'] !== count) throw new RangeError(`created ${result['2xx']} of ${count}`);
    };
  },
  wrk: async () => wrk,
  'undici.request': async () => {
    const { Pool } = await import('undici');
    return async (url, count) => {
      const { origin, pathname } = new URL(url);
      const pool = new Pool(origin, { connections });
      const path = `${pathname.replace(/\/$/, '')}/user`;
      await inParallel(count, async (index) => {
        const body = JSON.stringify(user(index));
        const answer = await pool.request({ method: 'POST', path, headers, body });
        expectOk(answer.statusCode);
        await answer.body.json();
      });
      await pool.close();
    };
  },
  [fetchInChunks]: async () => async (url, count) => {
    for (let from = 0; from < count; from += connections) {
      const chunk = Array.from({ length: Math.min(connections, count - from) }, (_, offset) =>
        user(from + offset),
      );
      await Promise.all(chunk.map((body) => postFetch(url, body)));
    }
  },
  'axios + p-limit(32)': async () => {
    const { default: axios } = await import('axios');
    const { default: pLimit } = await import('p-limit');
    return async (url, count) => {
      const limit = pLimit(connections);
      const post = async (index: number): Promise<void> => {
        expectOk((await axios.post(`${url}/user`, user(index), { headers })).status);
      };
      await Promise.all(Array.from({ length: count }, (_, index) => limit(() => post(index))));
    };
  },
  'fishery createList + fetch': async () => {
    const { Factory } = await import('fishery');
    return async (url, count) => {
      const factory = Factory.define<{ email: string }>(({ sequence, onCreate }) => {
        onCreate(async (built) => {
          await postFetch(url, built);
          return built;
        });
        return user(sequence);
      });
      // Its createList starts all at once: in lists of 500, or the sockets run out.
      for (let from = 0; from < count; from += 500) await factory.createList(Math.min(500, count - from));
    };
  },
  "Playwright's request context": async () => {
    const { request } = await import('@playwright/test');
    return async (url, count) => {
      const context = await request.newContext({ extraHTTPHeaders: headers });
      await inParallel(count, async (index) => {
        const response = await context.post(`${url}/user`, { data: user(index) });
        expectOk(response.status());
        await response.json();
        await response.dispose();
      });
      await context.dispose();
    };
  },
  'seedbed, adaptive': seedbed(),
  'seedbed, concurrency 32': seedbed(connections),
  'seedbed, bulk calls of 100': seedbedInBulk(100),
};

/** wrk counts time, not requests: it runs for as long as `count` requests take at 3,000 a second, and reports its own figures. */
async function wrk(url: string, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-wrk-'));
  const script = join(folder, 'post.lua');
  const body = JSON.stringify(user('%s')).replaceAll('"', '\\"');
  writeFileSync(
    script,
    `n = 0
request = function()
  n = n + 1
  return wrk.format("POST", nil, { ["content-type"] = "application/json", authorization = "${headers.authorization}" }, string.format("${body}", n))
end
done = function(summary) io.stderr:write(string.format("%d %f %d\\n", summary.requests, summary.duration / 1e6, summary.errors.status)) end`,
  );
  const seconds = Math.max(2, Math.round(count / 3000));
  const child = spawn(
    'wrk',
    ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '-s', script, `${url}/user`],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let report = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    report += text;
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
  rmSync(folder, { recursive: true });
  const [requests, duration, errors] = report.trim().split(' ').map(Number);
  if (code !== 0 || requests === undefined || duration === undefined || errors !== 0)
    throw new RangeError(`wrk failed: ${report}`);
  process.stdout.write(`${JSON.stringify({ perSecond: requests / duration })}\n`);
  process.exit();
}

if (process.argv[1] === import.meta.filename) {
  const [, , name = '', url = '', count = '0'] = process.argv;
  const client = clients[name];
  if (client === undefined) throw new RangeError(`Unknown client "${name}"`);
  const post = await client();
  const cpu = process.cpuUsage();
  const started = performance.now();
  await post(url, Number(count));
  const seconds = (performance.now() - started) / 1000;
  const { user: inUser, system } = process.cpuUsage(cpu);
  const result = {
    perSecond: Number(count) / seconds,
    cpuMicros: (inUser + system) / Number(count),
    rssMb: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit();
}
