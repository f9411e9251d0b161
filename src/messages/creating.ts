import { knownOpenings } from './errors.ts';
import { inBoth } from './language.ts';

/** What became of creates that did not go as planned. */
const english = {
  /** Why creates ended early. */
  interrupted: 'interrupted',
  notSent: (why: string): string => `not sent: ${why}`,
  othersRefused: 'not sent: others like it were refused',
  noParentCreated: (parent: string): string => `not sent: its "${parent}" record was not created`,
  unfinished: (why: string): string => `created, but ${why}`,
  notReady: (within: string): string => `not ready within ${within}`,
  isGone: 'it is gone: the API does not find it by its id',
  noParents: (parent: string, child: string): string =>
    `No "${parent}" to give the "${child}" to: the seed makes none, and the API has none. Seed "${parent}" first, or together with them.`,
  stoppedByRefusals: (count: number, reason: string): string =>
    `Stopped after ${count} equal refusals in a row: ${reason}.`,
  noIdFound: (resource: string, id: string, fields: string): string =>
    `Stopped at the first record of "${resource}": it was created, but has no usable "${id}". It has: ${fields}. Write the name of its id as \`idField\` of the resource.`,
  notUnderstood: (resource: string, id: string, why: string): string =>
    `Stopped at the first record of "${resource}": ${why}. It may have been created. Write the name of its id as \`idField\` of the resource (now "${id}"), or run \`seedbed check ${resource}\`, which says what to write. With \`unproved: 'allow'\` seedbed goes on all the same.`,
  sentElsewhere: (resource: string, why: string): string =>
    `Stopped at the first record of "${resource}": ${why}. It may have been created. \`seedbed check ${resource}\` says more.`,
};

const failed = knownOpenings.creation;

/** How French says that there are none of these; any other resource goes by its own name. */
const none: Readonly<Record<string, string>> = {
  users: knownOpenings.noUsers,
};

const french: typeof english = {
  interrupted: 'interrompu',
  notSent: (why) => `non envoyé : ${why}`,
  othersRefused: "non envoyé : d'autres du même genre ont été refusés",
  noParentCreated: (parent) => `non envoyé : son enregistrement « ${parent} » n'a pas été créé`,
  unfinished: (why) => `créé, mais ${why}`,
  notReady: (within) => `pas prêt en ${within}`,
  isGone: "il n'existe plus : l'API ne le trouve pas par son identifiant",
  noParents: (parent, child) =>
    `${none[parent] ?? `Aucun « ${parent} » trouvé`} dans l'API pour y rattacher les « ${child} », et les données demandées n'en créent pas. Créez d'abord des « ${parent} », ou créez-les ensemble.`,
  stoppedByRefusals: (count, reason) =>
    `${failed} : arrêt après ${count} refus identiques d'affilée : ${reason}.`,
  noIdFound: (resource, id, fields) =>
    `${failed} : arrêt au premier enregistrement de « ${resource} » : il a été créé, mais n'a pas de « ${id} » utilisable. Il contient : ${fields}. Indiquez le nom de son identifiant dans \`idField\` de la ressource.`,
  notUnderstood: (resource, id, why) =>
    `${failed} : arrêt au premier enregistrement de « ${resource} » : ${why}. Il a peut-être été créé. Indiquez le nom de son identifiant dans \`idField\` de la ressource (actuellement « ${id} »), ou lancez \`seedbed check ${resource}\`, qui dit quoi écrire. Avec \`unproved: 'allow'\`, seedbed continue malgré tout.`,
  sentElsewhere: (resource, why) =>
    `${failed} : arrêt au premier enregistrement de « ${resource} » : ${why}. Il a peut-être été créé. \`seedbed check ${resource}\` en dit plus.`,
};

/** What became of creates that did not go as planned. */
export const creatingSays: typeof english = inBoth(english, french);
