import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const quotedEn = (names: readonly string[]): string => en.and(names.map((name) => `"${name}"`));
const quotedFr = (names: readonly string[]): string => fr.and(names.map((name) => `« ${name} »`));

const english = {
  // How messages name the place where something was written.
  inFile: (key: string): string => `"${key}" in seedbed.config.ts`,
  defaultOf: (key: string): string => `the default of "${key}"`,
  theConfiguration: 'the configuration',
  ofApi: (key: string, api: string, place: string): string => `"${key}" of "${api}" in ${place}`,
  api: (api: string, place: string): string => `"${api}" in ${place}`,

  // Files.
  unreadable: (file: string, why: string): string => `Failed to read "${file}": ${why}.`,
  unloadable: (file: string, why: string): string => `Failed to load "${file}": ${why}`,
  unendingFile: (seconds: number): string => `it awaits something that did not come within ${seconds} s.`,
  noDefaultExport: (file: string, got: string): string =>
    `Expected "${file}" to have a plain object as default export (\`export default defineConfig({ … })\`), got ${got}.`,

  // The API's address, and whether it may be used.
  hostRefused: (origin: string): string =>
    `Refused to use "${origin}": it is not on this machine and not listed in allowHosts. If its data may be created and deleted by tests, add "${origin}" to allowHosts in seedbed.config.ts, or to SEEDBED_ALLOW_HOSTS. Nothing was sent.`,
  originExpected: (name: string, got: string): string =>
    `Expected every entry of ${name} to be an origin such as "https://staging.example.com", got ${got}.`,
  urlExpected: (name: string, got: string): string =>
    `Expected ${name} to be an http(s) URL such as "https://staging.example.com/api/v1", got ${got}.`,
  userInfoInUrl: (name: string): string =>
    `Expected ${name} to hold no user name or password; use SEEDBED_EMAIL and SEEDBED_PASSWORD.`,
  queryInUrl: (name: string, url: string): string =>
    `Expected ${name} to have no query and no fragment; "${url}" has one.`,
  proxyExpected: (name: string): string =>
    `Expected ${name} to be the URL of a proxy such as "http://proxy.example.com:8080".`,
  noBaseUrl: 'Expected a base URL, got none: set "baseUrl" in seedbed.config.ts, or SEEDBED_BASE_URL.',
  unknownApi: (resource: string, name: string, known: readonly string[]): string =>
    `Expected \`on\` of resource "${resource}" to name one of the configuration's \`apis\`, got "${name}"; ${known.length === 0 ? 'it has none' : `it has ${quotedEn(known)}`}.`,

  // Credentials.
  noCredentials: (origin: string, email: string, password: string, token: string): string =>
    `No credentials for "${origin}": set ${email} and ${password}, or ${token}, in the environment or in .env.`,
  together: (email: string, password: string, missing: string): string =>
    `Expected ${email} and ${password} together; ${missing} is not set.`,

  // What values are expected.
  namesAndTexts: (name: string): string => `Expected ${name} to be a plain object of names and texts.`,
  headerName: (name: string): string => `Expected ${name} to be named as a header is, such as "X-Tenant".`,
  anotherType: (name: string): string => `Expected ${name} to be a text, got another type.`,
  blank: (name: string): string => `Expected ${name} to be a text that is not blank.`,
  oneLineText: (name: string): string => `Expected ${name} to be a text without line breaks.`,
  sendableText: (name: string): string => `Expected ${name} to hold only characters that can be sent there.`,
  ofTheConnection: (name: string): string =>
    `Expected ${name} not to be set: seedbed sets it for each request.`,
  listOfOrigins: 'a list of origins such as ["https://staging.example.com"]',
  listOfResources: 'a list of resources made with defineResource',
  resource: 'a resource made with defineResource',
  resourceNameTaken: (place: string, name: string): string =>
    `Expected no resource in ${place} to be named "${name}": every dataset has something of that name.`,
  resourceTwice: (place: string, name: string): string => `Two resources in ${place} are named "${name}".`,
  wrongSeed: (where: string, why: string): string => `In ${where}: ${why}`,
  rateLimit: 'a number of requests per duration, such as 10/20s',
  domain: 'a domain such as example.com',
  pageUrl: 'a path such as "/login", or a URL',
  generator: (versions: readonly number[]): string =>
    `a version of the generator, ${en.or(versions.map(String))}`,
  referenceDate: 'a day such as 2026-06-01, or "today"',
  functionOfAnswer: 'a function of an answer',
  noCertificates: (name: string, from: string): string =>
    `Expected ${name} to hold certificates ("-----BEGIN CERTIFICATE-----"); ${from} has none.`,
  badCertificate: (name: string, number: number, from: string): string =>
    `Expected ${name} to hold certificates; number ${number} of ${from} cannot be read.`,
  theText: 'the text',
  openapiInJson: (name: string, got: string): string =>
    `Expected "${name}" to be the path of a description in JSON, got ${got}. Many servers have theirs as "/openapi.json" too.`,
  noPemFile: (name: string, path: string, code: string): string =>
    `Expected ${name} to be the path of a PEM file, or its text; "${path}" cannot be read (${code}).`,
};

const french: typeof english = {
  inFile: (key) => `« ${key} » dans seedbed.config.ts`,
  defaultOf: (key) => `la valeur par défaut de « ${key} »`,
  theConfiguration: 'la configuration',
  ofApi: (key, api, place) => `« ${key} » de « ${api} » dans ${place}`,
  api: (api, place) => `« ${api} » dans ${place}`,

  unreadable: (file, why) => `Impossible de lire « ${file} » : ${why}.`,
  unloadable: (file, why) => `Impossible de charger « ${file} » : ${why}`,
  unendingFile: (seconds) => `il attend quelque chose qui n'est pas venu en ${seconds} s.`,
  noDefaultExport: (file, got) =>
    `« ${file} » doit exporter par défaut un objet simple (\`export default defineConfig({ … })\`), reçu ${got}.`,

  hostRefused: (origin) =>
    `« ${origin} » est refusé : ce n'est pas cette machine, et il ne figure pas dans allowHosts. Si des tests peuvent y créer et y supprimer des données, ajoutez « ${origin} » à allowHosts dans seedbed.config.ts, ou à SEEDBED_ALLOW_HOSTS. Rien n'a été envoyé.`,
  originExpected: (name, got) =>
    `Chaque entrée de ${name} doit être une origine, par exemple « https://staging.example.com », reçu ${got}.`,
  urlExpected: (name, got) =>
    `${name} : il faut une URL http(s), par exemple « https://staging.example.com/api/v1 », reçu ${got}.`,
  userInfoInUrl: (name) =>
    `${name} ne doit contenir ni nom d'utilisateur ni mot de passe ; utilisez SEEDBED_EMAIL et SEEDBED_PASSWORD.`,
  queryInUrl: (name, url) => `${name} ne doit avoir ni paramètres ni fragment ; « ${url} » en a.`,
  proxyExpected: (name) =>
    `${name} doit être l'URL d'un proxy, par exemple « http://proxy.example.com:8080 ».`,
  noBaseUrl: "Il manque l'URL de l'API : indiquez « baseUrl » dans seedbed.config.ts, ou SEEDBED_BASE_URL.",
  unknownApi: (resource, name, known) =>
    `\`on\` de la ressource « ${resource} » doit nommer une des \`apis\` de la configuration, reçu « ${name} » ; ${known.length === 0 ? "elle n'en a aucune" : `elle a ${quotedFr(known)}`}.`,

  noCredentials: (origin, email, password, token) =>
    `Aucun identifiant pour « ${origin} » : définissez ${email} et ${password}, ou ${token}, dans l'environnement ou dans .env.`,
  together: (email, password, missing) =>
    `${email} et ${password} vont ensemble ; ${missing} n'est pas défini.`,

  namesAndTexts: (name) => `${name} : il faut un objet simple de noms et de textes.`,
  headerName: (name) => `${name} doit porter un nom d'en-tête, par exemple « X-Tenant ».`,
  anotherType: (name) => `${name} : il faut un texte, le type reçu est autre.`,
  blank: (name) => `${name} : il faut un texte qui ne soit pas vide.`,
  oneLineText: (name) => `${name} : il faut un texte sans saut de ligne.`,
  sendableText: (name) => `${name} ne doit contenir que des caractères qui peuvent y être envoyés.`,
  ofTheConnection: (name) => `${name} ne doit pas être indiqué : seedbed le fixe pour chaque requête.`,
  listOfOrigins: 'une liste d\'origines, par exemple ["https://staging.example.com"]',
  listOfResources: 'une liste de ressources créées par defineResource',
  resource: 'une ressource créée par defineResource',
  resourceNameTaken: (place, name) =>
    `Aucune ressource de ${place} ne peut s'appeler « ${name} » : chaque jeu de données a déjà un membre de ce nom.`,
  resourceTwice: (place, name) => `Deux ressources de ${place} s'appellent « ${name} ».`,
  wrongSeed: (where, why) => `Dans ${where} : ${why}`,
  rateLimit: 'un nombre de requêtes par durée, par exemple 10/20s',
  domain: 'un domaine, par exemple example.com',
  pageUrl: 'un chemin, par exemple « /login », ou une URL',
  generator: (versions) => `une version du générateur, ${fr.or(versions.map(String))}`,
  referenceDate: 'un jour, par exemple 2026-06-01, ou « today »',
  functionOfAnswer: "une fonction d'une réponse",
  noCertificates: (name, from) =>
    `${name} doit contenir des certificats (« -----BEGIN CERTIFICATE----- ») ; ${from} n'en contient pas.`,
  badCertificate: (name, number, from) =>
    `${name} doit contenir des certificats ; le nº ${number} de ${from} est illisible.`,
  theText: 'le texte',
  openapiInJson: (name, got) =>
    `« ${name} » doit être le chemin d'une description en JSON, reçu ${got}. Beaucoup de serveurs ont aussi la leur à l'adresse « /openapi.json ».`,
  noPemFile: (name, path, code) =>
    `${name} : il faut le chemin d'un fichier PEM, ou son texte ; « ${path} » est illisible (${code}).`,
};

/** What the checks of a configuration say. */
export const configSays: typeof english = inBoth(english, french);
