import { inBoth } from './language.ts';
import { fr } from './words.ts';

const records = (count: number): string => (count === 1 ? '1 record' : `${count} records`);

/** Why a record was not removed, and what else a person should know of a clean-up. */
const english = {
  /** @param command forgets it */
  noLookUp: (command: string): string =>
    `cut off, may exist: its outcome is unknown and it cannot be looked up. Look on the API yourself; then \`${command}\` forgets it`,
  notOursAlone: (key: string, command: string): string =>
    `cut off, may exist: its outcome is unknown, and "${key}" may be somebody else's. Look on the API yourself; then \`${command}\` forgets it`,
  noIdShown: 'it exists, but the API shows no id to remove it by',
  partShown: (resource: string, command: string): string =>
    `cut off, may exist: its outcome is unknown, and the list may not show all "${resource}". Look on the API yourself; then \`${command}\` forgets it`,
  notLookedUp: (why: string): string => `cut off, may exist; it was not looked up: ${why}`,
  noResource: 'the configuration has no such resource',
  /** @param command removes it once the configuration names the place again */
  movedSince: (then: string, now: string, command: string): string =>
    `it was made at ${then}, and the configuration now names ${now}: with the former one, \`${command}\` removes it`,
  hasDependants: (why: string): string => `${why}; other records depend on it`,
  /** @param who whose they may be */
  hasDependantsOf: (why: string, who: string): string => `${why}; other records depend on it, perhaps ${who}`,
  thoseOfRuns: (runs: readonly string[], more: number): string =>
    `those of run ${runs.join(', ')}${more > 0 ? ` and ${more} more` : ''}: \`seedbed sweep --all\` removes all of them in order`,
  unseen: (why: string, command: string): string => `${why}; \`${command}\` removes it all the same`,
  notProved: (command: string): string =>
    `nothing shows whether it is still the record that was made; \`${command}\` removes it all the same`,
  stillThere: (answered: string): string => `${answered}, but the record is still there`,
  goneUnseen: (answered: string): string => `${answered}, and nothing shows whether it is gone`,
  goesNever: 'the API says again and again that it is removed, and lists it all the same',
  otherRecord: 'its id belongs to another record now',
  useless: (request: string, answered: string, resource: string): string =>
    `${request} answered ${answered}: say how "${resource}" are removed (\`api.remove\`)`,
  cannotLook: 'it cannot be looked at',
  notListed: 'the list does not show all records, and it cannot be read by its id',
  notListedYet: 'the list does not show it yet, and it cannot be read by its id',
  noKey: 'it has no natural key that can be looked up',
  hidesKeys: (count: number): string => `it hides the key of ${records(count)}`,
  nextElsewhere: (origin: string): string =>
    `the next page of its list is on another origin, ${origin}, and is not read: \`answers.next\` may be a function that gives its path`,
  longList: (bytes: number): string => `its list does not show all records, or is longer than ${bytes} bytes`,
  /** @param id undefined: it never became known */
  left: (resource: string, id: string | undefined, why: string): string =>
    `${resource} ${id ?? '(id unknown)'}: ${why}`,
  foreign: (count: number): string =>
    `${records(count)} ${count === 1 ? 'is' : 'are'} no longer ours, left alone.`,
  waiting: (count: number): string =>
    `The create of ${records(count)} was cut off less than ten minutes ago, and may still be carried out: a later sweep looks again.`,
  audited: (found: number, removed: number): string =>
    `One last search found ${records(found)} more, and removed ${removed}.`,
  unsearched: (resource: string, why: string): string =>
    `"${resource}" were not searched for what is still there: ${why}.`,
  bulkUseless: (resource: string, why: string): string =>
    `The bulk removal of "${resource}" had no effect (${why}): they were removed one by one. Say how it is asked for (\`api.removeMany\`), or take it out.`,
};

const french: typeof english = {
  noLookUp: (command) =>
    `interrompu, existe peut-être : son issue est inconnue et il ne peut pas être recherché. Vérifiez vous-même sur l'API ; ensuite \`${command}\` l'oublie`,
  notOursAlone: (key, command) =>
    `interrompu, existe peut-être : son issue est inconnue, et « ${key} » est peut-être à quelqu'un d'autre. Vérifiez vous-même sur l'API ; ensuite \`${command}\` l'oublie`,
  noIdShown: "il existe, mais l'API ne montre aucun identifiant pour le supprimer",
  partShown: (resource, command) =>
    `interrompu, existe peut-être : son issue est inconnue, et la liste ne montre peut-être pas tous les « ${resource} ». Vérifiez vous-même sur l'API ; ensuite \`${command}\` l'oublie`,
  notLookedUp: (why) => `interrompu, existe peut-être ; il n'a pas été recherché : ${why}`,
  noResource: "la configuration n'a pas cette ressource",
  movedSince: (then, now, command) =>
    `il a été créé à l'adresse ${then}, et la configuration indique maintenant ${now} : avec l'ancienne adresse, \`${command}\` le supprime`,
  hasDependants: (why) => `${why} ; d'autres enregistrements en dépendent`,
  hasDependantsOf: (why, who) => `${why} ; d'autres enregistrements en dépendent, peut-être ${who}`,
  thoseOfRuns: (runs, more) =>
    `ceux de l'exécution ${runs.join(', ')}${more > 0 ? ` et de ${fr.count(more, 'autre', 'autres')}` : ''} : \`seedbed sweep --all\` les supprime tous dans l'ordre`,
  unseen: (why, command) => `${why} ; \`${command}\` le supprime malgré tout`,
  notProved: (command) =>
    `rien ne montre que c'est encore l'enregistrement qui a été créé ; \`${command}\` le supprime malgré tout`,
  stillThere: (answered) => `${answered}, mais l'enregistrement est toujours là`,
  goneUnseen: (answered) => `${answered}, et rien ne montre qu'il a disparu`,
  goesNever: "l'API répond chaque fois qu'il est supprimé, et le montre toujours dans sa liste",
  otherRecord: 'son identifiant appartient maintenant à un autre enregistrement',
  useless: (request, answered, resource) =>
    `${request} a répondu ${answered} : dites comment les « ${resource} » se suppriment (\`api.remove\`)`,
  cannotLook: 'il ne peut pas être consulté',
  notListed: 'la liste ne montre pas tous les enregistrements, et il ne peut pas être lu par son identifiant',
  notListedYet: 'la liste ne le montre pas encore, et il ne peut pas être lu par son identifiant',
  noKey: "elle n'a pas de clé naturelle qui puisse être recherchée",
  hidesKeys: (count) => `elle cache la clé de ${fr.count(count, 'enregistrement', 'enregistrements')}`,
  nextElsewhere: (origin) =>
    `la page suivante de sa liste est sur une autre origine, ${origin}, et n'est pas lue : \`answers.next\` peut être une fonction qui donne son chemin`,
  longList: (bytes) =>
    `sa liste ne montre pas tous les enregistrements, ou dépasse ${fr.count(bytes, 'octet', 'octets')}`,
  left: (resource, id, why) => `${resource} ${id ?? '(identifiant inconnu)'} : ${why}`,
  foreign: (count) =>
    `${fr.count(count, "enregistrement n'est plus le nôtre, laissé tel quel", 'enregistrements ne sont plus les nôtres, laissés tels quels')}.`,
  waiting: (count) =>
    `La création de ${fr.count(count, 'enregistrement', 'enregistrements')} a été interrompue il y a moins de dix minutes, et peut encore aboutir : un prochain nettoyage regardera de nouveau.`,
  audited: (found, removed) =>
    `Une dernière recherche a trouvé ${fr.count(found, 'enregistrement de plus', 'enregistrements de plus')}, et en a supprimé ${fr.number(removed)}.`,
  unsearched: (resource, why) => `Ce qui reste peut-être de « ${resource} » n'a pas été recherché : ${why}.`,
  bulkUseless: (resource, why) =>
    `La suppression groupée de « ${resource} » est restée sans effet (${why}) : les enregistrements ont été supprimés un par un. Dites comment la demander (\`api.removeMany\`), ou retirez-la.`,
};

/** Why a record was not removed, and what else a person should know of a clean-up. */
export const removalSays: typeof english = inBoth(english, french);
