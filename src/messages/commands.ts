import { inBoth } from './language.ts';

/** What stands in the help beside the flags. A `…Short` fits the list of commands, in 60 characters. */
const english = {
  program: 'Realistic test data, created through your HTTP API.',
  settings:
    'Settings come from flags, then from the environment and .env files (SEEDBED_BASE_URL, SEEDBED_EMAIL, SEEDBED_PASSWORD or SEEDBED_TOKEN), then from seedbed.config.ts. Each resource there is a command too: seedbed teams -c 5.',
  exitCodes:
    'Exit codes: 0 ok, 1 error, 2 usage, 3 some records failed, 4 authentication, 5 API unreachable, 6 host refused, 7 clean-up left records, 130 interrupted.',
  demoNote: 'the whole way, with nothing to set up',
  createNote: 'any resources of seedbed.config.ts',
  checkNote: 'is your API described as it is?',
  sweepNote: 'remove it all again',
  users: 'create users, and leave them on the API',
  vms: 'create virtual machines for the users that the API holds',
  fullDataset: 'create users, and virtual machines spread over them',
  create: 'create records of any resources, and leave them on the API',
  own: (name: string): string => `create ${name}, and leave them on the API`,
  status: 'show what the API holds, and which runs are in the ledger',
  check: 'Prove how the API is described: create, find and remove one record of each.',
  checkShort: 'prove how the API is described; say what to write',
  plan: 'show what a seed would do and how long it takes; sends nothing',
  generate: 'write records to a file or stdout, without any API',
  generateLong: 'Write records to a file or stdout, without any API. Passwords are left out.',
  sweep: 'remove what dead runs left on the API, or one run by name',
  worker: 'take jobs of --distributed commands until Ctrl-C',
  demo: 'start an API, seed it, show the records, remove them',
  demoLong: 'Start an API, seed 5 users and 10 VMs through it, show them, remove them.',
  demoApi: 'run the demo API and its web page until Ctrl-C',
  demoApiAccount: 'The account is DEMO_API_EMAIL and DEMO_API_PASSWORD if both are set, else a public one.',
  version: 'print the version',
  help: 'show all flags of a command, the settings and exit codes',
  whoseHelp: 'which command',
  report: 'show what a run did; as a page with --html',
  whatToCreate: 'what to create: teams=2, or users=admin:1,member:5',
  whatToPlan: 'what to plan: teams=2 users=6 (or --users, --vms)',
  whatToGenerate: 'what to generate: members=5 (or --users, --vms)',
  whatToCheck: 'which, with those they belong to (default: all)',
};

const french: typeof english = {
  program: 'Des données de test réalistes, créées à travers votre API HTTP.',
  settings:
    "Les réglages viennent des options, puis de l'environnement et des fichiers .env (SEEDBED_BASE_URL, SEEDBED_EMAIL, SEEDBED_PASSWORD ou SEEDBED_TOKEN), puis de seedbed.config.ts. Chaque ressource qui s'y trouve est aussi une commande : seedbed teams -c 5.",
  exitCodes:
    'Codes de sortie : 0 succès, 1 erreur, 2 usage, 3 enregistrements en échec, 4 authentification, 5 API injoignable, 6 hôte refusé, 7 restes après nettoyage, 130 interruption.',
  demoNote: 'tout le parcours, sans rien préparer',
  createNote: 'toute ressource de seedbed.config.ts',
  checkNote: 'votre API est-elle bien décrite ?',
  sweepNote: 'tout supprimer ensuite',
  users: "créer des utilisateurs et les laisser sur l'API",
  vms: "créer des machines virtuelles pour les utilisateurs de l'API",
  fullDataset: 'créer des utilisateurs et leurs machines virtuelles',
  create: "créer des enregistrements de toute ressource de l'API",
  own: (name) => `créer des ${name} et les laisser sur l'API`,
  status: "montrer le contenu de l'API et les exécutions du registre",
  check: "Vérifier la description de l'API sur un enregistrement de chaque ressource.",
  checkShort: "vérifier que l'API est bien décrite ; dire quoi écrire",
  plan: "montrer ce qui serait fait, et sa durée ; n'envoie rien",
  generate: 'écrire des données dans un fichier ou sur stdout, sans API',
  generateLong: 'Écrire des données dans un fichier ou sur stdout, sans API ni mots de passe.',
  sweep: 'supprimer les restes des exécutions mortes, ou une exécution',
  worker: 'faire les tâches des commandes --distributed',
  demo: 'démarrer une API, la remplir, tout montrer, tout supprimer',
  demoLong: 'Démarrer une API, y créer 5 utilisateurs et 10 VM, les montrer, les supprimer.',
  demoApi: "servir l'API de démonstration et sa page jusqu'à Ctrl-C",
  demoApiAccount:
    'Le compte est DEMO_API_EMAIL et DEMO_API_PASSWORD si les deux sont définis, sinon un compte public.',
  version: 'afficher la version',
  help: "montrer toutes les options d'une commande, les réglages",
  whoseHelp: 'quelle commande',
  report: "montrer ce qu'a fait une exécution ; en page avec --html",
  whatToCreate: 'quoi créer : teams=2, ou users=admin:1,member:5',
  whatToPlan: 'quoi prévoir : teams=2 users=6 (ou --users, --vms)',
  whatToGenerate: 'quoi produire : members=5 (ou --users, --vms)',
  whatToCheck: 'lesquelles, avec leurs parents (défaut : toutes)',
};

/** What the help says of each command. */
export const commandsSay: typeof english = inBoth(english, french);
