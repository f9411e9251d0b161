import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  run: 'run',
  namespace: 'namespace',
  randomSeed: 'random seed',
  again: (seed: number): string => `${seed} (the same people again: --random-seed ${seed})`,
  writtenTo: 'written to',
  toRemove: 'to remove',
  more: (n: number): string => `… and ${en.number(n)} more`,
};

const french: typeof english = {
  run: 'exécution',
  namespace: 'espace de noms',
  randomSeed: 'graine aléatoire',
  again: (seed) => `${seed} (les mêmes personnes à nouveau : --random-seed ${seed})`,
  writtenTo: 'écrit dans',
  toRemove: 'pour supprimer',
  more: (n) => `… et ${fr.count(n, 'autre', 'autres')}`,
};

/** What a command says of the records that it made. */
export const madeSays: typeof english = inBoth(english, french);
