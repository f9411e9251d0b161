import { readFileSync } from 'node:fs';
import module from 'node:module';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { messageOf, SeedbedError } from '../errors.ts';
import { isPlainObject, show } from '../lib/check.ts';
import { startTimer, stopTimer, type Timer } from '../lib/clock.ts';
import { maskAddresses } from '../lib/redact.ts';
import { configSays } from '../messages/config.ts';
import type { SeedbedConfig } from './config.ts';
import { findConfigFile } from './project-folder.ts';

/** The default export of the folder's `seedbed.config.*`, or of the nearest above it; undefined if there is none. */
export async function loadConfigFile(folder: string): Promise<SeedbedConfig | undefined> {
  const file = findConfigFile(folder);
  if (file === undefined) return undefined;
  let loaded: Loaded;
  try {
    loaded = await inTime(load(file));
  } catch (error) {
    const why = firstLines(messageOf(error));
    throw new SeedbedError('SEEDBED_CONFIG', configSays.unloadable(file, maskAddresses(why)), {
      cause: error,
    });
  }
  const config = defaultOf(loaded);
  if (!isPlainObject(config))
    throw new SeedbedError('SEEDBED_CONFIG', configSays.noDefaultExport(file, show(config)));
  return config as SeedbedConfig;
}

interface Loaded {
  readonly default?: unknown;
}

/** What TypeScript made CommonJS of holds its default export once more. */
function defaultOf(loaded: Loaded): unknown {
  const { default: own } = loaded;
  return isPlainObject(own) && own.__esModule === true && 'default' in own ? own.default : own;
}

const longestLoad = 30_000;

/** A file may await what never comes. Then Node would end without a word, or not at all. */
async function inTime(loading: Promise<Loaded>): Promise<Loaded> {
  let timer: Timer | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = startTimer(() => reject(new Error(configSays.unendingFile(longestLoad / 1000))), longestLoad);
  });
  return Promise.race([loading, late]).finally(() => stopTimer(timer));
}

/**
 * Node runs the file as it is, if it can: nothing is quicker. It cannot if the project is CommonJS, and does not know imports without
 * an extension, aliases of tsconfig.json, or an `enum`. People have all of these, so jiti translates the file then.
 */
async function load(file: string): Promise<Loaded> {
  // Node would only warn of such a file and fail.
  if (/\.[jt]s$/.test(file) && isCommonJs(file)) return translated(file);
  try {
    return (await import(pathToFileURL(file).href)) as Loaded;
  } catch (error) {
    if (!isAboutModules(error)) throw error;
    return translated(file).catch(() => {
      throw error; // Node's own words are the better ones if both fail.
    });
  }
}

async function translated(file: string): Promise<Loaded> {
  const { createJiti } = await import('jiti');
  return createJiti(import.meta.url, { fsCache: false, tsconfigPaths: true }).import<Loaded>(file);
}

/** An error of finding or reading a module, not of what the module does. */
function isAboutModules(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(MODULE_NOT_FOUND|ERR_(MODULE_NOT_FOUND|UNSUPPORTED_|UNKNOWN_FILE|INVALID_TYPESCRIPT|REQUIRE_))/.test(
    code,
  );
}

function isCommonJs(file: string): boolean {
  const description = module.findPackageJSON(pathToFileURL(file));
  if (description === undefined) return false;
  try {
    return (JSON.parse(readFileSync(description, 'utf8')) as { type?: unknown }).type === 'commonjs';
  } catch {
    return false; // Node itself says what is wrong with it.
  }
}

/** Syntax errors come with a drawing of the code, in colours; what is wrong is in the first two lines. The cause has it all. */
function firstLines(message: string): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.slice(0, 2).join(' ');
}
