import { inBoth } from './language.ts';
import { fr } from './words.ts';

const most = 12;
const listEn = (words: readonly string[]): string => firstOf(words.map((word) => `"${word}"`));
const listFr = (words: readonly string[]): string => firstOf(words.map((word) => `« ${word} »`));

/** What is said of a seed. Places, such as `seed.users.traits[0]`, are as in JavaScript; what is expected is a noun, as in checks.ts. */
const english = {
  problems: (count: number): string => `The seed has ${count} problems:`,
  andMore: (count: number): string => `and ${count} more`,

  // What values are expected.
  count: (max: number): string => `a whole number from 0 to ${max}`,
  countForEach: (max: number): string =>
    `a whole number from 0 to ${max}, a range [1, 4] or shares { "70%": [1, 2], "30%": 5 }`,
  countOrRange: (max: number): string => `a whole number from 0 to ${max} or a range [1, 4]`,
  countWithoutPer: (max: number): string => `a whole number from 0 to ${max} (a range or shares need "per")`,
  range: 'a range of two whole numbers, [1, 4]',
  entry: 'a count or a plain object such as { count: 5 }',
  nestedEntry: 'a count, a range [1, 4] or a plain object such as { count: 5 }',
  word: (words: readonly string[]): string =>
    words.length === 1 ? listEn(words) : `one of ${listEn(words)}`,
  traitNames: 'an array of trait names',
  listOfAttributes: 'an array of at least one object of attributes',
  attributes: 'a plain object of attributes',
  json: 'JSON data',
  seed: 'a plain object such as { users: 5 }',
  locale: 'the name of a locale such as "fr"',
  randomSeed: 'a whole number from 0 up',

  // What came.
  array: (length: number): string => `an array of ${length}`,
  instance: (name: string): string => `an instance of ${name}`,
  someInstance: 'an instance of a class',
  object: 'an object',

  // Counts.
  shareKeys: (place: string, got: string): string =>
    `Expected the keys of ${place} to be shares such as "70%", got "${got}".`,
  shareSum: (place: string, sum: number): string =>
    `Expected the shares of ${place} to make 100%, got ${sum}%.`,
  twoSpellings: (percent: number): string =>
    `Two equal shares need two spellings: "${percent}%" and "${percent}.0%".`,
  rangeUpsideDown: (place: string, low: number, high: number): string =>
    `Expected ${place} to be a range from low to high, got [${high}, ${low}]. Did you mean [${low}, ${high}]?`,
  rangeOfWhole: (place: string, max: number, got: readonly unknown[]): string =>
    `Expected ${place} to be a range of whole numbers from 0 to ${max}, got [${got.join(', ')}].`,

  // Keys.
  takes: (keys: readonly string[]): string => `It takes ${listEn(keys)}.`,
  nestedAlready: (resource: string, parent: string): string =>
    `"${resource}" is nested in "${parent}" already.`,
  notItsChild: (key: string, resource: string): string => `"${key}" does not belong to "${resource}".`,
  either: (place: string, one: string, other: string): string =>
    `Expected ${place} to have either "${one}" or "${other}", got both.`,
  countOrSplit: (place: string): string =>
    `Expected ${place} to have either "count" or a split by trait, got both.`,
  noOther: (place: string, resource: string): string =>
    `Unexpected ${place}: "${resource}" belongs to no other resource.`,
  noTraits: (place: string, resource: string): string => `Unexpected ${place}: "${resource}" has no traits.`,
  unknownAttribute: (name: string, place: string): string => `Unknown attribute "${name}" in ${place}.`,
  hasAttributes: (resource: string, names: readonly string[]): string =>
    `"${resource}" has ${listEn(names)}.`,
  tooDeep: (place: string, levels: number): string =>
    `Expected ${place} to be nested at most ${levels} levels deep.`,

  // Scenarios and options.
  reservedName: (name: string): string =>
    `A resource cannot be called "${name}": that is an option of the seed.`,
  scopeOfScenario: (place: string): string =>
    `Unexpected ${place}: say it in the seed that uses the scenario.`,
  noScenarios: (place: string): string => `Unexpected ${place}: the configuration defines no scenarios.`,
  circle: (place: string, way: readonly string[]): string =>
    `Expected ${place} not to lead back to itself, got ${way.join(' → ')}.`,
  /** @param place `seed.vms` */
  tooManyOfGroup: (place: string, max: number): string =>
    `Expected ${place} to make at most ${max} records in all, got more.`,
  tooMany: (resource: string, max: number, got: number): string =>
    `Expected the seed to make at most ${max} records of "${resource}", got ${got}.`,
  nestInstead: (place: string, parent: string): string =>
    `Expected ${place}.per to name a resource of the same seed, got "${parent}". Nest them: { ${parent}: { count: 5, ${parent}: 2 } }.`,
  addParent: (place: string, parent: string): string =>
    `Expected ${place}.per to name a resource of the same seed, got "${parent}". Add it: { ${parent}: 5 }.`,
  badPosition: (resource: string, last: number, got: number): string =>
    `Expected a position from 0 to ${last} in the layer "${resource}", got ${got}.`,
  badBatchSize: (got: number): string =>
    `Expected \`batchSize\` to be a whole number from 1 up, got \`${got}\`.`,
  unknownParent: (resource: string, parent: string): string =>
    `Resource "${resource}" belongs to "${parent}", which the configuration does not have.`,
  noFirst: (resource: string): string =>
    `Failed to order the resources: "${resource}" must belong to another "${resource}", so that none could be the first. Make it optional: belongsTo: { ${resource}: { foreignKey: …, optional: true } }.`,
  parentCircle: (way: readonly string[]): string =>
    `Failed to order the resources: resources belong to each other in a circle: ${way.join(' → ')}. Take one of them out of belongsTo, and set its foreign key after creation.`,
};

const french: typeof english = {
  problems: (count) => `Les données demandées (seed) ont ${fr.count(count, 'problème', 'problèmes')} :`,
  andMore: (count) => `et ${fr.count(count, 'autre', 'autres')}`,

  count: (max) => `un nombre entier de 0 à ${max}`,
  countForEach: (max) =>
    `un nombre entier de 0 à ${max}, un intervalle [1, 4] ou des parts { "70%": [1, 2], "30%": 5 }`,
  countOrRange: (max) => `un nombre entier de 0 à ${max} ou un intervalle [1, 4]`,
  countWithoutPer: (max) => `un nombre entier de 0 à ${max} (un intervalle ou des parts demandent « per »)`,
  range: 'un intervalle de deux nombres entiers, [1, 4]',
  entry: 'un nombre ou un objet simple, par exemple { count: 5 }',
  nestedEntry: 'un nombre, un intervalle [1, 4] ou un objet simple, par exemple { count: 5 }',
  word: (words) => (words.length === 1 ? listFr(words) : `l'une des valeurs ${listFr(words)}`),
  traitNames: 'un tableau de noms de traits',
  listOfAttributes: "un tableau d'au moins un objet d'attributs",
  attributes: "un objet simple d'attributs",
  json: 'des données JSON',
  seed: 'un objet simple, par exemple { users: 5 }',
  locale: "le nom d'une locale, par exemple « fr »",
  randomSeed: 'un nombre entier à partir de 0',

  array: (length) => `un tableau de ${fr.count(length, 'élément', 'éléments')}`,
  instance: (name) => `une instance de ${name}`,
  someInstance: "une instance d'une classe",
  object: 'un objet',

  shareKeys: (place, got) =>
    `Les clés de ${place} doivent être des parts, par exemple « 70% », reçu « ${got} ».`,
  shareSum: (place, sum) => `Les parts de ${place} doivent faire 100 %, elles font ${fr.percent(sum / 100)}.`,
  twoSpellings: (percent) =>
    `Deux parts égales demandent deux écritures : « ${percent}% » et « ${percent}.0% ».`,
  rangeUpsideDown: (place, low, high) =>
    `${place} : il faut un intervalle du plus petit au plus grand, reçu [${high}, ${low}]. Vouliez-vous dire [${low}, ${high}] ?`,
  rangeOfWhole: (place, max, got) =>
    `${place} : il faut un intervalle de nombres entiers de 0 à ${max}, reçu [${got.join(', ')}].`,

  takes: (keys) => `Clés possibles : ${listFr(keys)}.`,
  nestedAlready: (resource, parent) => `« ${resource} » est déjà imbriqué dans « ${parent} ».`,
  notItsChild: (key, resource) => `« ${key} » ne dépend pas de « ${resource} ».`,
  either: (place, one, other) => `${place} : il faut « ${one} » ou « ${other} », pas les deux.`,
  countOrSplit: (place) => `${place} : il faut « count » ou une répartition par trait, pas les deux.`,
  noOther: (place, resource) => `${place} est de trop : « ${resource} » ne dépend d'aucune autre ressource.`,
  noTraits: (place, resource) => `${place} est de trop : « ${resource} » n'a pas de traits.`,
  unknownAttribute: (name, place) => `Attribut inconnu « ${name} » dans ${place}.`,
  hasAttributes: (resource, names) => `« ${resource} » a ${listFr(names)}.`,
  tooDeep: (place, levels) => `${place} : il faut au plus ${levels} niveaux d'imbrication.`,

  reservedName: (name) => `Une ressource ne peut pas s'appeler « ${name} » : c'est une option de \`seed\`.`,
  scopeOfScenario: (place) => `${place} est de trop : indiquez-le dans le \`seed\` qui utilise le scénario.`,
  noScenarios: (place) => `${place} est de trop : la configuration ne définit aucun scénario.`,
  circle: (place, way) => `${place} ne doit pas ramener à lui-même, reçu ${way.join(' → ')}.`,
  tooManyOfGroup: (place, max) =>
    `${place} doit créer au plus ${max} enregistrements en tout ; il en crée davantage.`,
  tooMany: (resource, max, got) =>
    `Un \`seed\` peut demander au plus ${max} enregistrements de « ${resource} » ; celui-ci en demande ${got}.`,
  nestInstead: (place, parent) =>
    `${place}.per doit nommer une ressource du même \`seed\`, reçu « ${parent} ». Imbriquez-les : { ${parent}: { count: 5, ${parent}: 2 } }.`,
  addParent: (place, parent) =>
    `${place}.per doit nommer une ressource du même \`seed\`, reçu « ${parent} ». Ajoutez-la : { ${parent}: 5 }.`,
  badPosition: (resource, last, got) =>
    `Il faut une position de 0 à ${last} dans la couche « ${resource} », reçu ${got}.`,
  badBatchSize: (got) => `\`batchSize\` : il faut un nombre entier à partir de 1, reçu \`${got}\`.`,
  unknownParent: (resource, parent) =>
    `La ressource « ${resource} » dépend de « ${parent} », que la configuration n'a pas.`,
  noFirst: (resource) =>
    `Impossible d'ordonner les ressources : chaque « ${resource} » doit dépendre d'un autre « ${resource} », si bien qu'aucun ne pourrait être le premier. Rendez ce lien facultatif : belongsTo: { ${resource}: { foreignKey: …, optional: true } }.`,
  parentCircle: (way) =>
    `Impossible d'ordonner les ressources : elles dépendent les unes des autres en boucle : ${way.join(' → ')}. Retirez-en une de belongsTo, et définissez sa clé étrangère après la création.`,
};

/** `"a", "b"`, or the first twelve of many. */
function firstOf(words: readonly string[]): string {
  return words.length > most ? `${words.slice(0, most).join(', ')}…` : words.join(', ');
}

/** What is said of a seed that is wrong, or cannot become a plan. */
export const seedsSay: typeof english = inBoth(english, french);
