import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { SeedbedError } from '../errors.ts';
import { readText } from '../lib/files.ts';
import { configSays } from '../messages/config.ts';
import { findConfigFile } from './project-folder.ts';

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Lowest first, as users of this API know it: `.env.defaults` < `.env` < `.env.local` < the process environment. */
const files = ['.env.defaults', '.env', '.env.local'];

/**
 * Reads the `.env` files of a folder under the process environment, and below them those beside its configuration, if that is further up.
 * Changes none of them.
 */
export function readEnvironment(folder: string, environment: Environment = process.env): Environment {
  const config = findConfigFile(folder);
  const folders = new Set([...(config === undefined ? [] : [dirname(config)]), resolve(folder)]);
  const written = [...folders].flatMap((each) => files.map((file) => readEnvFile(join(each, file))));
  const layers = [...written, environment];
  return Object.assign({}, ...layers.map(withoutEmpty)) as Environment;
}

/**
 * What a process that we start inherits, with `more` over it. Debugger options are left out: an inherited `--inspect` finds its port taken,
 * which ends the process, and a debugger that follows into it would kill it together with the runner.
 */
export function inheritedEnvironment(
  more: Environment = {},
  environment: Environment = process.env,
): Environment {
  const { VSCODE_INSPECTOR_OPTIONS: _, ...inherited } = { ...environment, ...more };
  if (inherited.NODE_OPTIONS === undefined) return inherited;
  return { ...inherited, NODE_OPTIONS: withoutInspector(inherited.NODE_OPTIONS) };
}

/** A variable that is set, under the first of its names that is. `aliases` holds other names: `SEEDBED_TOKEN` → `SHOP_TOKEN`. */
export function findVariable(
  variable: string,
  { environment = {}, aliases = {} }: Variables,
): { readonly name: string; readonly value: string } | undefined {
  for (const name of [variable, aliases[variable] ?? variable]) {
    const value = environment[name];
    if (value !== undefined) return { name, value };
  }
  return undefined;
}

/** The variables of an environment, with the other names that some of them have. */
export interface Variables {
  readonly environment?: Environment | undefined;
  readonly aliases?: Readonly<Record<string, string>> | undefined;
}

/** The proxy variables every command-line HTTP client knows, lower or upper case. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

/** Undefined if no proxy is set; then nothing is loaded for one. */
export function readProxy(environment: Environment): ProxySettings | undefined {
  const httpProxy = environment.http_proxy ?? environment.HTTP_PROXY;
  const httpsProxy = environment.https_proxy ?? environment.HTTPS_PROXY;
  const noProxy = environment.no_proxy ?? environment.NO_PROXY;
  if (httpProxy === undefined && httpsProxy === undefined) return undefined;
  return {
    ...(httpProxy !== undefined && { httpProxy }),
    ...(httpsProxy !== undefined && { httpsProxy }),
    ...(noProxy !== undefined && { noProxy }),
  };
}

/** True for a terminal that cannot move its cursor: an editor's shell, a serial line. */
export function isDumbTerminal(environment: Environment = process.env): boolean {
  return environment.TERM === 'dumb';
}

const ofInspector = /^"?--(?:inspect|debug[-_]port)/;
const withValue = /^"?--(?:(?:inspect|debug)[-_]port|inspect[-_]publish[-_]uid)"?$/;

/** Options are separated by spaces. One that contains a space is in double quotes. A value may follow as a separate word. */
function withoutInspector(options: string): string {
  const words = options.match(/(?:"(?:\\.|[^"\\])*"|[^\s"])+/g) ?? [];
  const isValue = (word: string, before = ''): boolean => withValue.test(before) && !word.startsWith('-');
  return words.filter((word, i) => !ofInspector.test(word) && !isValue(word, words[i - 1])).join(' ');
}

/** Empty is not set: CI systems export missing secrets as '', and a template's `SEEDBED_TOKEN=` is not a token. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
}

function readEnvFile(file: string): Environment {
  try {
    // A `\r` alone once ended a line.
    return parseEnv(readText(file).replace(/\r\n?/g, '\n'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return {};
    throw new SeedbedError('SEEDBED_CONFIG', configSays.unreadable(file, (error as Error).message), {
      cause: error,
    });
  }
}

/** The file to which a job of GitHub Actions writes what its page shows; undefined elsewhere. */
export function stepSummaryFile(): string | undefined {
  return process.env.GITHUB_STEP_SUMMARY || undefined;
}
