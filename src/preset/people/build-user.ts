import type { BuildContext } from '../../factory/definition.ts';
import { addressOf } from './address.ts';
import { countryOf } from './countries.ts';
import { eraOf, forms, pick, type Sex } from './country.ts';
import { ageAt, birthDate, jobAt } from './life.ts';

/** A user as built. The API is sent `name`, `email` and `password`; the rest is for tests to type into forms. */
export interface UserAttributes {
  name: string;
  first_name: string;
  last_name: string;
  /** Spelled from the name, unique, at a domain that mail does not reach. */
  email: string;
  /** 20 characters, strong; a secret, and the one value that does not repeat. */
  password: string;
  phone: string;
  job: string;
  /** `YYYY-MM-DD`; 18 to 80 years before the reference date. */
  birth_date: string;
  /** `member` unless a trait or the seed says otherwise. */
  role: string;
  street: string;
  /** One of the city's own, where places are kept; empty if a country has none. */
  zip_code: string;
  city: string;
}

/** A person of generator 2: the first name fits the birth year, the job the age, the number and the street the city. */
export function buildUser(context: BuildContext): UserAttributes {
  const { fake, unique, locale, given, refDate } = context;
  const country = countryOf(locale);
  const sex: Sex = fake.datatype.boolean() ? 'female' : 'male';
  const drawn = birthDate(fake.number.float(), refDate, country.jobs);
  const born = given('birth_date', drawn);
  const birth = born === drawn || !isDate(born) ? drawn : born;
  const year = Number(birth.slice(0, 4));
  const { eras, surnames, jobs } = country;
  const first = eras === undefined ? fake.person.firstName(sex) : pick(fake, eraOf(eras, year)[sex]);
  const last = surnames === undefined ? fake.person.lastName(sex) : pick(fake, surnames);
  const [firstName, readFirst] = written(first, locale);
  const [lastName, readLast] = written(last.includes('/') ? forms(last)[sex] : last, locale);
  const asked = given('name', '');
  const person = asked === '' ? { firstName, lastName } : splitName(asked, locale);
  const first_name = given('first_name', person.firstName);
  const last_name = given('last_name', person.lastName);
  const age = ageAt(birth, refDate);
  const job = jobs === undefined ? fake.person.jobTitle() : jobAt(fake, jobs, age)[sex];
  const { phone, street, zip_code, city } = addressOf(context, country);
  return {
    name: fullName(first_name, last_name, locale),
    first_name,
    last_name,
    email: unique.email(
      first_name === firstName ? readFirst : first_name,
      last_name === lastName ? readLast : last_name,
    ),
    password: unique.password(),
    phone,
    job,
    birth_date: drawn,
    role: 'member',
    street,
    zip_code,
    city,
  };
}

/** A name, and how an address spells it. */
function written(name: string, locale: string): readonly [name: string, read: string] {
  const colon = name.indexOf(':');
  return colon === -1 ? [name, spelledName(name, locale)] : [name.slice(0, colon), name.slice(colon + 1)];
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

const familyFirst = /^(ja|hu|vi|ko|zh)(_|$)/;

/** In the order of the language: family first, and written together, if people do so. */
export function fullName(firstName: string, lastName: string, locale: string): string {
  if (/^(zh|ko)(_|$)/.test(locale)) return lastName + firstName;
  return familyFirst.test(locale) ? `${lastName} ${firstName}` : `${firstName} ${lastName}`;
}

const greekPairs: readonly (readonly [RegExp, string])[] = [
  [/ο[υύ]/giu, 'ou'],
  [/ε[υύ](?=[θκξπστφχψ])/giu, 'ef'],
  [/ε[υύ]/giu, 'ev'],
  [/α[υύ]/giu, 'av'],
  [/γγ/gu, 'ng'],
];

/** A name as the country's passports spell it, if that is more than letter by letter. */
function spelledName(name: string, locale: string): string {
  if (locale === 'uk') return name.replace(/и/gi, 'y').replace(/г/gi, 'h');
  if (locale !== 'el') return name;
  return greekPairs.reduce((spelled, [pair, letters]) => spelled.replace(pair, letters), name);
}

/** The other way round: the first word is one name, the rest the other. */
export function splitName(
  name: string,
  locale: string,
): { readonly firstName: string; readonly lastName: string } {
  const [first = '', ...rest] = name.split(/\s+/);
  const others = rest.join(' ');
  return familyFirst.test(locale)
    ? { firstName: others, lastName: first }
    : { firstName: first, lastName: others };
}
