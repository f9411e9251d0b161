import { inBoth } from './language.ts';

const english = {
  atLeast: (option: string, least: number, got: string): string =>
    `Expected demo API option \`${option}\` to be a number from ${least} up, got ${got}`,
  badPort: (got: string): string =>
    `Expected demo API option \`port\` to be a port from 0 to 65535, got ${got}`,
  operatorTaken: (email: string, database: string): string =>
    `Failed to make the operator account: "${email}" is an ordinary user in "${database}". Choose another e-mail.`,
  portTaken: (port: number): string =>
    `Failed to start the demo API on 127.0.0.1:${port}: something else listens there. Choose another port (--port), or 0 for any free one.`,
  portForbidden: (port: number): string =>
    `Failed to start the demo API on 127.0.0.1:${port}: this user may not listen there. Choose another port (--port), or 0 for any free one.`,
  cannotListen: (port: number, why: string): string =>
    `Failed to start the demo API on 127.0.0.1:${port}: ${why}. Choose another port (--port), or 0 for any free one.`,
  cannotOpen: (path: string, why: string): string =>
    `Failed to open the demo API's database "${path}": ${why}. Give a writable path to a new file or to one made by the demo API.`,
  otherVersion: (found: string, expected: number): string =>
    `it holds version ${found} of the tables, expected ${expected}`,
  badBaseUrl: (got: string): string => `Expected \`baseUrl\` to be an http or https URL, got \`${got}\``,
  noInterceptor: (): string =>
    'Failed to open an offline network: this version of msw does not see every HTTP client. With msw 2 run ' +
    '`npm install --save-dev @mswjs/interceptors@0.45` beside it, or use msw 3. `setupServer(...handlers())` works without, for ' +
    '`fetch`, axios and `node:http`; it does not see undici and seedbed itself.',
  unhandled: (method: string, url: string): string =>
    `[${method}] ${url} was stopped: the network is offline, and no handler answers this request.`,
};

const french: typeof english = {
  atLeast: (option, least, got) =>
    `Option \`${option}\` de l'API de démonstration : il faut un nombre à partir de ${least}, reçu ${got}`,
  badPort: (got) => `Option \`port\` de l'API de démonstration : il faut un port de 0 à 65535, reçu ${got}`,
  operatorTaken: (email, database) =>
    `Impossible de créer le compte de l'opérateur : « ${email} » est un utilisateur ordinaire dans « ${database} ». Choisissez une autre adresse e-mail.`,
  portTaken: (port) =>
    `Impossible de lancer l'API de démonstration sur 127.0.0.1:${port} : un autre programme y écoute. Choisissez un autre port (--port), ou 0 pour prendre un port libre.`,
  portForbidden: (port) =>
    `Impossible de lancer l'API de démonstration sur 127.0.0.1:${port} : cet utilisateur n'a pas le droit d'y écouter. Choisissez un autre port (--port), ou 0 pour prendre un port libre.`,
  cannotListen: (port, why) =>
    `Impossible de lancer l'API de démonstration sur 127.0.0.1:${port} : ${why}. Choisissez un autre port (--port), ou 0 pour prendre un port libre.`,
  cannotOpen: (path, why) =>
    `Impossible d'ouvrir la base de données de l'API de démonstration « ${path} » : ${why}. Donnez un chemin accessible en écriture, vers un nouveau fichier ou un fichier créé par l'API de démonstration.`,
  otherVersion: (found, expected) =>
    `elle contient la version ${found} des tables, il faut la version ${expected}`,
  badBaseUrl: (got) => `\`baseUrl\` doit être une URL http ou https, reçu : \`${got}\``,
  noInterceptor: () =>
    "Impossible d'ouvrir un réseau hors ligne : cette version de msw ne voit pas tous les clients HTTP. Avec msw 2, exécutez " +
    '`npm install --save-dev @mswjs/interceptors@0.45`, ou passez à msw 3. `setupServer(...handlers())` fonctionne sans cela pour ' +
    '`fetch`, axios et `node:http`, mais ne voit ni undici ni seedbed lui-même.',
  unhandled: (method, url) =>
    `[${method}] ${url} : requête bloquée. Le réseau est hors ligne et aucun handler ne répond à cette requête.`,
};

/** What people are told who start the demo API, or its handlers for msw. What the API answers is English, as most APIs are. */
export const demoSays: typeof english = inBoth(english, french);
