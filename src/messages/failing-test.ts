import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
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

/** What a failing test says of the data it had. */
export const failingSays: typeof english = inBoth(english, french);
