import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isReservedDomain,
  strongPassword,
  type UniqueScope,
  uniqueFor,
} from '../../../src/factory/unique.ts';

const scope: UniqueScope = {
  namespace: 'sb4k2x9q7m1p-3',
  emailDomain: 'example.com',
  locale: 'fr',
  mark: '',
};

test('an e-mail is readable, at a sub-domain of its own', () => {
  expect(uniqueFor(scope, 723, 0).email('Camille', 'Moreau')).toBe(
    'camille.moreau.k3@sb4k2x9q7m1p-3.example.com',
  );
});

test('at a real domain the namespace is plus-addressed, since a sub-domain would bounce', () => {
  const company = { ...scope, emailDomain: 'company.com' };
  expect(uniqueFor(company, 723, 0).email('Camille', 'Moreau')).toBe(
    'camille.moreau.k3+sb4k2x9q7m1p-3@company.com',
  );
});

test('a name that cannot be spelled becomes "user"; one half that can is kept', () => {
  expect(uniqueFor(scope, 0, 0).email('김', '민준')).toBe('user.0@sb4k2x9q7m1p-3.example.com');
  expect(uniqueFor(scope, 0, 0).email('김', 'Park')).toBe('park.0@sb4k2x9q7m1p-3.example.com');
});

test('hosts are numbered from 01', () => {
  expect(uniqueFor(scope, 2, 0).host('web-prod')).toBe('web-prod-03.sb4k2x9q7m1p-3');
  expect(uniqueFor(scope, 1203, 0).host('web-prod')).toBe('web-prod-1204.sb4k2x9q7m1p-3');
  expect(uniqueFor(scope, 0, 0).host('日本')).toBe('vm-01.sb4k2x9q7m1p-3');
});

test('a next value and a second resource on the path are told apart', () => {
  expect(uniqueFor(scope, 2, 1).host('web')).toBe('web-03-1.sb4k2x9q7m1p-3');
  expect(uniqueFor({ ...scope, mark: 'r2' }, 2, 1).token).toBe('2-1-r2');
});

test.each([
  'example.com',
  'EXAMPLE.org',
  'mail.example.net',
  'acme.test',
  'x.invalid',
  'a.example',
  'localhost',
])('%s reaches nobody', (domain) => expect(isReservedDomain(domain)).toBe(true));
test.each(['company.com', 'myexample.com', 'example.com.fr', 'contest', 'latest.io'])(
  '%s may reach somebody',
  (domain) => expect(isReservedDomain(domain)).toBe(false),
);

// The proof that a million users need no set of those seen: two values can only be equal where everything that names them is.
const place = fc.record({
  namespace: fc.stringMatching(/^sb[0-9a-z]{10}-(t[0-9a-z]{5})?[0-9a-z]{1,3}$/),
  mark: fc.constantFrom('', 'r2', 'r3', 'r22'),
  index: fc.oneof(fc.nat({ max: 2000 }), fc.nat()),
  variant: fc.nat({ max: 30 }),
  emailDomain: fc.constantFrom('example.com', 'acme.test', 'company.com'),
  words: fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-z0-9.+-]{0,80}$/)), {
    maxLength: 3,
  }),
});

test('values of different places differ, even where the names are the same', () => {
  fc.assert(
    fc.property(place, place, (one, other) => {
      const same = { ...other, words: one.words, emailDomain: one.emailDomain };
      const differ = (['namespace', 'mark', 'index', 'variant'] as const).some(
        (key) => one[key] !== same[key],
      );
      fc.pre(differ);
      const [a, b] = [one, same].map((at) => uniqueFor({ ...at, locale: 'fr' }, at.index, at.variant));
      expect(a?.email(...one.words)).not.toBe(b?.email(...one.words));
      expect(a?.host(one.words.join('-'))).not.toBe(b?.host(one.words.join('-')));
      if (one.namespace === same.namespace) expect(a?.token).not.toBe(b?.token);
    }),
    { numRuns: 2000 },
  );
});

test('every e-mail and host is legal', () => {
  fc.assert(
    fc.property(place, (at) => {
      const unique = uniqueFor({ ...at, locale: 'de' }, at.index, at.variant);
      const [local = '', domain = ''] = unique.email(...at.words).split('@');
      expect(local).toMatch(/^[a-z0-9]+([.+-][a-z0-9]+)*$/);
      expect(local.length).toBeLessThanOrEqual(64);
      for (const label of [...domain.split('.'), ...unique.host(at.words.join('-')).split('.')]) {
        expect(label).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
      }
    }),
    { numRuns: 1000 },
  );
});

const passwords = Array.from({ length: 1000 }, strongPassword);

test('20 characters of all four classes, none of them mistaken for another', () => {
  for (const password of passwords) {
    expect(password).toMatch(/^[\w!#$%*+=-]{20}$/);
    expect(password).toMatch(/[A-Z]/);
    expect(password).toMatch(/[a-z]/);
    expect(password).toMatch(/[0-9]/);
    expect(password).toMatch(/[!#$%*+=-]/);
    expect(password).not.toMatch(/[0Oo1lI]/);
  }
});

test('no two are alike, and every character of the alphabet comes up', () => {
  expect(new Set(passwords).size).toBe(passwords.length);
  expect(new Set(passwords.join('')).size).toBe(64);
});
