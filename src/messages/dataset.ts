import { inBoth } from './language.ts';

const english = {
  aUser: (namespace: string, got: string): string =>
    `Expected a user of dataset ${namespace}, such as \`dataset.users[0]\`, got ${got}.`,
  notARecord: 'an object that is not one of its records',
  noCredentials: (who: string, email: string, password: string): string =>
    `${who}, which has no ${email === 'email' ? 'e-mail' : `"${email}"`} and ${password === 'password' ? password : `"${password}"`}`,
  noRecord: (resource: string, count: number): string =>
    `Expected the dataset to hold any ${resource}; it has ${count} ${resource} in all.`,
  noRecordWith: (resource: string, trait: string, count: number): string =>
    `Expected the dataset to hold ${resource} with the trait "${trait}"; it has ${count} ${resource} in all.`,
  ofAStranger: (resource: string): string =>
    `Expected ${resource}.of() to get a record of a dataset, such as \`dataset.users[0]\`.`,
  seedIsPlainData: 'Expected the seed to be plain data, got a circular object or a bigint.',
};

const french: typeof english = {
  aUser: (namespace, got) =>
    `Utilisateur attendu du jeu de données ${namespace}, par exemple \`dataset.users[0]\` ; reçu : ${got}.`,
  notARecord: 'un objet qui ne fait pas partie de ses enregistrements',
  noCredentials: (who, email, password) =>
    `${who}, qui n'a ni ${email === 'email' ? 'e-mail' : `« ${email} »`} ni ${password === 'password' ? 'mot de passe' : `« ${password} »`}`,
  noRecord: (resource, count) =>
    `Le jeu de données devrait contenir au moins un enregistrement de « ${resource} » ; il en contient ${count}.`,
  noRecordWith: (resource, trait, count) =>
    `Le jeu de données devrait contenir un enregistrement de « ${resource} » avec le trait « ${trait} » ; il en contient ${count} en tout.`,
  ofAStranger: (resource) =>
    `${resource}.of() attend un enregistrement d'un jeu de données, par exemple \`dataset.users[0]\`.`,
  seedIsPlainData: 'Le seed doit être un objet de données simples ; reçu : un objet circulaire ou un bigint.',
};

/** What is said about a dataset's records, and about those who ask for them. */
export const datasetSays: typeof english = inBoth(english, french);
