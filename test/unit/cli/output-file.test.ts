import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOutput, writeOutput } from '../../../src/cli/output-file.ts';
import { isSeedbedError } from '../../../src/errors.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'seedbed-output-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('leaves nothing behind until it is written, and then only the file', () => {
  const output = openOutput(join(folder, 'out.json'));
  expect(readdirSync(folder)).toEqual([]);
  writeOutput(output, '{}');
  expect(readdirSync(folder)).toEqual(['out.json']);
  expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe('{}');
});

test('an earlier file stays as it is until the new one is whole', () => {
  const file = join(folder, 'out.json');
  writeFileSync(file, 'old');
  const output = openOutput(file);
  writeFileSync(output.draft, 'half');
  expect(readFileSync(file, 'utf8')).toBe('old');
  output.discard();
  expect(readdirSync(folder)).toEqual(['out.json']);
});

test('a link stays a link', () => {
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real', 'out.json'), 'old');
  symlinkSync(join(folder, 'real', 'out.json'), join(folder, 'link.json'));
  writeOutput(openOutput(join(folder, 'link.json')), 'new');
  expect(readFileSync(join(folder, 'real', 'out.json'), 'utf8')).toBe('new');
  expect(readdirSync(join(folder, 'real'))).toEqual(['out.json']);
});

test('a device is written to, never replaced', () => {
  const output = openOutput(devNull);
  expect(output.draft).toBe(devNull);
  writeOutput(output, 'gone');
  expect(openOutput(devNull).draft).toBe(devNull);
});

test.each(['', 'missing/out.json'])('refuses %j, and says why', (name) => {
  const error = (() => {
    try {
      return openOutput(join(folder, name));
    } catch (error) {
      return error;
    }
  })();
  expect(isSeedbedError(error, 'SEEDBED_FILE')).toBe(true);
  expect(String(error)).toMatch(/it is a folder|there is no folder/);
});
