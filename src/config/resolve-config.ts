import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { amount, fields, integer, oneOf, type Place, text } from '../lib/check.ts';
import { isLoopback } from '../lib/loopback.ts';
import { type CleanupPolicy, cleanupPolicies, type Scope, scopes } from '../plan/seed.ts';
import { readBaseUrl, readOrigin } from './allow-hosts.ts';
import { readAuth } from './auth-config.ts';
import type { AuthConfig, LogLevel, SeedbedConfig, SignInConfig } from './config.ts';
import type { Environment } from './environment.ts';
import { type ProxySettings, readProxy } from './proxy.ts';
import {
  defaultAuditBytes,
  defaultSignIn,
  readAudit,
  readDomain,
  readList,
  readLogLevel,
  readRateLimit,
  readResources,
  readShare,
  readSignIn,
} from './read-settings.ts';

/** A configuration with every setting checked and filled in. Milliseconds and bytes throughout. */
export interface ResolvedConfig {
  /** Folder that holds `seedbed.config.ts`, `.env` and `.seedbed/`. */
  readonly root: string;
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
  /** Credentials used on loopback where none are configured: the embedded demo API's. */
  readonly defaultAuth?: AuthConfig;
}

export const defaultBaseUrl = 'http://127.0.0.1:4010/api:demo';

// A record, so that the compiler misses no key.
const known: Record<keyof SeedbedConfig, true> = {
  baseUrl: true,
  auth: true,
  allowHosts: true,
  resources: true,
  scenarios: true,
  run: true,
  project: true,
  batchSize: true,
  delay: true,
  concurrency: true,
  rateLimit: true,
  timeout: true,
  maxRetries: true,
  maxWait: true,
  deadline: true,
  settle: true,
  audit: true,
  maxResponseBytes: true,
  logLevel: true,
  locale: true,
  emailDomain: true,
  randomSeed: true,
  cleanup: true,
  scope: true,
  signIn: true,
  minSuccess: true,
};

/** Merges and checks the sources. Throws `SEEDBED_CONFIG` naming the setting, or `SEEDBED_HOST_REFUSED`. */
export function resolveConfig(sources: ConfigSources): ResolvedConfig {
  const { root, environment = {} } = sources;
  const pick = settingsReader(sources);
  const allowHosts = (pick('allowHosts', 'SEEDBED_ALLOW_HOSTS', readList) ?? []).map(readOrigin);
  const baseUrl =
    pick('baseUrl', 'DEMO_API_BASE_URL', (value, place) =>
      readBaseUrl(text(place, value), place.name, allowHosts),
    ) ?? readBaseUrl(defaultBaseUrl, 'baseUrl', allowHosts);
  return {
    root,
    baseUrl: baseUrl.href,
    auth: resolveAuth(sources) ?? defaultAuthFor(baseUrl, sources),
    resources: pick('resources', undefined, readResources) ?? sources.defaultResources,
    scenarios:
      pick('scenarios', undefined, (value, place) => fields(place, value, Object.keys(Object(value)))) ?? {},
    run: sources.explicit?.run ?? sources.file?.run,
    project: pick('project', undefined, (value, place) => text(place, value)) ?? packageName(root),
    batchSize: pick('batchSize', undefined, (value, place) => integer(place, value, 1)),
    delayMs: 1000 * (pick('delay', undefined, (value, place) => amount(place, value, 0, 'seconds')) ?? 0),
    concurrency: pick('concurrency', undefined, (value, place) => integer(place, value, 1, 1024)),
    rateLimit: pick('rateLimit', undefined, readRateLimit),
    timeoutMs:
      1000 *
      (pick('timeout', 'DEMO_API_TIMEOUT', (value, place) =>
        amount(place, value, 0.001, 'seconds', longestTimeout),
      ) ?? 5),
    maxRetries: pick('maxRetries', 'DEMO_API_MAX_RETRIES', (value, place) => integer(place, value, 0)) ?? 3,
    maxWaitMs:
      1000 * (pick('maxWait', undefined, (value, place) => amount(place, value, 0, 'seconds')) ?? 120),
    deadlineMs: pick('deadline', undefined, (value, place) => 1000 * amount(place, value, 0.001, 'seconds')),
    settleMs:
      1000 *
      (pick('settle', 'SEEDBED_SETTLE', (value, place) => amount(place, value, 0.001, 'seconds', 60)) ?? 0.5),
    auditBytes: pick('audit', 'SEEDBED_AUDIT', readAudit) ?? defaultAuditBytes,
    logLevel: pick('logLevel', 'DEMO_API_LOG_LEVEL', readLogLevel) ?? 'info',
    maxResponseBytes:
      pick('maxResponseBytes', undefined, (value, place) => integer(place, value, 1)) ?? 1024 * 1024,
    locale: pick('locale', undefined, (value, place) => text(place, value)) ?? 'fr',
    emailDomain: pick('emailDomain', undefined, readDomain) ?? 'example.com',
    randomSeed:
      pick('randomSeed', 'SEEDBED_RANDOM_SEED', (value, place) => integer(place, value, 0, 2 ** 32 - 1)) ?? 1,
    cleanup: pick('cleanup', undefined, (value, place) => oneOf(place, value, cleanupPolicies)) ?? 'always',
    scope: pick('scope', undefined, (value, place) => oneOf(place, value, scopes)) ?? 'suite',
    signIn: { ...defaultSignIn, ...pick('signIn', undefined, readSignIn) },
    minSuccess: pick('minSuccess', undefined, readShare) ?? 1,
    proxy: readProxy(environment),
  };
}

/** A day, in seconds. A Node timer of more than 24 days fires at once. */
const longestTimeout = 86_400;

type Read<T> = (value: unknown, place: Place) => T;

/** Reads one setting from the strongest source that has it, naming that source where it is wrong. */
function settingsReader({ file = {}, environment = {}, explicit = {}, nameOf }: ConfigSources) {
  const explicitName = nameOf ?? ((key) => `"${key}"`);
  for (const [source, place] of [
    [file, 'seedbed.config.ts'],
    [explicit, 'the configuration'],
  ] as const)
    fields({ name: place, code: 'SEEDBED_CONFIG' }, source, Object.keys(known));
  return <T>(key: keyof SeedbedConfig, variable: string | undefined, read: Read<T>): T | undefined => {
    if (explicit[key] !== undefined)
      return read(explicit[key], { name: explicitName(key), code: 'SEEDBED_CONFIG' });
    const value = variable === undefined ? undefined : environment[variable];
    if (value !== undefined) return read(value, { name: variable as string, code: 'SEEDBED_CONFIG' });
    if (file[key] !== undefined)
      return read(file[key], { name: `"${key}" in seedbed.config.ts`, code: 'SEEDBED_CONFIG' });
    return undefined;
  };
}

function resolveAuth({ file, environment = {}, explicit, nameOf }: ConfigSources): AuthConfig | undefined {
  const code = 'SEEDBED_CONFIG';
  if (explicit?.auth !== undefined)
    return readAuth(explicit.auth, { name: nameOf?.('auth') ?? '"auth"', code });
  const { DEMO_API_TOKEN: token, DEMO_API_EMAIL: email, DEMO_API_PASSWORD: password } = environment;
  if (token !== undefined) return { token };
  if (email !== undefined && password !== undefined) return { email, password };
  if (email !== undefined || password !== undefined) {
    const missing = email === undefined ? 'DEMO_API_EMAIL' : 'DEMO_API_PASSWORD';
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `Expected DEMO_API_EMAIL and DEMO_API_PASSWORD together; ${missing} is not set.`,
    );
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
