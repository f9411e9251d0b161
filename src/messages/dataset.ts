import { inBoth } from './language.ts';

const english = {
  aUser: (namespace: string, got: string): string =>
    `Expected a user of dataset ${namespace}, such as \`dataset.users[0]\`, got ${got}.`,
  notARecord: 'an object that is not one of its records',
  noCredentials: (who: string, email: string, password: string): string =>
    `${who}, which has no ${email === 'email' ? 'e-mail' : `"${email}"`} and ${password === 'password' ? password : `"${password}"`}`,
  noRecord: (resource: string, count: number): string =>
    `Expected the dataset to hold any ${resource}; it has ${count} ${resource} in all.`,
  noRecordWith: (resource: string, trait: string, count: number): string =>
    `Expected the dataset to hold ${resource} with the trait "${trait}"; it has ${count} ${resource} in all.`,
  ofAStranger: (resource: string): string =>
    `Expected ${resource}.of() to get a record of a dataset, such as \`dataset.users[0]\`.`,
  seedIsPlainData: 'Expected the seed to be plain data, got a circular object or a bigint.',
  failed: (email: string, url: string, what: string): string =>
    `Failed to sign ${email} in at "${url}": ${what}.`,
  failedAndPageSays: (email: string, url: string, what: string, words: string): string =>
    `Failed to sign ${email} in at "${url}": ${what}. The page says: "${words}"`,
  cannotOpen: (why: string): string => `the page cannot be opened: ${why}`,
  pageAnswered: (outcome: string): string => `the page answered ${outcome}`,
  noField: (label: string): string => `the page shows no field "${label}"`,
  cannotUseField: (label: string): string => `the form's field "${label}" is not there, or cannot be used`,
  cannotUseButton: (name: string): string => `the form's button "${name}" is not there, or cannot be used`,
  formStays: 'the form stays',
  notTakenOver:
    'no script of the page takes its form over, and the browser would put the password into the address',
  formStaysAfter: (answer: string): string => `the form stays (${answer})`,
  nextPageAnswered: (outcome: string): string => `the page that follows answered ${outcome}`,
  nothing: 'nothing',
  noAnswer: 'no answer',
  stillForm: 'the page still shows the sign-in form, with the session of the login',
  noStorageState: (who: string): string =>
    `Failed to make a storage state for ${who}: sessionStorage is no part of one. Use \`dataset.signIn(page, user)\`, with \`signIn: { through: 'session' }\`.`,
  stateUnusable: (who: string): string =>
    `Failed to make a storage state for ${who}: the login sets no cookies, and the configuration does not say where the application keeps its token. Set \`signIn.storage\`, such as { key: 'token', kind: 'local' }.`,
  sessionUnusable:
    "Failed to sign in through the session: the login sets no cookies, and the configuration does not say where the application keeps its token. Set `signIn.storage`, such as { key: 'token', kind: 'local' }.",
  asNoRecord: (got: string): string =>
    `Expected \`as\` to name a record of the dataset, such as 'users[0]', got ${got}.`,
  asNoResource: (name: string, known: readonly string[], nearest: string | undefined): string =>
    nearest === undefined
      ? `Expected \`as: '${name}'\` to name a resource of the configuration (${known.join(', ')}).`
      : `Expected \`as: '${name}'\` to name a resource of the configuration (${known.join(', ')}). Did you mean "${nearest}"?`,
  asTooFar: (name: string, resource: string, count: number): string =>
    count === 0
      ? `Expected \`as: '${name}'\` to name a record of the dataset; its seed makes no ${resource}.`
      : `Expected \`as: '${name}'\` to name a record of the dataset; the last of its ${resource} is ${resource}[${count - 1}].`,
  asNotCreated: (name: string): string => `Failed to sign in as ${name}: that record could not be created.`,
  asAndStorageState:
    'Expected one of `as` and `storageState`, got both: a fixture or `test.use` of yours sets `storageState`, which leaves `as` without effect. Set `as: null` for these tests, or take `storageState` away.',
  signedInAs: (name: string): string => `sign in as ${name}`,
  noToken:
    'Expected the login of created users to give a token for `signIn.storage`, got none. See `userAuth`.',
};

const french: typeof english = {
  aUser: (namespace, got) =>
    `Utilisateur attendu du jeu de données ${namespace}, par exemple \`dataset.users[0]\` ; reçu : ${got}.`,
  notARecord: 'un objet qui ne fait pas partie de ses enregistrements',
  noCredentials: (who, email, password) =>
    `${who}, qui n'a ni ${email === 'email' ? 'e-mail' : `« ${email} »`} ni ${password === 'password' ? 'mot de passe' : `« ${password} »`}`,
  noRecord: (resource, count) =>
    `Le jeu de données devrait contenir au moins un enregistrement de « ${resource} » ; il en contient ${count}.`,
  noRecordWith: (resource, trait, count) =>
    `Le jeu de données devrait contenir un enregistrement de « ${resource} » avec le trait « ${trait} » ; il en contient ${count} en tout.`,
  ofAStranger: (resource) =>
    `${resource}.of() attend un enregistrement d'un jeu de données, par exemple \`dataset.users[0]\`.`,
  seedIsPlainData: 'Le seed doit être un objet de données simples ; reçu : un objet circulaire ou un bigint.',
  failed: (email, url, what) => `Impossible de connecter ${email} sur « ${url} » : ${what}.`,
  failedAndPageSays: (email, url, what, words) =>
    `Impossible de connecter ${email} sur « ${url} » : ${what}. La page dit : « ${words} »`,
  cannotOpen: (why) => `la page ne s'ouvre pas : ${why}`,
  pageAnswered: (outcome) => `la page a répondu ${outcome}`,
  noField: (label) => `la page ne montre aucun champ « ${label} »`,
  cannotUseField: (label) => `le champ « ${label} » du formulaire est absent ou inutilisable`,
  cannotUseButton: (name) => `le bouton « ${name} » du formulaire est absent ou inutilisable`,
  formStays: 'le formulaire reste affiché',
  notTakenOver:
    "aucun script de la page ne prend son formulaire en charge, et le navigateur mettrait le mot de passe dans l'adresse",
  formStaysAfter: (answer) => `le formulaire reste affiché (${answer})`,
  nextPageAnswered: (outcome) => `la page suivante a répondu ${outcome}`,
  nothing: 'rien',
  noAnswer: 'aucune réponse',
  stillForm: 'la page montre encore le formulaire de connexion, malgré la session ouverte',
  noStorageState: (who) =>
    `Impossible de préparer un état de stockage pour ${who} : sessionStorage n'en fait pas partie. Utilisez \`dataset.signIn(page, user)\`, avec \`signIn: { through: 'session' }\`.`,
  stateUnusable: (who) =>
    `Impossible de préparer un état de stockage pour ${who} : la connexion ne pose aucun cookie, et la configuration ne dit pas où l'application garde son jeton. Renseignez \`signIn.storage\`, par exemple { key: 'token', kind: 'local' }.`,
  sessionUnusable:
    "Impossible de se connecter par la session : la connexion ne pose aucun cookie, et la configuration ne dit pas où l'application garde son jeton. Renseignez `signIn.storage`, par exemple { key: 'token', kind: 'local' }.",
  asNoRecord: (got) =>
    `\`as\` doit nommer un enregistrement du jeu de données, par exemple 'users[0]' ; reçu : ${got}.`,
  asNoResource: (name, known, nearest) =>
    nearest === undefined
      ? `\`as: '${name}'\` doit nommer une ressource de la configuration (${known.join(', ')}).`
      : `\`as: '${name}'\` doit nommer une ressource de la configuration (${known.join(', ')}). Vouliez-vous dire « ${nearest} » ?`,
  asTooFar: (name, resource, count) =>
    count === 0
      ? `\`as: '${name}'\` doit nommer un enregistrement du jeu de données ; son seed ne crée aucun enregistrement de « ${resource} ».`
      : `\`as: '${name}'\` doit nommer un enregistrement du jeu de données ; le dernier de « ${resource} » est ${resource}[${count - 1}].`,
  asNotCreated: (name) =>
    `Impossible de se connecter en tant que ${name} : cet enregistrement n'a pas pu être créé.`,
  asAndStorageState:
    '`as` et `storageState` sont donnés tous les deux : une de vos fixtures ou un `test.use` fixe `storageState`, et `as` reste sans effet. Mettez `as: null` pour ces tests, ou retirez `storageState`.',
  signedInAs: (name) => `connexion en tant que ${name}`,
  noToken:
    "La connexion des utilisateurs créés devrait donner un jeton pour `signIn.storage` ; elle n'en donne aucun. Voir `userAuth`.",
};

/** What is said about a dataset's records, and about users who sign in. */
export const datasetSays: typeof english = inBoth(english, french);
