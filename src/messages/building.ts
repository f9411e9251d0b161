import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  unknownResource: (name: string): string => `Unknown resource "${name}".`,
  unknownTrait: (trait: string, resource: string): string => `Unknown trait "${trait}" of "${resource}".`,
  unknownLocale: (name: string): string => `Unknown locale "${name}".`,
  localesLike: ' Faker has fr, en_GB, de, es, pt_BR and many more.',
  badCount: (got: string): string => `Expected \`count\` to be a whole number from 0 up, got ${got}`,
  badNamespace: (got: string): string =>
    `Expected a namespace of at most 32 of a-z, 0-9 and inner dashes, got "${got}"`,
  badTurn: (got: string): string =>
    `Expected the size of a turn as a whole number from 1 to 1000000, got ${got}`,
  emptySequence: 'Expected at least one value in the sequence, got none',
  /** @param got undefined: a promise */
  noObject: (resource: string, got: string | undefined): string =>
    `Expected the build of "${resource}" to return an object of attributes, got ${got ?? 'a promise: it must not be async'}.`,
  /** @param path `address.city` */
  notJson: (resource: string, path: string, got: string): string =>
    `Expected "${path}" of a record of "${resource}" to be JSON data, got ${got}.`,
  noBigInt: (resource: string, path: string, got: string): string =>
    `Expected "${path}" of a record of "${resource}" to be JSON data, got ${got}: write it as a text, \`String(value)\`, or as a number.`,
  noKey: (resource: string, key: string): string =>
    `Expected the build of "${resource}" to return its key "${key}".`,
  /** @param record `vms[3]` */
  noField: (record: string, foreignKey: string, field: string, parent: string): string =>
    `Failed to build ${record}: its "${foreignKey}" is the "${field}" of a record of "${parent}", which has none.`,
  noParent: (record: string, parent: string): string =>
    `Failed to build ${record}: it belongs to "${parent}", and none was given`,
  cannotList: (resource: string, why: string): string =>
    `Failed to list the attributes of "${resource}": its build threw "${why}" with a stand-in parent. Name them in \`attributes\`.`,

  // What a schema found in a record. @param expected in the words of the schema's library
  issue: (path: string, expected: string, got: string): string => `${path}: expected ${expected}, got ${got}`,
  validValue: 'a valid value',
  emailAddress: 'an e-mail address',
  filledText: 'a text that is not empty',
  day: 'a date like 1990-12-31',

  // What a version of Faker has no more.
  noStreetNames:
    'This version of Faker has no list of French street names: streets are drawn by its pattern, and differ from those of other versions.',
  allOfFaker:
    'This version of Faker hides the class behind a locale: all of Faker is loaded, which takes some 200 ms more.',
  /** @param date `2026-01-01` */
  aged: (date: string, months: number): string =>
    `Dates are generated around ${date}, ${en.count(months, 'month', 'months')} ago: what should lie ahead may be past. Set \`referenceDate\` to a later day, or to "today".`,
  /** Behind an API's own words, which speak of an e-mail or a domain. */
  setEmailDomain: (domain: string): string =>
    `e-mails are made at ${domain}: set \`emailDomain\` to a domain that this API accepts`,
  setReferenceDate: 'dates are made around `referenceDate`: set it to a later day, or to "today"',
  setPhones: "phone numbers are made by the setting `phones`: 'mobile' makes mobiles that may be somebody's",
};

const french: typeof english = {
  unknownResource: (name) => `Ressource inconnue : « ${name} ».`,
  unknownTrait: (trait, resource) => `Trait inconnu de « ${resource} » : « ${trait} ».`,
  unknownLocale: (name) => `Locale inconnue : « ${name} ».`,
  localesLike: " Faker connaît fr, en_GB, de, es, pt_BR et bien d'autres.",
  badCount: (got) => `\`count\` : il faut un nombre entier à partir de 0, reçu ${got}`,
  badNamespace: (got) =>
    `Espace de noms : il faut au plus 32 caractères parmi a-z, 0-9 et le tiret (ni au début ni à la fin), reçu « ${got} »`,
  badTurn: (got) => `La taille d'un tour doit être un nombre entier de 1 à 1000000, reçu ${got}`,
  emptySequence: 'Il faut au moins une valeur dans la séquence, elle est vide',
  noObject: (resource, got) =>
    `Le build de « ${resource} » doit renvoyer un objet d'attributs, reçu ${got ?? 'une promesse : il ne doit pas être async'}.`,
  notJson: (resource, path, got) =>
    `« ${path} » d'un enregistrement de « ${resource} » doit être une donnée JSON, reçu ${got}.`,
  noBigInt: (resource, path, got) =>
    `« ${path} » d'un enregistrement de « ${resource} » doit être une donnée JSON, reçu ${got} : écrivez un texte, \`String(valeur)\`, ou un nombre.`,
  noKey: (resource, key) => `Le build de « ${resource} » doit renvoyer sa clé « ${key} ».`,
  noField: (record, foreignKey, field, parent) =>
    `Impossible de générer ${record} : son « ${foreignKey} » est le « ${field} » d'un enregistrement de « ${parent} », qui n'en a pas.`,
  noParent: (record, parent) =>
    `Impossible de générer ${record} : il dépend de « ${parent} », et aucun enregistrement n'en a été donné`,
  cannotList: (resource, why) =>
    `Impossible d'établir la liste des attributs de « ${resource} » : avec un parent fictif, son build a échoué (« ${why} »). Nommez-les dans \`attributes\`.`,

  issue: (path, expected, got) => `${path} : attendu ${expected}, reçu ${got}`,
  validValue: 'une valeur valide',
  emailAddress: 'une adresse e-mail',
  filledText: 'un texte qui ne soit pas vide',
  day: 'une date comme 1990-12-31',

  noStreetNames:
    "Cette version de Faker n'a pas de liste de noms de rues français : les rues suivent son modèle, et diffèrent de celles des autres versions.",
  allOfFaker:
    'Cette version de Faker cache la classe de ses locales : tout Faker est chargé, ce qui prend environ 200 ms de plus.',
  aged: (date, months) =>
    `Les dates sont générées autour du ${date}, il y a ${fr.count(months, 'mois', 'mois')} : ce qui devrait être à venir est peut-être passé. Donnez à \`referenceDate\` un jour plus récent, ou « today ».`,
  setEmailDomain: (domain) =>
    `les adresses e-mail utilisent le domaine ${domain} : donnez à \`emailDomain\` un domaine que cette API accepte`,
  setReferenceDate:
    'les dates sont générées autour de `referenceDate` : donnez-lui un jour plus récent, ou « today »',
  setPhones:
    "les numéros de téléphone suivent le réglage `phones` : 'mobile' donne des mobiles qui peuvent être ceux de quelqu'un",
};

/** What is said if a record cannot be built, and what may be wrong with generated values. */
export const buildingSays: typeof english = inBoth(english, french);
