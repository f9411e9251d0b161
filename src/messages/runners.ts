import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  browserMode: (): string =>
    "seedbed/vitest cannot run in Vitest's browser mode: a browser reaches no host. Set `run: { users: 5 }` in seedbed.config.ts, keep the plugin `seedbed()`, and read the records with Vitest's `inject('seedbed').dataset`.",
  noSeedInPlaywright:
    'Expected a seed for the fixture "dataset": write `test.use({ seed: { users: 5, vms: 10 } })` in the file or the describe, or set `run: { users: 5 }` in seedbed.config.ts.',
  noSeedInVitest:
    'Expected a seed for the fixture "dataset": write `describe("…", { meta: { seed: { users: 5 } } }, …)` or `useDataset({ users: 5 })`, or set `run: { users: 5 }` in seedbed.config.ts.',
  readTooEarly: (property: string): string =>
    `Expected the dataset of useDataset() to be read in a test or hook; "${property}" was read before it was seeded.`,
  tooLateToSeed:
    'Expected useDataset() to be called in a describe, or at the top of a file. In a test or a hook it is too late: take the fixture `dataset`, with `meta: { seed }` on the test, or add records with `dataset.add(…)`.',
  waitsForLimit: "waiting for the API's rate limit",
  waitsForApi: 'waiting for the API, which is down',
  waitsForLogin: 'waiting for a login',
  waitsForDeadRuns: (records: number): string =>
    `removing ${en.count(records, 'record', 'records')} that dead runs left`,
  playwrightTellsNoSuite:
    'This version of Playwright does not tell seedbed which suite a `test.use` belongs to: each worker seeds its suites for itself.',
  vitestTellsNoTests:
    'This version of Vitest does not tell seedbed which tests a suite has: the time to seed is charged to the first of them.',
  seeded: (counts: readonly string[], ms: number): string =>
    `seeded ${counts.join(', ') || 'nothing'} (${en.duration(ms)})`,
  namespace: (namespace: string): string => `namespace ${namespace}`,
  again: (randomSeed: number): string =>
    `randomSeed ${randomSeed}; the same people again: SEEDBED_RANDOM_SEED=${randomSeed}`,
  kept: (counts: readonly string[]): string => `kept on the API: ${counts.join(', ') || 'nothing'}`,
  keptIfRetriesFail: (counts: readonly string[]): string =>
    `kept if the retries fail too: ${counts.join(', ') || 'nothing'}`,
  toRemove: (run: string): string => `to remove after this run: npx seedbed sweep --run ${run}`,
  notCreated: (record: string, reason: string): string => `not created: ${record}: ${reason}`,
  andMore: (count: number): string => `… and ${count} more`,
};

const french: typeof english = {
  browserMode: () =>
    "seedbed/vitest ne peut pas s'exécuter dans le mode navigateur de Vitest : un navigateur ne peut joindre aucun hôte. Indiquez `run: { users: 5 }` dans seedbed.config.ts, gardez le plugin `seedbed()` et lisez les enregistrements avec `inject('seedbed').dataset` de Vitest.",
  noSeedInPlaywright:
    'La fixture « dataset » attend un seed : écrivez `test.use({ seed: { users: 5, vms: 10 } })` dans le fichier ou le describe, ou `run: { users: 5 }` dans seedbed.config.ts.',
  noSeedInVitest:
    'La fixture « dataset » attend un seed : écrivez `describe("…", { meta: { seed: { users: 5 } } }, …)` ou `useDataset({ users: 5 })`, ou `run: { users: 5 }` dans seedbed.config.ts.',
  readTooEarly: (property) =>
    `Le jeu de données de useDataset() se lit dans un test ou un hook ; « ${property} » a été lu avant sa création.`,
  tooLateToSeed:
    "useDataset() s'appelle dans un describe, ou en tête de fichier. Dans un test ou un hook il est trop tard : prenez la fixture `dataset`, avec `meta: { seed }` sur le test, ou ajoutez des enregistrements par `dataset.add(…)`.",
  waitsForLimit: "attente : limite de débit de l'API",
  waitsForApi: "attente de l'API, qui est arrêtée",
  waitsForLogin: "attente d'une connexion",
  waitsForDeadRuns: (records) =>
    `suppression de ${fr.count(records, 'enregistrement laissé', 'enregistrements laissés')} par des exécutions mortes`,
  playwrightTellsNoSuite:
    'Cette version de Playwright ne dit pas à seedbed à quelle suite appartient un `test.use` : chaque worker crée les données de ses suites pour lui-même.',
  vitestTellsNoTests:
    'Cette version de Vitest ne dit pas à seedbed quels tests contient une suite : le temps de création des données est compté au premier.',
  seeded: (counts, ms) => `${counts.join(', ') || 'rien'} : créés en ${fr.duration(ms)}`,
  namespace: (namespace) => `espace de noms ${namespace}`,
  again: (randomSeed) =>
    `randomSeed ${randomSeed} ; pour retrouver les mêmes personnes : SEEDBED_RANDOM_SEED=${randomSeed}`,
  kept: (counts) => `gardés sur l'API : ${counts.join(', ') || 'rien'}`,
  keptIfRetriesFail: (counts) =>
    `gardés si les nouvelles tentatives échouent aussi : ${counts.join(', ') || 'rien'}`,
  toRemove: (run) => `pour les supprimer après cette exécution : npx seedbed sweep --run ${run}`,
  notCreated: (record, reason) => `non créé : ${record} : ${reason}`,
  andMore: (count) => `… et ${fr.number(count)} de plus`,
};

/** What people who write tests with Playwright or Vitest are told, also about the data of a test that failed. */
export const runnersSay: typeof english = inBoth(english, french);
