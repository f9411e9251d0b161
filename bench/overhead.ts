/**
 * What seedbed adds to a runner: to each test and each file that uses a dataset, and to importing the runner. `node bench/overhead.ts [ROUNDS]`.
 * Needs a build. Prints a table in Markdown.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type DemoApi, demoOperator, startDemoApi } from '../src/demo/index.ts';
import { connectHost } from '../src/host/socket/remote-host.ts';
import { spawnHost } from '../src/host/socket/spawn-host.ts';
import type { ApiRequest } from '../src/http/api-client.ts';
import { createExchange } from '../src/http/wire/exchange.ts';
import { openRunners, type Project } from '../test/runners/project.ts';
import { median } from './measure.ts';

const rounds = Number(process.argv[2] ?? 5);
/** Tests of each kind in a file. */
const many = 500;

type Command = 'playwright' | 'vitest';

/** What each round ran: from the start of one test to the start of the next, in ms, the median of each kind. */
interface Intervals {
  readonly plain: number;
  readonly seeded: number;
}

/** The file that measures, in its runner's words: first the tests without a dataset, then those with one, then what they took. */
const sources: Record<
  Command,
  { readonly file: string; readonly args: readonly string[]; readonly text: string }
> = {
  playwright: {
    file: 'bench.spec.ts',
    args: ['test', 'bench.spec', '--workers', '1'],
    text: measuring("import { test } from 'seedbed/playwright';\nconst { describe } = test;", {
      plain: "describe('plain', () => {",
      seeded: "describe('seeded', () => {\ntest.use({ seed: { users: 1 } });",
    }),
  },
  vitest: {
    file: 'bench.case.ts',
    args: ['run', 'bench.case', '--max-workers', '1'],
    text: measuring("import { test } from 'seedbed/vitest';\nimport { describe } from 'vitest';", {
      plain: "describe('plain', () => {",
      seeded: "describe('seeded', { meta: { seed: { users: 1 } } }, () => {",
    }),
  },
};

function measuring(imports: string, open: Record<keyof Intervals, string>): string {
  return `${imports}
import { writeFileSync } from 'node:fs';
const begun = { plain: [], seeded: [] };
const typical = (times) => times.slice(1).map((at, before) => at - times[before]).sort((a, b) => a - b)[times.length >> 1];
${open.plain}
for (let i = 0; i < ${many}; i++) test('plain ' + i, () => void begun.plain.push(performance.now()));
});
${open.seeded}
for (let i = 0; i < ${many}; i++) test('seeded ' + i, ({ dataset }) => void (dataset, begun.seeded.push(performance.now())));
});
test('tells', () => writeFileSync('intervals.json', JSON.stringify({ plain: typical(begun.plain), seeded: typical(begun.seeded) })));
`;
}

using runners = await openRunners();
await using api = await startDemoApi();
const { waits, removes } = await perFile(api);
const rows = [
  `| each file with a dataset, until it has it and lets it go | ${waits.toFixed(1)} ms | 5 ms |`,
  `| the same, with its removal, for which no file waits | ${removes.toFixed(1)} ms | – |`,
];
for (const command of ['playwright', 'vitest'] as const) {
  const project = runners.copy(`runner-${command}`);
  const each = await perTest(project, command, api);
  const title = command === 'playwright' ? 'Playwright' : 'Vitest';
  rows.push(`| ${title}, each test | ${each.toFixed(2)} ms | 0.3 ms |`);
  const goal = command === 'playwright' ? 25 : 15;
  rows.push(
    `| importing \`seedbed/${command}\` | ${(await importing(project, command)).toFixed(1)} ms | ${goal} ms |`,
  );
}
process.stdout.write(`| added to | by | goal |\n|---|---|---|\n${rows.join('\n')}\n`);

/** Within one run, for two runs of the same file differ by more than what is looked for. */
async function perTest(project: Project, command: Command, { url }: DemoApi): Promise<number> {
  const { file, args, text } = sources[command];
  const folder = join(project.folder, 'bench');
  mkdirSync(folder);
  writeFileSync(join(folder, file), text);
  const figures: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { code, output } = await project.run(command, args, { DEMO_API_BASE_URL: url });
    if (code !== 0) throw new RangeError(output);
    const { plain, seeded } = project.readJson('intervals.json') as Intervals;
    figures.push(seeded - plain);
    process.stderr.write(`${command}: ${plain.toFixed(3)} ms a test, with a dataset ${seeded.toFixed(3)}\n`);
  }
  return median(figures);
}

/**
 * What a test file waits for: to reach the host, and a dataset of one user made; the host removes it while the next file runs. Less what the
 * same request takes when it is sent with nothing around it. Too little to be seen in a whole run's time. Besides, the same with a removal
 * that is waited for, less two requests.
 */
async function perFile({ url }: DemoApi): Promise<{ readonly waits: number; readonly removes: number }> {
  const root = mkdtempSync(join(tmpdir(), 'overhead-'));
  process.env.DEMO_API_BASE_URL = url;
  const spawned = await spawnHost(root);
  const exchange = createExchange({ baseUrl: url });
  const send = async (request: ApiRequest): Promise<Record<string, unknown>> =>
    (await exchange.send(request)).body as Record<string, unknown>;
  const { authToken } = await send({ method: 'POST', path: '/auth/login', body: demoOperator });
  const headers = { authorization: `Bearer ${authToken}` };
  const waits: number[] = [];
  const removes: number[] = [];
  for (let index = 0; index < 200; index++) {
    const inBackground = index % 2 === 0;
    const start = performance.now();
    const host = await connectHost(spawned.address);
    await host.acquire({ key: String(index), path: '', seed: { users: 1 } });
    await host.release(String(index), { failed: false, inBackground });
    await host.close();
    const took = performance.now() - start;
    // The removal behind the file is not to slow the bare requests down.
    if (inBackground) await setTimeout(50);
    const bare = performance.now();
    const body = { name: 'Bare', email: `bare.${index}@example.com`, password: 'a-bare-password' };
    const { id } = await send({ method: 'POST', path: '/user', headers, body });
    const created = performance.now();
    await send({ method: 'DELETE', path: `/user/${id}`, headers });
    if (inBackground) waits.push(took - (created - bare));
    else removes.push(took - (performance.now() - bare));
  }
  await exchange.close();
  await spawned.close();
  rmSync(root, { recursive: true });
  return { waits: median(waits), removes: median(removes) };
}

/** The median of what importing takes once the runner itself is there. */
async function importing(project: Project, command: Command): Promise<number> {
  const timed = (runner: string, tell: string): string =>
    `await import('${runner}');\nconst start = performance.now();\nawait import('seedbed/${command}');\n${tell}`;
  const figures: number[] = [];
  for (let round = 0; round < 15; round++) {
    if (command === 'playwright') {
      const script = timed('@playwright/test', 'console.log(performance.now() - start);');
      const options = { cwd: project.folder, encoding: 'utf8' } as const;
      figures.push(
        Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], options)),
      );
    } else {
      // Only Vitest can import it.
      rmSync(join(project.folder, 'bench'), { recursive: true, force: true });
      mkdirSync(join(project.folder, 'bench'));
      const out = join(project.folder, 'import.txt');
      const tell = `(await import('node:fs')).writeFileSync(${JSON.stringify(out)}, String(performance.now() - start));`;
      const source = `${timed('vitest', tell)}\n(await import('vitest')).test('t', () => {});\n`;
      writeFileSync(join(project.folder, 'bench/import.case.ts'), source);
      await project.run('vitest', ['run', 'import.case', '--config', 'in-process.config.ts']);
      figures.push(Number(readFileSync(out, 'utf8')));
    }
  }
  return median(figures);
}
