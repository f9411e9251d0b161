import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  run: 'run',
  namespace: 'namespace',
  randomSeed: 'random seed',
  again: (seed: number): string => `${seed} (the same people again: --random-seed ${seed})`,
  writtenTo: 'written to',
  toRemove: 'to remove',
  signInAs: 'sign in as',
  withPublic: (email: string, password: string): string => `${email} with ${password}`,
  withGiven: (email: string): string => `${email} with the password that you gave`,
  toSignIn: 'to sign in',
  choosePassword: 'give them a password that you know: SEEDBED_USER_PASSWORD, or --user-password',
  more: (n: number): string => `… and ${en.number(n)} more`,
};

const french: typeof english = {
  run: 'exécution',
  namespace: 'espace de noms',
  randomSeed: 'graine aléatoire',
  again: (seed) => `${seed} (les mêmes personnes à nouveau : --random-seed ${seed})`,
  writtenTo: 'écrit dans',
  toRemove: 'pour supprimer',
  signInAs: 'se connecter',
  withPublic: (email, password) => `${email} avec ${password}`,
  withGiven: (email) => `${email} avec le mot de passe que vous avez donné`,
  toSignIn: 'se connecter',
  choosePassword:
    'donnez-leur un mot de passe que vous connaissez : SEEDBED_USER_PASSWORD, ou --user-password',
  more: (n) => `… et ${fr.count(n, 'autre', 'autres')}`,
};

/** What a command says of the records that it made. */
export const madeSays: typeof english = inBoth(english, french);
