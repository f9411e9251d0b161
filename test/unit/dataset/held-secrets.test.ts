import { describe, expect, test } from 'vitest';
import { maskError, noteAdded, withoutSecretsOf } from '../../../src/dataset/held-secrets.ts';
import { snapshotOf, userRecord } from './snapshots.ts';

const secret = 'pa"ss/word 9';
const held = snapshotOf({ users: [userRecord(0, { secrets: { password: secret, pin: '1234' } })] });

describe('a text about the records of a dataset', () => {
  test.each([
    ['as it is', secret, '[secret]'],
    ['within quotes', JSON.stringify({ password: secret }), '{"password":"[secret]"}'],
    ['in an address', `/in?as=${encodeURIComponent(secret)}&x=1`, '/in?as=[secret]&x=1'],
    [
      'with a part of it in colour',
      'is "pa"\u001b[7mss/wo\u001b[27mrd 9"',
      'is "[secret]\u001b[7m\u001b[27m"',
    ],
    ['too short to be told from other text', 'code 1234', 'code 1234'],
    ['not there', 'nothing \u001b[7mhere\u001b[27m', 'nothing \u001b[7mhere\u001b[27m'],
  ])('shows a secret of theirs masked: %s', (_, text, shown) => {
    expect(withoutSecretsOf(held, text)).toBe(shown);
  });

  test('shows no secret of a record that was added later', () => {
    const grown = snapshotOf({ users: [] });
    expect(withoutSecretsOf(grown, 'later-secret')).toBe('later-secret');
    noteAdded(grown, snapshotOf({ users: [userRecord(1, { secrets: { password: 'later-secret' } })] }));
    expect(withoutSecretsOf(grown, 'later-secret')).toBe('[secret]');
  });
});

describe('an error about them', () => {
  const mask = (text: string): string => text.replaceAll('s3cret-text', '[secret]');

  test('is masked where it stands, with its causes and what it gathers, and is the same error', () => {
    const user = { apiKey: 's3cret-text' };
    const cause = new Error('cause s3cret-text');
    const error = Object.assign(
      new AggregateError([new Error('one s3cret-text')], 'all s3cret-text', { cause }),
      {
        user,
      },
    );
    expect(maskError(error, mask)).toBe(error);
    const texts = [error, cause, ...(error.errors as Error[])].flatMap(({ message, stack }) => [
      message,
      stack,
    ]);
    expect(texts.filter((text) => text?.includes('[secret]'))).toHaveLength(6);
    expect(texts.join()).not.toContain('s3cret-text');
    // The test's own, which it may go on to use.
    expect(user.apiKey).toBe('s3cret-text');
  });

  test('is masked wholly if it is a copy for reporters', () => {
    const told = [{ message: 's3cret-text', user: { list: ['s3cret-text'] } }];
    maskError(told, mask, { wholly: true });
    expect(told).toEqual([{ message: '[secret]', user: { list: ['[secret]'] } }]);
  });

  test('may be a text, frozen, its own cause, or none at all', () => {
    expect(maskError('s3cret-text', mask)).toBe('[secret]');
    expect(maskError(undefined, mask)).toBeUndefined();
    const frozen = Object.freeze({ message: 's3cret-text' });
    expect(maskError(frozen, mask)).toBe(frozen);
    const error = new Error('s3cret-text');
    error.cause = error;
    expect(maskError(error, mask)).toHaveProperty('message', '[secret]');
  });
});
