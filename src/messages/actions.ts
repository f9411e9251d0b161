import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  // check
  checking: (resource: string): string => `checking ${resource} …`,
  checkStopping: 'Stopping; what was made is removed.',
  checkLeft: (n: number, run: string): string =>
    `${en.count(n, 'record is', 'records are')} left on the API: \`seedbed sweep --run ${run}\` removes what it can.`,
  resource: 'resource',
  requests: 'requests',
  allWorks: 'All of it works. Nothing is left on the API.',
  lineTried: 'It was tried, and works.',
  lineUntried: 'Not all of it was tried: a wrong one could remove more than one record.',
  write: (resource: string): string => `Write in the definition of "${resource}":`,

  // plan
  layer: 'layer',
  records: 'records',
  batches: 'batches',
  allWithLogin: 'all, with the log-in',
  rateLimit: 'rate limit',
  noRateLimit: 'none given (--rate-limit)',
  limitOf: (requests: number, per: string): string => `${requests} requests per ${per}`,
  time: 'time',
  timeOf: (time: string): string => `${time}, plus what the API needs to answer`,
  timeWithoutLimit: (time: string): string =>
    `${time} without a rate limit, plus what the API needs to answer`,
  goTo: (parent: string): string => `go to the "${parent}" that the API holds, listed first`,
  nothingSent: 'Nothing was sent.',

  // demo
  demoApiAt: (url: string): string => `Demo API at ${url}`,
  removedAgain: (n: number, users: number, vms: number): string =>
    `Removed ${n} records again: the API holds ${users} users and ${vms} VMs.`,
  open: 'open',
  email: 'e-mail',
  password: 'password',
  samePassword: (password: string): string => `${password} (public, the same for all of them)`,
  endsAll: 'Ctrl-C removes everything and ends it.',

  // demo-api
  page: 'page',
  account: 'account',
  publicAccount: (email: string, password: string): string => `${email}, password ${password} (public)`,
  ownAccount: (email: string): string => `${email}, password from DEMO_API_PASSWORD`,
  useIt: 'To use it from another terminal:',
  stopIt: 'Ctrl-C stops it.',

  // status --verbose
  byDefault: 'default',
  none: 'none',
  certificates: 'certificates',
};

const french: typeof english = {
  checking: (resource) => `vérification de ${resource} …`,
  checkStopping: 'Arrêt ; ce qui a été créé est supprimé.',
  checkLeft: (n, run) =>
    `${fr.count(n, "enregistrement est resté sur l'API", "enregistrements sont restés sur l'API")} : \`seedbed sweep --run ${run}\` supprime ce qui peut l'être.`,
  resource: 'ressource',
  requests: 'requêtes',
  allWorks: "Tout fonctionne. Il ne reste rien sur l'API.",
  lineTried: 'La ligne a été essayée, et fonctionne.',
  lineUntried: "Tout n'a pas été essayé : une erreur pourrait supprimer plus d'un enregistrement.",
  write: (resource) => `À écrire dans la définition de « ${resource} » :`,

  layer: 'couche',
  records: 'enregistrements',
  batches: 'lots',
  allWithLogin: 'total, avec la connexion',
  rateLimit: 'limite de débit',
  noRateLimit: 'aucune indiquée (--rate-limit)',
  limitOf: (requests, per) => `${fr.number(requests)} requêtes par ${per}`,
  time: 'durée',
  timeOf: (time) => `${time}, plus le temps de réponse de l'API`,
  timeWithoutLimit: (time) => `${time} sans limite de débit, plus le temps de réponse de l'API`,
  goTo: (parent) => `rattachés aux « ${parent} » de l'API, listés d'abord`,
  nothingSent: "Rien n'a été envoyé.",

  demoApiAt: (url) => `API de démonstration : ${url}`,
  removedAgain: (n, users, vms) =>
    `${fr.count(n, 'enregistrement supprimé', 'enregistrements supprimés')} : l'API contient ${fr.count(users, 'utilisateur', 'utilisateurs')} et ${fr.count(vms, 'VM', 'VM')}.`,
  open: 'ouvrir',
  email: 'e-mail',
  password: 'mot de passe',
  samePassword: (password) => `${password} (public, le même pour tous)`,
  endsAll: 'Ctrl-C supprime tout et termine.',

  page: 'page',
  account: 'compte',
  publicAccount: (email, password) => `${email}, mot de passe ${password} (public)`,
  ownAccount: (email) => `${email}, mot de passe dans DEMO_API_PASSWORD`,
  useIt: "Pour s'en servir dans un autre terminal :",
  stopIt: "Ctrl-C l'arrête.",

  byDefault: 'défaut',
  none: 'aucun',
  certificates: 'certificats',
};

/** What `check`, `plan`, `demo`, `demo-api` and `status --verbose` show. */
export const actionsSay: typeof english = inBoth(english, french);
