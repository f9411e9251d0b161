import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

/** Why one request failed: `[POST] http://…/users: connection refused (ECONNREFUSED) …`. */
const english = {
  connectionRefused: (code: string): string => `connection refused (${code})`,
  noConnection: (code: string): string => `no connection (${code})`,
  /** @param message of the system; it may be empty */
  notConnected: (message: string, code: string): string => `${message || 'no connection'} (${code})`,
  hostNotFound: (host: string, code: string): string => `host name "${host}" not found (${code})`,
  tooManyFiles: (code: string): string =>
    `this process may open no more files: raise \`ulimit -n\`, or lower \`concurrency\` (${code})`,
  connectionLost: (code: string): string => `connection lost before the answer (${code})`,
  streamRefused: 'the server refused the stream or closed the connection before the answer',
  noCommonHttp: (code: string): string => `no HTTP version in common (${code})`,
  untrusted: (what: string, code: string): string => `no trusted TLS connection: ${what} (${code})`,
  unknownIssuer: (what: string, code: string): string =>
    `no trusted TLS connection: ${what} (${code}); to trust its authority, name a certificate in \`ca\` or NODE_EXTRA_CA_CERTS`,
  plainHttp: (origin: string, code: string): string =>
    `no TLS at that address, perhaps plain HTTP: ${origin} (${code})`,
  noConnectionWithin: (ms: number): string => `no connection within ${en.duration(ms)}`,
  noAnswerWithin: (ms: number): string => `no answer within ${en.duration(ms)}`,
  notCompleteWithin: (status: number, ms: number): string =>
    `${status}, but no complete answer within ${en.duration(ms)}`,
  notHttp: 'the answer is not HTTP',
  headersTooLarge: "the answer's headers are too large",
  cutOff: (status: number, bytes: number): string =>
    `${status}, but the answer was cut off after ${bytes} bytes`,
  tooLarge: (status: number, bytes: number): string =>
    `${status}, but the answer is larger than ${bytes} bytes`,
  tooLargeUnpacked: (status: number, bytes: number): string =>
    `${status}, but the unpacked answer is larger than ${bytes} bytes`,
  unknownCoding: (status: number, coding: string, most: number): string =>
    `${status}, but the answer is compressed as "${coding}"; gzip, deflate and br are understood, up to ${most} times`,
  manyCodings: (status: number, times: number, most: number): string =>
    `${status}, but the answer is compressed ${times} times; gzip, deflate and br are understood, up to ${most} times`,
  otherCoding: (status: number, coding: string): string =>
    `${status}, but the answer is not the "${coding}" that it says it is`,
  /** @param type the media type that the server names */
  notJson: (status: number, type: string | undefined): string =>
    `${status}, but the body is not JSON (${type ?? 'no content type'})`,
  /** @param to undefined: the server does not say */
  redirected: (status: number, to: string | undefined): string =>
    `${status} redirect to ${to ?? 'nowhere'}, not followed`,
  redirectedForSlash: (status: number, to: string): string =>
    `${status} redirect to ${to}, not followed: write the path with a slash at its end`,
  redirectedForNoSlash: (status: number, to: string): string =>
    `${status} redirect to ${to}, not followed: write the path without the slash at its end`,
  redirectedToSignIn: (status: number, to: string): string =>
    `${status} redirect to ${to}, not followed: it asks for a login, so set \`auth\``,
  redirectedToBase: (status: number, to: string, base: string): string =>
    `${status} redirect to ${to}, not followed: set \`baseUrl\` to ${base}`,
  /** In the place of a status text: the configuration took this status for a 429. */
  takenForLimit: (status: number): string => `for this ${status}, by \`limited\``,
  aborted: 'aborted',
};

const french: typeof english = {
  connectionRefused: (code) => `connexion refusée (${code})`,
  noConnection: (code) => `aucune connexion (${code})`,
  notConnected: (message, code) => `${message || 'aucune connexion'} (${code})`,
  hostNotFound: (host, code) => `nom d'hôte « ${host} » introuvable (${code})`,
  tooManyFiles: (code) =>
    `ce processus ne peut plus ouvrir de fichiers : relevez \`ulimit -n\`, ou baissez \`concurrency\` (${code})`,
  connectionLost: (code) => `connexion perdue avant la réponse (${code})`,
  streamRefused: 'le serveur a refusé le flux ou fermé la connexion avant la réponse',
  noCommonHttp: (code) => `aucune version de HTTP en commun (${code})`,
  untrusted: (what, code) => `pas de connexion TLS de confiance : ${what} (${code})`,
  unknownIssuer: (what, code) =>
    `pas de connexion TLS de confiance : ${what} (${code}) ; pour faire confiance à son autorité, indiquez un certificat dans \`ca\` ou NODE_EXTRA_CA_CERTS`,
  plainHttp: (origin, code) => `pas de TLS à cette adresse, peut-être du HTTP simple : ${origin} (${code})`,
  noConnectionWithin: (ms) => `aucune connexion en ${fr.duration(ms)}`,
  noAnswerWithin: (ms) => `aucune réponse en ${fr.duration(ms)}`,
  notCompleteWithin: (status, ms) => `${status}, mais pas de réponse complète en ${fr.duration(ms)}`,
  notHttp: "la réponse n'est pas du HTTP",
  headersTooLarge: 'les en-têtes de la réponse sont trop volumineux',
  cutOff: (status, bytes) =>
    `${status}, mais la réponse a été coupée après ${fr.count(bytes, 'octet', 'octets')}`,
  tooLarge: (status, bytes) => `${status}, mais la réponse dépasse ${fr.count(bytes, 'octet', 'octets')}`,
  tooLargeUnpacked: (status, bytes) =>
    `${status}, mais la réponse décompressée dépasse ${fr.count(bytes, 'octet', 'octets')}`,
  unknownCoding: (status, coding, most) =>
    `${status}, mais la réponse est compressée en « ${coding} » ; gzip, deflate et br sont acceptés, jusqu'à ${most} fois`,
  manyCodings: (status, times, most) =>
    `${status}, mais la réponse est compressée ${times} fois ; gzip, deflate et br sont acceptés, jusqu'à ${most} fois`,
  otherCoding: (status, coding) => `${status}, mais la réponse n'est pas le « ${coding} » annoncé`,
  notJson: (status, type) =>
    `${status}, mais le corps n'est pas du JSON (${type ?? "pas d'en-tête Content-Type"})`,
  redirected: (status, to) =>
    to === undefined
      ? `redirection ${status} sans destination, non suivie`
      : `redirection ${status} vers ${to}, non suivie`,
  redirectedForSlash: (status, to) =>
    `redirection ${status} vers ${to}, non suivie : écrivez le chemin avec une barre oblique à la fin`,
  redirectedForNoSlash: (status, to) =>
    `redirection ${status} vers ${to}, non suivie : écrivez le chemin sans barre oblique à la fin`,
  redirectedToSignIn: (status, to) =>
    `redirection ${status} vers ${to}, non suivie : une connexion est demandée, indiquez \`auth\``,
  redirectedToBase: (status, to, base) =>
    `redirection ${status} vers ${to}, non suivie : indiquez ${base} dans \`baseUrl\``,
  takenForLimit: (status) => `au lieu de ${status}, d'après \`limited\``,
  aborted: 'interrompue',
};

/** Why one request failed. */
export const failuresSay: typeof english = inBoth(english, french);
