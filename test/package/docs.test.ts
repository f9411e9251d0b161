import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoApi, startDemoApi } from '../../src/demo/index.ts';
import { findChromium } from '../chromium.ts';
import { describeWithRedis } from '../machines/describe-with-redis.ts';
import { startRedis } from '../machines/redis-server.ts';
import { freePort } from '../servers/foreign-server.ts';
import { type Consumer, installConsumer } from './consumer.ts';

/** Every file and every command that a page shows, run word by word against the demo API. Pages with an API of their own have a test of their own. */
const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const elsewhere = ['own-api.md', 'servers.md', 'reference.md', 'ci-and-shards.md'];
/** Whose tests the jobs of the page on CI run. */
const suites = 'playwright.md';
/** Whose tests `test/runners/as.test.ts` runs, and counts their logins. */
const signIn = 'sign-in.md';
const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && !name.startsWith('decisions') && !elsewhere.includes(name))
  .sort()
  .map((name) => {
    const text = readFileSync(join(docs, name), 'utf8');
    return {
      name,
      text,
      files: [...text.matchAll(/```\w+ file=(\S+)\n([\s\S]*?)```/g)].map(([, file = '', code = '']) => ({
        file,
        code,
      })),
      commands: [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command = '']) => command.trim()),
    };
  });

let api: DemoApi;
let consumer: Consumer;
let env: NodeJS.ProcessEnv;
const folderOf = (name: string): string => join('pages', name.replace(/\.md$/, '').replaceAll('/', '-'));

beforeAll(async () => {
  api = await startDemoApi();
  env = { DEMO_API_BASE_URL: api.url, APP_URL: new URL(api.url).origin, CHROMIUM: findChromium() };
  consumer = await installConsumer('readme-project');
  for (const { name, files } of pages) {
    const folder = join(consumer.folder, folderOf(name));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    for (const { file, code } of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
  }
  cpSync(examples, join(consumer.folder, 'examples'), { recursive: true });
  writeFileSync(
    join(consumer.folder, 'tsconfig.pages.json'),
    JSON.stringify({
      extends: './tsconfig.json',
      include: ['pages', 'examples/playwright', 'examples/vitest-api'],
    }),
  );
  // Its resources are types of their own, as in a project of its own.
  writeFileSync(
    join(consumer.folder, 'tsconfig.own-api.json'),
    JSON.stringify({ extends: './tsconfig.json', include: ['examples/own-api'] }),
  );
});
afterAll(async () => {
  await consumer?.[Symbol.asyncDispose]();
  await api.close();
});

test('each block of code names its file', () => {
  for (const { name, text } of pages) expect([name, text.match(/```ts$/gm)]).toEqual([name, null]);
});

test('every link leads to a page that is there', () => {
  for (const { name, text } of pages)
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(() => readFileSync(join(docs, dirname(name), link)), `${name}: ${link}`).not.toThrow();
});

test.each(['pages', 'own-api'])('all code compiles: %s', async (name) => {
  // The declarations of the same packages are checked with the README.
  const { code, stdout } = await consumer.exec(['tsc', '-p', `tsconfig.${name}.json`, '--skipLibCheck']);
  expect(stdout).toBe('');
  expect(code).toBe(0);
});

test.each(readdirSync(examples).filter((name) => !name.includes('.')))(
  'examples/%s is green, and leaves nothing',
  async (name) => {
    const own = { SEEDBED_BASE_URL: undefined, DEMO_API_BASE_URL: undefined, PORT: String(await freePort()) };
    const { code, output } = await consumer.run('npm', ['test', '--prefix', `examples/${name}`], {
      ...env,
      ...own,
    });
    expect(code, output).toBe(0);
    expect(output).toMatch(/ passed/);
  },
);

describe.each(pages.filter(({ name }) => name !== signIn))('docs/$name', ({ name, files, commands }) => {
  const inFolder = (command: string): Promise<{ code: unknown; output: string }> =>
    consumer.shell(`cd ${folderOf(name)}\n${command}`, env);
  const has = (ending: string): boolean => files.some(({ file }) => file.endsWith(ending));

  if (has('.test.ts'))
    test('runs in Vitest', async () => {
      const { code, output } = await inFolder('npx vitest run --test-timeout 60000');
      expect(code, output).toBe(0);
      expect(api.counts()).toEqual({ users: 0, vms: 0 });
    });

  if (has('.spec.ts'))
    test('runs in Playwright', async () => {
      const { code, output } = await inFolder('npx playwright test');
      expect(code, output).toBe(0);
      expect(api.counts()).toEqual({ users: 0, vms: 0 });
    });

  if (commands.length > 0)
    test('runs on the command line, and leaves nothing', async () => {
      for (const command of commands) {
        const { code, output } = await inFolder(command);
        expect(code, `${command}\n${output}`).toBe(0);
      }
      expect(api.counts()).toEqual({ users: 0, vms: 0 });
    });
});

/** The `run:` lines of its jobs; a project of these tests has its packages already. */
describeWithRedis('docs/ci-and-shards.md', () => {
  test('its jobs run side by side, and leave nothing', async () => {
    await using redis = await startRedis();
    const text = readFileSync(join(docs, 'ci-and-shards.md'), 'utf8');
    const lines = [...text.matchAll(/^ +- run: (.+)$/gm)].map(([, line = '']) => line);
    const [, shards = ''] = /shard: \[(.+)\]/.exec(text) ?? [];
    const jobs = new Set(
      lines
        .filter((line) => line !== 'npm ci')
        .flatMap((line) =>
          shards.split(', ').map((shard) => line.replace(/\$\{\{ matrix\.shard \}\}/, shard)),
        ),
    );
    expect(jobs.size).toBe(4);
    const own = { ...env, SEEDBED_COORDINATOR: redis.url, SEEDBED_RUN_GROUP: 'ci-1' };
    const ended = [...jobs].map((job) => consumer.shell(`cd ${folderOf(suites)}\n${job}`, own));
    for (const { code, output } of await Promise.all(ended)) expect(code, output).toBe(0);
    expect((await redis.client.keys('{seedbed:*}:login:*')).length).toBeGreaterThan(0);
    expect(api.counts()).toEqual({ users: 0, vms: 0 });
  });
});
