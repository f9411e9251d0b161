import { knownOpenings } from './errors.ts';
import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  noLog: (why: string): string => `This run has no log: ${why}`,
  closed: 'The seedbed host is closed: its run has ended.',
  datasetGone: 'Expected a dataset that is still there; this one has been removed.',
  notThisSeeders: 'Expected a dataset that this seeder made.',
  nothingToTrack: (resources: readonly string[], got: string): string =>
    `Expected a resource to track (${resources.join(', ')}), got "${got}".`,
  failed: (message: string): string => `The host failed: ${message}`,
  unknownCall: (name: string): string => `Unknown call "${name}".`,
  lost: (why: string): string =>
    `Lost the seedbed host: ${why}. What it made is in the ledger, and removed at the next start or by \`seedbed sweep\`.`,
  socketClosed: 'its socket closed',
  socketIsClosed: 'its socket is closed',
  nonsense: 'it answered nonsense',
  otherVersion:
    'The seedbed host was started by another version of the package. Install one version for the runner and its tests.',
  endedUnexpectedly: (how: string): string =>
    `The seedbed host process ended unexpectedly (${how}). What it made is in the ledger, and removed by \`seedbed sweep\`.`,
  exitCode: (code: number): string => `exit code ${code}`,
  noSocket: (bytes: number, tried: readonly string[]): string =>
    `Failed to open a socket for the host. Set TMPDIR to a folder of at most ${bytes} bytes that you may write to. Tried ${tried.join('; ')}.`,
  pathTooLong: 'its path is too long',
  namespaceInUse: (namespace: string, run: string, pid: number): string =>
    `Refused --namespace "${namespace}": run ${run} (process ${pid}) is using it. Wait until it has ended, or choose another one. Nothing was sent.`,
  deadline: (ms: number): string =>
    `Creating the data took longer than the deadline of ${en.duration(ms)}. Ask for less, or raise \`deadline\`.`,
  look: (what: string): string => `${what} Look with \`seedbed sweep --dry-run\`.`,
  stray: (what: string): string =>
    `Nobody caught an error of the configuration or a hook; the run goes on: ${what}`,
  lastStray: (what: string): string =>
    `Nobody caught an error of the configuration or a hook; the run goes on: ${what} More of them are not shown.`,
  cleanupTime: (requests: number, perMs: number): string =>
    `at ${requests} requests per ${en.duration(perMs)}, its clean-up takes at least ${en.duration(perMs)} for every ${requests} records, also after a kill.`,
  tooFew: (created: number, planned: number, needed: number): string =>
    `Seeded ${created} of ${planned} records; minSuccess asks for ${needed}.`,
  ofResource: (resource: string, created: number, planned: number): string =>
    `${resource}: ${created} of ${planned}`,
  whichData: (namespace: string, randomSeed: number): string =>
    `(namespace ${namespace}, randomSeed ${randomSeed})`,
  left: (count: number): string => `Clean-up left ${en.count(count, 'record', 'records')} on the API:`,
  andMore: (count: number): string => `… and ${count} more`,
  howToRemove: (run: string): string => `Remove them with \`seedbed sweep --run ${run}\`.`,
};

const french: typeof english = {
  noLog: (why) => `Cette exécution n'a pas de journal : ${why}`,
  closed: "L'hôte de seedbed est fermé : son exécution est terminée.",
  datasetGone: 'Ce jeu de données a déjà été supprimé.',
  notThisSeeders: "Ce jeu de données n'a pas été créé par ce seeder.",
  nothingToTrack: (resources, got) =>
    `Ressource attendue pour \`track\` (${resources.join(', ')}) ; reçu : « ${got} ».`,
  failed: (message) => `L'hôte a échoué : ${message}`,
  unknownCall: (name) => `Appel inconnu : « ${name} ».`,
  lost: (why) =>
    `L'hôte de seedbed est perdu : ${why}. Ce qu'il a créé est dans le registre, et sera supprimé au prochain démarrage ou par \`seedbed sweep\`.`,
  socketClosed: "son socket s'est fermé",
  socketIsClosed: 'son socket est fermé',
  nonsense: "sa réponse n'a aucun sens",
  otherVersion:
    "L'hôte de seedbed a été lancé par une autre version du paquet. Installez une seule version pour le lanceur et ses tests.",
  endedUnexpectedly: (how) =>
    `Le processus hôte de seedbed s'est arrêté de façon inattendue (${how}). Ce qu'il a créé est dans le registre, et sera supprimé par \`seedbed sweep\`.`,
  exitCode: (code) => `code de sortie ${code}`,
  noSocket: (bytes, tried) =>
    `Impossible d'ouvrir un socket pour l'hôte. Donnez à TMPDIR un dossier d'au plus ${bytes} octets où vous pouvez écrire. Essayés : ${tried.join(' ; ')}.`,
  pathTooLong: 'son chemin est trop long',
  namespaceInUse: (namespace, run, pid) =>
    `--namespace « ${namespace} » est refusé : l'exécution ${run} (processus ${pid}) l'utilise. Attendez sa fin, ou choisissez-en un autre. Rien n'a été envoyé.`,
  deadline: (ms) =>
    `La création des données a dépassé l'échéance de ${fr.duration(ms)}. Demandez moins, ou augmentez \`deadline\`.`,
  look: (what) => `${what} Pour voir : \`seedbed sweep --dry-run\`.`,
  stray: (what) =>
    `Une erreur de la configuration ou d'un hook n'a pas été interceptée ; l'exécution continue : ${what}`,
  lastStray: (what) =>
    `Une erreur de la configuration ou d'un hook n'a pas été interceptée ; l'exécution continue : ${what} Les suivantes ne sont pas affichées.`,
  cleanupTime: (requests, perMs) =>
    `au rythme de ${fr.count(requests, 'requête', 'requêtes')} par ${fr.duration(perMs)}, le nettoyage prend au moins ${fr.duration(perMs)} pour ${fr.count(requests, 'enregistrement', 'enregistrements')}, même après un arrêt forcé.`,
  tooFew: (created, planned, needed) =>
    `${knownOpenings.creation} : ${fr.count(created, 'enregistrement créé', 'enregistrements créés')} sur ${fr.number(planned)} ; minSuccess en demande ${fr.number(needed)}.`,
  ofResource: (resource, created, planned) => `${resource} : ${created} sur ${planned}`,
  whichData: (namespace, randomSeed) => `(espace de noms ${namespace}, randomSeed ${randomSeed})`,
  left: (count) =>
    `Le nettoyage a laissé ${fr.count(count, 'enregistrement', 'enregistrements')} sur l'API :`,
  andMore: (count) => `… et ${fr.number(count)} de plus`,
  howToRemove: (run) => `Pour les supprimer : \`seedbed sweep --run ${run}\`.`,
};

/** What the host of a run says: to those who ask it, on the runner's terminal, and at its end. */
export const hostSays: typeof english = inBoth(english, french);
