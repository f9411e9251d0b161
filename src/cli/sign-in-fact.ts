import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import { preset } from '../host/defaults.ts';
import { signInFields } from '../host/user-password.ts';
import { isLoopback } from '../lib/base-url.ts';
import { escapeText } from '../lib/escape.ts';
import { madeSays } from '../messages/made.ts';

/** Users of the demo API on this machine get a public password, unless somebody chose one: a person is to sign in as them. */
export function withKnownPassword(config: ResolvedConfig): ResolvedConfig {
  const { userPassword, resources, baseUrl } = config;
  const isDemo = resources === preset.defaultResources && isLoopback(new URL(baseUrl).hostname);
  return userPassword === undefined && isDemo
    ? { ...config, userPassword: preset.defaultUserPassword }
    : config;
}

/**
 * How to sign in as one of the records, as a label and what stands beside it. No password is shown but the public one. Undefined if
 * nobody signs in as such records.
 */
export function signInFact(
  { resources, userPassword }: Pick<ResolvedConfig, 'resources' | 'userPassword'>,
  first: (resource: string) => Pick<SeededRecord, 'fields'> | undefined,
): [label: string, how: string] | undefined {
  for (const resource of resources) {
    const named = signInFields(resource);
    const email = named && first(resource.name)?.fields[named.email];
    if (typeof email !== 'string') continue;
    if (userPassword === undefined) return [madeSays.toSignIn, madeSays.choosePassword];
    const isPublic = userPassword === preset.defaultUserPassword;
    const who = escapeText(email, 254);
    return [madeSays.signInAs, isPublic ? madeSays.withPublic(who, userPassword) : madeSays.withGiven(who)];
  }
  return undefined;
}
