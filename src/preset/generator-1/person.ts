import type { LocaleFaker } from '../../factory/locale.ts';
import type { Sex } from '../people/country.ts';
import { frenchSurnames } from '../people/french.ts';
import * as france from './france.ts';
import * as japan from './japan.ts';

/** A person's names as written, and as an address can spell them. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly readFirst: string;
  readonly readLast: string;
}

export function personOf(fake: LocaleFaker, locale: string, sex: Sex): Person {
  const { arrayElement } = fake.helpers;
  if (locale === 'ja') {
    const [firstName, readFirst] = arrayElement(sex === 'female' ? japan.femaleNames : japan.maleNames);
    const [lastName, readLast] = arrayElement(japan.surnames);
    return { firstName, lastName, readFirst, readLast };
  }
  const french = locale === 'fr';
  const frenchNames = sex === 'female' ? france.femaleNames : france.maleNames;
  const firstName = french ? arrayElement(frenchNames) : fake.person.firstName(sex);
  const lastName = french ? arrayElement(frenchSurnames) : fake.person.lastName(sex);
  return { firstName, lastName, readFirst: firstName, readLast: lastName };
}

export function jobOf(fake: LocaleFaker, locale: string, sex: Sex): string {
  if (locale !== 'fr') return fake.person.jobTitle();
  const [male, female] = fake.helpers.arrayElement(france.jobs);
  return sex === 'female' ? female : male;
}

/** One that rings nowhere, if the country keeps numbers for fiction: ARCEP's blocks for France, 555-01xx in North America. */
export function phoneOf(fake: LocaleFaker, locale: string): string {
  const digits = String(fake.number.int(9999)).padStart(4, '0');
  if (locale === 'fr') {
    return `${fake.helpers.arrayElement(france.phonePrefixes)} ${digits.slice(0, 2)} ${digits.slice(2)}`;
  }
  if (/^(en|en_US|en_CA|fr_CA)$/.test(locale)) {
    return `(${fake.number.int({ min: 201, max: 989 })}) 555-01${digits.slice(2)}`;
  }
  return fake.phone.number({ style: 'national' });
}
