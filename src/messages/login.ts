import { inBoth } from './language.ts';

/** What a login answered instead of a session. Names only, never a value: one of them is the token. */
const english = {
  backToSignIn: (remedy: string): string => `It leads back to the sign-in page. ${remedy}`,
  signInPageAgain: (remedy: string): string => `It answered the sign-in page again. ${remedy}`,
  noTokenAt: (field: string, got: string, setting: string): string =>
    `Expected the token in the field "${field}" of the answer, got ${got}. See \`${setting}\`.`,
  noTokenBy: (got: string, setting: string): string =>
    `Expected the token in what \`token\` returns of the answer, got ${got}. See \`${setting}\`.`,
  noAccessToken: (got: string): string =>
    `Expected "access_token" in the answer, got ${got}. See \`auth.oauth2.tokenUrl\`.`,
  noCookie: 'Expected the answer to set a session cookie, got none. See `auth.login`.',
  tokenUnsaid: (status: number, path: string, setting: string): string =>
    `The login answered ${status} with "${path}": write \`token: '${path}'\` in \`${setting}\`.`,
  noCookieBut: (names: string, setting: string): string =>
    `Expected the answer to set a session cookie, got none. Its fields are ${names}: if one of them is the token, write its path as \`token\` in \`${setting}\`.`,
  onlyCookies: (names: string): string =>
    `Expected the answer to set a session cookie, got only ${names}. See \`auth.login\`.`,
  noCsrfCookie: (name: string, got: string | undefined): string =>
    `Expected a cookie "${name}" with the CSRF token, got ${got ?? 'none'}. See \`auth.login.csrf\`.`,
  noCsrfHeader: (name: string, got: string): string =>
    `Expected a header "${name}" with the CSRF token, got ${got}. See \`auth.login.csrf\`.`,
  noCsrfOnPage: (name: string): string =>
    `Expected a page with a field or meta element "${name}" with the CSRF token, got a page without it. See \`auth.login.csrf\`.`,
  noCsrfPage: (name: string): string =>
    `Expected a page with a field or meta element "${name}" with the CSRF token, got no page. See \`auth.login.csrf\`.`,
  emptyAnswer: 'an empty answer',
  emptyObject: 'an empty object',
  list: 'a list',
  noObject: 'no object',
  quoted: (name: string): string => `"${name}"`,
  noUserToken: (field: string, got: string): string =>
    `Expected the created user to have a token in "${field}", got ${got}. See \`userAuth.from\`.`,
  howToLogIn:
    'Expected `auth` to say how to log in, by `login`, or by `loginPath` and `tokenField`; one is missing.',
  passwordGrant: 'Expected `username` and `password` beside `grant: "password"`.',
};

const french: typeof english = {
  backToSignIn: (remedy) => `La réponse ramène à la page de connexion. ${remedy}`,
  signInPageAgain: (remedy) => `La réponse est de nouveau la page de connexion. ${remedy}`,
  noTokenAt: (field, got, setting) =>
    `Jeton attendu dans le champ « ${field} » de la réponse, reçu ${got}. Voir \`${setting}\`.`,
  noTokenBy: (got, setting) =>
    `Jeton attendu dans ce que \`token\` tire de la réponse, reçu ${got}. Voir \`${setting}\`.`,
  noAccessToken: (got) =>
    `« access_token » attendu dans la réponse, reçu ${got}. Voir \`auth.oauth2.tokenUrl\`.`,
  noCookie:
    "Un cookie de session était attendu dans la réponse, elle n'en contient aucun. Voir `auth.login`.",
  tokenUnsaid: (status, path, setting) =>
    `La connexion a répondu ${status} avec « ${path} » : écrivez \`token: '${path}'\` dans \`${setting}\`.`,
  noCookieBut: (names, setting) =>
    `Un cookie de session était attendu dans la réponse, elle n'en contient aucun. Ses champs sont ${names} : si l'un d'eux est le jeton, écrivez son chemin comme \`token\` dans \`${setting}\`.`,
  onlyCookies: (names) =>
    `Un cookie de session était attendu dans la réponse, reçu seulement ${names}. Voir \`auth.login\`.`,
  noCsrfCookie: (name, got) =>
    `Un cookie « ${name} » avec le jeton CSRF était attendu, reçu ${got ?? 'aucun cookie'}. Voir \`auth.login.csrf\`.`,
  noCsrfHeader: (name, got) =>
    `Un en-tête « ${name} » avec le jeton CSRF était attendu, reçu ${got}. Voir \`auth.login.csrf\`.`,
  noCsrfOnPage: (name) =>
    `Une page avec un champ ou un élément meta « ${name} » contenant le jeton CSRF était attendue, la page n'en a pas. Voir \`auth.login.csrf\`.`,
  noCsrfPage: (name) =>
    `Une page avec un champ ou un élément meta « ${name} » contenant le jeton CSRF était attendue, la réponse n'est pas une page. Voir \`auth.login.csrf\`.`,
  emptyAnswer: 'une réponse vide',
  emptyObject: 'un objet vide',
  list: 'une liste',
  noObject: "autre chose qu'un objet",
  quoted: (name) => `« ${name} »`,
  noUserToken: (field, got) =>
    `L'utilisateur créé devait avoir un jeton dans « ${field} », reçu ${got}. Voir \`userAuth.from\`.`,
  howToLogIn:
    '`auth` doit dire comment se connecter, par `login`, ou par `loginPath` et `tokenField` ; il en manque un.',
  passwordGrant: '`username` et `password` sont attendus avec `grant: "password"`.',
};

/** What a login answered instead of a session. */
export const loginSays: typeof english = inBoth(english, french);
