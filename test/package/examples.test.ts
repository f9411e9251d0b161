import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settings } from '../../src/config/settings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles a file that stands inside the repository, so that it finds the sources and their packages. */
function compile(code: string): string {
  const folder = mkdtempSync(join(root, 'test/package/.examples-'));
  try {
    writeFileSync(join(folder, 'examples.ts'), code);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['examples.ts'] }),
    );
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
    });
    return '';
  } catch (error) {
    // What is wrong elsewhere, `npm run types` tells.
    const { stdout } = error as { stdout: string };
    return stdout
      .split('\n')
      .filter((line) => line.includes('examples.ts'))
      .join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const preamble = [
  "import { defineResource, type SeedbedConfig } from '../../../src/index.ts';",
  'type Config = SeedbedConfig;',
  "const teams = defineResource({ name: 'teams', path: '/teams', build: () => ({ name: 'a' }) });",
  "const members = defineResource({ name: 'members', path: '/members', build: () => ({ name: 'a' }) });",
  'export const used: readonly object[] = [teams, members];',
];

test('the example of every setting is what the configuration takes', () => {
  const lines = Object.entries(settings).map(
    ([name, { key, example }]) => `export const ${name}: Config = { ${key}: ${example} };`,
  );
  expect(compile([...preamble, ...lines].join('\n'))).toBe('');
});

test('the example in the doc comment of every member of the configuration compiles', () => {
  const source = ['config', 'sign-in-config']
    .map((name) => readFileSync(join(root, `src/config/${name}.ts`), 'utf8'))
    .join('\n');
  const types: Readonly<Record<string, string>> = {
    SeedbedConfig: 'Config',
    SignInConfig: "NonNullable<Config['signIn']>",
  };
  const examples = source.split(/^export interface /m).flatMap((part) => {
    const type = types[/^\w+/.exec(part)?.[0] ?? ''];
    return [...part.matchAll(/@example (\w+: .*?)(?: \*\/)?$/gm)].map(([, example = '']) => ({
      type,
      example,
    }));
  });
  expect(examples.length).toBeGreaterThan(30);
  const lines = examples.map(({ type, example }, n) => `export const doc${n}: ${type} = {\n${example}\n};`);
  expect(compile([...preamble, ...lines].join('\n'))).toBe('');
});
