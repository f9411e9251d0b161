import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoApi, startDemoApi } from '../../src/demo/index.ts';
import { findChromium } from '../chromium.ts';
import { type Consumer, installConsumer } from './consumer.ts';

/** Every code block of the README that names a file is written to an empty project, word by word, and run there. */
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/```ts file=(\S+)\n([\s\S]*?)```/g)].map(([, file = '', text = '']) => ({
  file,
  text,
}));

let api: DemoApi;
let consumer: Consumer;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  api = await startDemoApi();
  env = { DEMO_API_BASE_URL: api.url, CHROMIUM: findChromium() };
  consumer = await installConsumer('readme-project');
  for (const { file, text } of blocks) {
    const path = join(consumer.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
});
afterAll(async () => {
  await consumer[Symbol.asyncDispose]();
  await api.close();
});

describe('the README', () => {
  test('names the files it shows', () => {
    expect(blocks.map(({ file }) => file)).toContain('tests/machines.spec.ts');
    expect(readme.match(/```ts$/gm)).toBe(null);
  });

  test('compiles', async () => {
    const { code, stdout } = await consumer.exec(['tsc', '-p', '.']);
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  test('runs in Playwright', async () => {
    const { code, output } = await consumer.exec(
      ['playwright', 'test', '--config', 'browser.config.ts'],
      env,
    );
    expect(output).toMatch(/2 passed/);
    expect(code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('runs in Vitest', async () => {
    const { code, output } = await consumer.exec(['vitest', 'run', '--test-timeout', '60000'], env);
    expect(output).toMatch(/Tests\s+4 passed/);
    expect(code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('runs as a script', async () => {
    const { code, output } = await consumer.run('node', ['seed.ts'], env);
    expect(output).toMatch(/@\S+\.example\.com \{ users: 2, vms: 4, teams: 2 \}/);
    expect(code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });

  test('says in one line what to do in Vitest’s browser mode, where nothing of it can run', async () => {
    const { output } = await consumer.run('node', [
      '--conditions=browser',
      '--eval',
      "import 'seedbed/vitest'",
    ]);
    expect(output).toMatch(
      /Error: seedbed\/vitest cannot run in Vitest's browser mode: .*`inject\('seedbed'\)\.dataset`/,
    );
  });

  test('runs on the command line', async () => {
    const created = await consumer.run(
      'npx',
      ['seedbed', 'full-dataset', '--users', '20', '--vms', '50', '--output', 'out.json'],
      env,
    );
    expect(created.code).toBe(0);
    expect(created.stdout).toMatch(/users\s+20 of 20\s+0\s+100 %/);
    expect(api.counts()).toEqual({ users: 20, vms: 50 });
    const run = /--run (\S+)/.exec(created.stdout)?.[1] ?? '';
    const swept = await consumer.exec(['seedbed', 'sweep', '--run', run], env);
    expect(swept.code).toBe(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });
});
