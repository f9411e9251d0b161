import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const records = (n: number): string => en.count(n, 'record', 'records');

const enregistrements = (n: number): string => fr.count(n, 'enregistrement', 'enregistrements');

const english = {
  isAlive: (run: string, pid: number): string =>
    `Refused to sweep run "${run}": process ${pid} is still at it, and will clean up itself.`,
  isElsewhere: (run: string, there: string, here: string): string =>
    `Refused to sweep run "${run}": its records are on ${there}, and this is ${here}. Name its API with --base-url.`,
  noRun: (run: string): string =>
    `Refused to sweep "${run}": no such run. Expected the whole id of a run, \`sb\` and ten of a-z, 0-9, as \`seedbed status\` lists them.`,
  tooMany: (count: number, most: number): string =>
    `Refused to remove ${count} records: more than --max-delete allows (${most}). Nothing was removed. If that many are meant: --max-delete ${count}.`,
  oneTooMany: (most: number): string =>
    `it was found later, and with it --max-delete (${most}) would be exceeded`,
  deadLeft: (count: number, why: string): string =>
    `${count} records of dead runs are still on the API (${why}).`,
  deadForeign: (count: number): string => `${count} records of dead runs are no longer ours, left alone.`,
  notObeyed: (count: number, why: string): string => `${count} ledgers are not obeyed (${why}).`,
  failed: (why: string): string => `What dead runs made is still on the API: ${why}`,
  run: 'run',
  started: 'started',
  records: 'records',
  unknown: 'unknown',
  nothing: 'Nothing to sweep.',
  /** Runs that were made to stay. */
  keptRuns: (runs: number): string =>
    `${en.count(runs, 'run was', 'runs were')} made to stay: \`seedbed sweep --all\` removes ${en.plural(runs, 'it', 'them')}.`,
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
  couldGo: (n: number): string =>
    `${records(n)} of runs without a ledger here could go too: look with --dry-run, remove with --yes.`,
  unmarked: (n: number): string =>
    `${records(n)} with the tag of a run without a ledger here ${en.plural(n, 'was', 'were')} made to stay, or by a seedbed that did not mark what goes with its run: left alone.`,
  unclear: (n: number): string =>
    `${records(n)} with such a tag ${en.plural(n, 'does', 'do')} not say clearly when ${en.plural(n, 'it was', 'they were')} made, or whose ${en.plural(n, 'it is', 'they are')}: left alone.`,
  young: (n: number): string =>
    `${records(n)} with such a tag ${en.plural(n, 'is', 'are')} younger: left alone.`,
  mayRun: (n: number): string =>
    `${records(n)} with such a tag ${en.plural(n, 'is', 'are')} of runs that, by the coordinator, another machine is at: left alone.`,
  ahead: (ms: number): string =>
    `The API's clock is ${en.duration(Math.abs(ms))} ${ms > 0 ? 'ahead of' : 'behind'} this machine's: ages are counted by the earlier of both.`,
  tooYoung: (least: string): string =>
    `Runs without a ledger here are looked for from --older-than ${least} on.`,
};

const french: typeof english = {
  isAlive: (run, pid) =>
    `Refus de nettoyer l'exécution « ${run} » : le processus ${pid} y travaille encore, et nettoiera lui-même.`,
  isElsewhere: (run, there, here) =>
    `Refus de nettoyer l'exécution « ${run} » : ses enregistrements sont sur ${there}, et ici c'est ${here}. Nommez son API avec --base-url.`,
  noRun: (run) =>
    `Refus de nettoyer « ${run} » : cette exécution n'existe pas. Il faut l'identifiant entier d'une exécution, \`sb\` et dix caractères parmi a-z et 0-9, comme \`seedbed status\` les liste.`,
  tooMany: (count, most) =>
    `Refus de supprimer ${fr.count(count, 'enregistrement', 'enregistrements')} : c'est plus que --max-delete n'autorise (${fr.number(most)}). Rien n'a été supprimé. Si c'est bien voulu : --max-delete ${count}.`,
  oneTooMany: (most) =>
    `il n'a été trouvé qu'ensuite, et avec lui --max-delete (${fr.number(most)}) serait dépassé`,
  deadLeft: (count, why) =>
    `${fr.count(count, "enregistrement d'exécutions mortes est encore sur l'API", "enregistrements d'exécutions mortes sont encore sur l'API")} (${why}).`,
  deadForeign: (count) =>
    `${fr.count(count, "enregistrement d'exécutions mortes n'est plus le nôtre, laissé tel quel", "enregistrements d'exécutions mortes ne sont plus les nôtres, laissés tels quels")}.`,
  notObeyed: (count, why) =>
    `${fr.count(count, "registre n'est pas suivi", 'registres ne sont pas suivis')} (${why}).`,
  failed: (why) => `Ce que des exécutions mortes ont créé est encore sur l'API : ${why}`,
  run: 'exécution',
  started: 'début',
  records: 'enregistrements',
  unknown: 'inconnu',
  nothing: 'Rien à nettoyer.',
  keptRuns: (runs) =>
    `${fr.count(runs, 'exécution est conservée', 'exécutions sont conservées')} : \`seedbed sweep --all\` ${fr.plural(runs, 'la', 'les')} supprime.`,
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
  couldGo: (n) =>
    `${enregistrements(n)} d'exécutions sans registre ici ${fr.plural(n, 'pourrait partir', 'pourraient partir')} aussi : regardez avec --dry-run, supprimez avec --yes.`,
  unmarked: (n) =>
    `${enregistrements(n)} ${fr.plural(n, "porte l'étiquette d'une exécution", "portent l'étiquette d'exécutions")} sans registre ici, mais ${fr.plural(n, 'a été créé', 'ont été créés')} pour rester, ou par une version de seedbed qui ne marquait pas ce qui part avec son exécution : rien n'y est touché.`,
  unclear: (n) =>
    `${enregistrements(n)} avec une telle étiquette ne ${fr.plural(n, 'dit', 'disent')} pas clairement quand, ou par qui, ${fr.plural(n, 'il a été créé', 'ils ont été créés')} : rien n'y est touché.`,
  young: (n) =>
    `${enregistrements(n)} avec une telle étiquette ${fr.plural(n, 'est plus récent', 'sont plus récents')} : rien n'y est touché.`,
  mayRun: (n) =>
    `${enregistrements(n)} avec une telle étiquette ${fr.plural(n, 'appartient', 'appartiennent')} à des exécutions auxquelles, d'après le coordinateur, une autre machine travaille : rien n'y est touché.`,
  ahead: (ms) =>
    `L'horloge de l'API ${ms > 0 ? 'avance' : 'retarde'} de ${fr.duration(Math.abs(ms))} sur celle de cette machine : c'est la plus ancienne des deux heures qui compte pour les âges.`,
  tooYoung: (least) => `Les exécutions sans registre ici sont recherchées à partir de --older-than ${least}.`,
};

/** What `seedbed sweep` shows, asks and refuses, and what a run that begins says about dead runs. */
export const sweepingSays: typeof english = inBoth(english, french);
