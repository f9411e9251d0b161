import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  resource: 'resource',
  created: 'created',
  failed: 'failed',
  success: 'success',
  of: (created: number, planned: number): string => `${en.number(created)} of ${en.number(planned)}`,
  foundAgain: (n: number): string => ` (${en.number(n)} found again)`,
  perOwner: (child: string, parent: string): string => `${child} per ${parent}`,
  spread: (min: number, avg: number, max: number): string =>
    `min ${en.number(min)} · avg ${en.number(avg)} · max ${en.number(max)}`,
  requests: 'requests',
  duration: 'duration',
  retries: (n: number): string => en.count(n, 'retry', 'retries'),
  heldBack: (n: number): string => `${en.number(n)} held back by the rate limit (429)`,
  mayExist: (n: number, resource: string): string =>
    `${en.number(n)} ${resource} of these may exist: their answers were lost.`,
};

const french: typeof english = {
  resource: 'ressource',
  created: 'créés',
  failed: 'échecs',
  success: 'réussite',
  of: (created, planned) => `${fr.number(created)} sur ${fr.number(planned)}`,
  foundAgain: (n) => ` (dont ${fr.count(n, 'retrouvé', 'retrouvés')})`,
  perOwner: (child, parent) => `${child} par ${parent}`,
  spread: (min, avg, max) => `min ${fr.number(min)} · moyenne ${fr.number(avg)} · max ${fr.number(max)}`,
  requests: 'requêtes',
  duration: 'durée',
  retries: (n) => fr.count(n, 'reprise', 'reprises'),
  heldBack: (n) => `${fr.count(n, 'retardée', 'retardées')} par la limite de débit (429)`,
  mayExist: (n, resource) => `${fr.number(n)} ${resource} : création incertaine, la réponse a été perdue.`,
};

/** What the statistics of a run say on a terminal. */
export const statisticsSay: typeof english = inBoth(english, french);
