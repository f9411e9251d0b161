import { credentialVariables } from '../config/auth-config.ts';
import { findVariable, type Variables } from '../config/environment.ts';
import { SeedbedError } from '../errors.ts';
import { askPassword } from './ask-password.ts';
import type { ApiFlags } from './flags.ts';

/**
 * The account that flags name; undefined where they name none, and the configuration decides. A missing password comes from
 * the environment or `.env`, or from the person at the terminal.
 */
export async function readCredentials(
  { email, password }: Pick<ApiFlags, 'email' | 'password'>,
  sources: Variables,
): Promise<{ readonly email: string; readonly password: string } | undefined> {
  if (email === undefined && password === undefined) return undefined;
  const names = credentialVariables(sources);
  const account = email ?? findVariable('SEEDBED_EMAIL', sources)?.value;
  if (account === undefined || account.trim() === '')
    throw new SeedbedError('SEEDBED_CONFIG', `Expected --password to come with --email or ${names.email}.`);
  const secret = password ?? findVariable('SEEDBED_PASSWORD', sources)?.value ?? (await askPassword(account));
  if (secret === undefined || secret === '')
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `No password for "${account}": set ${names.password} in the environment or .env, or run this in a terminal to be asked for it.`,
    );
  return { email: account, password: secret };
}
