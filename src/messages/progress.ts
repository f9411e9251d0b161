import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  of: (resource: string, done: number, total: number): string =>
    `${resource}  ${en.number(done)} of ${en.number(total)}`,
  failed: (n: number): string => `${en.number(n)} failed`,
  rate: (perSecond: number): string => `${en.number(perSecond, perSecond < 10 ? 1 : 0)} a second`,
  left: (time: string): string => `${time} left`,
  stopping: 'Stopping: waiting for what is in flight. Ctrl-C again to quit at once.',
  forLimit: (time: string): string => `waiting ${time} for the API's rate limit`,
  forApi: (time: string): string => `the API is down: next try in ${time}`,
  login: 'signing in',
  deadRuns: (n: number): string => `removing ${en.count(n, 'record', 'records')} that dead runs left`,
};

const french: typeof english = {
  of: (resource, done, total) => `${resource}  ${fr.number(done)} sur ${fr.number(total)}`,
  failed: (n) => fr.count(n, 'échec', 'échecs'),
  rate: (perSecond) => `${fr.number(perSecond, perSecond < 10 ? 1 : 0)} par seconde`,
  left: (time) => `encore ${time}`,
  stopping: 'Arrêt : attente des requêtes en cours. Ctrl-C de nouveau pour quitter tout de suite.',
  forLimit: (time) => `attente de ${time} : limite de débit de l'API`,
  forApi: (time) => `l'API est arrêtée : nouvel essai dans ${time}`,
  login: 'connexion',
  deadRuns: (n) =>
    `suppression de ${fr.count(n, 'enregistrement laissé', 'enregistrements laissés')} par des exécutions mortes`,
};

/** How far a run is, and what it waits for. */
export const progressSays: typeof english = inBoth(english, french);
