import { inBoth } from './language.ts';

// One line a setting, by its key: what it is, for the reference page.
const english = {
  baseUrl: 'the API, with its path',
  allowHosts: 'an origin besides this machine that may be used; repeatable',
  apis: 'other APIs by name, each with a base URL, auth, rate limit and headers of its own',
  userAuth: 'how created users sign in, as `auth` without credentials',
  headers: 'headers of every request',
  query: 'query parameters of every request',
  answers: "where records are in the API's answers: { one, many, next }",
  batchSize: 'records created together, from 1 up',
  delay: 'pause between batches, in seconds',
  rateLimit: "the API's limit, such as 10/20s: then it is never exceeded",
  concurrency: 'most requests in flight, 1 to 1024',
  timeout: 'deadline of one attempt, in seconds, from connect to the last byte',
  maxRetries: 'repeats of a request that failed for another reason than the rate limit',
  maxWait: 'the longest that a rate limit or a restarting API is waited for, in seconds',
  deadline: 'the longest that creating one dataset may take in all, in seconds',
  settle: 'how long the API may need to show what it has just stored, in seconds',
  audit: "the largest list that the last look for the run's tag reads, in bytes; false: no such look",
  maxResponseBytes: 'the largest answer read, in bytes',
  ca: 'certificates to trust besides those of Node, in PEM: the path of a file, or its text',
  coordinator: 'a Redis server through which machines share one limit, one login and one base dataset',
  runGroup: 'what the shards of one CI run have in common, and no other run',
  http2: 'HTTP/2 over TLS, for servers that speak nothing else',
  openapi:
    'where the API describes itself (OpenAPI in JSON), a path from the root: bulk calls found there are used; `false`: never',
  limited:
    'whether an answer means "too many requests" although its status is not 429; a number is the seconds to wait',
  resources: 'what can be seeded, made with defineResource',
  scenarios: 'named seeds, for { use: "fleet" }',
  project: "part of every dataset's key and random stream",
  lang: 'language of what is said: en, fr',
  logLevel:
    "how much the run's log tells: debug, info, warning, error, critical; debug tells each request on stderr too",
  randomSeed: 'same number, same people; 0 to 4294967295',
  locale: 'a Faker locale: fr, en, de, ja…',
  emailDomain: 'domain of the e-mails',
  generator: 'version of the generated data; 1 is what seedbed made before',
  phones: 'safe: valid, and ringing nowhere where that can be; mobile; fictional',
  referenceDate: '"today" of the generated data: a day, or today',
  userPassword:
    'password of every user that is made. Others on this machine can read the flag: the variable or .env is safer',
  cleanup: 'when a dataset is removed: always, on-success, keep, ttl',
  scope: 'how long and with whom a dataset is shared: test, suite, file, worker, run',
  signIn: "how dataset.signIn finds the application's form, or that it goes through the API's session",
  ahead: 'whether data is made before the tests ask for it: true, false',
  minSuccess: 'share of the records that must exist for a fixture to pass, 0 to 1',
  unproved:
    'what to do if the first record of a resource could neither be understood nor looked up: stop, allow',
};

const french: typeof english = {
  baseUrl: "l'API, avec son chemin",
  allowHosts: 'une origine autorisée en plus de cette machine ; répétable',
  apis: "d'autres API par leur nom, chacune avec son URL, sa connexion, sa limite de débit et ses en-têtes",
  userAuth: 'comment les utilisateurs créés se connectent : comme `auth`, sans identifiants',
  headers: 'en-têtes de chaque requête',
  query: "paramètres d'URL de chaque requête",
  answers: "où se trouvent les enregistrements dans les réponses de l'API : { one, many, next }",
  batchSize: "nombre d'enregistrements créés ensemble, à partir de 1",
  delay: 'pause entre deux lots, en secondes',
  rateLimit: "la limite de l'API, par exemple 10/20s : elle n'est alors jamais dépassée",
  concurrency: 'nombre maximal de requêtes simultanées, de 1 à 1024',
  timeout: "délai maximal d'une tentative, en secondes, de la connexion au dernier octet",
  maxRetries: "nombre de reprises d'une requête qui a échoué pour une autre raison que la limite de débit",
  maxWait: 'attente maximale pour une limite de débit ou une API qui redémarre, en secondes',
  deadline: "durée maximale de la création d'un jeu de données, en secondes",
  settle: "temps qu'il faut à l'API pour montrer ce qu'elle vient d'enregistrer, en secondes",
  audit:
    "taille maximale, en octets, de la liste lue pour la dernière recherche de l'étiquette de l'exécution ; false : pas de recherche",
  maxResponseBytes: "taille maximale d'une réponse, en octets",
  ca: "certificats reconnus en plus de ceux de Node, au format PEM : le chemin d'un fichier, ou son texte",
  coordinator:
    'un serveur Redis par lequel les machines partagent une limite, une connexion et un jeu de données de base',
  runGroup: "ce que les parts d'une même exécution de CI ont en commun, et aucune autre exécution",
  http2: "HTTP/2 sur TLS, pour les serveurs qui ne parlent rien d'autre",
  openapi:
    "où l'API se décrit (OpenAPI en JSON), un chemin depuis la racine : les appels groupés trouvés là sont utilisés ; `false` : jamais",
  limited:
    "si une réponse veut dire « trop de requêtes » alors que son statut n'est pas 429 ; un nombre : les secondes à attendre",
  resources: 'ce qui peut être créé, défini par defineResource',
  scenarios: 'demandes de données nommées, pour { use: "fleet" }',
  project: 'fait partie de la clé et du flux aléatoire de chaque jeu de données',
  lang: 'langue des messages : en, fr',
  logLevel:
    "ce que dit le journal de l'exécution : debug, info, warning, error, critical ; debug montre aussi chaque requête sur stderr",
  randomSeed: 'même nombre, mêmes personnes ; de 0 à 4294967295',
  locale: 'une locale de Faker : fr, en, de, ja…',
  emailDomain: 'domaine des adresses e-mail',
  generator: "version des données générées ; 1 : celles d'avant",
  phones: 'safe : valides, et qui ne sonnent nulle part si possible ; mobile ; fictional',
  referenceDate: "« aujourd'hui » des données générées : un jour, ou today",
  userPassword:
    "mot de passe de chaque utilisateur créé. D'autres personnes sur cette machine peuvent lire l'option : la variable ou .env est plus sûre",
  cleanup: 'quand un jeu de données est supprimé : always, on-success, keep, ttl',
  scope: 'combien de temps et avec qui un jeu de données est partagé : test, suite, file, worker, run',
  signIn:
    "comment dataset.signIn trouve le formulaire de l'application, ou qu'il passe par la session de l'API",
  ahead: 'si les données sont créées avant que les tests ne les demandent : true, false',
  minSuccess: "proportion des enregistrements qui doivent exister pour qu'une fixture réussisse, de 0 à 1",
  unproved:
    "que faire si le premier enregistrement d'une ressource n'a pu être ni compris ni retrouvé : stop, allow",
};

/** What each setting is. */
export const settingsSay: typeof english = inBoth(english, french);
