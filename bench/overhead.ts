/**
 * What seedbed adds to a runner: to each test and each file that uses a dataset, and to importing the runner. `node bench/overhead.ts [ROUNDS]`.
 * Needs a build. Prints a table in Markdown.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DemoApi, startDemoApi } from '../src/demo/index.ts';
import { openRunners, type Project } from '../test/runners/project.ts';

const rounds = Number(process.argv[2] ?? 3);
const few = { files: 1, tests: 10 };
const manyFiles = { files: 21, tests: 10 };
const manyTests = { files: 21, tests: 100 };

type Command = 'playwright' | 'vitest';
type Shape = typeof few;

interface Source {
  readonly name: string;
  /** A file of so many tests that do nothing, with or without a dataset; importing is measured by itself. */
  file(tests: number, seeded: boolean): string;
  readonly args: readonly string[];
}

const loop = (tests: number, body: string): string => `for (let i = 0; i < ${tests}; i++) ${body}\n`;

const sources: Record<Command, Source> = {
  playwright: {
    name: 'bench.spec.ts',
    args: ['test', 'bench', '--workers', '1'],
    file: (tests, seeded) =>
      seeded
        ? `import { test } from 'seedbed/playwright';\ntest.use({ seed: { users: 1 } });\n${loop(tests, "test('t' + i, ({ dataset }) => void dataset);")}`
        : `import { test } from 'seedbed/playwright';\n${loop(tests, "test('t' + i, () => {});")}`,
  },
  vitest: {
    name: 'bench.case.ts',
    args: ['run', 'bench', '--max-workers', '1'],
    file: (tests, seeded) =>
      seeded
        ? `import { test } from 'seedbed/vitest';\nimport { describe } from 'vitest';\ndescribe('d', { meta: { seed: { users: 1 } } }, () => {\n${loop(tests, "test('t' + i, ({ dataset }) => void dataset);")}});\n`
        : `import { test } from 'seedbed/vitest';\nimport { describe } from 'vitest';\ndescribe('d', () => {\n${loop(tests, "test('t' + i, () => {});")}});\n`,
  },
};

using runners = await openRunners();
await using api = await startDemoApi();
const rows: string[] = [];
for (const command of ['playwright', 'vitest'] as const) {
  const project = runners.copy(`runner-${command}`);
  const { perTest, perFile } = await perUse(project, command, api);
  const title = command === 'playwright' ? 'Playwright' : 'Vitest';
  rows.push(`| ${title}, each test | ${perTest.toFixed(2)} ms | 0.3 ms |`);
  rows.push(`| ${title}, each file with a dataset | ${perFile.toFixed(1)} ms | 5 ms |`);
  const goal = command === 'playwright' ? 25 : 15;
  rows.push(
    `| importing \`seedbed/${command}\` | ${(await importing(project, command)).toFixed(1)} ms | ${goal} ms |`,
  );
}
process.stdout.write(`| added to | by | goal |\n|---|---|---|\n${rows.join('\n')}\n`);

/** From whole runs of three shapes, so that starting the runner, and its host, falls out. */
async function perUse(
  project: Project,
  command: Command,
  { url }: DemoApi,
): Promise<{ perTest: number; perFile: number }> {
  const added: number[] = [];
  for (const shape of [few, manyFiles, manyTests]) {
    const best = { plain: Number.POSITIVE_INFINITY, seeded: Number.POSITIVE_INFINITY };
    for (let round = 0; round < rounds; round++)
      for (const variant of ['plain', 'seeded'] as const) {
        writeFiles(project, command, shape, variant === 'seeded');
        const start = performance.now();
        const { code, output } = await project.run(command, sources[command].args, {
          DEMO_API_BASE_URL: url,
        });
        if (code !== 0) throw new Error(output);
        best[variant] = Math.min(best[variant], performance.now() - start);
      }
    added.push(best.seeded - best.plain);
  }
  const [atFew = 0, atFiles = 0, atTests = 0] = added;
  const perTest = (atTests - atFiles) / (manyFiles.files * (manyTests.tests - manyFiles.tests));
  const perFile = (atFiles - atFew) / (manyFiles.files - few.files) - perTest * few.tests;
  return { perTest, perFile };
}

function writeFiles(project: Project, command: Command, { files, tests }: Shape, seeded: boolean): void {
  const { name, file } = sources[command];
  const folder = join(project.folder, 'bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (let index = 0; index < files; index++)
    writeFileSync(join(folder, `${index}.${name}`), file(tests, seeded));
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
      await project.run('vitest', ['run', 'bench', '--config', 'in-process.config.ts']);
      figures.push(Number(readFileSync(out, 'utf8')));
    }
  }
  return figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] as number;
}
