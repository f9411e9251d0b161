import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvironment } from '../../../src/config/environment.ts';
import { loadConfigFile } from '../../../src/config/load-config.ts';
import { isSeedbedError, type SeedbedError } from '../../../src/errors.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-load-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function failureOf(loading: Promise<unknown>): Promise<SeedbedError> {
  const error = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(isSeedbedError(error, 'SEEDBED_CONFIG')).toBe(true);
  return error as SeedbedError;
}

test('there need not be one', async () => {
  expect(await loadConfigFile(root)).toBeUndefined();
});

test('TypeScript is run as it is, and comes before JavaScript', async () => {
  writeFileSync(join(root, 'seedbed.config.mjs'), 'export default { batchSize: 1 }');
  expect(await loadConfigFile(root)).toEqual({ batchSize: 1 });
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(root, 'seedbed.config.ts'),
    'interface Own { batchSize: number }\nconst own: Own = { batchSize: 2 };\nexport default own satisfies Own;',
  );
  expect(await loadConfigFile(root)).toEqual({ batchSize: 2 });
});

test.each([
  ['in a CommonJS project', { 'package.json': '{"type":"commonjs"}' }, ''],
  ['in a project without a type', { 'package.json': '{}' }, ''],
  [
    'with an import without extension',
    { 'other.ts': 'export const size = 3' },
    "import { size } from './other';",
  ],
  [
    'with an import of a folder',
    { 'other/index.ts': 'export const size = 3' },
    "import { size } from './other';",
  ],
  [
    'with an alias of tsconfig.json',
    {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }',
      'lib/other.ts': 'export const size = 3',
    },
    "import { size } from '@/other';",
  ],
  ['with an enum', {}, 'enum Size { small = 3 } const size = Size.small;'],
  ['with an import of CommonJS', { 'other.cjs': 'exports.size = 3' }, "import { size } from './other.cjs';"],
  ['with a top-level await', {}, 'const size = await Promise.resolve(3);'],
  [
    'with parameter properties',
    {},
    'class A { constructor(readonly size: number) {} } const { size } = new A(3);',
  ],
])('TypeScript %s is loaded all the same', async (_, files, first) => {
  const source = `${first || 'const size = 3;'}\nexport default { batchSize: size satisfies number };`;
  for (const [name, text] of Object.entries({ ...files, 'seedbed.config.ts': source })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  expect(await loadConfigFile(root)).toEqual({ batchSize: 3 });
});

test.each([
  ['export const config = {}', 'undefined'],
  ['export default []', '`[]` (array)'],
  ['export default () => ({})', 'a function'],
  ['export default null', 'null'],
  ['export default new Map()', 'an instance of Map'],
])('%s is no configuration', async (source, got) => {
  const file = join(root, 'seedbed.config.mjs');
  writeFileSync(file, source);
  expect((await failureOf(loadConfigFile(root))).message).toBe(
    `Expected "${file}" to have a plain object as default export (\`export default defineConfig({ … })\`), got ${got}.`,
  );
});

test.each([
  ['a syntax error', 'export default { batchSize: ;'],
  ['an import that is not there', 'import "./nowhere.mjs"; export default {}'],
  ['a throw', 'throw new Error("first line\\nsecond line"); export default {}'],
  ['a throw of no error', 'throw "just a text"; export default {}'],
])('%s is told in one line, with the file', async (_, source) => {
  const file = join(root, 'seedbed.config.mjs');
  writeFileSync(file, source);
  const { message, cause } = await failureOf(loadConfigFile(root));
  expect(message).toMatch(/^Failed to load ".*seedbed\.config\.mjs": ./);
  expect(message).not.toContain('\n');
  expect(cause).toBeDefined();
});

test('TypeScript that cannot be stripped is told in one line too', async () => {
  writeFileSync(join(root, 'seedbed.config.mts'), 'export default { batchSize: : 1 }');
  const { message } = await failureOf(loadConfigFile(root));
  expect(message).toMatch(/^Failed to load ".*seedbed\.config\.mts": ./);
  expect(message).not.toContain('\n');
});

test('.env files are read under the environment, and change neither', () => {
  writeFileSync(join(root, '.env.defaults'), 'A=1\nB=1\nC=1\nD=1\n');
  writeFileSync(join(root, '.env'), '# comment\nexport B=2\nC="two words"\nD=2\n');
  writeFileSync(join(root, '.env.local'), "C='3 # not a comment'\nD=3\n");
  const own = { D: '4', E: '', F: undefined };
  expect(readEnvironment(root, own)).toEqual({ A: '1', B: '2', C: '3 # not a comment', D: '4' });
  expect(own).toEqual({ D: '4', E: '', F: undefined });
});

test.each([
  ['a mark of UTF-8', Buffer.from('\ufeffA=1\r\nB="two # words"\r\n')],
  ['UTF-16, as PowerShell writes it', Buffer.from('\ufeffA=1\r\nB=two # words\r\n', 'utf16le')],
  ['UTF-16, the other way round', Buffer.from('\ufeffA=1\nB=two\n', 'utf16le').swap16()],
  ['carriage returns alone', Buffer.from('A=1\rexport B=two\r')],
])('.env is read with %s', (_, bytes) => {
  writeFileSync(join(root, '.env'), bytes);
  expect(readEnvironment(root, {})).toEqual({ A: '1', B: expect.stringMatching(/^two/) });
});

test('the default export of what TypeScript made CommonJS of', async () => {
  writeFileSync(
    join(root, 'seedbed.config.cjs'),
    'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = { batchSize: 4 };',
  );
  expect(await loadConfigFile(root)).toEqual({ batchSize: 4 });
});

test('an address in what a configuration throws shows no secret', async () => {
  writeFileSync(
    join(root, 'seedbed.config.mjs'),
    'throw new Error("no answer from https://me:hidden-pw@host.invalid/?token=hidden-pw")',
  );
  expect((await failureOf(loadConfigFile(root))).message).toMatch(/host\.invalid\/\?token=\[secret\]$/);
});

test('a folder named .env is not one, and no folder at all neither', () => {
  mkdirSync(join(root, '.env'));
  expect(readEnvironment(root, { A: '1' })).toEqual({ A: '1' });
  expect(readEnvironment(join(root, 'nowhere'), {})).toEqual({});
});
