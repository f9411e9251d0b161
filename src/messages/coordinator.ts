import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  noAnswer: 'no answer',
  badUrl: (place: string): string =>
    `Expected ${place} to be the URL of a Redis server, such as redis://127.0.0.1:6379 or rediss://redis.example.com. It is not shown, for it may hold a password.`,
  missingPeer: (name: string): string =>
    `\`coordinator\` needs the package "${name}", which is not installed. Install it: npm install --save-dev bullmq ioredis`,
  unreachable: (url: string, why: string): string =>
    `Cannot reach the coordinator at ${url}: ${why}. Start Redis there, or unset \`coordinator\`. Nothing was sent.`,
  lost: (url: string): string =>
    `The coordinator at ${url} is lost. Until it is back, nothing is sent to an API whose limit is known.`,
  back: (url: string): string => `The coordinator at ${url} is back.`,
  failing: (url: string, why: string): string =>
    `The coordinator at ${url} gives out no slots: ${why}. Nothing is sent until it does.`,
  mayBeThere: 'not sent again: it may have been created by a process that died, and it cannot be looked up',
  /** @param what a field, or nothing for which of them there are, and whose */
  otherConfig: (resource: string, what: string): string =>
    `This machine would make other "${resource}" than the one that asked: its configuration differs${what === '' ? '' : `, see "${what}"`}.`,
  otherVersion: (here: string, there: string): string =>
    `This machine has seedbed ${here}, and the one that asked has ${there}: they may make other records. Install the same version on both.`,
  changingKey: (resource: string): string =>
    `"${resource}" cannot be spread over machines: the key of its first record is another one each time it is built. Build it from \`unique\` and the arguments only.`,
  otherCredentials:
    'What was written down for this run cannot be read here: it was sealed with other credentials of the API, or another password of Redis.',
  noSuchRun: (run: string): string =>
    `The coordinator knows no run "${run}" that is spread over machines: it has ended, or Redis has lost it. What it made is removed by \`seedbed sweep --run ${run}\`.`,
  needsCoordinator:
    'Expected a coordinator, for work that is spread over machines: set SEEDBED_COORDINATOR to the URL of a Redis server.',
  comeBack: (run: string): string =>
    `Workers make it now, as run ${run}. If this process ends, the same command with --resume ${run} gathers what they made.`,
  sharedStays: (run: string): string =>
    `The coordinator is away, so nobody knows whether other shards still use the shared data. It stays until \`seedbed sweep --run ${run}\`.`,
  stoppedRun: 'not sent: the run was stopped',
  noWorker: 'No worker takes the jobs yet. Start some, on any machine: seedbed worker',
  working: (url: string): string =>
    `Taking jobs from ${url}. Ctrl-C ends what is under way, and then the worker.`,
  draining: 'Ending what is under way. Ctrl-C again to quit at once: another worker goes on then.',
  presentElsewhere: (run: string): string =>
    `Refused to sweep "${run}": by the coordinator, a machine is still at it. One that was killed is forgotten after a minute: try again then.`,
  mended: (ms: number): string =>
    `The coordinator may have forgotten requests that the API still counts: waiting ${en.duration(ms)}.`,
};

const french: typeof english = {
  noAnswer: 'aucune réponse',
  badUrl: (place) =>
    `${place} doit être l'URL d'un serveur Redis, par exemple redis://127.0.0.1:6379 ou rediss://redis.example.com. La valeur n'est pas affichée, car elle peut contenir un mot de passe.`,
  missingPeer: (name) =>
    `\`coordinator\` a besoin du paquet « ${name} », qui n'est pas installé. Installez-le : npm install --save-dev bullmq ioredis`,
  unreachable: (url, why) =>
    `Impossible de joindre le coordinateur ${url} : ${why}. Démarrez Redis à cette adresse ou retirez \`coordinator\`. Rien n'a été envoyé.`,
  lost: (url) =>
    `Le coordinateur ${url} ne répond plus. Jusqu'à son retour, rien n'est envoyé à une API dont la limite est connue.`,
  back: (url) => `Le coordinateur ${url} répond à nouveau.`,
  failing: (url, why) =>
    `Le coordinateur ${url} ne donne pas d'autorisation d'envoi : ${why}. Rien n'est envoyé entre-temps.`,
  mayBeThere:
    "non renvoyé : un processus interrompu a pu le créer, et il ne peut pas être recherché dans l'API",
  otherConfig: (resource, what) =>
    `Cette machine créerait d'autres « ${resource} » que celle qui les demande : sa configuration diffère${what === '' ? '' : `, voir « ${what} »`}.`,
  otherVersion: (here, there) =>
    `Cette machine a seedbed ${here}, et celle qui demande a ${there} : elles généreraient peut-être des enregistrements différents. Installez la même version sur les deux.`,
  changingKey: (resource) =>
    `« ${resource} » ne peut pas être réparti entre plusieurs machines : la clé de son premier enregistrement change à chaque construction. Construisez-la à partir de \`unique\` et des arguments seulement.`,
  otherCredentials:
    "Ce qui a été noté pour cette exécution est illisible ici : scellé avec d'autres identifiants de l'API ou un autre mot de passe de Redis.",
  noSuchRun: (run) =>
    `Le coordinateur ne connaît aucune exécution répartie « ${run} » : elle est terminée, ou Redis l'a perdue. Ce qu'elle a créé est supprimé par \`seedbed sweep --run ${run}\`.`,
  needsCoordinator:
    "Il faut un coordinateur pour répartir le travail entre plusieurs machines : donnez à SEEDBED_COORDINATOR l'URL d'un serveur Redis.",
  comeBack: (run) =>
    `Les workers s'en chargent, sous l'exécution ${run}. Si ce processus s'arrête, la même commande avec --resume ${run} recueille ce qu'ils ont fait.`,
  sharedStays: (run) =>
    `Le coordinateur ne répond plus : impossible de savoir si d'autres parts utilisent encore les données communes. Elles restent jusqu'à \`seedbed sweep --run ${run}\`.`,
  stoppedRun: "non envoyé : l'exécution a été arrêtée",
  noWorker:
    "Aucun worker ne prend encore de tâche. Démarrez-en, sur n'importe quelle machine : seedbed worker",
  working: (url) => `Tâches prises sur ${url}. Ctrl-C termine ce qui est en cours, puis le worker.`,
  draining:
    'Fin de ce qui est en cours. Ctrl-C à nouveau pour quitter tout de suite : un autre worker continuera.',
  presentElsewhere: (run) =>
    `Nettoyage de « ${run} » refusé : d'après le coordinateur, une machine y travaille encore. Une machine tuée est oubliée après une minute : réessayez alors.`,
  mended: (ms) =>
    `Le coordinateur a pu oublier des requêtes que l'API compte encore : attente de ${fr.duration(ms)}.`,
};

/** What is said of Redis, through which runs know of each other. */
export const coordinatorSays: typeof english = inBoth(english, french);
