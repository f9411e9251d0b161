import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import validator from 'validator';
import { describe, expect, test } from 'vitest';
import { ascii } from '../../../src/factory/ascii.ts';
import { type BuildOptions, build, buildList } from '../../../src/factory/build.ts';
import { defaultRefDate } from '../../../src/factory/builder.ts';
import { localeNames } from '../../../src/factory/faker-internals.ts';
import type { PhoneKind } from '../../../src/factory/stream.ts';
import { countryOf } from '../../../src/preset/people/countries.ts';
import { ageAt } from '../../../src/preset/people/life.ts';
import { type UserAttributes, users } from '../../../src/preset/users.ts';
import { countries, keptLocales } from './kept-locales.ts';

const people = (count: number, options: BuildOptions<typeof users> = {}): readonly UserAttributes[] =>
  buildList(users, count, {}, options);
const french = people(3000);
const ageOf = ({ birth_date }: UserAttributes): number => ageAt(birth_date, defaultRefDate);
const those = (job: RegExp): readonly UserAttributes[] => french.filter((person) => job.test(person.job));

describe('numbers', () => {
  /** Countries of the locales that only have numbers kept. */
  const others = {
    af_ZA: 'ZA', ar: 'EG', az: 'AZ', bn_BD: 'BD', cy: 'GB', dv: 'MV', en_AU_ocker: 'AU', en_GH: 'GH', en_HK: 'HK', en_IN: 'IN', en_NG: 'NG',
    en_NP: 'NP', en_ZA: 'ZA', fa: 'IR', fr_SN: 'SN', he: 'IL', hr: 'HR', hy: 'AM', id_ID: 'ID', ka_GE: 'GE', ku_ckb: 'IQ', ku_kmr_latin: 'TR',
    lv: 'LV', mk: 'MK', mn_MN_cyrl: 'MN', ne: 'NP', ro_MD: 'MD', sl_SI: 'SI', sr_RS_latin: 'RS', ta_IN: 'IN', th: 'TH', ur: 'PK',
    uz_UZ_latin: 'UZ', vi: 'VN', yo_NG: 'NG', zu_ZA: 'ZA',
    // Of no country: North America's for fiction.
    en_BORK: 'US', eo: 'US',
  } as const; // biome-ignore format: a table
  const all = { ...countries, ...others };

  test('every locale of Faker has a country here', () => {
    expect(Object.keys(all).sort()).toEqual(localeNames().filter((name) => name !== 'base'));
  });

  test.each(Object.entries(all))(
    '%s: libphonenumber takes each for one of %s, safe or mobile',
    (locale, country) => {
      for (const phones of ['safe', 'mobile'] as const)
        for (const { phone } of people(120, { locale, phones })) {
          const read = parsePhoneNumberFromString(phone, country);
          expect([phone, read?.isValid()]).toEqual([phone, true]);
        }
    },
  );

  test('French ones fit the region: Alsace is 03, and mobiles are of the range for fiction only if that is asked for', () => {
    const zones: Readonly<Record<string, string>> = {
      '67': '03', '68': '03', '57': '03', '59': '03', '75': '01', '92': '01', '94': '01', '35': '02', '44': '02', '76': '02', '14': '02',
      '13': '04', '69': '04', '34': '04', '06': '04', '20': '04', '33': '05', '31': '05', '64': '05', '87': '05', '79': '05',
    }; // biome-ignore format: a table
    let seen = 0;
    for (const { phone, zip_code } of french) {
      expect(phone).toMatch(/^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49) \d\d \d\d$/);
      const zone = zones[zip_code.slice(0, 2)];
      if (zone === undefined) continue;
      seen++;
      expect([zip_code, phone.slice(0, 2)]).toEqual([zip_code, zone]);
    }
    expect(seen).toBeGreaterThan(1000);
    const kinds = (phones: PhoneKind): string[] =>
      people(200, { phones }).map(({ phone }) => phone.slice(0, 8));
    expect(kinds('mobile').every((start) => /^0[67] (?!39 98)/.test(start))).toBe(true);
    expect(kinds('fictional').filter((start) => start === '06 39 98').length).toBeGreaterThan(50);
  });
});

describe.each(keptLocales)('%s', (locale) => {
  const some = people(250, { locale });
  const { eras = [], surnames = [], places = [], jobs } = countryOf(locale);

  test('e-mails are e-mails to validators and to the pattern of HTML', () => {
    const html =
      /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
    for (const { email } of some) {
      expect([email, validator.isEmail(email)]).toEqual([email, true]);
      expect(email).toMatch(html);
    }
  });

  test('zip codes are the city’s own, and of the country’s form', () => {
    expect(places.length).toBeGreaterThan(7);
    for (const { zip_code, city } of some) {
      const fits = places.some((place) => place.city === city && patternOf(place.zip).test(zip_code));
      expect([zip_code, city, fits]).toEqual([zip_code, city, true]);
    }
    const country = countries[locale as keyof typeof countries];
    // Not those of which validator knows other forms: six digits in Korea once, and three in Taiwan.
    const unknown = ['KR', 'TW', 'GR', 'TR', 'HU'];
    if (!unknown.includes(country) && validator.isPostalCodeLocales.includes(country as never))
      for (const { zip_code } of some)
        expect([zip_code, validator.isPostalCode(zip_code, country as never)]).toEqual([zip_code, true]);
  });

  test('jobs fit the age: nobody works beyond 67, and nobody retires before 62', () => {
    const retired = [jobs?.retired.male, jobs?.retired.female];
    const work = new Map(
      jobs?.work.flatMap((job) => [job.male, job.female].map((name) => [name, job] as const)),
    );
    for (const person of some) {
      const age = ageOf(person);
      expect(age).toBeGreaterThanOrEqual(18);
      const isRetired = retired.includes(person.job);
      if (age > 67) expect([person.job, age, isRetired]).toEqual([person.job, age, true]);
      if (isRetired) expect(age).toBeGreaterThanOrEqual(62);
      const job = work.get(person.job);
      if (job !== undefined)
        expect([person.job, age, age >= job.from && age <= job.to]).toEqual([person.job, age, true]);
    }
  });

  test('numbers are of the place, or mobiles', () => {
    const { mobiles } = countryOf(locale);
    for (const { phone, city } of some) {
      const here = places.filter((place) => place.city === city);
      const patterns = here.flatMap((place) =>
        place.phones.length > 0 ? place.phones : (place.mobiles ?? mobiles),
      );
      expect([phone, city, patterns.some((pattern) => patternOf(pattern).test(phone))]).toEqual([
        phone,
        city,
        true,
      ]);
    }
  });

  test('e-mails are made of the name, jobs are of the country’s list, and nothing is empty', () => {
    const all = [...(jobs?.work ?? []), ...(jobs?.students ?? []), ...(jobs?.apprentices ?? [])];
    const known = new Set(
      [...all, ...(jobs ? [jobs.retired] : [])].flatMap(({ male, female }) => [male, female]),
    );
    const isLatin = !/^(el|ru|uk|ja|ko|zh_CN|zh_TW)$/.test(locale);
    for (const { email, first_name, last_name, job, street } of some) {
      const [first, last] = email.split('@')[0]?.split('.') ?? [];
      if (isLatin) expect([first, last]).toEqual([ascii(first_name, locale), ascii(last_name, locale)]);
      expect([first, last]).toEqual([
        expect.stringMatching(/^(?!user$)[a-z][a-z-]*$/),
        expect.stringMatching(/^[a-z][a-z-]+$/),
      ]);
      expect(known).toContain(job);
      expect(street.trim()).not.toBe('');
    }
  });

  test('names are of the era, and of one language', () => {
    expect([eras.length > 1, surnames.length > 11]).toEqual([true, true]);
    for (const { first_name, birth_date } of some) {
      const year = Number(birth_date.slice(0, 4));
      const era = eras.filter(({ from }) => from <= year).at(-1);
      const known = [...(era?.female ?? []), ...(era?.male ?? [])].map((name) => name.split(':')[0]);
      expect(known).toContain(first_name);
    }
    for (const { last_name } of some)
      expect(
        surnames.some((name) => name.split(/[/:]/).includes(last_name)),
        last_name,
      ).toBe(true);
    // One alphabet: nothing Latin in the words of a language that has its own.
    if (/^(el|ru|uk|ja|ko|zh_CN|zh_TW)$/.test(locale))
      for (const { name, job, street, city } of some)
        expect(`${name} ${job} ${street} ${city}`).not.toMatch(/[a-z]/i);
    else
      for (const { name, job, street, city } of some)
        expect(`${name} ${job} ${street} ${city}`).toMatch(/^[\p{Script=Latin}\p{Script=Common}]+$/u);
  });
});

describe('full names', () => {
  test.each(keptLocales)('%s: no two of 50 people have the same, and hardly any of 200', (locale) => {
    for (const randomSeed of [1, 2, 3]) {
      const names = people(200, { locale, randomSeed }).map(({ name }) => name);
      expect(new Set(names.slice(0, 50)).size).toBe(50);
      // In Korea every fifth is a Kim.
      expect(new Set(names).size).toBeGreaterThan(locale === 'ko' ? 190 : 196);
    }
  });

  test.each(['fr', 'fr_BE', 'fr_CA', 'en', 'en_GB', 'de', 'it'])(
    '%s: nobody is called François François',
    (locale) => {
      const same = people(3000, { locale }).filter(({ first_name, last_name }) => first_name === last_name);
      expect(same.map(({ name }) => name)).toEqual([]);
    },
  );

  test('a surname comes again only after all others, in an order of each dataset’s own', () => {
    const { surnames = [] } = countryOf('tr');
    const first = people(surnames.length, { locale: 'tr' }).map(({ last_name }) => last_name);
    expect([...first].sort()).toEqual([...surnames].sort());
    expect(people(surnames.length, { locale: 'tr', randomSeed: 2 })[0]?.last_name).not.toBe(first[0]);
  });

  test('small words stand where the country has them', () => {
    const dutch = people(100, { locale: 'nl' });
    expect(dutch.find(({ last_name }) => last_name === 'van den Berg')?.email).toMatch(
      /^[a-z]+\.van-den-berg\./,
    );
    expect(people(100, { locale: 'nl_BE' }).some(({ name }) => name.endsWith(' De Smet'))).toBe(true);
  });
});

describe('a neighbour’s eye: one language, another country', () => {
  test.each([
    ['de_CH', /ß|^(Friseur|Grundschul|Tischler|Auszubild)/],
    ['de_AT', /^(Rentner|Grundschul|Auszubild)/],
    ['fr_BE', /^(Retraité|Professeure? des écoles|Lycéen)/],
    ['fr_CH', /^(Kiné|Professeure? des écoles|Lycéen|Conduct\w+ de train)/],
    ['fr_CA', /^(Kiné|Professeure? d|Lycéen|Conduct\w+ de bus|Aide-soign)/],
    ['es_MX', /^(Camarer|Contable|Dependient)/],
    ['en_GB', /^(Real estate|Physical therapist)/],
    ['en_US', /^(Physiotherapist|Primary school)/],
  ])('%s', (locale, foreign) => {
    for (const { name, job, street } of people(500, { locale }))
      for (const words of [job, name, street]) expect(words).not.toMatch(foreign);
  });

  test('names in other alphabets are spelled as passports spell them', () => {
    const spelled = (locale: string, first_name: string): string | undefined =>
      people(800, { locale })
        .find((person) => person.first_name === first_name)
        ?.email.split('.')[0];
    expect(spelled('uk', 'Дмитро')).toBe('dmytro');
    expect(spelled('uk', 'Галина')).toBe('halyna');
    expect(spelled('uk', 'Юлія')).toBe('yuliia');
    expect(spelled('el', 'Παρασκευή')).toBe('paraskevi');
    expect(spelled('ko', '지훈')).toBe('jihoon');
    expect(spelled('zh_CN', '建国')).toBe('jianguo');
  });
});

describe('a French eye', () => {
  test('jobs and ages, by an independent list', () => {
    const least: readonly (readonly [RegExp, number, number])[] = [
      [/^Notaire/, 30, 67], [/^Médecin/, 28, 67], [/^Pharmacien/, 24, 67], [/^Avocat/, 25, 67], [/^Direct/, 30, 67],
      [/^Infirmi/, 21, 67], [/^Profess/, 22, 67], [/^Ingénieur/, 22, 67], [/^Étudiant/, 18, 26], [/^Apprenti/, 18, 25], [/^Retraité/, 62, 80],
    ]; // biome-ignore format: a table
    for (const [job, from, to] of least) {
      expect(those(job).length, String(job)).toBeGreaterThan(4);
      for (const person of those(job))
        expect([person.job, ageOf(person) >= from && ageOf(person) <= to, ageOf(person)]).toEqual([
          person.job,
          true,
          ageOf(person),
        ]);
    }
  });

  test('Jean and Monique are old, Kévin and Aurélie are not, Léo and Emma are young', () => {
    const years = (first: string): readonly number[] =>
      french
        .filter(({ first_name }) => first_name === first)
        .map(({ birth_date }) => Number(birth_date.slice(0, 4)));
    for (const [name, from, to] of [
      ['Jean', 1945, 1959],
      ['Monique', 1945, 1959],
      ['Nathalie', 1960, 1979],
      ['Kévin', 1980, 1998],
      ['Aurélie', 1980, 1989],
      ['Léo', 1999, 2008],
      ['Emma', 1999, 2008],
    ] as const) {
      // biome-ignore format: a table
      expect(years(name).length, name).toBeGreaterThan(0);
      for (const year of years(name))
        expect([name, year >= from && year <= to, year]).toEqual([name, true, year]);
    }
  });

  test('jobs agree: a woman is no boulanger', () => {
    const women = new Set([
      'Sandrine',
      'Stéphanie',
      'Céline',
      'Aurélie',
      'Émilie',
      'Nathalie',
      'Sylvie',
      'Léa',
      'Emma',
      'Chloé',
      'Martine',
    ]);
    const masculine =
      /^(Boulanger|Cuisinier|Coiffeur|Infirmier|Vendeur|Avocat|Étudiant|Retraité|Directeur|Agent)(?![eè])\b/;
    const some = french.filter(({ first_name }) => women.has(first_name));
    expect(some.length).toBeGreaterThan(50);
    for (const { first_name, job } of some)
      expect([first_name, job]).toEqual([first_name, expect.not.stringMatching(masculine)]);
  });

  test('a birth date that is set has its name and job; younger ones go to school', () => {
    const old = build(users, { birth_date: '1948-05-05' });
    expect(countryOf('fr').eras?.[0]?.female.concat(countryOf('fr').eras?.[0]?.male ?? [])).toContain(
      old.first_name,
    );
    expect(old.job).toMatch(/^Retraité/);
    expect(build(users, { birth_date: '2009-05-05' }).job).toMatch(/^Lycéen/);
    expect(build(users, { birth_date: 'soon' }).birth_date).toBe('soon');
  });
});

function patternOf(zip: string): RegExp {
  const plain = zip.replace(/[()+.]/g, '\\$&');
  return new RegExp(`^${plain.replaceAll('#', '\\d').replaceAll('@', '[A-Z]')}$`);
}
