import type { LocaleFaker } from '../../factory/locale.ts';

export type Sex = 'female' | 'male';

/** First names given from a year on, until the next era's. */
export interface Era {
  readonly from: number;
  readonly female: readonly string[];
  readonly male: readonly string[];
}

/** A job, and the ages at which people have it. */
export interface Job {
  readonly female: string;
  readonly male: string;
  readonly from: number;
  readonly to: number;
}

/** The jobs of one language. */
export interface Jobs {
  readonly work: readonly Job[];
  /** Up to 17. */
  readonly pupils: readonly Job[];
  readonly students: readonly Job[];
  /** Empty: nobody learns a trade this way. */
  readonly apprentices: readonly Job[];
  readonly retired: Job;
}

/** A zip code, its city, and what else fits there. In zip codes and numbers `#` is any digit and `@` any letter. */
export interface Place {
  readonly zip: string;
  readonly city: string;
  /** Landlines of the place that ring nowhere and that validators accept; empty if the country keeps none. */
  readonly phones: readonly string[];
  /** Mobiles of people who live there, if that matters. @default the country's */
  readonly mobiles?: readonly string[];
  /** @default the country's */
  readonly streets?: readonly string[];
}

/** What the people of one locale are made of. Whatever is undefined comes from Faker's own data. */
export interface Country {
  /** By birth year, the earliest era first. A name may be followed by a colon and how an address spells it. */
  readonly eras?: readonly Era[];
  /** A surname that agrees has both forms: `Kowalski/Kowalska`. */
  readonly surnames?: readonly string[];
  readonly jobs?: Jobs;
  readonly places?: readonly Place[];
  /** A house number and street, as the country writes them. */
  street?(fake: LocaleFaker, place: Place): string;
  /** Mobiles that validators accept. They may be somebody's. */
  readonly mobiles: readonly string[];
  /** Mobiles that the country keeps for fiction. Some validators refuse them. */
  readonly fictional?: readonly string[];
}

/** `from: names…`, one era a line. */
export function eras(
  table: Readonly<Record<number, readonly [female: string, male: string]>>,
): readonly Era[] {
  return Object.entries(table).map(([from, [female, male]]) => ({
    from: Number(from),
    female: words(female),
    male: words(male),
  }));
}

/** Names by spaces; `María_José` is one of two words. */
export function words(names: string): readonly string[] {
  return names.split(' ').map((name) => name.replaceAll('_', ' '));
}

/** The era of a birth year; of those before the first one, the first. */
export function eraOf(all: readonly Era[], year: number): Era {
  let found = all[0] as Era;
  for (const era of all) if (era.from <= year) found = era;
  return found;
}

const retirement = 67;

/** `24 Professeur/Professeure de chant` or `21-60 Policier/Policière`, separated by `|`: ages, and the two forms if they differ. */
export function jobList(text: string): readonly Job[] {
  return text.split('|').map((entry) => {
    const [, from = '0', to = String(retirement), words = ''] = /^(\d+)(?:-(\d+))? (.+)$/.exec(entry) ?? [];
    return { ...forms(words), from: Number(from), to: Number(to) };
  });
}

/** `Chef/Cheffe de projet` → the masculine and the feminine form. What follows the second word is of both. */
export function forms(words: string): { readonly male: string; readonly female: string } {
  const [, before = '', male = '', female = '', after = ''] =
    /^(.* )?([^/ ]+)\/([^/ ]+)( .*)?$/u.exec(words) ?? [];
  if (male !== '') return { male: before + male + after, female: before + female + after };
  // Two whole wordings, if more than one word agrees: `Agent immobilier//Agente immobilière`.
  const [one = '', other = one] = words.split('//');
  return { male: one, female: other };
}

/** The same for one that has no ages. */
export function jobFor(words: string, from: number, to: number): Job {
  return { ...forms(words), from, to };
}

/** One of a list. Nothing is drawn if the list has only one. */
export function pick<T>(fake: LocaleFaker, list: readonly T[]): T {
  return list[list.length === 1 ? 0 : fake.number.int(list.length - 1)] as T;
}

/** Without those that some country's postal codes never have. */
const anyLetter = 'ABEGHJLNPRTXY';

/** Fills each `#` with a digit and each `@` with a letter. */
export function fill(fake: LocaleFaker, pattern: string): string {
  if (!pattern.includes('#') && !pattern.includes('@')) return pattern;
  // One draw for all digits: no pattern has more than nine.
  let digits = fake.number.int(999_999_999);
  let filled = '';
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === '#') {
      filled += digits % 10;
      digits = Math.floor(digits / 10);
    } else filled += sign === '@' ? anyLetter[fake.number.int(anyLetter.length - 1)] : sign;
  }
  return filled;
}
