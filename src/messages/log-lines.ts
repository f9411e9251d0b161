import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const all = (counts: readonly string[]): string => (counts.length === 0 ? 'nothing' : en.and(counts));

const english = {
  begun: (run: string, baseUrl: string): string => `run ${run} on ${baseUrl}`,
  asked: (path: string): string => `data is asked for: ${path}`,
  made: (counts: readonly string[], ms: number, requests: number): string =>
    `made ${all(counts)} in ${en.duration(ms)}, ${en.count(requests, 'request', 'requests')}`,
  madeBut: (counts: readonly string[], missing: number, ms: number, requests: number): string =>
    `made ${all(counts)}, ${en.number(missing)} missing, in ${en.duration(ms)}, ${en.count(requests, 'request', 'requests')}`,
  dropped: (path: string): string => `made ahead, and not asked for: ${path}`,
  grown: (counts: readonly string[]): string => `${all(counts)} added`,
  dataWaited: (path: string, ms: number): string => `${en.duration(ms)} waited for data: ${path}`,
  removed: (n: number, ms: number): string =>
    `${en.count(n, 'record', 'records')} removed in ${en.duration(ms)}`,
  removedBut: (n: number, left: number, ms: number): string =>
    `${en.count(n, 'record', 'records')} removed in ${en.duration(ms)}, ${en.number(left)} left`,
  request: (request: string, end: string, ms: number): string => `${request}: ${end} (${en.duration(ms)})`,
  requestAfter: (request: string, end: string, ms: number, waitedMs: number): string =>
    `${request}: ${end} (${en.duration(ms)}, after ${en.duration(waitedMs)} in the queue)`,
  pulse: (answered: number, limited: number, failed: number, ms: number): string =>
    `${en.count(answered, 'answer', 'answers')} in ${en.duration(ms)}, ${en.number(limited)} refused by the rate limit, ${en.number(failed)} failed`,
  answers: (answered: number, ms: number): string =>
    `${en.count(answered, 'answer', 'answers')} in ${en.duration(ms)}`,
  limit: (ms: number): string => `all wait ${en.duration(ms)} for the rate limit`,
  down: (ms: number): string => `the API is down: all wait ${en.duration(ms)}`,
  turn: (ms: number): string => `a request has waited ${en.duration(ms)} for its turn`,
  retry: (request: string, ms: number): string => `${request} is sent again in ${en.duration(ms)}`,
  gaveUp: (request: string, why: string, attempts: number): string =>
    `${request} is given up after ${en.count(attempts, 'attempt', 'attempts')}: ${why}`,
  login: (path: string, status: number, ms: number): string =>
    `signing in at ${path}: ${status} (${en.duration(ms)})`,
  swept: (ms: number): string => `looked for what dead runs left, ${en.duration(ms)}`,
  sweptRun: (run: string, counts: readonly string[]): string => `run ${run} has ${all(counts)}`,
  left: (resource: string, id: string, why: string): string => `${resource} ${id} is left: ${why}`,
  cut: 'the log has reached its size: from here on it holds warnings and errors only',
};

const tout = (counts: readonly string[]): string => (counts.length === 0 ? 'rien' : fr.and(counts));

const french: typeof english = {
  begun: (run, baseUrl) => `exécution ${run} sur ${baseUrl}`,
  asked: (path) => `données demandées : ${path}`,
  made: (counts, ms, requests) =>
    `créé : ${tout(counts)}, en ${fr.duration(ms)} et ${fr.count(requests, 'requête', 'requêtes')}`,
  madeBut: (counts, missing, ms, requests) =>
    `créé : ${tout(counts)} (${fr.count(missing, 'manquant', 'manquants')}), en ${fr.duration(ms)} et ${fr.count(requests, 'requête', 'requêtes')}`,
  dropped: (path) => `créé d'avance, mais pas demandé : ${path}`,
  grown: (counts) => `ajouté : ${tout(counts)}`,
  dataWaited: (path, ms) => `${fr.duration(ms)} d'attente des données : ${path}`,
  removed: (n, ms) =>
    `${fr.count(n, 'enregistrement supprimé', 'enregistrements supprimés')} en ${fr.duration(ms)}`,
  removedBut: (n, left, ms) =>
    `${fr.count(n, 'enregistrement supprimé', 'enregistrements supprimés')} en ${fr.duration(ms)} ; il en reste ${fr.number(left)}`,
  request: (request, end, ms) => `${request} : ${end} (${fr.duration(ms)})`,
  requestAfter: (request, end, ms, waitedMs) =>
    `${request} : ${end} (${fr.duration(ms)}, après ${fr.duration(waitedMs)} dans la file d'attente)`,
  pulse: (answered, limited, failed, ms) =>
    `${fr.count(answered, 'réponse', 'réponses')} en ${fr.duration(ms)}, ${fr.count(limited, 'refus', 'refus')} par la limite de débit, ${fr.count(failed, 'échec', 'échecs')}`,
  answers: (answered, ms) => `${fr.count(answered, 'réponse', 'réponses')} en ${fr.duration(ms)}`,
  limit: (ms) => `limite de débit : tout attend ${fr.duration(ms)}`,
  down: (ms) => `l'API est arrêtée : tout attend ${fr.duration(ms)}`,
  turn: (ms) => `une requête a attendu son tour ${fr.duration(ms)}`,
  retry: (request, ms) => `${request} : nouvel envoi dans ${fr.duration(ms)}`,
  gaveUp: (request, why, attempts) =>
    `${request} : abandon après ${fr.count(attempts, 'essai', 'essais')} : ${why}`,
  login: (path, status, ms) => `connexion par ${path} : ${status} (${fr.duration(ms)})`,
  swept: (ms) => `recherche de ce que des exécutions mortes ont laissé, ${fr.duration(ms)}`,
  sweptRun: (run, counts) => `exécution ${run} : ${tout(counts)}`,
  left: (resource, id, why) => `${resource} ${id} reste : ${why}`,
  cut: 'le journal a atteint sa taille : désormais il ne contient que les avertissements et les erreurs',
};

/** The lines of a run's log, for people who read along. */
export const logLinesSay: typeof english = inBoth(english, french);
