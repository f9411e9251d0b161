import { britishEras, britishSurnames, irishEras, irishSurnames } from './british.ts';
import type { Country } from './country.ts';
import {
  americanPlaces,
  americanStreet,
  australianPlaces,
  britishPlaces,
  britishStreet,
  canadianPlaces,
  englishEras,
  englishJobs,
  englishSurnames,
  irishPlaces,
  quebecPlaces,
} from './english.ts';
import { frenchEras, frenchJobs, frenchSurnames, quebecEras, quebecSurnames } from './french.ts';
import { francophoneStreet, frenchPlaces, frenchStreet, quebecStreet } from './french-places.ts';
import {
  austrianPlaces,
  germanEras,
  germanJobs,
  germanPlaces,
  germanStreet,
  germanSurnames,
  swissPlaces,
  swissStreet,
} from './german.ts';
import { japaneseEras, japaneseJobs, japanesePlaces, japaneseStreet, japaneseSurnames } from './japanese.ts';
import { mobilesOf } from './mobiles.ts';
import { otherJobs } from './other-jobs.ts';
import { otherNames } from './other-names.ts';
import { otherPlaces } from './other-places.ts';
import { otherStreet } from './other-streets.ts';
import { regionalJobs } from './regional-jobs.ts';

type Kept = Omit<Country, 'mobiles'>;

const french: Kept = { eras: frenchEras, surnames: frenchSurnames, jobs: frenchJobs };
const english: Kept = {
  eras: englishEras,
  surnames: englishSurnames,
  jobs: englishJobs,
  street: britishStreet,
};
const german: Kept = { eras: germanEras, surnames: germanSurnames, jobs: germanJobs, street: germanStreet };

const american: Kept = { ...english, places: americanPlaces, street: americanStreet };
const british: Kept = { ...english, eras: britishEras, surnames: britishSurnames };
const australian: Kept = { ...british, places: australianPlaces };

/** What is kept by hand, by locale. */
const kept: Readonly<Record<string, Kept>> = {
  fr: { ...french, places: frenchPlaces, street: frenchStreet, fictional: ['06 39 98 ## ##'] },
  fr_BE: { ...french, street: francophoneStreet },
  fr_CH: { ...french, street: francophoneStreet },
  fr_LU: { ...french, street: francophoneStreet },
  fr_CA: {
    ...french,
    eras: quebecEras,
    surnames: quebecSurnames,
    places: quebecPlaces,
    street: quebecStreet,
  },
  en: american,
  en_US: american,
  en_CA: {
    ...american,
    places: canadianPlaces,
    street: (fake) => americanStreet(fake).replace('Center', 'Centre'),
  },
  en_GB: { ...british, places: britishPlaces, fictional: ['07700 900###'] },
  en_IE: { ...british, eras: irishEras, surnames: irishSurnames, places: irishPlaces },
  en_AU: australian,
  en_AU_ocker: australian,
  de: { ...german, places: germanPlaces },
  de_AT: { ...german, places: austrianPlaces },
  de_CH: {
    ...german,
    // Switzerland writes no ß.
    surnames: germanSurnames.map((name) => name.replaceAll('ß', 'ss')),
    places: swissPlaces,
    street: swissStreet,
  },
  ja: {
    eras: japaneseEras,
    surnames: japaneseSurnames,
    jobs: japaneseJobs,
    places: japanesePlaces,
    street: japaneseStreet,
  },
};

const known = new Map<string, Country>();

/** What people are made of in a locale; some locales keep only numbers, and the rest is Faker's. */
export function countryOf(locale: string): Country {
  let country = known.get(locale);
  if (country === undefined) {
    const places = otherPlaces(locale);
    const jobs = kept[locale]?.jobs ?? otherJobs(locale) ?? sharedJobs(locale);
    const street = otherStreet(locale);
    country = {
      ...(places && { places }),
      ...(street && { street }),
      ...otherNames(locale),
      ...kept[locale],
      ...(jobs && { jobs: regionalJobs(jobs, locale) }),
      mobiles: mobilesOf(locale),
    };
    known.set(locale, country);
  }
  return country;
}

/** Jobs of the language, if a country has none of its own. */
function sharedJobs(locale: string): Country['jobs'] {
  return { en: englishJobs, fr: frenchJobs }[locale.split('_')[0] ?? ''];
}
