import { describe, expect, test } from 'vitest';
import { readSeedWords, readWordsOr } from '../../../src/cli/seed-source.ts';

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
