import { credentialVariables, withCredentials } from '../config/auth-config.ts';
import type { SeedbedConfig } from '../config/config.ts';
import { findVariable, readEnvironment, type Variables } from '../config/environment.ts';
import { loadConfigFile } from '../config/load-config.ts';
import { readList } from '../config/read-settings.ts';
import { type ConfigSources, findSetting, resolveConfig } from '../config/resolve-config.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import { SeedbedError } from '../errors.ts';
import { preset } from '../host/defaults.ts';
import { onRequest } from '../http/request-watch.ts';
import { onWait } from '../lib/progress.ts';
import { commandLineSays as say } from '../messages/command-line.ts';
import { interrupted } from './endings.ts';
import { type AuthFlags, commandDefaults, flagSettings, longFlag, type SettingFlags } from './flags.ts';
import { isSomebodyThere, tell } from './terminal.ts';

/** The configuration for a command that talks to the API: flags over environment over file. May ask for a password. */
export async function readApiConfig(root: string, flags: SettingFlags & AuthFlags): Promise<ResolvedConfig> {
  return resolveApiConfig(await readApiSources(root, flags));
}

/** Where that configuration comes from. */
export async function readApiSources(root: string, flags: SettingFlags & AuthFlags): Promise<ConfigSources> {
  const below = await sourcesBelow(root);
  const credentials = await readCredentials(flags, below);
  const configured = below.file?.auth;
  // Someone who types an e-mail means the account, not another way of logging in than the configured one.
  const auth = credentials && withCredentials(configured, credentials);
  return { ...below, explicit: { ...typedSettings(flags, below), ...(auth && { auth }) } };
}

/** Checks it. From now on, each request is told if that was asked for. */
export function resolveApiConfig(sources: ConfigSources): ResolvedConfig {
  const config = resolveConfig(sources);
  if (config.logLevel === 'debug') onRequest(tell);
  onWait((wait) => {
    if (wait.for === 'coordinator') tell(`seedbed: ${wait.says}`);
  });
  return config;
}

/** The configuration for a command that sends nothing: it needs neither credentials nor a host that is allowed. */
export async function readOfflineConfig(root: string, flags: SettingFlags): Promise<ResolvedConfig> {
  const below = await sourcesBelow(root);
  const offline: SeedbedConfig = { auth: 'none', baseUrl: preset.defaultBaseUrl };
  return resolveConfig({ ...below, explicit: { ...typedSettings(flags, below), ...offline } });
}

/** Everything but the flags. */
async function sourcesBelow(root: string): Promise<ConfigSources> {
  return {
    ...preset,
    root,
    defaults: commandDefaults,
    file: await loadConfigFile(root),
    environment: readEnvironment(root),
    nameOf: (key) => (key === 'auth' ? say.emailAndPassword : (longFlag(key) ?? `"${key}"`)),
  };
}

/** The settings that flags name, as typed. A flag that may be repeated adds to what the sources below say. */
function typedSettings(flags: SettingFlags, below: ConfigSources): SeedbedConfig {
  const typed: { [key: string]: unknown } = {};
  for (const setting of flagSettings) {
    const { key, repeatable = false } = setting;
    const value = (flags as Readonly<Record<string, unknown>>)[key];
    if (value === undefined) continue;
    const found = repeatable ? findSetting(setting, below) : undefined;
    typed[key] = found === undefined ? value : [...readList(found.value, found.place), ...[value].flat()];
  }
  return typed;
}

/**
 * The account that flags name; undefined if they name none: then the configuration decides. A missing password comes from
 * the environment or `.env`, or from the person at the terminal.
 */
export async function readCredentials(
  { email, password }: AuthFlags,
  sources: Variables,
): Promise<{ readonly email: string; readonly password: string } | undefined> {
  if (email === undefined && password === undefined) return undefined;
  const names = credentialVariables(sources);
  const account = email ?? findVariable('SEEDBED_EMAIL', sources)?.value;
  if (account === undefined || account.trim() === '')
    throw new SeedbedError('SEEDBED_CONFIG', say.emailMissing(names.email));
  const secret = password ?? findVariable('SEEDBED_PASSWORD', sources)?.value ?? (await askPassword(account));
  if (secret === undefined || secret === '')
    throw new SeedbedError('SEEDBED_CONFIG', say.noPassword(account, names.password));
  return { email: account, password: secret };
}

/** Asks the person at the terminal, showing dots; undefined if nobody is there to answer. */
async function askPassword(account: string): Promise<string | undefined> {
  if (!isSomebodyThere()) return undefined;
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message: say.askPassword(account), output: process.stderr });
  if (isCancel(answer)) throw interrupted();
  return answer;
}
