import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const records = (n: number): string => en.count(n, 'record', 'records');

const english = {
  couldGo: (n: number): string =>
    `${records(n)} of runs without a ledger here could go too: look with --dry-run, remove with --yes.`,
  unmarked: (n: number): string =>
    `${records(n)} with the tag of a run without a ledger here ${en.plural(n, 'was', 'were')} made to stay, or by a seedbed that did not mark what goes with its run: left alone.`,
  unclear: (n: number): string =>
    `${records(n)} with such a tag ${en.plural(n, 'does', 'do')} not say clearly when ${en.plural(n, 'it was', 'they were')} made, or whose ${en.plural(n, 'it is', 'they are')}: left alone.`,
  young: (n: number): string =>
    `${records(n)} with such a tag ${en.plural(n, 'is', 'are')} younger: left alone.`,
  alive: (n: number): string =>
    `${records(n)} with such a tag ${en.plural(n, 'is', 'are')} of runs that, by the coordinator, another machine is at: left alone.`,
  ahead: (ms: number): string =>
    `The API's clock is ${en.duration(Math.abs(ms))} ${ms > 0 ? 'ahead of' : 'behind'} this machine's: ages are counted by the earlier of both.`,
  tooYoung: (least: string): string =>
    `Runs without a ledger here are looked for from --older-than ${least} on.`,
};

const enregistrements = (n: number): string => fr.count(n, 'enregistrement', 'enregistrements');

const french: typeof english = {
  couldGo: (n) =>
    `${enregistrements(n)} d'exécutions sans registre ici ${fr.plural(n, 'pourrait partir', 'pourraient partir')} aussi : regardez avec --dry-run, supprimez avec --yes.`,
  unmarked: (n) =>
    `${enregistrements(n)} ${fr.plural(n, "porte l'étiquette d'une exécution", "portent l'étiquette d'exécutions")} sans registre ici, mais ${fr.plural(n, 'a été créé', 'ont été créés')} pour rester, ou par un seedbed qui ne marquait pas ce qui part avec son exécution : rien n'y est touché.`,
  unclear: (n) =>
    `${enregistrements(n)} avec une telle étiquette ne ${fr.plural(n, 'dit', 'disent')} pas clairement quand, ou par qui, ${fr.plural(n, 'il a été créé', 'ils ont été créés')} : rien n'y est touché.`,
  young: (n) =>
    `${enregistrements(n)} avec une telle étiquette ${fr.plural(n, 'est plus récent', 'sont plus récents')} : rien n'y est touché.`,
  alive: (n) =>
    `${enregistrements(n)} avec une telle étiquette ${fr.plural(n, 'appartient', 'appartiennent')} à des exécutions où, d'après le coordinateur, une autre machine travaille : rien n'y est touché.`,
  ahead: (ms) =>
    `L'horloge de l'API ${ms > 0 ? 'avance' : 'retarde'} de ${fr.duration(Math.abs(ms))} sur celle de cette machine : les âges sont comptés sur la première des deux heures.`,
  tooYoung: (least) => `Les exécutions sans registre ici sont cherchées à partir de --older-than ${least}.`,
};

/** What is said of runs whose ledger is gone with their machine. */
export const lostRunsSay: typeof english = inBoth(english, french);
