/**
 * What data costs a run whose tests take their time: eight suites of 5 users and 10 machines, tests of half a second, an API that answers
 * after 30 ms; each beside the same tests without data. `node bench/ahead.ts [ROUNDS]`. Needs a build. Prints tables in Markdown.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDemoApi } from '../src/demo/index.ts';
import { openRunners, type Project } from '../test/runners/project.ts';
import { median } from './measure.ts';

const rounds = Number(process.argv[2] ?? 3);
const suites = 8;
/** In each suite. */
const tests = 2;
/** So many requests a second that making and removing 8 × 15 records takes about as long as the tests of one worker. */
const limit = '32/1s';

type Command = 'playwright' | 'vitest';

interface Kind {
  /** Whether its tests have data. */
  readonly data: boolean;
  /** How long each test takes, in ms. */
  readonly ms: number;
  readonly env?: NodeJS.ProcessEnv;
}

function source(command: Command, { data, ms }: Kind, suite: number): string {
  const seed = '{ users: 5, vms: 10 }';
  const [imports, open] =
    command === 'playwright'
      ? [
          `import { test } from '${data ? 'seedbed/playwright' : '@playwright/test'}';\nconst { describe } = test;`,
          `describe('suite ${suite}', () => {\n${data ? `test.use({ seed: ${seed} });` : ''}`,
        ]
      : [
          `import { describe } from 'vitest';\nimport { test } from '${data ? 'seedbed/vitest' : 'vitest'}';`,
          `describe('suite ${suite}', { meta: ${data ? `{ seed: ${seed} }` : '{}'} }, () => {`,
        ];
  const body = `async (${data ? '{ dataset }' : '{}'}) => { ${data ? 'void dataset; ' : ''}await new Promise((done) => setTimeout(done, ${ms})); }`;
  const all = Array.from({ length: tests }, (_, n) => `  test('${n}', ${body});`);
  return `${imports}\n${open}\n${all.join('\n')}\n});\n`;
}

/** A runner, and how it is run. */
interface Setting {
  readonly command: Command;
  readonly workers: number;
  readonly url: string;
}

/** One whole run of the runner, in ms. */
async function run(project: Project, { command, workers, url }: Setting, kind: Kind): Promise<number> {
  const folder = join(project.folder, 'bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (let suite = 1; suite <= suites; suite++)
    writeFileSync(
      join(folder, command === 'playwright' ? `s${suite}.spec.ts` : `s${suite}.case.ts`),
      source(command, kind, suite),
    );
  const args =
    command === 'playwright'
      ? ['test', 'bench/', '--workers', String(workers)]
      : ['run', 'bench/', '--max-workers', String(workers)];
  const start = performance.now();
  const { code, output } = await project.run(command, args, { DEMO_API_BASE_URL: url, ...kind.env });
  const took = performance.now() - start;
  if (code !== 0) throw new RangeError(output);
  return took;
}

/** The median of each kind, one after the other in each round: what the machine does meanwhile happens to all. */
async function medians(setting: Setting, kinds: readonly Kind[]): Promise<readonly number[]> {
  const { command, workers } = setting;
  const project = runners.copy(`runner-${command}`);
  // Without a base dataset: the suites' own data alone is weighed. And once unmeasured, as the second run of the day.
  writeFileSync(
    join(project.folder, 'seedbed.config.ts'),
    `export default { project: 'bench', ...(process.env.RATE_LIMIT ? { rateLimit: process.env.RATE_LIMIT } : {}) };\n`,
  );
  const took = kinds.map((): number[] => []);
  for (let round = 0; round <= rounds; round++)
    for (const [at, kind] of kinds.entries()) {
      const ms = await run(project, setting, kind);
      if (round > 0) took[at]?.push(ms);
      process.stderr.write(`${command}, ${workers} workers, ${JSON.stringify(kind)}: ${ms.toFixed(0)} ms\n`);
    }
  return took.map(median);
}

using runners = await openRunners();
await using api = await startDemoApi({ latency: 30 });
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const rows: string[] = [];
const limited: string[] = [];
for (const command of ['playwright', 'vitest'] as const) {
  const title = command === 'playwright' ? 'Playwright' : 'Vitest';
  for (const workers of [1, 4]) {
    const [bare = 0, ahead = 0, off = 0] = await medians({ command, workers, url: api.url }, [
      { data: false, ms: 500 },
      { data: true, ms: 500 },
      { data: true, ms: 500, env: { SEEDBED_AHEAD: 'false' } },
    ]);
    rows.push(
      `| ${title}, ${workers} | ${seconds(bare)} | ${seconds(ahead)} | ${(ahead / bare).toFixed(2)} | 1.05 | ${(off / bare).toFixed(2)} |`,
    );
  }
  const env = { RATE_LIMIT: limit };
  const [bare = 0, alone = 0, both = 0] = await medians({ command, workers: 1, url: api.url }, [
    { data: false, ms: 500 },
    { data: true, ms: 0, env },
    { data: true, ms: 500, env },
  ]);
  limited.push(
    `| ${title} | ${seconds(bare)} | ${seconds(alone)} | ${seconds(both)} | ${(both / Math.max(bare, alone)).toFixed(2)} | 1.10 |`,
  );
}
process.stdout.write(
  [
    '| runner, workers | without data | with data | times | goal | `ahead: false` |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    `With a limit of ${limit}, so that making and removing the data takes about as long as the tests (one worker):`,
    '',
    '| runner | the tests alone | the data alone | both | times the longer | goal |',
    '|---|---|---|---|---|---|',
    ...limited,
    '',
  ].join('\n'),
);
