import type { Faker, LocaleDefinition } from '@faker-js/faker';
import { SeedbedError } from '../errors.ts';
import { didYouMean } from '../lib/check.ts';
import { buildingSays } from '../messages/building.ts';
import { checksSay } from '../messages/checks.ts';
import { hasLocale, lazyDefinition, localeNames } from './faker-internals.ts';

/** Faker, speaking one locale. Typed in full; only its locale's data is ever loaded. */
export type LocaleFaker = Faker;

export const defaultLocale = 'fr';

/** One of Faker's locales. */
export interface Locale {
  /** `fr_CA`. */
  readonly code: string;
  readonly definition: LocaleDefinition;
}

/**
 * One of Faker's locales, by name. Its data is loaded when something first asks for it, alone: 45 ms, where Faker's root import takes 220.
 * What people of the default resources are made of is ours for many locales, and asks for none of it.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` for a name Faker does not have.
 */
export function findLocale(name: string = defaultLocale): Locale {
  assertLocale(name);
  return { code: name, definition: lazyDefinition(name) };
}

/** @throws SeedbedError `SEEDBED_CONFIG` for a name Faker does not have. */
export function assertLocale(name: string): void {
  if (!hasLocale(name)) throw new SeedbedError('SEEDBED_CONFIG', unknownLocale(name));
}

/** What is said of a name Faker does not have. */
export function unknownLocale(name: string): string {
  const meant = Object.entries(languages).find(([, words]) => words.includes(name.trim().toLowerCase()));
  const hint = meant === undefined ? didYouMean(name, localeNames()) : checksSay.didYouMean(meant[0]);
  return buildingSays.unknownLocale(name) + (hint || buildingSays.localesLike);
}

/** Locales by the names of their languages, in English, in French and as the language calls itself. */
const languages: Readonly<Record<string, readonly string[]>> = {
  fr: ['french', 'français', 'francais'],
  en: ['english', 'anglais'],
  de: ['german', 'allemand', 'deutsch'],
  es: ['spanish', 'espagnol', 'español', 'espanol'],
  it: ['italian', 'italien', 'italiano'],
  pt_PT: ['portuguese', 'portugais', 'português', 'portugues'],
  nl: ['dutch', 'néerlandais', 'neerlandais', 'nederlands'],
};
