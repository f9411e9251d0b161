import { inBoth } from './language.ts';
import { en, fr } from './words.ts';

const english = {
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
};

const french: typeof english = {
  unknownExtension: (file) => `--output doit se terminer par .json, .ndjson ou .csv ; reçu : « ${file} ».`,
  cannotWrite: (file, why) => `Impossible d'écrire « ${file} » : ${why}.`,
  cannotKeep: (folder, why) =>
    `Impossible de garder les enregistrements du résultat dans « ${folder} » : ${why}.`,
  isFolder: "c'est un dossier",
  noReader: "c'est un tube que personne ne lit",
  noFolder: (folder) => `il n'y a pas de dossier « ${folder} »`,
  wrote: (what, files, ms) => `${fr.and(what)} : écrits dans ${files.join(', ')} (${fr.duration(ms)}).`,
};

/** What is said of the files that a command writes. */
export const outputSays: typeof english = inBoth(english, french);
