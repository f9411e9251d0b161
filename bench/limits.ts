/**
 * Rate limits, scaled: `node bench/limits.ts [records]`. A demo API that allows 10 requests per 200 ms, and 1, 4 and 8 concurrent senders.
 * `ideal` is what the limit itself takes. Goals: known limit 0 × 429 and at most 1.05 × ideal; unknown limit with Retry-After at most
 * 1.25 × ideal and 0.25 × 429 a record; nothing lost.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeedbedConfig } from '../src/config/config.ts';
import { startDemoApi } from '../src/demo/index.ts';
import { startRun } from '../src/host/open-run.ts';

const requests = 10;

interface Row {
  readonly name: string;
  readonly created: number;
  readonly refused: number;
  readonly timesIdeal: number;
}

async function measure(name: string, records: number, per: number, config: SeedbedConfig): Promise<Row> {
  const api = await startDemoApi({ rateLimit: { requests, per } });
  const root = mkdtempSync(join(tmpdir(), 'seedbed-limits-'));
  const host = await startRun(root, {
    baseUrl: api.url,
    auth: { email: 'operator@example.com', password: 'seedbed-demo' },
    // One request for each record.
    openapi: false,
    ...config,
  });
  const started = performance.now();
  const { stats } = await host.acquire({
    key: 'limits',
    path: 'limits',
    seed: { users: records, cleanup: 'keep' },
  });
  const took = performance.now() - started;
  // The login takes a slot, too.
  const ideal = Math.floor(records / requests) * per;
  const created = stats.resources.users?.created ?? 0;
  await host.close();
  await api.close();
  rmSync(root, { recursive: true });
  return { name, created, refused: stats.rateLimited, timesIdeal: took / ideal };
}

/** A Markdown table. */
export async function compareLimits(records: number): Promise<string> {
  const rows: Row[] = [];
  for (const concurrency of [1, 4, 8])
    rows.push(
      await measure(`known limit, ${concurrency} senders`, records, 200, {
        concurrency,
        rateLimit: '10/200ms',
      }),
    );
  // Retry-After counts whole seconds, so the window is one.
  rows.push(await measure('unknown limit, Retry-After', records, 1000, {}));
  return [
    `${records} users through a limit of ${requests} requests per window`,
    '',
    '| | created | 429s | 429s a record | ÷ ideal time |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ name, created, refused, timesIdeal }) =>
        `| ${name} | ${created} | ${refused} | ${(refused / records).toFixed(2)} | ${timesIdeal.toFixed(2)} |`,
    ),
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(await compareLimits(Number(process.argv[2] ?? 200)));
