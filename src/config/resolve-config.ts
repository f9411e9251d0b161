import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { amount, expected, fields, integer, oneOf, type Place, text } from '../lib/check.ts';
import { parseDuration } from '../lib/duration.ts';
import { type CleanupPolicy, cleanupPolicies, type Scope, scopes } from '../plan/seed.ts';
import { assertAllowed, isLoopback, parseBaseUrl } from './allow-hosts.ts';
import type { AuthConfig, SeedbedConfig, SignInConfig } from './config.ts';
import type { Environment } from './environment.ts';
import { type ProxySettings, readProxy } from './proxy.ts';

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
  readonly maxResponseBytes: number;
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

const known: readonly (keyof SeedbedConfig)[] = [
  'baseUrl', 'auth', 'allowHosts', 'resources', 'scenarios', 'run', 'project', 'batchSize', 'delay', 'concurrency', 'rateLimit',
  'timeout', 'maxRetries', 'maxWait', 'maxResponseBytes', 'locale', 'emailDomain', 'randomSeed', 'cleanup', 'scope', 'signIn', 'minSuccess',
]; // biome-ignore format: a list of names

/** Merges and checks the sources. Throws `SEEDBED_CONFIG` naming the setting, or `SEEDBED_HOST_REFUSED`. */
export function resolveConfig(sources: ConfigSources): ResolvedConfig {
  const { root, environment = {} } = sources;
  const pick = settingsReader(sources);
  const baseUrl =
    pick('baseUrl', 'DEMO_API_BASE_URL', (value, place) => parseBaseUrl(text(place, value), place.name)) ??
    parseBaseUrl(defaultBaseUrl, 'baseUrl');
  const allowHosts = pick('allowHosts', 'SEEDBED_ALLOW_HOSTS', readList) ?? [];
  assertAllowed(baseUrl, allowHosts);
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
      (pick('timeout', 'DEMO_API_TIMEOUT', (value, place) => amount(place, value, 0.001, 'seconds')) ?? 5),
    maxRetries: pick('maxRetries', 'DEMO_API_MAX_RETRIES', (value, place) => integer(place, value, 0)) ?? 3,
    maxWaitMs:
      1000 * (pick('maxWait', undefined, (value, place) => amount(place, value, 0, 'seconds')) ?? 120),
    maxResponseBytes:
      pick('maxResponseBytes', undefined, (value, place) => integer(place, value, 1)) ?? 1024 * 1024,
    locale: pick('locale', undefined, (value, place) => text(place, value)) ?? 'fr',
    emailDomain: pick('emailDomain', undefined, (value, place) => text(place, value)) ?? 'example.com',
    randomSeed:
      pick('randomSeed', 'SEEDBED_RANDOM_SEED', (value, place) => integer(place, value, 0, 2 ** 32 - 1)) ?? 1,
    cleanup: pick('cleanup', undefined, (value, place) => oneOf(place, value, cleanupPolicies)) ?? 'always',
    scope: pick('scope', undefined, (value, place) => oneOf(place, value, scopes)) ?? 'suite',
    signIn: { ...defaultSignIn, ...pick('signIn', undefined, readSignIn) },
    minSuccess: pick('minSuccess', undefined, readShare) ?? 1,
    proxy: readProxy(environment),
  };
}

const defaultSignIn: Required<SignInConfig> = {
  url: '/',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
};

function readSignIn(value: unknown, place: Place): SignInConfig {
  const form = fields(place, value, Object.keys(defaultSignIn));
  return Object.fromEntries(
    Object.entries(form).map(([key, entry]) => [
      key,
      text({ ...place, name: `${place.name}.${key}` }, entry),
    ]),
  );
}

type Read<T> = (value: unknown, place: Place) => T;

/** Reads one setting from the strongest source that has it, naming that source where it is wrong. */
function settingsReader({ file = {}, environment = {}, explicit = {}, nameOf }: ConfigSources) {
  const explicitName = nameOf ?? ((key) => `"${key}"`);
  for (const [source, place] of [
    [file, 'seedbed.config.ts'],
    [explicit, 'the configuration'],
  ] as const)
    fields({ name: place, code: 'SEEDBED_CONFIG' }, source, known);
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

function resolveAuth({ file, environment = {}, explicit }: ConfigSources): AuthConfig | undefined {
  if (explicit?.auth !== undefined) return explicit.auth;
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
  return file?.auth;
}

/** On loopback the demo API's public account; elsewhere somebody forgot something. */
function defaultAuthFor(baseUrl: URL, { defaultAuth }: ConfigSources): AuthConfig {
  if (defaultAuth !== undefined && isLoopback(baseUrl.hostname)) return defaultAuth;
  throw new SeedbedError(
    'SEEDBED_AUTH',
    `No credentials for "${baseUrl.origin}": set DEMO_API_EMAIL and DEMO_API_PASSWORD, or DEMO_API_TOKEN, in the environment or in .env.`,
  );
}

function readList(value: unknown, place: Place): string[] {
  const list =
    typeof value === 'string'
      ? value
          .split(',')
          .map((entry) => entry.trim())
          .filter(Boolean)
      : value;
  if (!Array.isArray(list)) return expected(place, 'a list of origins', value);
  return list.map((entry) => text(place, entry));
}

function readResources(value: unknown, place: Place): AnyResource[] {
  if (!Array.isArray(value) || value.length === 0)
    return expected(place, 'a list of resources made with defineResource', value);
  const names = value.map((resource: AnyResource) => resource.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new SeedbedError(place.code, `Two resources in ${place.name} are named "${twice}".`);
  return value;
}

/** `{ requests: 10, per: '20s' }`, or the flag's `10/20s`. */
export function readRateLimit(value: unknown, place: Place): { requests: number; perMs: number } {
  const match = typeof value === 'string' ? /^(\d+)\/(.+)$/.exec(value) : null;
  const { requests, per } = match
    ? { requests: match[1], per: match[2] }
    : (Object(value) as Partial<RateLimitText>);
  const perMs = typeof per === 'string' ? parseDuration(/^\d/.test(per) ? per : `1${per}`) : undefined;
  if (requests === undefined || perMs === undefined || perMs <= 0)
    return expected(place, 'a number of requests per duration, such as 10/20s', value);
  return { requests: integer(place, requests, 1), perMs };
}

interface RateLimitText {
  readonly requests: unknown;
  readonly per: unknown;
}

function readShare(value: unknown, place: Place): number {
  const share = amount(place, value, 0, 'share');
  return share <= 1 ? share : expected(place, 'a share from 0 to 1', value);
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
