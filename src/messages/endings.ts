import { knownOpenings } from './errors.ts';
import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const gentlerInEnglish =
  "Try smaller batches (--batch-size 1), a longer pause (--delay 2), or tell the API's limit (--rate-limit 10/20s). SEEDBED_LOG_LEVEL=debug shows every request.";
const gentlerInFrench =
  "Essayez de plus petits lots (--batch-size 1), une pause plus longue (--delay 2), ou indiquez la limite de l'API (--rate-limit 10/20s). SEEDBED_LOG_LEVEL=debug montre chaque requête.";

const english = {
  authentication: (message: string): string => `Cannot authenticate: ${message}`,
  unreachable: (message: string): string => `Cannot reach the API: ${message}`,
  partial: (message: string): string => message,
  apiRemedy: 'On the command line: --base-url. `seedbed demo-api` starts an API on this machine.',
  parentRemedy: 'That is `seedbed users` before `seedbed vms`, or `seedbed full-dataset`.',
  gentler: gentlerInEnglish as string,
  /** @param wereSent false: nothing was sent, so that no other pace helps */
  missing: (n: number, wereSent: boolean): string =>
    `${en.count(n, 'record was', 'records were')} not created, for the reasons above.${wereSent ? ` ${gentlerInEnglish}` : ''}`,
  interrupted: 'Interrupted.',
  bug: (message: string): string => `Unexpected error, please report it: ${message}.`,
  askVerbose: 'Run it again with --verbose to see where.',
  stdout: (why: string): string => `Failed to write to stdout: ${why}.`,
  remains: (run: string, created: number): string =>
    `${en.count(created, 'record', 'records')} of run ${run} ${en.plural(created, 'is', 'are')} on the API, and what was in flight may be: \`seedbed sweep --run ${run}\` removes all of it.`,
};

const french: typeof english = {
  authentication: (message) =>
    message.includes(knownOpenings.authentication) ? message : `${knownOpenings.authentication} : ${message}`,
  unreachable: (message) =>
    message.includes(knownOpenings.authentication)
      ? message
      : `${knownOpenings.authentication} : elle est injoignable. ${message}`,
  partial: (message) =>
    message.includes(knownOpenings.creation) ? message : `${knownOpenings.creation} : ${message}`,
  apiRemedy: 'En ligne de commande : --base-url. `seedbed demo-api` démarre une API sur cette machine.',
  parentRemedy: 'Lancez `seedbed users` avant `seedbed vms`, ou bien `seedbed full-dataset`.',
  gentler: gentlerInFrench,
  missing: (n, wereSent) =>
    `${knownOpenings.creation} : ${fr.count(n, "enregistrement n'a pas été créé", "enregistrements n'ont pas été créés")}, pour les raisons ci-dessus.${wereSent ? ` ${gentlerInFrench}` : ''}`,
  interrupted: 'Interrompu.',
  bug: (message) => `Erreur inattendue, merci de la signaler : ${message}.`,
  askVerbose: 'Relancez avec --verbose pour voir où.',
  stdout: (why) => `Impossible d'écrire sur stdout : ${why}.`,
  remains: (run, created) =>
    `${fr.count(created, "enregistrement de l'exécution", "enregistrements de l'exécution")} ${run} ${fr.plural(created, 'est', 'sont')} sur l'API, et peut-être aussi ce qui était en route : \`seedbed sweep --run ${run}\` supprime le tout.`,
};

/** How a command ends that did not go well: what happened, and what to do. */
export const endingsSay: typeof english = inBoth(english, french);
