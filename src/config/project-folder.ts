import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { homeFolder } from './user-folders.ts';

/** Names of the configuration, tried in this order. */
const configNames = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map(
  (extension) => `seedbed.config.${extension}`,
);

/** The configuration of a folder: its own, or the nearest above it. A package of a monorepo has that of the whole. */
export function findConfigFile(
  folder: string,
  owner: (path: string) => number | undefined = ownerOf,
): string | undefined {
  const [own = folder, ...above] = foldersUpwards(folder, owner);
  const ofSameOwner = (file: string): boolean => existsSync(file) && owner(file) === owner(folder);
  return filesIn(own).find((file) => existsSync(file)) ?? above.flatMap(filesIn).find(ofSameOwner);
}

const filesIn = (folder: string): string[] => configNames.map((name) => join(folder, name));

/** Where a command that runs somewhere in a project keeps the project's ledgers: beside the nearest configuration or `package.json`. */
export function projectFolder(folder: string = process.cwd()): string {
  const isProject = (each: string): boolean =>
    [...filesIn(each), join(each, 'package.json')].some((file) => existsSync(file));
  return foldersUpwards(folder, ownerOf).find(isProject) ?? folder;
}

/**
 * A folder and those above it, nearest first, as far as they are of one project: up to the root of its repository, and never the home
 * folder, or a folder of another user, who could put something there for us to run.
 */
function foldersUpwards(folder: string, owner: (path: string) => number | undefined): string[] {
  const folders = [resolve(folder)];
  const home = homeFolder();
  for (;;) {
    const last = folders.at(-1) ?? folder;
    const above = dirname(last);
    if (above === last || above === home || existsSync(join(last, '.git'))) return folders;
    if (owner(above) !== owner(folder)) return folders;
    folders.push(above);
  }
}

/** Undefined for what is not there. */
function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid;
}
