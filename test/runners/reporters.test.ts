import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCountingApi } from '../contract/counting-api.ts';
import { openRunners, type Project, type Runners } from './project.ts';

let runners: Runners;
beforeAll(async () => {
  runners = await openRunners();
});
afterAll(() => runners[Symbol.dispose]());

const suites = Array.from({ length: 12 }, (_, at) => `suite ${at}`);

const playwrightFiles = {
  'twelve.spec.ts': `import { expect, test } from 'seedbed/playwright';
for (const suite of ${JSON.stringify(suites)})
  test.describe(suite, () => {
    test.use({ seed: { users: 1, vms: 2 } });
    test('has its machines', ({ dataset }) => expect(dataset.vms).toHaveLength(2));
  });`,
  'reporter.config.ts': `import { defineConfig } from '@playwright/test';
export default defineConfig({
  testDir: '.', testMatch: 'twelve.spec.ts', workers: 2,
  globalSetup: 'seedbed/playwright/global-setup',
  reporter: [['list'], ['seedbed/playwright/reporter', { html: 'out.html' }]],
});`,
};

const vitestFiles = {
  'twelve.case.ts': `import { test } from 'seedbed/vitest';
import { describe, expect } from 'vitest';
for (const suite of ${JSON.stringify(suites)})
  describe(suite, { meta: { seed: { users: 1, vms: 2 } } }, () => {
    test('has its machines', ({ dataset }) => expect(dataset.vms).toHaveLength(2));
  });`,
  'reporter.config.ts': `import { seedbed } from 'seedbed/vitest/plugin';
import { defineConfig } from 'vitest/config';
export default defineConfig({
  plugins: [seedbed()],
  test: { include: ['twelve.case.ts'], reporters: ['default', ['seedbed/vitest/reporter', { html: 'out.html' }]] },
});`,
};

/** What our lines say, and that they are the last ones. */
function closing(output: string): string[] {
  const lines = output.trimEnd().split('\n');
  const own = lines.filter((line) => line.startsWith('seedbed: '));
  expect(lines.slice(-3)).toEqual(own);
  return own;
}

function expectTold(project: Project, output: string): void {
  const [made, waited, left] = closing(output);
  // The base dataset of two users besides the twelve.
  expect(made).toMatch(/^seedbed: 1[23] datasets, (36|38) records \(1[24] users, 24 vms\), \d+ requests$/);
  expect(waited).toMatch(
    /^seedbed: (\S+ \S+ waited for data \(\S+ % of the run\), slowest .*|no test waited for data)$/,
  );
  expect(left).toBe('seedbed: 0 left on the API; report: out.html');
  const page = readFileSync(join(project.folder, 'out.html'), 'utf8');
  expect(page.match(/<td class="text">[^<]*twelve\.(spec|case)\.ts › suite \d+<\/td>/g)).toHaveLength(12);
  expect(page.match(/<svg /g)?.length).toBeGreaterThan(8);
}

test.each([
  [
    'playwright',
    'runner-playwright',
    playwrightFiles,
    ['test', '--config', 'reporter.config.ts'],
    /12 passed/,
  ],
  ['vitest', 'runner-vitest', vitestFiles, ['run', '--config', 'reporter.config.ts'], /12 passed/],
] as const)(
  '%s ends with three lines, a page, and a summary for GitHub',
  async (runner, fixture, files, args, passed) => {
    await using api = await startCountingApi();
    const project = runners.compose([fixture], files);
    const summary = join(project.folder, 'summary.md');
    const { code, output } = await project.run(runner, args, {
      DEMO_API_BASE_URL: api.url,
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(output).toMatch(passed);
    expect(code).toBe(0);
    expectTold(project, output);
    expect(readFileSync(summary, 'utf8')).toMatch(
      /### Test data[\s\S]*\| Left on the API \| 0 \|[\s\S]*twelve/,
    );
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  },
);

test('a reporter of the command line in its place breaks nothing', async () => {
  await using api = await startCountingApi();
  const project = runners.compose(['runner-playwright'], playwrightFiles);
  const args = ['test', '--config', 'reporter.config.ts', '--reporter=line'];
  const { code, output } = await project.run('playwright', args, { DEMO_API_BASE_URL: api.url });
  expect(code).toBe(0);
  expect(output).toMatch(/12 passed/);
  expect(output).not.toContain('seedbed: ');
  expect(existsSync(join(project.folder, 'out.html'))).toBe(false);
  expect(api.counts()).toEqual({ users: 0, vms: 0 });
});
