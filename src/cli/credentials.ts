import type { Environment } from '../config/environment.ts';
import { SeedbedError } from '../errors.ts';
import { askPassword } from './ask-password.ts';
import type { ApiFlags } from './flags.ts';

/**
 * The account that flags name; undefined where they name none, and the configuration decides. A missing password comes from
 * the environment or `.env`, or from the person at the terminal.
 */
export async function readCredentials(
  { email, password }: Pick<ApiFlags, 'email' | 'password'>,
  environment: Environment,
): Promise<{ readonly email: string; readonly password: string } | undefined> {
  if (email === undefined && password === undefined) return undefined;
  const account = email ?? environment.DEMO_API_EMAIL;
  if (account === undefined || account.trim() === '')
    throw new SeedbedError('SEEDBED_CONFIG', 'Expected --password to come with --email or DEMO_API_EMAIL.');
  const secret = password ?? environment.DEMO_API_PASSWORD ?? (await askPassword(account));
  if (secret === undefined || secret === '')
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `No password for "${account}": set DEMO_API_PASSWORD in the environment or .env, or run this in a terminal to be asked for it.`,
    );
  return { email: account, password: secret };
}
