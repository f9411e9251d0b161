import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  made: (datasets: number, records: number, byName: readonly string[], requests: number): string => {
    const names = byName.length === 0 ? '' : ` (${byName.join(', ')})`;
    return `seedbed: ${en.count(datasets, 'dataset', 'datasets')}, ${en.count(records, 'record', 'records')}${names}, ${en.count(requests, 'request', 'requests')}`;
  },
  waited: (ms: number, share: number, slowestMs: number, path: string): string =>
    `seedbed: ${en.duration(ms)} waited for data (${en.percent(share)} of the run), slowest ${en.duration(slowestMs)}: ${path}`,
  notWaited: 'seedbed: no test waited for data',
  left: (n: number): string => `seedbed: ${en.number(n)} left on the API`,
  leftAndReport: (n: number, file: string): string =>
    `seedbed: ${en.number(n)} left on the API; report: ${file}`,
  leftAndNoReport: (n: number, file: string, why: string): string =>
    `seedbed: ${en.number(n)} left on the API; the report ${file} could not be written: ${why}`,
  leftAndSweep: (n: number, run: string): string =>
    `seedbed: ${en.number(n)} left on the API; to remove: npx seedbed sweep --run ${run}`,
  noReport: (why: string): string => `seedbed: nothing can be told of the data of these tests: ${why}`,
  heading: 'Test data',
  baseDataset: 'the run',
  slowestBase: "the run's base dataset",
  datasets: 'Datasets',
  records: 'Records',
  requests: 'Requests',
  repeated: 'Repeated',
  limited: 'Refused by the limit',
  waitedFor: 'Waited for data',
  leftOnApi: 'Left on the API',
  runsSwept: 'Runs swept',
  removed: 'Removed',
  suite: 'Suite',
  madeIn: 'Made in',
  resource: 'Resource',
  missing: 'Missing',
  reason: 'Reason',
  latency: 'Latency',
  latencies: (p50: string, p95: string, longest: string): string =>
    `half up to ${p50}, 95 % up to ${p95}, longest ${longest}`,
  shareOfRun: (duration: string, share: string): string => `${duration} (${share} of the run)`,
};

/** French says of none that none stays. */
const stays = (n: number): string =>
  n === 0 ? 'aucun enregistrement ne reste' : fr.count(n, 'enregistrement reste', 'enregistrements restent');

const french: typeof english = {
  made: (datasets, records, byName, requests) => {
    const names = byName.length === 0 ? '' : ` (${byName.join(', ')})`;
    return `seedbed : ${fr.count(datasets, 'jeu de données', 'jeux de données')}, ${fr.count(records, 'enregistrement', 'enregistrements')}${names}, ${fr.count(requests, 'requête', 'requêtes')}`;
  },
  waited: (ms, share, slowestMs, path) =>
    `seedbed : ${fr.duration(ms)} d'attente des données (${fr.percent(share)} de l'exécution), au plus ${fr.duration(slowestMs)} : ${path}`,
  notWaited: "seedbed : aucun test n'a attendu de données",
  left: (n) => `seedbed : ${stays(n)} sur l'API`,
  leftAndReport: (n, file) => `seedbed : ${stays(n)} sur l'API ; rapport : ${file}`,
  leftAndNoReport: (n, file, why) =>
    `seedbed : ${stays(n)} sur l'API ; impossible d'écrire le rapport ${file} : ${why}`,
  leftAndSweep: (n, run) =>
    `seedbed : ${stays(n)} sur l'API ; pour supprimer : npx seedbed sweep --run ${run}`,
  noReport: (why) => `seedbed : impossible de rendre compte des données de ces tests : ${why}`,
  heading: 'Données de test',
  baseDataset: "l'exécution",
  slowestBase: "le jeu de données de base de l'exécution",
  datasets: 'Jeux de données',
  records: 'Enregistrements',
  requests: 'Requêtes',
  repeated: 'Répétées',
  limited: 'Refusées par la limite',
  waitedFor: 'Attente des données',
  leftOnApi: "Restés sur l'API",
  runsSwept: 'Exécutions nettoyées',
  removed: 'Supprimés',
  suite: 'Suite',
  madeIn: 'Créé en',
  resource: 'Ressource',
  missing: 'Manquants',
  reason: 'Raison',
  latency: 'Temps de réponse',
  latencies: (p50, p95, longest) => `la moitié jusqu'à ${p50}, 95 % jusqu'à ${p95}, maximum ${longest}`,
  shareOfRun: (duration, share) => `${duration} (${share} de l'exécution)`,
};

/** What is said of a run's data when it has ended, in a few lines. */
export const summarySays: typeof english = inBoth(english, french);
