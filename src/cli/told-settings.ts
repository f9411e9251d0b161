import { findVariable } from '../config/environment.ts';
import { shownCoordinator } from '../config/machine-settings.ts';
import { type ConfigSources, findSetting } from '../config/resolve-config.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import { type Setting, type SettingName, shownDefault } from '../config/setting.ts';
import { settings } from '../config/settings.ts';
import { MASK, maskSecrets } from '../lib/redact.ts';
import { actionsSay as say } from '../messages/actions.ts';
import { checksSay } from '../messages/checks.ts';

/** A setting as it is right now. Nothing in it is secret. */
export interface ToldSetting {
  readonly key: string;
  /** As it was written; a default as the reference page shows it. */
  readonly value: unknown;
  /** `--delay`, `SEEDBED_TIMEOUT`, `seedbed.config.ts` or `default`. */
  readonly from: string;
}

/** Every setting, in the order of the reference page, with its value and where that comes from. */
export function tellSettings(sources: ConfigSources, config: ResolvedConfig): readonly ToldSetting[] {
  const { explicit, file } = sources;
  const told = (Object.entries(settings) as [SettingName, Setting<unknown>][]).map(([name, setting]) => {
    const found = findSetting(setting, sources);
    // Some defaults are made: the project's name, the preset's URL and resources.
    const otherwise = typeof setting.otherwise === 'function' ? config[name] : shownDefault(setting);
    const value = found === undefined ? otherwise : found.value;
    const from =
      found?.source === 'file'
        ? 'seedbed.config.ts'
        : found === undefined || found.source === 'defaults'
          ? say.byDefault
          : found.place.name;
    // What a default is said to be is words, not a value.
    const shown = found === undefined && typeof value === 'string' ? value : shownValue(name, value);
    return { key: setting.key, value: shown, from };
  });
  const run = explicit?.run ?? file?.run;
  return [
    ...told,
    { key: 'auth', value: withoutSecrets(config.auth), from: sourceOfAuth(sources) },
    {
      key: 'run',
      value: maskSecrets(run) ?? say.none,
      from: run === undefined ? say.byDefault : 'seedbed.config.ts',
    },
  ];
}

function shownValue(name: SettingName, value: unknown): unknown {
  if (name === 'resources') return (value as ResolvedConfig['resources']).map((resource) => resource.name);
  if (typeof value === 'function') return checksSay.aFunction;
  if (name === 'userPassword' && value !== shownDefault(settings.userPassword)) return MASK;
  if (name === 'coordinator') return URL.canParse(String(value)) ? shownCoordinator(String(value)) : value;
  if (name === 'ca') return shownCa(value);
  if (name === 'apis') return shownApis(value as ResolvedConfig['apis']);
  return name === 'headers' || name === 'query' ? namesOnly(value) : maskSecrets(value);
}

/** What may be shown of credentials. All else is masked, however it is called. */
const harmless = [
  ...['email', 'username', 'header', 'name', 'in', 'loginPath', 'tokenField', 'path', 'method', 'encode'],
  ...['session', 'tokenUrl', 'clientId', 'grant', 'scope', 'sendAs'],
];

function withoutSecrets(auth: unknown): unknown {
  if (typeof auth === 'function') return checksSay.aFunction;
  if (typeof auth !== 'object' || auth === null) return auth === 'none' ? auth : MASK;
  return Object.fromEntries(
    Object.entries(auth).map(([name, value]) => [
      name,
      harmless.includes(name) && typeof value === 'string' ? value : withoutSecrets(value),
    ]),
  );
}

function shownApis(apis: ResolvedConfig['apis']): unknown {
  return maskSecrets(
    Object.fromEntries(
      Object.entries(apis).map(([name, { headers, query, ca, ...api }]) => [
        name,
        {
          ...api,
          ...(ca !== undefined && { ca: shownCa(ca) }),
          ...(headers && { headers: namesOnly(headers) }),
          ...(query && { query: namesOnly(query) }),
        },
      ]),
    ),
  );
}

/** A path, or a text in which a private key may stand beside the certificates. */
function shownCa(value: unknown): unknown {
  return String(value).includes('-----BEGIN') ? say.certificates : value;
}

/** Constant headers and parameters are often keys, under any name. */
function namesOnly(constants: unknown): unknown {
  return typeof constants === 'object' && constants !== null
    ? Object.fromEntries(Object.keys(constants).map((name) => [name, MASK]))
    : constants;
}

function sourceOfAuth(sources: ConfigSources): string {
  const { explicit, file, nameOf } = sources;
  if (explicit?.auth !== undefined) return nameOf?.('auth') ?? 'auth';
  const token = findVariable('SEEDBED_TOKEN', sources);
  const email = findVariable('SEEDBED_EMAIL', sources);
  const set = token ?? email;
  if (set !== undefined) return set.name;
  return file?.auth === undefined ? say.byDefault : 'seedbed.config.ts';
}
