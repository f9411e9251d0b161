import type { SeedbedConfig } from '../config/config.ts';
import { readEnvironment } from '../config/environment.ts';
import { loadConfigFile } from '../config/load-config.ts';
import { resolveConfig } from '../config/resolve-config.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import { preset } from '../host/defaults.ts';
import { onRequest } from '../http/observe-exchange.ts';
import { readCredentials } from './credentials.ts';
import type { ApiFlags, DataFlags, PaceFlags } from './flags.ts';
import { tell } from './terminal.ts';

/** The pace our users know; a configuration file says otherwise where it wants to. */
const paceDefaults = { batchSize: 5, delay: 0.5 };

/** The configuration for a command that talks to the API: flags over environment over file. May ask for a password. */
export async function readApiConfig(
  root: string,
  flags: ApiFlags & PaceFlags & DataFlags,
): Promise<ResolvedConfig> {
  const file = await loadConfigFile(root);
  const environment = readEnvironment(root);
  const credentials = await readCredentials(flags, { environment, aliases: preset.aliases });
  const listed = environment.SEEDBED_ALLOW_HOSTS?.split(',') ?? file?.allowHosts ?? [];
  const config = resolve(root, flags, {
    file,
    environment,
    explicit: {
      // Someone who types an e-mail means the account, not another way of logging in than the configured one.
      ...(credentials && { auth: { ...(isLogin(file?.auth) && file.auth), ...credentials } }),
      ...(flags.allowHost && { allowHosts: [...listed, ...flags.allowHost] }),
      ...(flags.baseUrl !== undefined && { baseUrl: flags.baseUrl }),
    },
  });
  if (config.logLevel === 'debug') onRequest(tell);
  return config;
}

/** The configuration for a command that sends nothing: it needs neither credentials nor a host that is allowed. */
export async function readOfflineConfig(
  root: string,
  flags: PaceFlags & DataFlags & Pick<ApiFlags, 'rateLimit' | 'concurrency'> & { emailDomain?: string },
): Promise<ResolvedConfig> {
  return resolve(root, flags, {
    file: await loadConfigFile(root),
    environment: readEnvironment(root),
    explicit: {
      auth: 'none',
      baseUrl: preset.defaultBaseUrl,
      ...(flags.emailDomain !== undefined && { emailDomain: flags.emailDomain }),
    },
  });
}

function resolve(
  root: string,
  flags: PaceFlags & DataFlags & Pick<ApiFlags, 'rateLimit' | 'concurrency'>,
  sources: {
    readonly file: SeedbedConfig | undefined;
    readonly environment: ReturnType<typeof readEnvironment>;
    readonly explicit: SeedbedConfig;
  },
): ResolvedConfig {
  const named = ['batchSize', 'delay', 'concurrency', 'rateLimit', 'randomSeed', 'locale'] as const;
  // Texts as typed: the config room's checks take numbers in either form, and name the flag where one is wrong.
  const typed: SeedbedConfig = Object.fromEntries(
    named.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]),
  );
  return resolveConfig({
    root,
    file: { ...paceDefaults, ...sources.file },
    environment: sources.environment,
    explicit: { ...typed, ...sources.explicit },
    nameOf: flagOf,
    ...preset,
  });
}

/** `batchSize` → `--batch-size`. */
function flagOf(key: keyof SeedbedConfig): string {
  if (key === 'allowHosts') return '--allow-host';
  if (key === 'auth') return '--email and --password';
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function isLogin(auth: SeedbedConfig['auth']): auth is { email: string; password: string } {
  return typeof auth === 'object' && 'email' in auth;
}
