import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { fields, type Place } from '../lib/check.ts';
import { isLoopback } from '../lib/loopback.ts';
import type { CleanupPolicy, Scope } from '../plan/seed.ts';
import { readAuth } from './auth-config.ts';
import type { AuthConfig, LogLevel, SeedbedConfig, SignInConfig } from './config.ts';
import type { Environment } from './environment.ts';
import { type ProxySettings, readProxy } from './proxy.ts';
import type { Others, Setting, SettingName } from './setting.ts';
import { settings } from './settings.ts';

/** A configuration with every setting checked and filled in. Milliseconds and bytes throughout. */
export interface ResolvedConfig {
  /** Folder that holds `seedbed.config.ts`, `.env` and `.seedbed/`. */
  readonly root: string;
  /** Origins besides loopback that may be seeded and cleaned. */
  readonly allowHosts: readonly string[];
  readonly baseUrl: string;
  readonly auth: AuthConfig;
  readonly resources: readonly AnyResource[];
  readonly scenarios: Readonly<Record<string, unknown>>;
  readonly run: unknown;
  readonly project: string;
  readonly batchSize: number | undefined;
  readonly delayMs: number;
  readonly concurrency: number | undefined;
  readonly rateLimit: { readonly requests: number; readonly perMs: number } | undefined;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxWaitMs: number;
  readonly deadlineMs: number | undefined;
  readonly maxResponseBytes: number;
  readonly settleMs: number;
  /** The largest list that an audit reads, in bytes; 0: no audit. */
  readonly auditBytes: number;
  readonly logLevel: LogLevel;
  readonly locale: string;
  readonly emailDomain: string;
  readonly randomSeed: number;
  readonly cleanup: CleanupPolicy;
  readonly scope: Scope;
  readonly signIn: Required<SignInConfig>;
  readonly minSuccess: number;
  readonly proxy: ProxySettings | undefined;
}

/** Where a configuration comes from; later sources win: defaults, `file`, `environment`, `explicit`. */
export interface ConfigSources {
  readonly root: string;
  readonly file?: SeedbedConfig | undefined;
  readonly environment?: Environment;
  /** Call arguments or flags. */
  readonly explicit?: SeedbedConfig | undefined;
  /** How messages name an explicit setting: `--batch-size` for the CLI. */
  readonly nameOf?: (key: keyof SeedbedConfig) => string;
  readonly defaultResources: readonly AnyResource[];
  /** Credentials used on loopback if none are configured: the embedded demo API's. */
  readonly defaultAuth?: AuthConfig;
  /** Other names of environment variables: `SEEDBED_BASE_URL` → `DEMO_API_BASE_URL`. The first name wins. */
  readonly aliases?: Readonly<Record<string, string>> | undefined;
}

const code = 'SEEDBED_CONFIG';

/** Merges and checks the sources. Throws `SEEDBED_CONFIG` naming the setting, or `SEEDBED_HOST_REFUSED`. */
export function resolveConfig(sources: ConfigSources): ResolvedConfig {
  const { root, environment = {}, file = {}, explicit = {} } = sources;
  for (const [source, name] of [
    [file, 'seedbed.config.ts'],
    [explicit, 'the configuration'],
  ] as const)
    fields({ name, code }, source, configKeys);
  const others: Others = {
    allowHosts: [],
    sources: { resources: sources.defaultResources, project: packageName(root) },
  };
  const allowHosts = resolveSetting(settings.allowHosts, sources, others);
  const values = Object.fromEntries(
    Object.entries(settings as Readonly<Record<string, Setting<unknown>>>).map(([name, setting]) => [
      name,
      resolveSetting(setting, sources, { ...others, allowHosts }),
    ]),
  ) as Pick<ResolvedConfig, SettingName>;
  return {
    ...values,
    root,
    auth: resolveAuth(sources) ?? defaultAuthFor(new URL(values.baseUrl), sources),
    run: explicit.run ?? file.run,
    proxy: readProxy(environment),
  };
}

/** Everything that `seedbed.config.ts` may say. */
export const configKeys: readonly string[] = [
  ...Object.values(settings).map(({ key }) => key),
  'auth',
  'run',
];

/** The strongest source that has a setting: its name in messages, and what it says. Undefined if none has. */
export function findSetting(
  { key, variable }: Pick<Setting<unknown>, 'key' | 'variable'>,
  sources: ConfigSources,
): { readonly place: Place; readonly value: unknown } | undefined {
  const { file = {}, explicit = {}, nameOf = (name) => `"${name}"` } = sources;
  if (explicit[key] !== undefined) return { place: { name: nameOf(key), code }, value: explicit[key] };
  const found = variable === undefined ? undefined : findVariable(variable, sources);
  if (found !== undefined) return { place: { name: found.name, code }, value: found.value };
  if (file[key] === undefined) return undefined;
  return { place: { name: `"${key}" in seedbed.config.ts`, code }, value: file[key] };
}

function findVariable(
  variable: string,
  { environment = {}, aliases = {} }: ConfigSources,
): { readonly name: string; readonly value: string } | undefined {
  for (const name of [variable, aliases[variable] ?? variable]) {
    const value = environment[name];
    if (value !== undefined) return { name, value };
  }
  return undefined;
}

function resolveSetting<T>(setting: Setting<T>, sources: ConfigSources, others: Others): T {
  const found = findSetting(setting, sources);
  if (found !== undefined) return setting.read(found.value, found.place, others);
  const { otherwise } = setting;
  return typeof otherwise === 'function' ? (otherwise as (others: Others) => T)(others) : otherwise;
}

function resolveAuth(sources: ConfigSources): AuthConfig | undefined {
  const { file, explicit, nameOf } = sources;
  if (explicit?.auth !== undefined)
    return readAuth(explicit.auth, { name: nameOf?.('auth') ?? '"auth"', code });
  const token = findVariable('SEEDBED_TOKEN', sources);
  const email = findVariable('SEEDBED_EMAIL', sources);
  const password = findVariable('SEEDBED_PASSWORD', sources);
  if (token !== undefined) return { token: token.value };
  if (email !== undefined && password !== undefined) return { email: email.value, password: password.value };
  if (email !== undefined || password !== undefined) {
    const { aliases = {} } = sources;
    const names = (email ?? password)?.name.startsWith('SEEDBED_') === true ? {} : aliases;
    const nameOfBoth = ['SEEDBED_EMAIL', 'SEEDBED_PASSWORD'].map((name) => names[name] ?? name);
    const missing = nameOfBoth[email === undefined ? 0 : 1];
    throw new SeedbedError(code, `Expected ${nameOfBoth.join(' and ')} together; ${missing} is not set.`);
  }
  return file?.auth === undefined
    ? undefined
    : readAuth(file.auth, { name: '"auth" in seedbed.config.ts', code });
}

/** On loopback the demo API's public account; elsewhere somebody forgot something. */
function defaultAuthFor(baseUrl: URL, { defaultAuth }: ConfigSources): AuthConfig {
  if (defaultAuth !== undefined && isLoopback(baseUrl.hostname)) return defaultAuth;
  throw new SeedbedError(
    'SEEDBED_AUTH',
    `No credentials for "${baseUrl.origin}": set DEMO_API_EMAIL and DEMO_API_PASSWORD, or DEMO_API_TOKEN, in the environment or in .env.`,
  );
}

function packageName(root: string): string {
  try {
    const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name?: unknown };
    if (typeof name === 'string' && name !== '') return name;
  } catch {
    // No package.json, or not JSON: the folder's name will do.
  }
  return basename(root);
}
