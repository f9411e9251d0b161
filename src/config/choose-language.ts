import { oneOf, type Place } from '../lib/check.ts';
import { type Language, language, languageOf, languages, setLanguage } from '../messages/language.ts';
import type { Environment } from './environment.ts';

/** Where a language may be asked for, strongest first. */
export interface LanguageWishes {
  readonly explicit?: unknown;
  readonly environment?: Environment | undefined;
  readonly file?: unknown;
}

/**
 * The language of everything that is said from now on. It is chosen before anything is said, because even the message about a wrong wish
 * needs a language: so a wish for a language that we do not speak is passed over here.
 */
export function chooseLanguage({ explicit, environment = process.env, file }: LanguageWishes): Language {
  const { SEEDBED_LANG } = environment;
  const wished = [explicit, SEEDBED_LANG, file].map(languageIn).find((found) => found !== undefined);
  const chosen = wished ?? languageOf(environment) ?? language();
  setLanguage(chosen);
  return chosen;
}

/** Checks the setting `lang`. A locale's name will do: `fr_CA.UTF-8`. */
export function readLanguage(value: unknown, place: Place): Language {
  return languageIn(value) ?? oneOf(place, value, languages);
}

function languageIn(value: unknown): Language | undefined {
  return typeof value === 'string' ? languageOf({ SEEDBED_LANG: value.trim() }) : undefined;
}
