import { inBoth } from './language.ts';

const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

// No value is shown anywhere: any may be a secret.
const english = {
  form: (name: string, shown: string, last: string): string =>
    `Expected ${name} to be one of: ${shown}, ${last}.`,
  aFunction: 'a function',
  tokenPlace: (name: string): string =>
    `Expected ${name} to say where the token is, by "token", if "session" is "token".`,
  csrfPlace: (name: string): string =>
    `Expected ${name} to say where the token goes, by "header", "field" or both.`,
  missing: (name: string): string => `Expected ${name} to be a text; it is missing.`,
  object: (name: string, keys: string): string => `Expected ${name} to be { ${keys} }.`,
  text: (name: string): string => `Expected ${name} to be a text that is not empty.`,
  missingText: (name: string): string => `Expected ${name} to be a text that is not empty; it is missing.`,
  noLineBreak: (name: string): string => `Expected ${name} to hold no line break.`,
  headerText: (name: string): string => `Expected ${name} to hold only characters that a header can carry.`,
  headerName: (name: string): string => `Expected ${name} to be the name of a header, such as "X-Api-Key".`,
  function: (name: string): string => `Expected ${name} to be a function.`,
  path: (name: string, origin: string): string =>
    `Expected ${name} to be a path such as "/login", or a URL on ${origin}.`,
  tokenUrl: (name: string, origin: string): string =>
    `Expected ${name} to be a path such as "/oauth/token" below ${origin}, or a whole URL.`,
  oneOf: (name: string, words: readonly string[]): string =>
    `Expected ${name} to be ${words.length === 1 ? '' : 'one of '}${quoted(words)}.`,
};

const french: typeof english = {
  form: (name, shown, last) => `${name} : il faut l'une de ces formes : ${shown}, ${last}.`,
  aFunction: 'une fonction',
  tokenPlace: (name) => `${name} doit dire où est le jeton, par « token », si « session » vaut « token ».`,
  csrfPlace: (name) => `${name} doit dire où va le jeton, par « header », « field » ou les deux.`,
  missing: (name) => `${name} : il faut un texte ; il manque.`,
  object: (name, keys) => `${name} : il faut { ${keys} }.`,
  text: (name) => `${name} : il faut un texte non vide.`,
  missingText: (name) => `${name} : il faut un texte non vide ; il manque.`,
  noLineBreak: (name) => `${name} ne doit contenir aucun saut de ligne.`,
  headerText: (name) => `${name} ne doit contenir que des caractères qu'un en-tête peut porter.`,
  headerName: (name) => `${name} : il faut un nom d'en-tête, par exemple « X-Api-Key ».`,
  function: (name) => `${name} : il faut une fonction.`,
  path: (name, origin) => `${name} : il faut un chemin, par exemple « /login », ou une URL sur ${origin}.`,
  tokenUrl: (name, origin) =>
    `${name} : il faut un chemin, par exemple « /oauth/token » sous ${origin}, ou une URL complète.`,
  oneOf: (name, words) =>
    `${name} : il faut ${words.length === 1 ? '' : "l'une des valeurs "}${quoted(words)}.`,
};

/** What the checks of `auth` and `userAuth` say. */
export const authSettingsSay: typeof english = inBoth(english, french);
