import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AnyResource } from '../factory/resource.ts';
import type { AuthConfig } from '../lib/auth.ts';
import { fields, type Place } from '../lib/check.ts';
import { configSays } from '../messages/config.ts';
import { credentialVariables, loginFor, resolveAuth, type WrittenAuth } from './auth-config.ts';
import { checkSeeds } from './check-seeds.ts';
import { chooseLanguage } from './choose-language.ts';
import type { LoginConfig, SeedbedConfig } from './config.ts';
import { type Environment, findVariable, readProxy } from './environment.ts';
import { groupOfCi, withPassword } from './machine-settings.ts';
import { assertApisKnown } from './read-apis.ts';
import type { ResolvedConfig } from './resolved-config.ts';
import type { Others, Setting, SettingName } from './setting.ts';
import { settings } from './settings.ts';

/** Where a configuration comes from; later sources win: `defaults`, `file`, `environment`, `explicit`. */
export interface ConfigSources extends Preset {
  readonly root: string;
  /** Defaults over those of the table: the command line has its own pace. */
  readonly defaults?: SeedbedConfig | undefined;
  readonly file?: SeedbedConfig | undefined;
  readonly environment?: Environment;
  /** Call arguments or flags. */
  readonly explicit?: SeedbedConfig | undefined;
  /** How messages name an explicit setting: `--batch-size` for the CLI. */
  readonly nameOf?: (key: keyof SeedbedConfig) => string;
}

/** What a project has that configures nothing. */
export interface Preset {
  readonly defaultResources: readonly AnyResource[];
  /** @default none: it must be configured */
  readonly defaultBaseUrl?: string | undefined;
  /** The path at which its API describes itself, from the root. @default nowhere */
  readonly openapi?: string | undefined;
  /** Credentials used on loopback if none are configured. */
  readonly defaultAuth?: AuthConfig | undefined;
  /** How users log in, as far as `auth` does not say it. */
  readonly defaultLogin?: LoginConfig | undefined;
  /** A path whose answer says who is signed in: a given token is tried there before anything is created. */
  readonly whoAmI?: string | undefined;
  /** Other names of environment variables: `SEEDBED_BASE_URL` → `SHOP_URL`. The first name wins. */
  readonly aliases?: Readonly<Record<string, string>> | undefined;
}

const code = 'SEEDBED_CONFIG';

/** Merges and checks the sources. Throws `SEEDBED_CONFIG` naming the setting, or `SEEDBED_HOST_REFUSED`. */
export function resolveConfig(sources: ConfigSources): ResolvedConfig {
  const { root, environment = {}, file = {}, explicit = {} } = sources;
  const lang = chooseLanguage({ explicit: explicit?.lang, environment, file: file?.lang });
  for (const [source, name] of [
    [file, 'seedbed.config.ts'],
    [explicit, configSays.theConfiguration],
  ] as const)
    fields({ name, code }, source, configKeys);
  const others: Others = {
    allowHosts: [],
    baseUrl: '',
    sources: {
      root,
      resources: sources.defaultResources,
      baseUrl: sources.defaultBaseUrl,
      openapi: (explicit.resources ?? file.resources) === undefined ? sources.openapi : undefined,
      project: packageName(root),
      lang,
    },
  };
  const allowHosts = resolveSetting(settings.allowHosts, sources, others);
  const baseUrl = resolveSetting(settings.baseUrl, sources, { ...others, allowHosts });
  const values = Object.fromEntries(
    Object.entries(settings as Readonly<Record<string, Setting<unknown>>>).map(([name, setting]) => [
      name,
      resolveSetting(setting, sources, { ...others, allowHosts, baseUrl }),
    ]),
  ) as Pick<ResolvedConfig, SettingName>;
  assertApisKnown(values.resources, values.apis);
  const run = explicit.run ?? file.run;
  checkSeeds({ ...values, run }, sources);
  const auth = resolveAuth(findAuth(sources), sources, new URL(values.baseUrl));
  return {
    ...values,
    coordinator: withPassword(values.coordinator, environment),
    runGroup: values.runGroup ?? groupOfCi(environment),
    root,
    auth,
    login: loginFor(auth, sources.defaultLogin),
    whoAmI: sources.whoAmI,
    credentialVariables: credentialVariables(sources),
    run,
    proxy: readProxy(environment),
  };
}

/** Everything that `seedbed.config.ts` may say. */
export const configKeys: readonly string[] = [
  ...Object.values(settings).map(({ key }) => key),
  'auth',
  'run',
];

/** What the strongest source says about a setting, as it was written, and how messages name the place. */
export interface FoundSetting {
  readonly source: 'explicit' | 'environment' | 'file' | 'defaults';
  readonly place: Place;
  readonly value: unknown;
}

/** The strongest source that has a setting. Undefined if none has. */
export function findSetting(
  { key, variable }: Pick<Setting<unknown>, 'key' | 'variable'>,
  sources: ConfigSources,
): FoundSetting | undefined {
  const { defaults = {}, file = {}, explicit = {}, nameOf = (name) => `"${name}"` } = sources;
  const found = (source: FoundSetting['source'], name: string, value: unknown): FoundSetting => ({
    source,
    place: { name, code },
    value,
  });
  if (explicit[key] !== undefined) return found('explicit', nameOf(key), explicit[key]);
  const set = variable === undefined ? undefined : findVariable(variable, sources);
  if (set !== undefined) return found('environment', set.name, set.value);
  if (file[key] !== undefined) return found('file', configSays.inFile(key), file[key]);
  return defaults[key] === undefined
    ? undefined
    : found('defaults', configSays.defaultOf(key), defaults[key]);
}

/** `auth` as it is written: explicit, which wins over the environment, or in the file. */
function findAuth({ file, explicit, nameOf }: ConfigSources): WrittenAuth {
  return {
    explicit:
      explicit?.auth === undefined
        ? undefined
        : { value: explicit.auth, place: { name: nameOf?.('auth') ?? '"auth"', code } },
    file:
      file?.auth === undefined
        ? undefined
        : { value: file.auth, place: { name: configSays.inFile('auth'), code } },
  };
}

function resolveSetting<T>(setting: Setting<T>, sources: ConfigSources, others: Others): T {
  const found = findSetting(setting, sources);
  if (found !== undefined) return setting.read(found.value, found.place, others);
  const { otherwise } = setting;
  return typeof otherwise === 'function' ? (otherwise as (others: Others) => T)(others) : otherwise;
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
