import { inBoth } from './language.ts';

/** What is said if a checked seed cannot become a plan. */
const english = {
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
  noFirst: (resource: string): string =>
    `Failed to order the resources: "${resource}" must belong to another "${resource}", so that none could be the first. Make it optional: belongsTo: { ${resource}: { foreignKey: …, optional: true } }.`,
  circle: (way: readonly string[]): string =>
    `Failed to order the resources: resources belong to each other in a circle: ${way.join(' → ')}. Take one of them out of belongsTo, and set its foreign key after creation.`,
};

const french: typeof english = {
  tooManyOfGroup: (place, max) =>
    `${place} doit faire au plus ${max} enregistrements en tout ; il en fait davantage.`,
  tooMany: (resource, max, got) =>
    `Un \`seed\` peut demander au plus ${max} enregistrements de « ${resource} » ; celui-ci en demande ${got}.`,
  nestInstead: (place, parent) =>
    `${place}.per doit nommer une ressource du même \`seed\`, reçu « ${parent} ». Imbriquez-les : { ${parent}: { count: 5, ${parent}: 2 } }.`,
  addParent: (place, parent) =>
    `${place}.per doit nommer une ressource du même \`seed\`, reçu « ${parent} ». Ajoutez-la : { ${parent}: 5 }.`,
  badPosition: (resource, last, got) =>
    `Il faut une position de 0 à ${last} dans la couche « ${resource} », reçu ${got}.`,
  badBatchSize: (got) => `\`batchSize\` : il faut un nombre entier à partir de 1, reçu \`${got}\`.`,
  noFirst: (resource) =>
    `Impossible d'ordonner les ressources : chaque « ${resource} » doit dépendre d'un autre « ${resource} », si bien qu'aucun ne pourrait être le premier. Rendez ce lien facultatif : belongsTo: { ${resource}: { foreignKey: …, optional: true } }.`,
  circle: (way) =>
    `Impossible d'ordonner les ressources : elles dépendent les unes des autres en boucle : ${way.join(' → ')}. Retirez-en une de belongsTo, et définissez sa clé étrangère après la création.`,
};

/** What the making of a plan says. */
export const plansSay: typeof english = inBoth(english, french);
