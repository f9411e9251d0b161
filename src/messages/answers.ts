import { inBoth } from './language.ts';
import { fr } from './words.ts';

/** What an API answered, if it is not what was expected. Names of fields only, never their values. */
const english = {
  nothing: 'nothing',
  emptyObject: 'an empty object',
  array: (length: number): string => `an array of ${length}`,
  /** @param type `string` */
  scalar: (type: string): string => `a ${type}`,
  noUsableId: (status: number, name: string): string => `${status} with no usable "${name}" in the answer`,
  noUsableIdIn: (status: number, name: string, fields: string): string =>
    `${status} with no usable "${name}" in the answer; it has: ${fields}`,
  operationFailed: (at: string): string => `202, and its operation at ${at} failed`,
  operationLedNowhere: (at: string): string => `202, and its operation at ${at} led to no record`,
  noList: (resource: string, url: string, got: string): string =>
    `Failed to list "${resource}": expected [GET] ${url} to answer a JSON array, got ${got}. Is the base URL right, and does \`answers.many\` say where the records are?`,
  stepRefused: (step: number, reason: string): string => `step ${step} before it was refused: ${reason}`,
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
  nothing: 'rien',
  emptyObject: 'un objet vide',
  array: (length) => `un tableau de ${fr.count(length, 'élément', 'éléments')}`,
  scalar: (type) => `une valeur de type ${type}`,
  noUsableId: (status, name) => `${status} sans « ${name} » utilisable dans la réponse`,
  noUsableIdIn: (status, name, fields) =>
    `${status} sans « ${name} » utilisable dans la réponse ; elle contient : ${fields}`,
  operationFailed: (at) => `202, et son opération à l'adresse ${at} a échoué`,
  operationLedNowhere: (at) => `202, et son opération à l'adresse ${at} n'a mené à aucun enregistrement`,
  noList: (resource, url, got) =>
    `Impossible de lister « ${resource} » : [GET] ${url} devait répondre un tableau JSON, reçu ${got}. L'URL de base est-elle la bonne, et \`answers.many\` dit-il où sont les enregistrements ?`,
  stepRefused: (step, reason) => `l'étape préalable ${step} a été refusée : ${reason}`,
  refusedInBulk: "refusé par l'appel groupé",
  notRemoved: "rien n'a été supprimé, dit l'API",
  bulkIsLost: "l'appel groupé l'a peut-être créé",
  otherKey: (key) =>
    `la réponse contient un autre enregistrement : sa clé ${key} n'est pas celle qui a été envoyée`,
  otherFields:
    "la réponse contient un autre enregistrement : ses champs ne sont pas ceux qui ont été envoyés, ou son identifiant est celui d'un autre",
};

/** What an API answered, if it is not what was expected. */
export const answersSay: typeof english = inBoth(english, french);
