import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

/** What the demo API's fields are called; any other goes by its own name. */
/** Fields of the demo API by the words that French has for them. */
export const fieldsInFrench: Readonly<Record<string, string>> = {
  status: 'statut',
  system: 'système',
  operating_system: 'système',
  role: 'rôle',
};

const english = {
  api: 'API',
  answers: (time: string): string => `answers (${time})`,
  noAnswer: 'no usable answer',
  orMore: (n: string): string => `${n} or more: the list may not show all`,
  latency: 'latency',
  latencyOf: (median: string, slowest: string, requests: number): string =>
    `${median}, at most ${slowest} (${en.count(requests, 'request', 'requests')})`,
  limit: 'limit seen',
  noLimit: 'none: no answer tells of one',
  quota: (requests: number, per: string): string => `${en.number(requests)} requests per ${per}`,
  remaining: (left: number, reset: string): string =>
    `${en.count(left, 'request', 'requests')} left, again in ${reset}`,
  refused: (n: number): string => `${en.count(n, 'request', 'requests')} refused (429)`,
  with: (parents: string, children: string): string => `${parents} with ${children}`,
  per: (children: string, parent: string): string => `${children} per ${parent}`,
  by: (resource: string, field: string): string => `${resource} by ${field}`,
  ofAll: (n: number, all: number): string => `${en.number(n)} of ${en.number(all)}`,
  runs: 'runs',
  noRuns: 'none in the ledger',
  run: 'run',
  started: 'started',
  records: 'records',
  state: 'state',
  running: 'running',
  dead: 'dead, to be swept',
  kept: 'kept: sweep --run ID or --all',
  deadButFor: (kept: number): string => `dead, to be swept but for ${en.number(kept)} kept`,
  elsewhere: (baseUrl: string): string => `on ${baseUrl}`,
  notObeyed: (file: string, why: string): string => `the ledger ${file} is not obeyed: ${why}`,
  setting: 'setting',
  value: 'value',
  from: 'from',
};

const french: typeof english = {
  api: 'API',
  answers: (time) => `répond (${time})`,
  noAnswer: 'pas de réponse utilisable',
  orMore: (n) => `${n} ou plus : la liste ne montre peut-être pas tout`,
  latency: 'latence',
  latencyOf: (median, slowest, requests) =>
    `${median}, au plus ${slowest} (${fr.count(requests, 'requête', 'requêtes')})`,
  limit: 'limite vue',
  noLimit: "aucune : aucune réponse n'en parle",
  quota: (requests, per) => `${fr.number(requests)} requêtes par ${per}`,
  remaining: (left, reset) => `encore ${fr.count(left, 'requête', 'requêtes')}, retour dans ${reset}`,
  refused: (n) => `${fr.count(n, 'requête refusée', 'requêtes refusées')} (429)`,
  with: (parents, children) => `${parents} avec ${children}`,
  per: (children, parent) => `${children} par ${parent}`,
  by: (resource, field) => `${resource} par ${fieldsInFrench[field] ?? field}`,
  ofAll: (n, all) => `${fr.number(n)} sur ${fr.number(all)}`,
  runs: 'exécutions',
  noRuns: 'aucune dans le registre',
  run: 'exécution',
  started: 'début',
  records: 'enregistrements',
  state: 'état',
  running: 'en cours',
  dead: 'morte, à nettoyer',
  kept: 'conservée : sweep --run ID ou --all',
  deadButFor: (kept) => `morte, à nettoyer sauf ${fr.count(kept, 'conservé', 'conservés')}`,
  elsewhere: (baseUrl) => `sur ${baseUrl}`,
  notObeyed: (file, why) => `le registre ${file} n'est pas suivi : ${why}`,
  setting: 'réglage',
  value: 'valeur',
  from: 'origine',
};

/** What `seedbed status` shows. */
export const statusSays: typeof english = inBoth(english, french);
