import { knownOpenings } from './errors.ts';
import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

/** What variables a person can set. */
interface Variables {
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** What a person can do about a request that failed. Stands after what happened, as a sentence of its own. */
const english = {
  wrongBaseUrl: 'Is the base URL right, with its path?',
  isApiUp: 'Is the API up at that address? Its setting is `baseUrl`, or SEEDBED_BASE_URL.',
  perhapsTls: 'Nothing has answered there yet. If it speaks TLS, its address begins with `https://`.',
  notTrusted: 'It is not retried: the server is not who it should be.',
  setHttp2: 'The server may speak HTTP/2 only: set `http2: true` in the configuration.',
  notAllowed: 'This account is not allowed to do that.',
  refusedTwice: 'It was refused again after a new login.',
  asksToWait: (ms: number, most: number): string =>
    `It asks to wait ${en.duration(ms)}; maxWait is ${en.duration(most)}.`,
  letNothingThrough: (ms: number, most: number): string =>
    `It let nothing through for ${en.duration(ms)}; maxWait is ${en.duration(most)}.`,
  nothingAnswered: (ms: number, most: number): string =>
    `Nothing answered there for ${en.duration(ms)}; maxWait is ${en.duration(most)}.`,
  noLogin: 'Nothing can be sent without a login.',
  /** A login that found no API. @param told what happened and what to do about it */
  noApiToLogIn: (told: string): string => told,
  /** No credentials were given. */
  setCredentials: ({ token, email, password }: Variables): string =>
    `Set ${token}, or ${email} and ${password}.`,
  checkCredentials: ({ email, password }: Variables): string => `Check ${email} and ${password}.`,
  tokenRefused: ({ token, email, password }: Variables): string =>
    `The token was refused (expired?). Set a new ${token}, or ${email} and ${password}.`,
  /** @param setting `auth.basic` */
  checkSetting: (setting: string): string => `Check \`${setting}\`.`,
  checkApiKey: 'Check `auth.apiKey`, and where it goes.',
  checkHeader: (name: string): string => `Check the "${name}" header under \`auth\`.`,
  checkFunction: (setting: string): string => `Check the \`${setting}\` function of the configuration.`,
  checkUserAuth: 'Is this how created users sign in? See `userAuth`.',
  workedBefore: 'An earlier login worked, and the session has ended. Was the password changed since?',
};

const cannotLogIn = knownOpenings.authentication;

const french: typeof english = {
  wrongBaseUrl: "L'URL de base est-elle la bonne, avec son chemin ?",
  isApiUp: "L'API est-elle bien lancée à cette adresse ? Le réglage est `baseUrl`, ou SEEDBED_BASE_URL.",
  perhapsTls: "Rien n'y a encore répondu. Si le serveur parle TLS, son adresse commence par `https://`.",
  notTrusted: "La requête n'est pas répétée : le serveur n'est pas celui qu'il devrait être.",
  setHttp2: 'Le serveur ne parle peut-être que HTTP/2 : indiquez `http2: true` dans la configuration.',
  notAllowed: "Ce compte n'en a pas le droit.",
  refusedTwice: `${cannotLogIn} : la requête a encore été refusée après une nouvelle connexion.`,
  asksToWait: (ms, most) => `Elle demande d'attendre ${fr.duration(ms)} ; maxWait vaut ${fr.duration(most)}.`,
  letNothingThrough: (ms, most) =>
    `Elle n'a rien laissé passer pendant ${fr.duration(ms)} ; maxWait vaut ${fr.duration(most)}.`,
  nothingAnswered: (ms, most) =>
    `Rien n'y a répondu pendant ${fr.duration(ms)} ; maxWait vaut ${fr.duration(most)}.`,
  noLogin: `${cannotLogIn} : sans connexion, rien ne peut être envoyé.`,
  noApiToLogIn: (told) => `${told} ${cannotLogIn}.`,
  setCredentials: ({ token, email, password }) =>
    `${cannotLogIn} : indiquez ${token}, ou ${email} et ${password}.`,
  checkCredentials: ({ email, password }) => `${cannotLogIn} : vérifiez ${email} et ${password}.`,
  tokenRefused: ({ token, email, password }) =>
    `${cannotLogIn} : le jeton a été refusé (expiré ?). Indiquez un nouveau ${token}, ou ${email} et ${password}.`,
  checkSetting: (setting) => `${cannotLogIn} : vérifiez \`${setting}\`.`,
  checkApiKey: `${cannotLogIn} : vérifiez \`auth.apiKey\`, et l'endroit où la clé est envoyée.`,
  checkHeader: (name) => `${cannotLogIn} : vérifiez l'en-tête « ${name} » sous \`auth\`.`,
  checkFunction: (setting) => `${cannotLogIn} : vérifiez la fonction \`${setting}\` de la configuration.`,
  checkUserAuth: `${cannotLogIn} : est-ce bien ainsi que les utilisateurs créés se connectent ? Voir \`userAuth\`.`,
  workedBefore: `${cannotLogIn} : une connexion précédente avait réussi, et la session a pris fin. Le mot de passe a-t-il été changé depuis ?`,
};

/** What a person can do about a request that failed. */
export const remediesSay: typeof english = inBoth(english, french);
