import { language } from './language.ts';

/** How one language counts, joins and measures. */
export interface Words {
  /** `1,234`; French `1 234`. Rounded to a number of digits after the point; by default as it is. */
  number(value: number, digits?: 0 | 1): string;
  /** 0.042 → `4.2 %`, as each language writes it. */
  percent(share: number): string;
  /** `1 record`, `2 records`. French has the singular for 0 too. */
  count(n: number, one: string, other: string): string;
  /** The word alone, without its number. */
  plural(n: number, one: string, other: string): string;
  /** `a, b and c`. */
  and(words: readonly string[]): string;
  /** `a; b`, French `a ; b`. */
  clauses(texts: readonly string[]): string;
  /** `a, b or c`. */
  or(words: readonly string[]): string;
  /** 41 → `41 ms`, 1830 → `1.8 s`, 125000 → `2 min 5 s`. */
  duration(ms: number): string;
  /** An epoch in this machine's own time: `2026-11-26 15:04`, French `26/11/2026 15:04`. */
  dateTime(ms: number): string;
}

function wordsOf(locale: 'en' | 'fr', decimalPoint: '.' | ','): Words {
  // Made when used: most processes say one sentence or none, and each of these costs a millisecond.
  const once = <T>(make: () => T): (() => T) => {
    let made: T | undefined;
    return () => (made ??= make());
  };
  const rules = once(() => new Intl.PluralRules(locale));
  const whole = once(() => new Intl.NumberFormat(locale));
  const tenth = once(
    () => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );
  // British English has no comma before the last word.
  const lists = locale === 'en' ? 'en-GB' : locale;
  const all = once(() => new Intl.ListFormat(lists, { type: 'conjunction' }));
  const any = once(() => new Intl.ListFormat(lists, { type: 'disjunction' }));
  // The English of computers: nobody takes its month for its day.
  const times = once(
    () =>
      new Intl.DateTimeFormat(locale === 'en' ? 'sv-SE' : 'fr-FR', {
        dateStyle: 'short',
        timeStyle: 'short',
      }),
  );
  // Loading the first number format of a process takes some 25 ms. Figures that need no grouping go without.
  const isSmall = (value: number): boolean => value >= 0 && value < 999.5;
  const number = (given: number, digits?: 0 | 1): string => {
    const value = digits === 0 ? Math.round(given) : given;
    if (digits === 1)
      return isSmall(value) ? value.toFixed(1).replace('.', decimalPoint) : tenth().format(value);
    return isSmall(value) && Number.isInteger(value) ? String(value) : whole().format(value);
  };
  const plural = (n: number, one: string, other: string): string =>
    rules().select(n) === 'one' ? one : other;
  return {
    number,
    plural,
    percent(share) {
      const rounded = Math.round(share * 1000) / 10;
      // 9,999 of 10,000 are not all, and one of them is not none.
      const value = share > 0 && share < 1 ? Math.min(99.9, Math.max(0.1, rounded)) : rounded;
      return `${number(value, Number.isInteger(value) ? 0 : 1)} %`;
    },
    count: (n, one, other) => `${number(n)} ${plural(n, one, other)}`,
    clauses: (texts) => texts.join(locale === 'fr' ? ' ; ' : '; '),
    and: (words) => all().format(words),
    or: (words) => any().format(words),
    dateTime: (ms) => times().format(ms),
    duration(ms) {
      if (ms < 999.5) return `${Math.round(ms)} ms`;
      // What somebody set is whole: `10 s`. What was measured hardly ever is.
      if (ms < 59_950) return `${number(ms / 1000, ms % 1000 === 0 ? 0 : 1)} s`;
      const seconds = Math.round(ms / 1000);
      if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
      const minutes = Math.round(seconds / 60);
      return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
    },
  };
}

/** For sentences in English. */
export const en: Words = wordsOf('en', '.');

/** For sentences in French: `1 234`, `0 enregistrement`, `1,8 s`. */
export const fr: Words = wordsOf('fr', ',');

/** The words of the current language, for figures that stand alone. */
export function words(): Words {
  return language() === 'fr' ? fr : en;
}
