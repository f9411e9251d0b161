import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  needsNode: (needed: string, got: string): string =>
    `seedbed needs Node ${needed} or later; this is Node ${got}. Install a newer one: https://nodejs.org`,
  allOfUndici:
    'This version of undici keeps its dispatchers elsewhere: all of it is loaded, which takes some 70 ms more.',
  request: (method: string, url: string, why: string, attempts: number, ms: number): string =>
    `[${method}] ${url}: ${why} (${en.count(attempts, 'attempt', 'attempts')}, ${en.number(ms / 1000, 1)} s)`,
};

const french: typeof english = {
  needsNode: (needed, got) =>
    `seedbed a besoin de Node ${needed} ou plus récent ; vous utilisez Node ${got}. Installez-en un plus récent : https://nodejs.org`,
  allOfUndici:
    "Cette version d'undici range ses dispatchers ailleurs : tout undici est chargé, ce qui prend environ 70 ms de plus.",
  request: (method, url, why, attempts, ms) =>
    `[${method}] ${url} : ${why.replace(/(?<=[^.])\.$/, '')} (${fr.count(attempts, 'essai', 'essais')}${ms < 1 ? '' : `, ${fr.duration(ms)}`})`,
};

/** What every error of a request says, what an old Node is told, and what an unknown undici costs. */
export const errorsSay: typeof english = inBoth(english, french);

/**
 * How the French sentences begin that people look for: a tool like this one said them for years, and they stand in wikis and tickets.
 * What happened comes after them.
 */
export const knownOpenings = {
  authentication: "Impossible de s'authentifier avec l'API",
  creation: 'Erreur lors de la création',
  noUsers: 'Aucun utilisateur trouvé',
} as const;
