import { expect, test } from 'vitest';
import { setLanguage } from '../../../src/messages/language.ts';
import { refusalHint } from '../../../src/seeder/refusal-hint.ts';

const user = { user: { name: 'Ada', email: 'ada.0@sb4k2x9q7m1p-3.example.com', phone: '01 99 00 12 34' } };
const pass = { expires_at: new Date('2026-01-08') };

test.each([
  ['422 Unprocessable Entity: email: domain is not deliverable', user, 'emailDomain'],
  ['400 Bad Request: The domain example.com is blocked', user, 'emailDomain'],
  ['422 Unprocessable Entity: email : domaine interdit', user, 'emailDomain'],
  ['422 Unprocessable Entity: phone: must be a mobile', user, 'phones'],
  ['422 Unprocessable Entity: expires_at: must not be in the past', pass, 'referenceDate'],
  [
    '422 Unprocessable Entity: expires_at : ne doit pas être dans le passé',
    { expires_at: '2026-01-08T00:00:00Z' },
    'referenceDate',
  ],
  ['422 Unprocessable Entity: name: too short', user, undefined],
  ['422 Unprocessable Entity: email: domain is blocked', { email: 'ada@corp.fr' }, undefined],
  ['422 Unprocessable Entity: expires_at: must be in the future', { n: 1 }, undefined],
  ['503 Service Unavailable', user, undefined],
])('%s', (reason, body, setting) => {
  const hint = refusalHint(reason, body);
  expect(hint && /`(\w+)`/.exec(hint)?.[1]).toBe(setting);
});

test('in French too, with the domain', () => {
  setLanguage('fr');
  try {
    expect(refusalHint('422: email: domain not allowed', user)).toBe(
      'les adresses e-mail sont faites sur example.com : donnez à `emailDomain` un domaine que cette API accepte',
    );
  } finally {
    setLanguage('en');
  }
});
