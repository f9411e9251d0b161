/** The languages that seedbed speaks. */
export const languages = ['en', 'fr'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

let current: Language | undefined;

/** The language in which sentences are said now: the one that was set, else the one of the machine's locale, else English. */
export function language(): Language {
  // Of all parts of Intl, this one loads least: a date format costs a start some 30 ms more.
  current ??= languageOfTag(new Intl.PluralRules().resolvedOptions().locale) ?? 'en';
  return current;
}

/** Every sentence from now on is in this language. It belongs to the process: one run speaks one language. */
export function setLanguage(to: Language): void {
  current = to;
}

/**
 * The language that an environment asks for: `SEEDBED_LANG`, then `LC_ALL`, `LC_MESSAGES`, `LANGUAGE` (before `LANG`, as gettext
 * has it: https://www.gnu.org/software/gettext/manual/html_node/Locale-Environment-Variables.html), then `LANG`.
 * `LC_ALL=C` asks for English. Undefined if nothing there names a language that we speak.
 */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language | undefined {
  const { SEEDBED_LANG, LC_ALL, LC_MESSAGES, LANGUAGE, LANG } = environment;
  if (LC_ALL && /^(C|POSIX)\b/.test(LC_ALL) && !SEEDBED_LANG) return 'en';
  const wishes = [SEEDBED_LANG, LC_ALL, LC_MESSAGES, ...(LANGUAGE?.split(':') ?? []), LANG];
  return wishes.map((wish) => wish && languageOfTag(wish)).find((found) => found) || undefined;
}

/** `fr_FR.UTF-8`, `fr-CA`, `fr` → `fr`. */
function languageOfTag(tag: string): Language | undefined {
  const [name] = tag.toLowerCase().split(/[-_.@]/);
  return languages.find((known) => known === name);
}

/** Sentences of one subject. What varies in one is an argument. */
export type Sentences = Readonly<Record<string, string | ((...values: never[]) => string)>>;

/**
 * The sentences of one subject in both languages. A key that one of them lacks does not compile; neither does another list of
 * arguments. The result says each in the language of the moment, so it may be made at import.
 *
 * @example
 * const english = { removed: (n: number): string => `${en.count(n, 'record', 'records')} removed` };
 * const french: typeof english = { removed: (n) => fr.count(n, 'enregistrement supprimé', 'enregistrements supprimés') };
 * export const sweepSays: typeof english = inBoth(english, french);
 */
export function inBoth<T extends Sentences>(english: T, french: T): T {
  return new Proxy(english, { get: (_, key) => Reflect.get(language() === 'fr' ? french : english, key) });
}
