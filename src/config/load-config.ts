import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { SeedbedError } from '../errors.ts';
import { isPlainObject } from '../lib/plain-object.ts';
import { show } from '../lib/show.ts';
import { configSays } from '../messages/config.ts';
import type { SeedbedConfig } from './config.ts';

/** Tried in this order; Node runs TypeScript as it is. */
const names = ['seedbed.config.ts', 'seedbed.config.mts', 'seedbed.config.js', 'seedbed.config.mjs'];

/** The default export of the folder's `seedbed.config.*`, or undefined where there is none. */
export async function loadConfigFile(folder: string): Promise<SeedbedConfig | undefined> {
  const file = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return undefined;
  let loaded: { default?: unknown };
  try {
    loaded = (await import(pathToFileURL(file).href)) as { default?: unknown };
  } catch (error) {
    const why = firstLines(error instanceof Error ? error.message : String(error));
    throw new SeedbedError('SEEDBED_CONFIG', configSays.unloadable(file, why), { cause: error });
  }
  if (!isPlainObject(loaded.default))
    throw new SeedbedError('SEEDBED_CONFIG', configSays.noDefaultExport(file, show(loaded.default)));
  return loaded.default as SeedbedConfig;
}

/** Syntax errors come with a drawing of the code, in colours; what is wrong is in the first two lines. The cause has it all. */
function firstLines(message: string): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.slice(0, 2).join(' ');
}
