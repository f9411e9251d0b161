import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { publicApi } from '../../build/public-api.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const read = (name: string): string => readFileSync(pathOf(name), 'utf8');
const current = publicApi(pathOf('../../dist'));

test('the public names and their types are those that were reviewed; RENEW=1 writes them anew', () => {
  if (process.env.RENEW === '1') writeFileSync(pathOf('public-api.txt'), current);
  expect(current).toBe(read('public-api.txt'));
});

test('no public name of 0.1.0 was lost without a line in the changelog', () => {
  const nameOf = (line: string): string => line.trim().split(/[:(?<]/, 1)[0] ?? '';
  const names = new Set(current.split('\n').map(nameOf));
  const changelog = read('../../CHANGELOG.md');
  const lost = read('public-api-0.1.0.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(nameOf)
    .filter((name) => !names.has(name) && !changelog.includes(`\`${name.replace('readonly ', '')}\``));
  expect(lost).toEqual([]);
});
