import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../chromium.ts';
import { type Consumer, installConsumer } from './consumer.ts';
import { OwnApi } from './own-api-server.ts';

/** Every file and every command that docs/own-api.md shows: written to an empty project, word by word, and run against an API like it. */
const page = readFileSync(new URL('../../docs/own-api.md', import.meta.url), 'utf8');
const files = [...page.matchAll(/```\w+ file=(\S+)\n([\s\S]*?)```/g)];
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```(?:\s+```\n([\s\S]*?)```)?/g)].map(
  ([, command = '', shown]) => ({ command: command.trim(), shown }),
);
const [install, ...others] = commands;

const api = new OwnApi();
const billing = new OwnApi({ apiKey: 'billing-key' });
let before: object[];
let consumer: Consumer;
let env: NodeJS.ProcessEnv;
const counts = (): object[] => [api.counts(), billing.counts()];

beforeAll(async () => {
  await Promise.all([api.open(), billing.open()]);
  before = counts();
  env = {
    SEEDBED_BASE_URL: api.url,
    BILLING_URL: billing.url,
    BILLING_KEY: 'billing-key',
    CHROMIUM: findChromium(),
  };
  consumer = await installConsumer('readme-project');
  for (const [, file = '', text = ''] of files) {
    const path = join(consumer.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
});
afterAll(async () => {
  await consumer?.[Symbol.asyncDispose]();
  await Promise.all([api[Symbol.asyncDispose](), billing[Symbol.asyncDispose]()]);
});

describe('docs/own-api.md', () => {
  test('names the file of each block of code', () => {
    expect(page.match(/```ts$/gm)).toBe(null);
    expect(files.length).toBeGreaterThanOrEqual(15);
  });

  test('installs what the project here has', () => {
    const { dependencies, devDependencies } = consumer.readJson('package.json') as Record<string, object>;
    const names = install?.command.split(' ').slice(3) ?? [];
    expect(Object.keys({ ...dependencies, ...devDependencies })).toEqual(expect.arrayContaining(names));
  });

  test('compiles', async () => {
    // The declarations of the same packages are checked with the README.
    const { code, stdout } = await consumer.exec(['tsc', '-p', '.', '--skipLibCheck']);
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  test.each(others)('runs `$command`, and nothing is left', async ({ command, shown }) => {
    // The browser of the machine that tests it.
    const own = command.replace('playwright test', 'playwright test --config browser.config.ts');
    const { code, output, stdout } = await consumer.shell(own, env);
    expect(code, output).toBe(0);
    if (shown !== undefined) expect(withoutEnds(stdout)).toBe(withoutEnds(shown));
    expect(counts()).toEqual(before);
  });
});

/** Spaces at the ends of lines, and empty lines around it, do not show. */
function withoutEnds(text: string): string {
  return text.replace(/ +$/gm, '').trim();
}
