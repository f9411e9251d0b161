import { expect, test } from 'vitest';
import { build, buildList } from '../../../src/factory/build.ts';
import { localeNames } from '../../../src/factory/faker-internals.ts';
import { validate } from '../../../src/factory/validate.ts';
import { zipCodes } from '../../../src/preset/france.ts';
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

test('French zip codes are their cities’ own, and numbers ring nowhere', () => {
  for (const { zip_code, city, phone, street } of people) {
    expect(zipCodes).toContainEqual([zip_code, city]);
    expect(phone).toMatch(/^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d$/);
    expect(Number.parseInt(street, 10)).toBeLessThanOrEqual(120);
  }
});

test('the table of zip codes is well-formed', () => {
  expect(new Set(zipCodes.map(([code]) => code)).size).toBe(zipCodes.length);
  for (const [code] of zipCodes) expect(code).toMatch(/^\d{5}$/);
});

test('everybody is 18 to 80 at the reference date', () => {
  for (const { birth_date } of people) {
    expect(birth_date >= '1945-01-01' && birth_date <= '2008-01-01', birth_date).toBe(true);
  }
});

test('a given city gets its own zip code, a given zip code its city, and nothing else changes', () => {
  const lyon = build(users, { city: 'Lyon' });
  expect(lyon.zip_code).toMatch(/^6900\d$/);
  expect(build(users, { zip_code: '35400' }).city).toBe('Saint-Malo');
  expect(build(users, { city: 'Trifouilly' }).zip_code).toMatch(/^\d{5}$/);
  const { city, zip_code, password, ...rest } = lyon;
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
