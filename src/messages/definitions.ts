import { inBoth } from './language.ts';

/** What is said of a resource's definition and of the description of its API. What is expected is a noun, as in checks.ts. */
const english = {
  expected: (place: string, what: string, got: string): string =>
    `Expected ${place} to be ${what}, got ${got}`,
  notADefinition: (got: string): string => `Expected a resource definition, got ${got}`,
  cursorWithoutAt: (place: string): string =>
    `Expected \`at\` in ${place}: where the next cursor is in the answer; it is missing`,

  // How messages name a place.
  theResource: (name: string): string => `resource "${name}"`,
  aResource: 'a resource',
  partOf: (key: string, place: string): string => `\`${key}\` of ${place}`,

  // What values are expected.
  word: 'a word (letters, digits, `_`, `-`)',
  path: 'a path like "/user"',
  key: "an attribute's name, or a list of names",
  schema: 'a Standard Schema (zod, valibot, arktype)',
  attributeNames: 'an array of attribute names',
  headings: "an object of headings by field, like { page_count: 'pages' }",
  defaults: 'an object of defaults',
  parents: "an object like { users: 'user_id' }",
  oneOfApis: "the name of one of the configuration's `apis`",
  overrides: 'an object of overrides by name',
  foreignKey: `a foreign key such as "user_id", or an object like { foreignKey: 'user_id' }`,
  fieldName: 'the name of a field',
  namedResource: (name: string): string => `the resource "${name}"`,
  create: 'true, false or a whole number from 0 up',
  shape: 'a path such as "data" or a function',
  method: (methods: readonly string[]): string => `one of ${methods.join(', ')}`,
  pathWithoutQuery: 'a path such as "/users/{id}", without a query',
  object: 'an object',
  encoding: '"json", "form", "multipart" or a media type',
  requests: 'a list of requests',
  ownPath: 'a path of its own, such as "/users/delete"',
  withoutNames: 'without names in braces',
  aboveZero: 'a whole number above 0',
  next: "one of { page: 'page' }, { offset: 'offset' }, { cursor: 'after', at: 'meta.next' }",
};

const french: typeof english = {
  expected: (place, what, got) => `${place} : il faut ${what}, reçu ${got}`,
  notADefinition: (got) => `Il faut une définition de ressource, reçu ${got}`,
  cursorWithoutAt: (place) =>
    `Il manque \`at\` dans ${place} : l'endroit de la réponse où se trouve le curseur suivant`,

  theResource: (name) => `la ressource « ${name} »`,
  aResource: "la définition d'une ressource",
  partOf: (key, place) => `\`${key}\` de ${place}`,

  word: 'un mot (lettres, chiffres, `_`, `-`)',
  path: 'un chemin, par exemple « /user »',
  key: "le nom d'un attribut, ou une liste de noms",
  schema: 'un Standard Schema (zod, valibot, arktype)',
  attributeNames: "un tableau de noms d'attributs",
  headings: "un objet qui donne un titre à chaque champ, par exemple { page_count: 'pages' }",
  defaults: 'un objet de valeurs par défaut',
  parents: "un objet, par exemple { users: 'user_id' }",
  oneOfApis: "le nom d'une des `apis` de la configuration",
  overrides: 'un objet qui donne, par nom, les valeurs à remplacer',
  foreignKey:
    "une clé étrangère, par exemple « user_id », ou un objet, par exemple { foreignKey: 'user_id' }",
  fieldName: "le nom d'un champ",
  namedResource: (name) => `la ressource « ${name} »`,
  create: 'true, false ou un nombre entier à partir de 0',
  shape: 'un chemin, par exemple « data », ou une fonction',
  method: (methods) => `l'une des méthodes ${methods.join(', ')}`,
  pathWithoutQuery: 'un chemin, par exemple « /users/{id} », sans paramètres',
  object: 'un objet',
  encoding: '« json », « form », « multipart » ou un type de média',
  requests: 'une liste de requêtes',
  ownPath: 'un chemin propre, par exemple « /users/delete »',
  withoutNames: 'un texte sans nom entre accolades',
  aboveZero: 'un nombre entier supérieur à 0',
  next: "l'une des formes { page: 'page' }, { offset: 'offset' }, { cursor: 'after', at: 'meta.next' }",
};

/** What the checks of a resource's definition say. */
export const definitionsSay: typeof english = inBoth(english, french);
