import { inBoth } from './language.ts';
import { fr } from './words.ts';

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

/** The kinds of value as French has them: what `typeof` says, and `array`. */
const kinds: Readonly<Record<string, string>> = {
  number: 'nombre',
  boolean: 'booléen',
  object: 'objet',
  array: 'tableau',
  bigint: 'grand entier',
  symbol: 'symbole',
};

const english = {
  expected: (name: string, what: string, got: string): string =>
    `Expected ${name} to be ${what}, got ${got}.`,
  whole: (min: number, max: number): string => `a whole number ${range(min, max)}`,
  seconds: (min: number, max: number): string => `a number of seconds ${range(min, max)}`,
  share: 'a share from 0 to 1',
  text: 'a text that is not empty',
  plainObject: 'a plain object',
  oneOf: (words: readonly string[]): string => `one of ${quoted(words)}`,
  trueOrFalse: 'true or false',
  pathOrFalse: 'a path like "/openapi.json", or false',
  aFunction: 'a function',
  instance: (name: string): string => `an instance of ${name}`,
  shown: (text: string, kind: string): string => `\`${text}\` (${kind})`,
  /** What is typed in a shell is always text. */
  typed: (text: string): string => text,
  unknownKey: (key: string, name: string): string => `Unknown key "${key}" in ${name}.`,
  didYouMean: (word: string): string => ` Did you mean "${word}"?`,
  keyOf: (key: string, name: string): string => `"${key}" of ${name}`,
  itemOf: (index: number, name: string): string => `item ${index} of ${name}`,
};

const french: typeof english = {
  expected: (name, what, got) => `${name} : il faut ${what}, reçu ${got}.`,
  whole: (min, max) => `un nombre entier ${rangeInFrench(min, max)}`,
  seconds: (min, max) => `un nombre de secondes ${rangeInFrench(min, max)}`,
  share: 'une proportion de 0 à 1',
  text: 'un texte non vide',
  plainObject: 'un objet simple',
  oneOf: (words) => `l'une des valeurs ${quoted(words)}`,
  trueOrFalse: 'true ou false',
  pathOrFalse: 'un chemin, par exemple « /openapi.json », ou false',
  aFunction: 'une fonction',
  instance: (name) => `une instance de ${name}`,
  shown: (text, kind) => (kind === 'string' ? textInFrench(text) : `\`${text}\` (${kinds[kind] ?? kind})`),
  typed: textInFrench,
  unknownKey: (key, name) => `Clé inconnue « ${key} » dans ${name}.`,
  didYouMean: (word) => ` Vouliez-vous dire « ${word} » ?`,
  keyOf: (key, name) => `« ${key} » de ${name}`,
  itemOf: (index, name) => `l'élément ${index} de ${name}`,
};

/** @param text as JSON, cut if it is long: then it has no quote at its end */
function textInFrench(text: string): string {
  return text === '""' ? 'un texte vide' : `« ${text.replace(/^"|"$/g, '')} »`;
}

function range(min: number, max: number): string {
  return isOpen(max) ? `from ${min} up` : `from ${min} to ${max}`;
}

function rangeInFrench(min: number, max: number): string {
  // A port is not written in groups of three digits, a million is.
  const most = max < 100_000 ? String(max) : fr.number(max);
  return isOpen(max) ? `à partir de ${min}` : `de ${min} à ${most}`;
}

function isOpen(max: number): boolean {
  return max >= Number.MAX_SAFE_INTEGER;
}

/** What a check of a value says: what was expected, what came, what may have been meant. */
export const checksSay: typeof english = inBoth(english, french);
