import { expect, test } from 'vitest';
import { build, buildList } from '../../../src/factory/build.ts';
import { localeNames } from '../../../src/factory/faker-internals.ts';
import { validate } from '../../../src/factory/validate.ts';
import { setLanguage } from '../../../src/messages/language.ts';
import { users } from '../../../src/preset/users.ts';

const people = buildList(users, 500);

test('the schema accepts what the factory makes, in every locale that has names', () => {
  for (const locale of localeNames().filter((name) => name !== 'base')) {
    // `base` is what all share: no names
    for (const user of buildList(users, 5, {}, { locale })) {
      expect(validate(users, { ...user }), locale).toBeUndefined();
      expect(user.email, locale).toMatch(/^[a-z0-9][a-z0-9.-]*@sb0000000000-0\.example\.com$/);
    }
  }
});

test.each([
  ['fr', /^[a-z]/],
  ['fr_CA', /^[a-z]/],
  ['de', /^[a-z]/],
  ['ru', /^[a-z]/],
  ['ar', /^[a-z]/],
  ['ja', /^[a-z]/],
])('%s: addresses are spelled from the names', (locale, spelled) => {
  for (const { email } of buildList(users, 50, {}, { locale })) {
    expect(email).toMatch(spelled);
    expect(email).not.toMatch(/^user\./);
  }
});

test('only what the contract knows is sent', () => {
  const user = build(users);
  expect(users.toRequest({ ...user })).toEqual({
    name: user.name,
    email: user.email,
    password: user.password,
  });
});

test('everybody is 18 to 80 at the reference date', () => {
  for (const { birth_date } of people) {
    expect(birth_date >= '1945-01-01' && birth_date <= '2008-01-01', birth_date).toBe(true);
  }
});

test('a given city gets its own zip code, number and street, a given zip code its city, and nothing else changes', () => {
  const lyon = build(users, { city: 'Lyon' });
  expect(lyon.zip_code).toMatch(/^6900\d$/);
  expect(lyon.phone).toMatch(/^04 65 71/);
  expect(build(users, { zip_code: '35400' }).city).toBe('Saint-Malo');
  // An unknown one is told by its department.
  expect(build(users, { zip_code: '67999' }).phone).toMatch(/^03 53 01/);
  expect(build(users, { city: 'Trifouilly' }).zip_code).toMatch(/^\d{5}$/);
  const { city, zip_code, phone, street, password, ...rest } = lyon;
  expect(build(users)).toMatchObject(rest);
});

test('an address follows the names that are set', () => {
  expect(build(users, { first_name: 'Zoé' }).email).toMatch(/^zoe\./);
  expect(build(users, { name: 'Ada Lovelace' })).toMatchObject({
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada.lovelace.0@sb0000000000-0.example.com',
  });
  expect(build(users, { name: '山田 花子' }, { locale: 'ja' })).toMatchObject({
    first_name: '花子',
    last_name: '山田',
  });
  expect(build(users, { email: 'me@example.com' }).email).toBe('me@example.com');
});

test('roles', () => {
  expect(build(users).role).toBe('member');
  for (const trait of users.traitNames) expect(build(users, {}, { traits: [trait] }).role).toBe(trait);
});

test('passwords never repeat', () => {
  expect(build(users).password).not.toBe(build(users).password);
  expect(users.secrets).toEqual(['password']);
});

test('what the schema refuses is told in the language that is spoken', () => {
  const wrong = { ...build(users), email: 'nobody', city: '', birth_date: 'soon' };
  const told = (lang: 'en' | 'fr'): unknown => {
    setLanguage(lang);
    return validate(users, wrong);
  };
  try {
    expect(told('en')).toBe(
      'email: expected an e-mail address, got `"nobody"` (string); city: expected a text that is not empty, got `""` (string); ' +
        'birth_date: expected a date like 1990-12-31, got `"soon"` (string)',
    );
    expect(told('fr')).toBe(
      'email : attendu une adresse e-mail, reçu « nobody » ; city : attendu un texte qui ne soit pas vide, reçu un texte vide ; ' +
        'birth_date : attendu une date comme 1990-12-31, reçu « soon »',
    );
  } finally {
    setLanguage('en');
  }
});
