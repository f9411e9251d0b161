import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

/** Mistakes in the description of an API, found when it is used. */
const english = {
  create: (resource: string): string => `the create of "${resource}"`,
  createMany: (resource: string): string => `the bulk create of "${resource}"`,
  read: (resource: string): string => `the reading of "${resource}"`,
  list: (resource: string): string => `the list of "${resource}"`,
  remove: (resource: string): string => `the removal of "${resource}"`,
  removeMany: (resource: string): string => `the bulk removal of "${resource}"`,
  /** @param operation one of the above */
  pathOf: (operation: string): string => `the path of ${operation}`,
  queryOf: (operation: string): string => `the query of ${operation}`,
  headerOf: (header: string, operation: string): string => `the header "${header}" of ${operation}`,
  pathFromSlash: (got: string): string => `Expected a path that starts with "/", got ${got}`,
  noPathPart: (name: string, where: string, got: string): string =>
    `Expected "{${name}}" in ${where} to be a part of a path, got ${got}.`,
  noHeaderText: (header: string): string =>
    `Expected ${header} to hold only characters that a header can carry.`,
  noValue: (name: string, where: string, got: string | undefined): string =>
    `Expected a value for "{${name}}" in ${where}, got ${got ?? 'none'}.`,
  openapiIsYaml: (path: string): string =>
    `The description of the API at ${path} is YAML, and is read in JSON only: its bulk calls are not used. Set \`openapi\` to the path of one in JSON, or to false.`,
  /** @param known names of fields, as many as are told */
  noField: (name: string, where: string, known: readonly string[]): string =>
    `Expected "{${name}}" in ${where} to name something that a record has, which is: ${known.join(', ')}.`,
  oneIsThere: (resource: string): string =>
    `One record of "${resource}" is there and may not go before this is mended; then \`seedbed sweep\` removes it.`,
  noResource: (resource: string): string => `The configuration has no resource "${resource}".`,
  notConnected: (resource: string, api: string): string =>
    `Resource "${resource}" is on the API "${api}", which is not connected.`,
  readIsFunction: (resource: string): string =>
    `Expected \`read\` of "${resource}" to be described, for its removal needs "{etag}"; it is a function.`,
  createGaveNoId: (resource: string, id: string): string =>
    `Expected \`create\` of "${resource}" to resolve with a record that has "${id}".`,
  /** @param got names of its fields, or what it is */
  gaveNoList: (resource: string, operation: string, got: string): string =>
    `Expected \`${operation}\` of "${resource}" to resolve with an array of records, got ${got}.`,
  cannotList: (resource: string, names: readonly string[]): string =>
    `Cannot list "${resource}" without ${en.and(names.map((name) => `"{${name}}"`))}: describe a \`list\` that needs none, or one that names a single parent.`,
  readyDuration: (resource: string, got: string): string =>
    `Expected \`ready\` of resource "${resource}" to give durations such as "500ms", got "${got}".`,
  limitedThrew: (status: number, error: string): string =>
    `Expected \`limited\` of the configuration not to throw; for a ${status} it threw ${error}.`,
  limitedReturned: (status: number, got: string): string =>
    `Expected \`limited\` of the configuration to return true, false or a number of seconds; for a ${status} it returned ${got}.`,
  baseUrl: (got: string): string => `Expected the base URL to be like https://host/api:group, got ${got}.`,
  nothing: 'nothing',
  emptyObject: 'an empty object',
  array: (length: number): string => `an array of ${length}`,
  /** @param type `string` */
  scalar: (type: string): string => `a ${type}`,
  noUsableId: (status: number, name: string): string => `${status} with no usable "${name}" in the answer`,
  noUsableIdIn: (status: number, name: string, fields: string): string =>
    `${status} with no usable "${name}" in the answer; it has: ${fields}`,
  /** @param setting `answers.one` */
  functionThrew: (why: string, setting: string, words: string): string =>
    `${why.replace(/\.$/, '')}. The function in \`${setting}\` threw: ${words}`,
  operationFailed: (at: string): string => `202, and its operation at ${at} failed`,
  operationLedNowhere: (at: string): string => `202, and its operation at ${at} led to no record`,
  noList: (resource: string, url: string, got: string): string =>
    `Failed to list "${resource}": expected [GET] ${url} to answer a JSON array, got ${got}. Is the base URL right, and does \`answers.many\` say where the records are?`,
  /** @param at `data.items` */
  noListAt: (resource: string, url: string, at: string, got: string): string =>
    `Failed to list "${resource}": expected an array at "${at}" in the answer of [GET] ${url}, got ${got}. See \`answers.many\`.`,
  stepRefused: (reason: string, step: number, why: string): string =>
    `${reason}; step ${step} before it was refused: ${why}`,
  refusedInBulk: 'refused by the bulk call',
  notRemoved: 'nothing was removed, it says',
  bulkIsLost: 'the bulk call may have created it',
  /** @param key `its email` */
  otherKey: (key: string): string =>
    `the answer holds another record: its ${key} is not the one that was sent`,
  otherFields:
    "the answer holds another record: its fields are not those that were sent, or its id is another record's",
};

const french: typeof english = {
  create: (resource) => `la création de « ${resource} »`,
  createMany: (resource) => `la création groupée de « ${resource} »`,
  read: (resource) => `la lecture de « ${resource} »`,
  list: (resource) => `la liste de « ${resource} »`,
  remove: (resource) => `la suppression de « ${resource} »`,
  removeMany: (resource) => `la suppression groupée de « ${resource} »`,
  pathOf: (operation) => `le chemin de ${operation}`,
  queryOf: (operation) => `les paramètres de ${operation}`,
  headerOf: (header, operation) => `l'en-tête « ${header} » de ${operation}`,
  pathFromSlash: (got) => `Il faut un chemin qui commence par « / », reçu ${got}`,
  noPathPart: (name, where, got) =>
    `« {${name}} » dans ${where} doit être une partie de chemin, reçu ${got}.`,
  noHeaderText: (header) => `${header} ne doit contenir que des caractères qu'un en-tête peut porter.`,
  noValue: (name, where, got) =>
    `Une valeur était attendue pour « {${name}} » dans ${where}, reçu ${got ?? 'aucune'}.`,
  openapiIsYaml: (path) =>
    `La description de l'API à l'adresse ${path} est en YAML, et n'est lue qu'en JSON : ses appels groupés ne servent pas. Donnez à \`openapi\` le chemin d'une description en JSON, ou false.`,
  noField: (name, where, known) =>
    `« {${name}} » dans ${where} doit nommer une valeur qu'un enregistrement possède : ${known.join(', ')}.`,
  oneIsThere: (resource) =>
    `Un enregistrement de « ${resource} » existe et ne partira peut-être pas avant correction ; ensuite, \`seedbed sweep\` le supprime.`,
  noResource: (resource) => `La configuration n'a pas de ressource « ${resource} ».`,
  notConnected: (resource, api) =>
    `La ressource « ${resource} » est sur l'API « ${api} », qui n'est pas connectée.`,
  readIsFunction: (resource) =>
    `Le \`read\` de « ${resource} » doit être décrit, car sa suppression a besoin de « {etag} » ; c'est une fonction.`,
  createGaveNoId: (resource, id) =>
    `Le \`create\` de « ${resource} » doit se terminer par un enregistrement qui a « ${id} ».`,
  gaveNoList: (resource, operation, got) =>
    `Le \`${operation}\` de « ${resource} » doit se terminer par un tableau d'enregistrements, reçu ${got}.`,
  cannotList: (resource, names) =>
    `Impossible de lister « ${resource} » sans ${fr.and(names.map((name) => `« {${name}} »`))} : décrivez un \`list\` qui n'a besoin de rien, ou qui ne nomme qu'un seul parent.`,
  readyDuration: (resource, got) =>
    `Le \`ready\` de la ressource « ${resource} » doit donner des durées telles que « 500ms », reçu « ${got} ».`,
  limitedThrew: (status, error) =>
    `La fonction \`limited\` de la configuration ne doit pas lever d'erreur ; pour un ${status}, elle a levé ${error}.`,
  limitedReturned: (status, got) =>
    `La fonction \`limited\` de la configuration doit renvoyer true, false ou un nombre de secondes ; pour un ${status}, elle a renvoyé ${got}.`,
  baseUrl: (got) => `L'URL de base doit être de la forme https://hôte/api:groupe, reçu ${got}.`,
  nothing: 'rien',
  emptyObject: 'un objet vide',
  array: (length) => `un tableau de ${fr.count(length, 'élément', 'éléments')}`,
  scalar: (type) => `une valeur de type ${type}`,
  noUsableId: (status, name) => `${status} sans « ${name} » utilisable dans la réponse`,
  noUsableIdIn: (status, name, fields) =>
    `${status} sans « ${name} » utilisable dans la réponse ; elle contient : ${fields}`,
  functionThrew: (why, setting, words) =>
    `${why.replace(/\.$/, '')}. La fonction dans \`${setting}\` a levé une erreur : ${words}`,
  operationFailed: (at) => `202, et son opération à l'adresse ${at} a échoué`,
  operationLedNowhere: (at) => `202, et son opération à l'adresse ${at} n'a mené à aucun enregistrement`,
  noList: (resource, url, got) =>
    `Impossible de lister « ${resource} » : [GET] ${url} devait répondre un tableau JSON, reçu ${got}. L'URL de base est-elle la bonne, et \`answers.many\` dit-il où sont les enregistrements ?`,
  noListAt: (resource, url, at, got) =>
    `Impossible de lister « ${resource} » : un tableau était attendu à « ${at} » dans la réponse de [GET] ${url}, reçu ${got}. Voir \`answers.many\`.`,
  stepRefused: (reason, step, why) => `${reason} ; l'étape préalable ${step} a été refusée : ${why}`,
  refusedInBulk: "refusé par l'appel groupé",
  notRemoved: "rien n'a été supprimé, dit l'API",
  bulkIsLost: "l'appel groupé l'a peut-être créé",
  otherKey: (key) =>
    `la réponse contient un autre enregistrement : sa clé ${key} n'est pas celle qui a été envoyée`,
  otherFields:
    "la réponse contient un autre enregistrement : ses champs ne sont pas ceux qui ont été envoyés, ou son identifiant est celui d'un autre",
};

/** Mistakes in the description of an API, found when it is used. */
export const describingSays: typeof english = inBoth(english, french);
