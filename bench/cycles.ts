/**
 * What a release costs while much else is alive: `node bench/cycles.ts [CYCLES] [ALIVE]`. A dataset of 20,000 users stays; beside it 5,000
 * datasets of one user are made and removed, one after the other, against the demo API in memory. Prints the CPU of a cycle over the
 * first and the last 500, and their ratio. Goal: at most 1.2.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoApp } from '../src/demo/index.ts';
import { openRun, readConfig } from '../src/host/open-run.ts';
import { createMemoryExchange } from '../test/memory-exchange.ts';

const cycles = Number(process.argv[2] ?? 5000);
const alive = Number(process.argv[3] ?? 20_000);
/** Cycles that one figure is taken over. */
const measured = Math.min(500, Math.floor(cycles / 2));

/** Cycles that are not counted: the first ones are slow because nothing is compiled yet. */
const warmUp = 200;

const baseUrl = 'http://127.0.0.1:4010/api:demo';
const app = createDemoApp();
const root = mkdtempSync(join(tmpdir(), 'seedbed-cycles-'));
const config = await readConfig(root, { baseUrl });
const exchange = createMemoryExchange({ baseUrl, fetch: app.fetch });
const host = openRun(config, { exchange });

await host.acquire({ key: 'alive', path: '', seed: { users: alive } });
const costs: number[] = [];
for (let cycle = -warmUp; cycle < cycles; cycle++) {
  const before = process.cpuUsage();
  await host.acquire({ key: String(cycle), path: '', seed: { users: 1 } });
  await host.release(String(cycle));
  const { user, system } = process.cpuUsage(before);
  if (cycle >= 0) costs.push((user + system) / 1000);
}
const first = mean(costs.slice(0, measured));
const last = mean(costs.slice(-measured));
const { users } = app.counts();
process.stdout.write(
  [
    `${cycles} cycles beside ${alive} users; ${users} users on the API at the end`,
    '',
    `| CPU ms a cycle, first ${measured} | last ${measured} | ratio | goal |`,
    '|---|---|---|---|',
    `| ${first.toFixed(2)} | ${last.toFixed(2)} | ${(last / first).toFixed(2)} | 1.2 |`,
    '',
  ].join('\n'),
);
await host.close();
app.close();
rmSync(root, { recursive: true });

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
}
