import { credentialVariables } from '../config/auth-config.ts';
import { findVariable, type Variables } from '../config/environment.ts';
import { SeedbedError } from '../errors.ts';
import type { AuthFlags } from './flags.ts';
import { interrupted } from './interrupt.ts';

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
    throw new SeedbedError('SEEDBED_CONFIG', `Expected --password to come with --email or ${names.email}.`);
  const secret = password ?? findVariable('SEEDBED_PASSWORD', sources)?.value ?? (await askPassword(account));
  if (secret === undefined || secret === '')
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      `No password for "${account}": set ${names.password} in the environment or .env, or run this in a terminal to be asked for it.`,
    );
  return { email: account, password: secret };
}

/** Asks the person at the terminal, showing dots; undefined if nobody is there to answer. */
async function askPassword(account: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message: `Password for ${account}`, output: process.stderr });
  if (isCancel(answer)) throw interrupted();
  return answer;
}
