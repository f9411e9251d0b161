import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
  run: 'run',
  namespace: 'namespace',
  randomSeed: 'random seed',
  again: (seed: number): string => `${seed} (the same people again: --random-seed ${seed})`,
  writtenTo: 'written to',
  toRemove: 'to remove',
  signInAs: 'sign in as',
  withPublic: (email: string, password: string): string => `${email} with ${password}`,
  withGiven: (email: string): string => `${email} with the password that you gave`,
  toSignIn: 'to sign in',
  choosePassword: 'give them a password that you know: SEEDBED_USER_PASSWORD, or --user-password',
  more: (n: number): string => `… and ${en.number(n)} more`,
  unknownExtension: (file: string): string =>
    `Expected --output to end in .json, .ndjson or .csv, got "${file}".`,
  cannotWrite: (file: string, why: string): string => `Failed to write "${file}": ${why}.`,
  cannotKeep: (folder: string, why: string): string =>
    `Failed to keep the records for the output in "${folder}": ${why}.`,
  isFolder: 'it is a folder',
  noReader: 'it is a pipe that nobody reads',
  noFolder: (folder: string): string => `there is no folder "${folder}"`,
  wrote: (what: readonly string[], files: readonly string[], ms: number): string =>
    `Wrote ${en.and(what)} to ${files.join(', ')} (${en.duration(ms)}).`,
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
  pauses: 'pauses',
  pausesOf: (ms: number, delay: number): string => `${en.duration(ms)} of that (--delay ${delay})`,
  retries: (n: number): string => en.count(n, 'retry', 'retries'),
  heldBack: (n: number): string => `${en.number(n)} held back by the rate limit (429)`,
  notMade: (n: number, resource: string, why: string): string => `${en.number(n)} ${resource}: ${why}`,
  mayExist: (n: number, resource: string): string =>
    `${en.number(n)} ${resource} of these may exist: their answers were lost.`,
};

const french: typeof english = {
  run: 'exécution',
  namespace: 'espace de noms',
  randomSeed: 'graine aléatoire',
  again: (seed) => `${seed} (les mêmes données : --random-seed ${seed})`,
  writtenTo: 'écrit dans',
  toRemove: 'pour supprimer',
  signInAs: 'se connecter',
  withPublic: (email, password) => `${email} avec ${password}`,
  withGiven: (email) => `${email} avec le mot de passe que vous avez donné`,
  toSignIn: 'se connecter',
  choosePassword:
    'donnez-leur un mot de passe que vous connaissez : SEEDBED_USER_PASSWORD, ou --user-password',
  more: (n) => `… et ${fr.count(n, 'autre', 'autres')}`,
  unknownExtension: (file) => `--output doit se terminer par .json, .ndjson ou .csv ; reçu : « ${file} ».`,
  cannotWrite: (file, why) => `Impossible d'écrire « ${file} » : ${why}.`,
  cannotKeep: (folder, why) =>
    `Impossible de garder les enregistrements du résultat dans « ${folder} » : ${why}.`,
  isFolder: "c'est un dossier",
  noReader: "c'est un tube que personne ne lit",
  noFolder: (folder) => `il n'y a pas de dossier « ${folder} »`,
  wrote: (what, files, ms) => `${fr.and(what)} : écrits dans ${files.join(', ')} (${fr.duration(ms)}).`,
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
  pauses: 'dont pauses',
  pausesOf: (ms, delay) => `${fr.duration(ms)} (--delay ${delay})`,
  retries: (n) => fr.count(n, 'reprise', 'reprises'),
  heldBack: (n) => `${fr.count(n, 'retardée', 'retardées')} par la limite de débit (429)`,
  notMade: (n, resource, why) => `${fr.number(n)} ${resource} : ${why}`,
  mayExist: (n, resource) => `${fr.number(n)} ${resource} : création incertaine, la réponse a été perdue.`,
};

/** What a command says about the records that it made: their numbers, their files, and how to remove them. */
export const madeSays: typeof english = inBoth(english, french);
