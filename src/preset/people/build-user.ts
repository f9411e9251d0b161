import type { BuildContext } from '../../factory/definition.ts';
import { addressOf } from './address.ts';
import { countryOf } from './countries.ts';
import type { Sex } from './country.ts';
import { ageAt, birthDate, jobAt } from './life.ts';
import { fullName, nameOf, splitName } from './names.ts';

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
  const drawnName = nameOf(context, country, sex, Number(birth.slice(0, 4)));
  const { firstName, lastName } = drawnName;
  const asked = given('name', '');
  const person = asked === '' ? drawnName : splitName(asked, locale);
  const first_name = given('first_name', person.firstName);
  const last_name = given('last_name', person.lastName);
  const age = ageAt(birth, refDate);
  const job = country.jobs === undefined ? fake.person.jobTitle() : jobAt(fake, country.jobs, age)[sex];
  const { phone, street, zip_code, city } = addressOf(context, country);
  return {
    name: fullName(first_name, last_name, locale),
    first_name,
    last_name,
    email: unique.email(
      first_name === firstName ? drawnName.readFirst : first_name,
      last_name === lastName ? drawnName.readLast : last_name,
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

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}
