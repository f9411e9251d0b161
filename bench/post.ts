/**
 * Creating users, side by side: `node bench/post.ts [count] [rounds]`, default 20,000 and 3. Every client runs alone in a process of its
 * own against a server in another; the clients take turns, round by round, and the median of each is shown.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { clients, connections, fetchInChunks } from './clients.ts';
import { median, startServer } from './measure.ts';

interface Result {
  readonly perSecond: number;
  readonly cpuMicros?: number;
  readonly rssMb?: number;
}

const run = promisify(execFile);
const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function measure(kind: 'demo' | 'minimal', name: string, count: number): Promise<Result> {
  await using server = await startServer(kind);
  const { stdout } = await run(process.execPath, [file('./clients.ts'), name, server.url, String(count)]);
  return JSON.parse(stdout) as Result;
}

/** A Markdown table for each of the two servers. */
export async function comparePosting(count: number, rounds: number): Promise<string> {
  const parts: string[] = [];
  for (const kind of ['demo', 'minimal'] as const) {
    const results = new Map<string, Result[]>(Object.keys(clients).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++)
      for (const [name, list] of results) list.push(await measure(kind, name, count));
    /** Undefined if the client does not tell it. */
    const typical = (name: string, field: keyof Result): number | undefined =>
      median((results.get(name) ?? []).flatMap((result) => result[field] ?? []));
    const base = typical('autocannon', 'perSecond') ?? 1;
    const fetchCpu = typical(fetchInChunks, 'cpuMicros') ?? 0;
    const undiciCpu = typical('undici.request', 'cpuMicros') ?? 1;
    const rows = [...results.keys()].map((name) => {
      const perSecond = typical(name, 'perSecond') ?? 0;
      const cpu = typical(name, 'cpuMicros');
      const [times, less, rss] = [cpu && cpu / undiciCpu, cpu && fetchCpu / cpu, typical(name, 'rssMb')];
      return `| ${name} | ${Math.round(perSecond)} | ${(perSecond / base).toFixed(2)} | ${cpu?.toFixed(0) ?? '–'} | ${times?.toFixed(2) ?? '–'} | ${less?.toFixed(1) ?? '–'} | ${rss?.toFixed(0) ?? '–'} |`;
    });
    parts.push(
      `${count} users to the ${kind} server, ${connections} connections, median of ${rounds}`,
      '',
      '| client | users/s | ÷ autocannon | client CPU µs/user | ÷ undici.request | times less than fetch | peak RSS MB |',
      '|---|---|---|---|---|---|---|',
      ...rows,
      '',
    );
  }
  return parts.join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const [, , count = '20000', rounds = '3'] = process.argv;
  process.stdout.write(`${await comparePosting(Number(count), Number(rounds))}\n`);
}
