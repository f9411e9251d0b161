import type { BuildContext } from '../../factory/definition.ts';
import { type Country, eraOf, forms, type Sex } from './country.ts';

/** A person's names, and how an address spells them. */
export interface DrawnName {
  readonly firstName: string;
  readonly lastName: string;
  readonly readFirst: string;
  readonly readLast: string;
}

type Context = Pick<BuildContext, 'fake' | 'index' | 'locale' | 'turn'>;

/**
 * A first name of the birth year and a surname, by turns: each surname comes once before any comes again, and then with another first
 * name. So nobody has both names of another until there are more people than a list of surnames holds, times the first names of one era.
 */
export function nameOf(context: Context, country: Country, sex: Sex, year: number): DrawnName {
  const { fake, index, locale, turn } = context;
  const { eras, surnames = [] } = country;
  const families = familiesOf(surnames);
  const at = families.length === 0 ? 0 : turn(families.length);
  const { name, order, times, first } = families[at] ?? { name: '', order: 0, times: 1, first: 0 };
  const last = name === '' ? fake.person.lastName(sex) : name;
  let given: string;
  if (eras === undefined) given = fake.person.firstName(sex);
  else {
    const names = eraOf(eras, year)[sex];
    const before = order + times * Math.floor(index / families.length);
    const place = turn(names.length, first) + before;
    given = names[place % names.length] as string;
    // There are people called François François, and everybody asks whether that is right.
    if (given === last) given = names[(place + 1) % names.length] as string;
  }
  const [firstName, readFirst] = written(given, locale);
  const [lastName, readLast] = written(last.includes('/') ? forms(last)[sex] : last, locale);
  return { firstName, lastName, readFirst, readLast };
}

/** One entry of a list of surnames. */
interface Family {
  readonly name: string;
  /** How many entries before it are the same name, and how many there are: a frequent name stands there several times. */
  readonly order: number;
  readonly times: number;
  /** Where the first of them is. */
  readonly first: number;
}

const known = new WeakMap<readonly string[], readonly Family[]>();

function familiesOf(surnames: readonly string[]): readonly Family[] {
  let families = known.get(surnames);
  if (families === undefined) {
    const at = new Map<string, number[]>();
    for (const [place, name] of surnames.entries()) at.set(name, [...(at.get(name) ?? []), place]);
    families = surnames.map((name, place) => {
      const places = at.get(name) as number[];
      return { name, order: places.indexOf(place), times: places.length, first: places[0] as number };
    });
    known.set(surnames, families);
  }
  return families;
}

/** `佐藤:sato` → the name, and how an address spells it. */
function written(name: string, locale: string): readonly [name: string, read: string] {
  const colon = name.indexOf(':');
  return colon === -1 ? [name, spelledName(name, locale)] : [name.slice(0, colon), name.slice(colon + 1)];
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

/** Those that differ at the beginning of a name, as the state writes them (resolution 55 of 2010). */
const ukrainianPairs: readonly (readonly [RegExp, string])[] = [
  [/и/giu, 'y'],
  [/г/giu, 'h'],
  [/(?<=\p{L})ю/gu, 'iu'],
  [/(?<=\p{L})я/gu, 'ia'],
  [/(?<=\p{L})є/gu, 'ie'],
];

/** A name as the country's passports spell it, if that is more than letter by letter. */
function spelledName(name: string, locale: string): string {
  const pairs = locale === 'uk' ? ukrainianPairs : locale === 'el' ? greekPairs : [];
  return pairs.reduce((spelled, [pair, letters]) => spelled.replace(pair, letters), name);
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
