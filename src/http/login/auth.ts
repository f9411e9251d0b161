import { SeedbedError } from '../../errors.ts';
import type { AuthConfig, Login, LoginPaths, LoginUser, OAuth2, UserAuth } from '../../lib/auth.ts';
import type { Clock } from '../../lib/clock.ts';
import { loginSays } from '../../messages/login.ts';
import { remediesSay } from '../../messages/remedies.ts';
import { type LoginSetting, logIn } from './login.ts';
import { shapeOf, textAt } from './login-failure.ts';
import { askForToken } from './oauth2.ts';
import { basicHeader, headerToken, queryToken, type SendLogin, type Token, wordToken } from './token.ts';

/** Where an API takes logins, and which field of the answer holds the token. */
export interface LoginShape {
  readonly loginPath: string;
  readonly tokenField: string;
}

/** What remedies call the variables that hold credentials. */
export interface CredentialNames {
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** What a scheme needs to know besides the credentials. */
export interface AuthSetting {
  readonly baseUrl: string;
  readonly clock: Clock;
  /** @default none: a login must say it itself */
  readonly login?: LoginShape | undefined;
  /** @default SEEDBED_EMAIL, SEEDBED_PASSWORD, SEEDBED_TOKEN */
  readonly variables?: CredentialNames | undefined;
}

const ownNames: CredentialNames = {
  email: 'SEEDBED_EMAIL',
  password: 'SEEDBED_PASSWORD',
  token: 'SEEDBED_TOKEN',
};

/** A way of getting a token: one given, which nothing can replace, or a way to get one as often as needed. */
export type AuthScheme = (
  | { readonly given: Token; readonly renew: undefined }
  | { readonly given: undefined; readonly renew: (send: SendLogin) => Promise<Token> }
) & {
  /** What the user can do if it is refused for good. */
  readonly remedy: string;
};

/** How the operator signs in. */
export function authScheme(auth: AuthConfig, setting: AuthSetting): AuthScheme {
  const names = setting.variables ?? ownNames;
  if (auth === 'none') return given(headerToken({}), remediesSay.setCredentials(names));
  if (typeof auth === 'function') return ownScheme(() => auth(), 'auth');
  const remedy = remediesSay.checkCredentials(names);
  if ('login' in auth) {
    const { login, email = '', password = '' } = auth;
    return described(login, { email, password, record: {} }, setting, { remedy });
  }
  if ('email' in auth) return simpleLogin(auth, { ...auth, record: {} }, setting, remedy);
  if ('oauth2' in auth) return oauth2(auth.oauth2, setting, remediesSay.checkSetting('auth.oauth2'));
  if ('basic' in auth)
    return given(
      headerToken(basicHeader(auth.basic.username, auth.basic.password)),
      remediesSay.checkSetting('auth.basic'),
    );
  if ('apiKey' in auth) return apiKey(auth);
  if ('header' in auth) return fixedHeader(auth.header, auth.value);
  if ('cookie' in auth) return fixedHeader('cookie', auth.cookie);
  const token = 'bearer' in auth ? auth.bearer : auth.token;
  return given(headerToken(wordToken(token), { cookies: [], token }), remediesSay.tokenRefused(names));
}

/** How a created user signs in. @param auth the operator's way, which users share if nothing else is said */
export function userScheme(
  userAuth: UserAuth | undefined,
  auth: AuthConfig,
  user: LoginUser,
  setting: AuthSetting,
): AuthScheme {
  const how = userAuth ?? likeOperator(auth);
  const remedy = remediesSay.checkUserAuth;
  if (typeof how === 'function') return ownScheme(() => how(user), 'userAuth');
  if (how === 'basic') return given(headerToken(basicHeader(user.email, user.password)), remedy);
  const tokenSetting = userAuth === undefined ? undefined : 'userAuth.login.token';
  if ('login' in how) return described(how.login, user, setting, { remedy, tokenSetting });
  if ('oauth2' in how)
    return oauth2({ ...how.oauth2, username: user.email, password: user.password }, setting, remedy);
  if (!('from' in how)) return simpleLogin(how, user, setting, remedy);
  const token = textAt(user.record, how.from);
  if (token !== undefined) return given(headerToken(wordToken(token, how), { cookies: [], token }), remedy);
  throw new SeedbedError('SEEDBED_AUTH', loginSays.noUserToken(how.from, shapeOf(user.record)));
}

function likeOperator(auth: AuthConfig): UserAuth {
  if (typeof auth !== 'object') return {};
  if ('login' in auth) return { login: auth.login };
  if ('basic' in auth) return 'basic';
  if ('oauth2' in auth && auth.oauth2.grant === 'password')
    return { oauth2: { ...auth.oauth2, grant: 'password' } };
  return 'email' in auth ? { loginPath: auth.loginPath, tokenField: auth.tokenField } : {};
}

function given(token: Token, remedy: string): AuthScheme {
  return { given: token, renew: undefined, remedy };
}

function ownScheme(headers: () => Promise<Readonly<Record<string, string>>>, name: string): AuthScheme {
  const renew = async (): Promise<Token> => headerToken(await headers());
  return { given: undefined, renew, remedy: remediesSay.checkFunction(name) };
}

function fixedHeader(name: string, value: string): AuthScheme {
  return given(headerToken({ [name]: value }), remediesSay.checkHeader(name.toLowerCase()));
}

function apiKey(auth: Extract<AuthConfig, { readonly apiKey: string }>): AuthScheme {
  const { apiKey: key, name } = auth;
  const remedy = remediesSay.checkApiKey;
  if (auth.in === 'query') return given(queryToken(name, key), remedy);
  return given(headerToken(auth.in === 'cookie' ? { cookie: `${name}=${key}` } : { [name]: key }), remedy);
}

function oauth2(scheme: OAuth2, { baseUrl, clock }: AuthSetting, remedy: string): AuthScheme {
  const renew = (send: SendLogin): Promise<Token> => askForToken(scheme, { baseUrl, clock, remedy }, send);
  return { given: undefined, renew, remedy };
}

function simpleLogin(own: LoginPaths, user: LoginUser, setting: AuthSetting, remedy: string): AuthScheme {
  const { loginPath: path = setting.login?.loginPath, tokenField: token = setting.login?.tokenField } = own;
  if (path === undefined || token === undefined)
    throw new SeedbedError('SEEDBED_CONFIG', loginSays.howToLogIn);
  return described({ path, token }, user, setting, { remedy, tokenSetting: 'auth.tokenField' });
}

function described(
  login: Login,
  user: LoginUser,
  { baseUrl, clock }: AuthSetting,
  words: Pick<LoginSetting, 'remedy' | 'tokenSetting'>,
): AuthScheme {
  const renew = (send: SendLogin): Promise<Token> =>
    logIn(login, user, { ...words, baseUrl, wall: () => clock.wall() }, send);
  return { given: undefined, renew, remedy: words.remedy };
}
