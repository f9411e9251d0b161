import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSeed, readSeedWords, readWordsOr } from '../../../src/cli/seed-source.ts';

describe('words that ask for records', () => {
  test('name resources and counts, or traits and counts', () => {
    expect(readSeedWords(['teams=2', 'users=admin:1,member:4'])).toEqual({
      teams: 2,
      users: { admin: 1, member: 4 },
    });
  });

  test.each([
    ['teams', 'Expected a resource and a count such as users=5'],
    ['teams=', 'Expected a resource and a count such as users=5'],
    ['=2', 'Expected a resource and a count such as users=5'],
    ['teams=two', 'Expected the count of teams to be a whole number'],
    ['teams=-1', 'Expected the count of teams to be a whole number'],
    ['users=admin:x', 'Expected the count of users=admin to be a whole number'],
    ['\u001b[2J', 'got "\\x1b[2J"'],
  ])('%j is refused in one clear line', (word, said) => {
    expect(() => readSeedWords([word])).toThrow(said);
  });

  test('name each resource once', () => {
    expect(() => readSeedWords(['teams=2', 'teams=3'])).toThrow('Expected "teams" once, got it twice.');
  });

  test('stand in for flags, and not beside them', () => {
    expect(readWordsOr([], ['users'], () => 'what flags say')).toBe('what flags say');
    expect(readWordsOr(['teams=2'], [], () => 'what flags say')).toEqual({ teams: 2 });
    expect(() => readWordsOr(['teams=2'], ['users'], () => undefined)).toThrow(
      'Expected either teams=2 or --users, got both.',
    );
  });
});

test.each([
  ['UTF-8', ''],
  ['UTF-8 with a mark', '\ufeff'],
])('a seed is read from a file in %s', (_, mark) => {
  expect(readSeed({ users: '', vms: '', seed: seedFile(`${mark}{ "users": 2 }`, 'utf8') }, 0)).toEqual({
    users: 2,
  });
});

test('a seed is read from a file that PowerShell has written', () => {
  expect(readSeed({ users: '', vms: '', seed: seedFile('\ufeff{ "users": 2 }', 'utf16le') }, 0)).toEqual({
    users: 2,
  });
});

function seedFile(text: string, encoding: 'utf8' | 'utf16le'): string {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-seed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'seed.json'), text, encoding);
  return `@${join(folder, 'seed.json')}`;
}
