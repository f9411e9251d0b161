import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  run: 'run',
  started: 'started',
  records: 'records',
  unknown: 'unknown',
  nothing: 'Nothing to sweep.',
  dryRun: 'Nothing was removed (--dry-run).',
  declined: 'Nothing was removed.',
  removed: (n: number): string => `Removed ${en.count(n, 'record', 'records')}.`,
  removedBut: (n: number, left: number): string =>
    `Removed ${en.count(n, 'record', 'records')}; ${en.number(left)} ${en.plural(left, 'is', 'are')} left.`,
  ask: (n: number, runs: number, baseUrl: string): string =>
    `Remove ${en.count(n, 'record', 'records')} of ${en.count(runs, 'run', 'runs')} from ${baseUrl}? [y/N]`,
  alive: (runs: readonly string[]): string => `Still running, left alone: ${en.and(runs)}.`,
  elsewhere: (run: string, records: number, baseUrl: string): string =>
    `Run ${run} (${en.count(records, 'record', 'records')}) is of another API, ${baseUrl}: sweep it with --base-url ${baseUrl}.`,
};

const french: typeof english = {
  run: 'exécution',
  started: 'début',
  records: 'enregistrements',
  unknown: 'inconnu',
  nothing: 'Rien à nettoyer.',
  dryRun: "Rien n'a été supprimé (--dry-run).",
  declined: "Rien n'a été supprimé.",
  removed: (n) => `${fr.count(n, 'enregistrement supprimé', 'enregistrements supprimés')}.`,
  removedBut: (n, left) =>
    `${fr.count(n, 'enregistrement supprimé', 'enregistrements supprimés')} ; il en reste ${fr.number(left)}.`,
  ask: (n, runs, baseUrl) =>
    `Supprimer ${fr.count(n, 'enregistrement', 'enregistrements')} (${fr.count(runs, 'exécution', 'exécutions')}) sur ${baseUrl} ? [o/N]`,
  alive: (runs) => `Encore en cours, non touchées : ${fr.and(runs)}.`,
  elsewhere: (run, records, baseUrl) =>
    `L'exécution ${run} (${fr.count(records, 'enregistrement', 'enregistrements')}) concerne une autre API, ${baseUrl} : nettoyez-la avec --base-url ${baseUrl}.`,
};

/** What `seedbed sweep` shows and asks. */
export const sweepCommandSays: typeof english = inBoth(english, french);
