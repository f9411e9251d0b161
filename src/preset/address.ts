import type { BuildContext } from '../factory/definition.ts';
import { hasPostcodes, streetWords } from '../factory/faker-internals.ts';
import type { LocaleFaker } from '../factory/locale.ts';
import { zipCodes } from './france.ts';

export interface Address {
  readonly street: string;
  readonly zip_code: string;
  readonly city: string;
}

/**
 * A street, and a zip code and city that belong together (in `fr`; elsewhere as Faker has them), also where one of the two is
 * given. Called last in a build: a given city may cost another draw, which then shifts nothing else.
 */
export function addressOf({ fake, locale, given }: Pick<BuildContext, 'fake' | 'locale' | 'given'>): Address {
  if (locale !== 'fr') {
    return {
      street: fake.location.streetAddress(),
      zip_code: zipCodeOf(fake),
      city: fake.location.city(),
    };
  }
  // Faker's own numbers go up to 9999, on an impasse too.
  const street = `${fake.number.int({ min: 1, max: 120 })} ${frenchStreet(fake)}`;
  const city = given('city', '');
  const zip_code = given('zip_code', '');
  const free = city === '' && zip_code === '';
  const fits = (pair: (typeof zipCodes)[number]): boolean =>
    pair[1] === city || (city === '' && pair[0] === zip_code);
  const fitting = free ? zipCodes : zipCodes.filter(fits);
  const pair = fitting.length > 0 ? fake.helpers.arrayElement(fitting) : undefined;
  return { street, zip_code: pair?.[0] ?? zipCodeOf(fake), city: pair?.[1] ?? fake.location.city() };
}

/** As `fake.location.street()` draws it, without parsing its `{{location.street_prefix}} …` anew each time: 4 µs less a user. */
function frenchStreet(fake: LocaleFaker): string {
  const words = streetWords(fake);
  if (words === undefined) return fake.location.street();
  return `${fake.helpers.arrayElement(words.prefixes)} ${fake.helpers.arrayElement(words.names)}`;
}

/** Empty if a country has none: Hong Kong's Faker throws. */
function zipCodeOf(fake: LocaleFaker): string {
  return hasPostcodes(fake) ? fake.location.zipCode() : '';
}
