import { SeedbedError } from '../errors.ts';
import { fields, type Place, text } from '../lib/check.ts';
import { isLoopback } from '../lib/loopback.ts';
import { isPlainObject } from '../lib/plain-object.ts';
import type { AuthConfig, LoginConfig } from './config.ts';
import { findVariable, type Variables } from './environment.ts';
import type { CredentialVariables } from './resolved-config.ts';

const forms = [
  '{ email, password }',
  '{ token }',
  '{ header, value }',
  '{ cookie }',
  '"none"',
  'a function',
].join(', ');

/** Checks `auth`. Its messages show no value of it, for any may be a secret. */
function readAuth(value: unknown, place: Place): AuthConfig {
  if (value === 'none' || typeof value === 'function') return value as AuthConfig;
  if (!isPlainObject(value)) return wrong(place);
  if ('email' in value)
    return readFields(value, place, ['email', 'password'], ['loginPath', 'tokenField']) as AuthConfig;
  if ('token' in value) return readFields(value, place, ['token']) as AuthConfig;
  if ('header' in value) return readFields(value, place, ['header', 'value']) as AuthConfig;
  if ('cookie' in value) return readFields(value, place, ['cookie']) as AuthConfig;
  return wrong(place);
}

/** `auth` in each place where it can be written. */
export interface WrittenAuth {
  readonly explicit: { readonly value: unknown; readonly place: Place } | undefined;
  readonly file: { readonly value: unknown; readonly place: Place } | undefined;
}

/** The credentials of the strongest source; on loopback the default ones if none has any. Elsewhere somebody forgot something. */
export function resolveAuth(
  written: WrittenAuth,
  sources: Variables & { readonly defaultAuth?: AuthConfig | undefined },
  baseUrl: URL,
): AuthConfig {
  const { explicit, file } = written;
  if (explicit !== undefined) return readAuth(explicit.value, explicit.place);
  const found = authInEnvironment(sources);
  if (found !== undefined) return found;
  if (file !== undefined) return readAuth(file.value, file.place);
  if (sources.defaultAuth !== undefined && isLoopback(baseUrl.hostname)) return sources.defaultAuth;
  const { email, password, token } = credentialVariables(sources);
  throw new SeedbedError(
    'SEEDBED_AUTH',
    `No credentials for "${baseUrl.origin}": set ${email} and ${password}, or ${token}, in the environment or in .env.`,
  );
}

function authInEnvironment(sources: Variables): AuthConfig | undefined {
  const token = findVariable(variables.token, sources);
  const email = findVariable(variables.email, sources);
  const password = findVariable(variables.password, sources);
  if (token !== undefined) return { token: token.value };
  if (email !== undefined && password !== undefined) return { email: email.value, password: password.value };
  if (email === undefined && password === undefined) return undefined;
  const names = credentialVariables(sources);
  const missing = email === undefined ? names.email : names.password;
  throw new SeedbedError(
    'SEEDBED_CONFIG',
    `Expected ${names.email} and ${names.password} together; ${missing} is not set.`,
  );
}

const variables: CredentialVariables = {
  email: 'SEEDBED_EMAIL',
  password: 'SEEDBED_PASSWORD',
  token: 'SEEDBED_TOKEN',
};

/** The names under which this environment has its credentials; our own if it has none. */
export function credentialVariables({ environment = {}, aliases = {} }: Variables): CredentialVariables {
  const { email, password, token } = variables;
  const others = { email: aliases[email], password: aliases[password], token: aliases[token] };
  const isSet = (name: string | undefined): boolean => name !== undefined && environment[name] !== undefined;
  if (Object.values(variables).some(isSet) || !Object.values(others).some(isSet)) return variables;
  return {
    email: others.email ?? email,
    password: others.password ?? password,
    token: others.token ?? token,
  };
}

/** Where users log in: as `auth` says, else as the preset does. */
export function loginFor(auth: AuthConfig, preset: LoginConfig | undefined): LoginConfig | undefined {
  const own = typeof auth === 'object' && 'email' in auth ? auth : undefined;
  const loginPath = own?.loginPath ?? preset?.loginPath;
  const tokenField = own?.tokenField ?? preset?.tokenField;
  return loginPath === undefined || tokenField === undefined ? undefined : { loginPath, tokenField };
}

function readFields(
  value: Record<string, unknown>,
  place: Place,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, string> {
  fields(place, value, [...required, ...optional]);
  const names = [...required, ...optional.filter((name) => value[name] !== undefined)];
  return Object.fromEntries(
    names.map((name) => {
      const field = value[name];
      if (typeof field !== 'string' || field.trim() === '')
        throw new SeedbedError(
          place.code,
          `Expected "${name}" of ${place.name} to be a text that is not empty${field === undefined ? '; it is missing' : ''}.`,
        );
      // A password is taken as it is; a name or a token with a line break from a file is not.
      return [name, name === 'password' ? field : text(place, field)];
    }),
  );
}

function wrong(place: Place): never {
  throw new SeedbedError(place.code, `Expected ${place.name} to be one of: ${forms}.`);
}
