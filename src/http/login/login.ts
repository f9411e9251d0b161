import { type Login, type LoginUser, sessionOf } from '../../lib/auth.ts';
import { type BaseUrl, joinPath, parseBaseUrl, pathOnOrigin, splitQuery } from '../../lib/base-url.ts';
import { isPlainObject } from '../../lib/check.ts';
import { escapeText } from '../../lib/escape.ts';
import { loginSays } from '../../messages/login.ts';
import type { ApiRequest, ApiResponse } from '../api-client.ts';
import { CookieJar } from './cookie-jar.ts';
import { loginFailure, namesText, shapeOf, textAt, tokenPathIn } from './login-failure.ts';
import { csrfMissing, csrfOf, isLoginPage, SessionToken } from './session-token.ts';
import type { SendLogin, Token } from './token.ts';

/** A login leads over two or three of them at most. */
const mostPages = 5;

const page = {
  method: 'GET',
  headers: { accept: 'text/html, */*;q=0.8' },
  takesText: true,
  secretAnswer: true,
} as const;

/** What {@link logIn} works with. */
export interface LoginSetting {
  readonly baseUrl: string;
  /** The time in epoch ms: cookies end by it. */
  readonly wall: () => number;
  /** What to do if it is refused. */
  readonly remedy: string;
  /** What the setting with the token's place is called. @default 'auth.login.token' */
  readonly tokenSetting?: string | undefined;
}

/** Logs in as described, and returns what the user's requests carry from then on. */
export async function logIn(
  login: Login,
  user: LoginUser,
  { baseUrl, wall, remedy, tokenSetting = 'auth.login.token' }: LoginSetting,
  send: SendLogin,
): Promise<Token> {
  const { csrf } = login;
  const base = parseBaseUrl(baseUrl);
  const jar = new CookieJar(wall);
  // A token at a path is in JSON. A page or a redirect can only say that there is a session.
  const takesAny = login.session === 'cookie' || typeof login.token !== 'string';
  const shown = targetOf(csrf?.path ?? login.path, baseUrl);
  const loginPages = [targetOf(login.path, baseUrl), shown]
    .map((target) => splitQuery(joinPath(base, target))[0])
    // A login may lead to the home page, which is everybody's.
    .filter((path) => path !== '/');
  const ask = async (request: ApiRequest): Promise<ApiResponse> => {
    const cookie = jar.header(joinPath(base, request));
    const signed = cookie === undefined ? request : { ...request, headers: { ...request.headers, cookie } };
    return send(signed, { redirects: takesAny });
  };

  const fetchCsrf = async (): Promise<string | undefined> => {
    if (csrf === undefined) return undefined;
    const request = csrfRequest(login, baseUrl);
    const answer = await ask(request);
    jar.store(answer);
    const found = csrfOf(csrf, answer, jar);
    if (found === undefined) throw loginFailure(baseUrl, request, answer, csrfMissing(csrf, answer, jar));
    return found;
  };

  const csrfToken = await fetchCsrf();
  const request = {
    ...loginRequest(login, user, csrfToken, base.origin + joinPath(base, shown), baseUrl),
    takesText: takesAny,
  };
  const { answer, set } = await follow(await ask(request), { login, base, jar, loginPages, ask });
  const token = tokenOf(login, answer);
  const refusal = refusalOf(login, { answer, token, set, jar, loginPages, remedy, tokenSetting });
  if (refusal !== undefined) throw loginFailure(baseUrl, request, answer, refusal);
  // A login may set the cookie anew, as Django does. The token of a page or header belongs to the session before it.
  const current = csrf?.from === 'cookie' ? csrfOf(csrf, answer, jar) : undefined;
  const session = new SessionToken({
    login,
    base,
    jar,
    token,
    loginPages,
    csrf: current ?? csrfToken,
  });
  if (csrf?.header !== undefined && csrf.from !== 'cookie') {
    const again = await ask(csrfRequest(login, baseUrl));
    session.hear(again);
    session.csrf = csrfOf(csrf, again, jar) ?? csrfToken;
  }
  return session;
}

interface Following {
  readonly login: Login;
  readonly base: BaseUrl;
  readonly jar: CookieJar;
  readonly loginPages: readonly string[];
  readonly ask: (request: ApiRequest) => Promise<ApiResponse>;
}

/**
 * As a browser does, if a redirect sets no cookie: a page on the way may set it, or show that the session goes on under the cookie of the
 * sign-in page.
 *
 * @returns the answer that tells what came of the login, and the cookies that were set
 */
async function follow(
  first: ApiResponse,
  { login, base, jar, loginPages, ask }: Following,
): Promise<{ readonly answer: ApiResponse; readonly set: readonly string[] }> {
  const set = jar.store(first);
  let answer = first;
  for (let pages = 0; pages < mostPages && !set.some((name) => isOwn(login, name)); pages++) {
    const { status, headers } = answer;
    const to = status >= 300 && status < 400 ? URL.parse(headers.location ?? '', base.origin) : null;
    if (sessionOf(login) !== 'cookie' || to?.origin !== base.origin) break;
    if (isLoginPage(headers.location, loginPages)) break;
    const next = await ask({ ...page, path: to.pathname + to.search, from: 'origin' });
    set.push(...jar.store(next));
    if (next.status >= 400) break;
    answer = next;
  }
  return { answer, set };
}

/** Whether a cookie may be the session's: the one with the CSRF token is not. */
function isOwn({ csrf }: Login, name: string): boolean {
  return csrf?.from !== 'cookie' || name !== csrf.name;
}

function targetOf(path: string, baseUrl: string): Pick<ApiRequest, 'path' | 'from'> {
  if (path.startsWith('/')) return { path };
  // If it is not a path, it was already checked to be a URL of this origin.
  return { path: pathOnOrigin(path, baseUrl, '/') ?? '/', from: 'origin' };
}

function csrfRequest({ path, csrf }: Login, baseUrl: string): ApiRequest {
  const accept = csrf?.from === 'page' ? 'text/html' : '*/*';
  const fetch = csrf?.from === 'header' && { [csrf.name.toLowerCase()]: 'Fetch' };
  return {
    method: 'GET',
    ...targetOf(csrf?.path ?? path, baseUrl),
    headers: { accept, ...fetch },
    takesText: true,
    secretAnswer: true,
  };
}

function loginRequest(
  login: Login,
  user: LoginUser,
  csrfToken: string | undefined,
  page: string,
  baseUrl: string,
): ApiRequest {
  const { method = 'POST', path, encode, csrf } = login;
  const { body: makeBody = ({ email, password }: LoginUser) => ({ email, password }) } = login;
  const made = makeBody(user);
  const field = csrf?.field;
  const body =
    field !== undefined && isPlainObject(made) && csrfToken !== undefined
      ? { ...made, [field]: csrfToken }
      : made;
  const header = csrf?.header !== undefined &&
    csrfToken !== undefined && { [csrf.header.toLowerCase()]: csrfToken };
  return {
    method,
    ...targetOf(path, baseUrl),
    ...(body !== undefined && { body }),
    ...(encode !== undefined && { encode }),
    // Django asks for the page over HTTPS, and Laravel leads back to it.
    headers: {
      ...header,
      ...(csrf !== undefined && { referer: page }),
      ...(encode === 'form' && { accept: 'text/html, application/json;q=0.9, */*;q=0.8' }),
    },
    secretNames: [...secretNamesIn(body, [user.password, csrfToken]), ...(header ? Object.keys(header) : [])],
    secretAnswer: true,
  };
}

/** Names of the fields that carry a secret, at any depth: a body of one's own may call a password anything. */
function secretNamesIn(body: unknown, secrets: readonly (string | undefined)[]): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    typeof value === 'string' &&
    secrets.some((secret) => secret !== undefined && secret !== '' && value.includes(secret))
      ? [name]
      : secretNamesIn(value, secrets),
  );
}

function tokenOf({ token }: Login, { status, headers, body }: ApiResponse): string | undefined {
  if (token === undefined || status >= 400) return undefined;
  return typeof token === 'string' ? textAt(body, token) : token({ status, headers, body }) || undefined;
}

interface LoggedIn {
  readonly answer: ApiResponse;
  readonly token: string | undefined;
  /** The cookies that the answer set. */
  readonly set: readonly string[];
  readonly jar: CookieJar;
  readonly loginPages: readonly string[];
  readonly remedy: string;
  readonly tokenSetting: string;
}

/** What to do about a login that gave no session; undefined if it gave one. */
function refusalOf(
  login: Login,
  { answer, token, set, jar, loginPages, remedy, tokenSetting }: LoggedIn,
): string | undefined {
  const { status, headers, body } = answer;
  if (status >= 400) return remedy;
  if (status >= 300 && isLoginPage(headers.location, loginPages)) return loginSays.backToSignIn(remedy);
  if (login.token !== undefined && token === undefined)
    return typeof login.token === 'string'
      ? loginSays.noTokenAt(login.token, shapeOf(body), tokenSetting)
      : loginSays.noTokenBy(shapeOf(body), tokenSetting);
  if (sessionOf(login) === 'token') return undefined;
  if (typeof body === 'string' && /<input\b[^>]*type\s*=\s*["']?password/i.test(body))
    return loginSays.signInPageAgain(remedy);
  // A session that began with the CSRF token may go on under the same cookie. But if a redirect sets no cookie, nothing says that it does.
  const sessions = status >= 300 ? set : jar.all.map(({ name }) => name);
  if (sessions.some((name) => isOwn(login, name))) return undefined;
  if (login.session === undefined) {
    const path = tokenPathIn(body);
    const setting = tokenSetting.replace(/\.token$/, '');
    if (path !== undefined) return loginSays.tokenUnsaid(status, escapeText(path, 200), setting);
    if (set.length === 0 && isPlainObject(body) && Object.keys(body).length > 0)
      return loginSays.noCookieBut(shapeOf(body), setting);
  }
  return set.length === 0 ? loginSays.noCookie : loginSays.onlyCookies(namesText(set));
}
