import { SeedbedError } from '../errors.ts';
import type { AuthConfig } from '../lib/auth.ts';
import { isLoopback } from '../lib/base-url.ts';
import type { Place } from '../lib/check.ts';
import { configSays } from '../messages/config.ts';
import type { LoginConfig } from './config.ts';
import { findVariable, type Variables } from './environment.ts';
import { readAuth, readToken } from './read-auth.ts';
import type { CredentialVariables } from './resolved-config.ts';

/** `auth` in each place where it can be written. */
export interface WrittenAuth {
  readonly explicit: { readonly value: unknown; readonly place: Place } | undefined;
  readonly file: { readonly value: unknown; readonly place: Place } | undefined;
}

/**
 * The credentials of the strongest source; on loopback the default ones if there are none. On another host, missing credentials are a
 * mistake.
 */
export function resolveAuth(
  written: WrittenAuth,
  sources: Variables & { readonly defaultAuth?: AuthConfig | undefined },
  baseUrl: URL,
): AuthConfig {
  const { explicit, file } = written;
  const found = credentialsInEnvironment(sources);
  const credentials = found !== undefined && 'email' in found ? found : undefined;
  const read = ({ value, place }: { value: unknown; place: Place }): AuthConfig =>
    readAuth(value, place, { baseUrl, credentials });
  if (explicit !== undefined) return read(explicit);
  // A login at another place than usual takes the environment's credentials, too.
  if (file !== undefined && (found === undefined || (credentials !== undefined && isLogin(file.value)))) {
    const auth = read(file);
    return credentials === undefined ? auth : withCredentials(auth, credentials);
  }
  if (found !== undefined) return found;
  if (sources.defaultAuth !== undefined && isLoopback(baseUrl.hostname)) return sources.defaultAuth;
  const { email, password, token } = credentialVariables(sources);
  throw new SeedbedError('SEEDBED_AUTH', configSays.noCredentials(baseUrl.origin, email, password, token));
}

/** The e-mail and the password of an account that logs in. */
export interface OperatorCredentials {
  readonly email: string;
  readonly password: string;
}

function isLogin(auth: unknown): boolean {
  return (
    typeof auth === 'object' && auth !== null && ('login' in auth || 'email' in auth || 'oauth2' in auth)
  );
}

/** The same login for another user. If `auth` is not a login, the usual login is taken. */
export function withCredentials(auth: AuthConfig | undefined, credentials: OperatorCredentials): AuthConfig {
  if (typeof auth !== 'object') return credentials;
  if ('login' in auth || 'email' in auth) return { ...auth, ...credentials };
  if (!('oauth2' in auth)) return credentials;
  const { email: username, password } = credentials;
  return auth.oauth2.grant === 'password' ? { oauth2: { ...auth.oauth2, username, password } } : auth;
}

function credentialsInEnvironment(
  sources: Variables,
): { readonly token: string } | OperatorCredentials | undefined {
  const token = findVariable(variables.token, sources);
  const email = findVariable(variables.email, sources);
  const password = findVariable(variables.password, sources);
  if (token !== undefined)
    return { token: readToken(token.value, { name: token.name, code: 'SEEDBED_CONFIG' }) };
  if (email !== undefined && password !== undefined) return { email: email.value, password: password.value };
  if (email === undefined && password === undefined) return undefined;
  const names = credentialVariables(sources);
  const missing = email === undefined ? names.email : names.password;
  throw new SeedbedError('SEEDBED_CONFIG', configSays.together(names.email, names.password, missing));
}

const variables: CredentialVariables = {
  email: 'SEEDBED_EMAIL',
  password: 'SEEDBED_PASSWORD',
  token: 'SEEDBED_TOKEN',
};

/** The names of credential variables that the author of this environment knows: the other names, if it has settings under other names. */
export function credentialVariables({ environment = {}, aliases = {} }: Variables): CredentialVariables {
  const { email, password, token } = variables;
  const others = { email: aliases[email], password: aliases[password], token: aliases[token] };
  const isSet = (name: string | undefined): boolean => name !== undefined && environment[name] !== undefined;
  if (Object.values(variables).some(isSet) || !Object.values(aliases).some(isSet)) return variables;
  return {
    email: others.email ?? email,
    password: others.password ?? password,
    token: others.token ?? token,
  };
}

/** Where users log in: as `auth` says, else as the preset does. */
export function loginFor(auth: AuthConfig, preset: LoginConfig | undefined): LoginConfig | undefined {
  const own = typeof auth === 'object' && 'email' in auth && !('login' in auth) ? auth : undefined;
  const loginPath = own?.loginPath ?? preset?.loginPath;
  const tokenField = own?.tokenField ?? preset?.tokenField;
  return loginPath === undefined || tokenField === undefined ? undefined : { loginPath, tokenField };
}
