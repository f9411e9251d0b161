import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  request: (method: string, url: string, why: string, attempts: number, ms: number): string =>
    `[${method}] ${url}: ${why} (${en.count(attempts, 'attempt', 'attempts')}, ${en.number(ms / 1000, 1)} s)`,
};

const french: typeof english = {
  request: (method, url, why, attempts, ms) =>
    `[${method}] ${url} : ${why} (${fr.count(attempts, 'essai', 'essais')}, ${fr.number(ms / 1000, 1)} s)`,
};

/** What every error of a request says. */
export const errorsSay: typeof english = inBoth(english, french);
