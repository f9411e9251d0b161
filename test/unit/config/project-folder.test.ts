import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvironment } from '../../../src/config/environment.ts';
import { loadConfigFile } from '../../../src/config/load-config.ts';
import { findConfigFile, projectFolder } from '../../../src/config/project-folder.ts';

let root: string;
let inner: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'seedbed-project-'));
  inner = join(root, 'packages', 'web');
  mkdirSync(inner, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (folder: string, file: string, text = '{}'): void => writeFileSync(join(folder, file), text);

test('a package of a monorepo has the configuration of the whole, unless it has its own', async () => {
  write(root, 'seedbed.config.mjs', 'export default { batchSize: 1 }');
  expect(await loadConfigFile(inner)).toEqual({ batchSize: 1 });
  write(inner, 'seedbed.config.mjs', 'export default { batchSize: 2 }');
  expect(await loadConfigFile(inner)).toEqual({ batchSize: 2 });
});

test.each(['seedbed.config.cjs', 'seedbed.config.cts'])('%s is read', async (name) => {
  write(root, name, 'module.exports = { batchSize: 3 }');
  expect(await loadConfigFile(root)).toEqual({ batchSize: 3 });
});

test('variables beside that configuration count, below those of the package', () => {
  write(root, 'seedbed.config.mjs', '');
  write(root, '.env.local', 'A=whole\nB=whole\n');
  write(inner, '.env.defaults', 'B=package\n');
  expect(readEnvironment(inner, { C: 'process' })).toEqual({ A: 'whole', B: 'package', C: 'process' });
  rmSync(join(root, 'seedbed.config.mjs'));
  expect(readEnvironment(inner, {})).toEqual({ B: 'package' });
});

test('folders above the repository are not searched', () => {
  write(root, 'seedbed.config.mjs', '');
  mkdirSync(join(root, 'packages', '.git'));
  expect(findConfigFile(inner)).toBeUndefined();
});

test('nor is what somebody else may have laid there', () => {
  write(root, 'seedbed.config.mjs', '');
  const file = join(root, 'seedbed.config.mjs');
  const giving = (path: string) => (each: string) => (each === path ? 1 : 0);
  expect(findConfigFile(inner, () => 0)).toBe(file);
  expect(findConfigFile(inner, giving(file))).toBeUndefined();
  expect(findConfigFile(inner, giving(join(root, 'packages')))).toBeUndefined();
  expect(findConfigFile(root, giving(file)), 'in the folder that was asked for').toBe(file);
});

test('a command keeps its ledgers in the project, wherever in it it runs', () => {
  expect(projectFolder(inner)).toBe(inner);
  write(root, 'package.json');
  expect(projectFolder(inner)).toBe(root);
  write(inner, 'package.json');
  expect(projectFolder(inner)).toBe(inner);
});

test('a folder that is not there has no configuration', () => {
  expect(findConfigFile(join(root, 'nowhere', 'at', 'all'))).toBeUndefined();
});
