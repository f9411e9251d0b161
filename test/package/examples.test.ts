import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settings } from '../../src/config/settings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles files that stand inside the repository, so that they find the sources and their packages; gives what is wrong in them. */
function compile(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(root, 'test/package/.examples-'));
  const names = Object.keys(files);
  try {
    for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(root, 'tsconfig.json'), include: names }),
    );
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
    });
    return [];
  } catch (error) {
    // What is wrong elsewhere, `npm run types` tells.
    const { stdout } = error as { stdout: string };
    return stdout.split('\n').filter((line) => names.some((name) => line.includes(name)));
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

test('the examples of every setting and of every member of the configuration are what it takes', () => {
  const ofSettings = Object.entries(settings).map(
    ([name, { key, example }]) => `export const ${name}: Config = { ${key}: ${example} };`,
  );
  const source = ['config', 'dataset-config', 'api-config']
    .map((name) => readFileSync(join(root, `src/config/${name}.ts`), 'utf8'))
    .join('\n');
  const types: Readonly<Record<string, string>> = {
    SeedbedConfig: 'Config',
    DatasetConfig: 'Config',
    ApiConfig: "Partial<NonNullable<Config['apis']>[string]>",
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
  const ofMembers = examples.map(
    ({ type, example }, n) => `export const doc${n}: ${type} = {\n${example}\n};`,
  );
  expect(
    compile({
      'settings.examples.ts': [...preamble, ...ofSettings].join('\n'),
      'members.examples.ts': [...preamble, ...ofMembers].join('\n'),
    }),
  ).toEqual([]);
});
