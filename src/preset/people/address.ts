import type { BuildContext } from '../../factory/definition.ts';
import { hasPostcodes } from '../../factory/faker-internals.ts';
import type { LocaleFaker } from '../../factory/locale.ts';
import { type Country, fill, type Place, pick } from './country.ts';

/** Where a person lives, and their phone number. */
export interface Address {
  readonly phone: string;
  readonly street: string;
  readonly zip_code: string;
  readonly city: string;
}

type Context = Pick<BuildContext, 'fake' | 'given' | 'phones'>;

/**
 * A zip code, city, street and number that belong together, also if the city or the zip code is given. Called last in a build: a given
 * one may cost more draws, which then shift nothing else.
 */
export function addressOf(context: Context, country: Country): Address {
  const { fake, given } = context;
  const city = given('city', '');
  const zip = given('zip_code', '');
  const place = placeOf(fake, country, city, zip);
  const { street = (locale: LocaleFaker) => locale.location.streetAddress() } = country;
  return {
    phone: phoneOf(context, country, place),
    street: street(fake, place),
    zip_code: fill(fake, place.zip),
    city: place.city,
  };
}

function placeOf(fake: LocaleFaker, { places }: Country, city: string, zip: string): Place {
  // Hong Kong has no postcodes: Faker throws.
  if (places === undefined)
    return { zip: hasPostcodes(fake) ? fake.location.zipCode() : '', city: fake.location.city(), phones: [] };
  if (city === '' && zip === '') return pick(fake, places);
  const inCity = city === '' ? [] : places.filter((place) => place.city === city);
  // The first two characters of an unknown zip code, a French department, say where it is.
  const near = [zip, zip.slice(0, 2)].map((start) =>
    start === '' ? [] : places.filter((place) => place.zip.startsWith(start)),
  );
  const [exact = [], around = []] = near;
  const fitting = [inCity, exact, around].find((some) => some.length > 0) ?? places;
  return pick(fake, fitting);
}

/**
 * One that fits the place, or a mobile. `safe`: the country's numbers for fiction that validators accept, else a mobile. `fictional`: only
 * those for fiction, if the country has any. `mobile`: one that validators accept and that may belong to a real person.
 */
function phoneOf({ fake, phones }: Context, { mobiles, fictional = [] }: Country, place: Place): string {
  let patterns = place.phones;
  if (phones === 'fictional' && fictional.length > 0) patterns = [...fictional, ...patterns];
  if (phones === 'mobile' || patterns.length === 0) patterns = place.mobiles ?? mobiles;
  return fill(fake, pick(fake, patterns));
}
