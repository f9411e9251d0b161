import { type BrowserSession, type Csrf, type Login, sessionOf } from '../../lib/auth.ts';
import { type BaseUrl, joinPath } from '../../lib/base-url.ts';
import { loginSays } from '../../messages/login.ts';
import { withHeaders } from '../add-to-request.ts';
import type { ApiRequest, ApiResponse } from '../api-client.ts';
import { isSignIn } from '../wire/redirected.ts';
import type { CookieJar } from './cookie-jar.ts';
import { namesText } from './login-failure.ts';
import { type PlainToken, type Token, wordToken } from './token.ts';

/** What a login gave. */
export interface SessionParts {
  readonly login: Login;
  readonly base: BaseUrl;
  readonly jar: CookieJar;
  readonly token: string | undefined;
  /** Paths on the origin: a redirect there asks to sign in. */
  readonly loginPages: readonly string[];
  readonly csrf: string | undefined;
}

const isSafe = (method: ApiRequest['method']): boolean => method === 'GET';

/** The session of a described login: cookies, a token, a CSRF token. Cookies change with each answer, as in a browser. */
export class SessionToken implements Token {
  /** The CSRF token in force. */
  csrf: string | undefined;
  readonly #parts: SessionParts;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #usesCookies: boolean;

  constructor(parts: SessionParts) {
    const { login, token, csrf } = parts;
    this.#parts = parts;
    this.csrf = csrf;
    this.#headers = token === undefined ? {} : wordToken(token, login);
    this.#usesCookies = sessionOf(login) === 'cookie';
  }

  get takesRedirects(): boolean {
    return this.#usesCookies;
  }

  get session(): BrowserSession {
    const { jar, token } = this.#parts;
    return { cookies: this.#usesCookies ? jar.all : [], token };
  }

  get plain(): PlainToken | undefined {
    const { token, login } = this.#parts;
    const isConstant = !this.#usesCookies && login.csrf === undefined && token !== undefined;
    return isConstant ? { headers: this.#headers, token } : undefined;
  }

  sign(request: ApiRequest): ApiRequest {
    const { base, jar, login } = this.#parts;
    const headers: Record<string, string> = { ...this.#headers };
    const secretNames = Object.keys(headers);
    const cookie = this.#usesCookies ? jar.header(joinPath(base, request)) : undefined;
    if (cookie !== undefined) {
      headers.cookie = cookie;
      secretNames.push('cookie');
    }
    const { csrf } = login;
    if (csrf?.header !== undefined && this.csrf !== undefined && !isSafe(request.method)) {
      headers[csrf.header.toLowerCase()] = this.csrf;
      secretNames.push(csrf.header.toLowerCase());
      headers.referer = `${base.origin}/`;
    }
    return withHeaders(request, headers, secretNames);
  }

  hear(answer: ApiResponse): void {
    const { jar, login } = this.#parts;
    const changed = jar.store(answer);
    const { csrf } = login;
    // Without a page, the answer's fields say nothing new.
    if (csrf?.from === 'cookie' && (changed.includes(csrf.name) || this.csrf === undefined))
      this.csrf = csrfOf(csrf, answer, jar);
    // A refusal's header may say no more than that a token is required.
    if (csrf?.from === 'header' && answer.status < 400) this.csrf = csrfOf(csrf, answer, jar) ?? this.csrf;
  }

  get endsByForbidding(): boolean {
    return this.#usesCookies || this.#parts.login.csrf !== undefined;
  }

  leadsToLogin({ status, headers }: ApiResponse): boolean {
    if (!this.#usesCookies) return false;
    return status >= 300 && status < 400 && isLoginPage(headers.location, this.#parts.loginPages);
  }
}

/** Whether a redirect leads to a page where one signs in. */
export function isLoginPage(location: string | undefined, known: readonly string[]): boolean {
  const url = location === undefined ? null : URL.parse(location, 'http://here');
  if (url === null) return false;
  const plain = (path: string): string => path.replace(/\/+$/, '');
  const path = plain(url.pathname);
  return known.some((page) => plain(page) === path) || isSignIn(path);
}

/** The CSRF token that an answer to a GET brings; undefined if it brings none. */
export function csrfOf({ from, name }: Csrf, answer: ApiResponse, jar: CookieJar): string | undefined {
  if (from === 'cookie') return cookieToken(jar.value(name));
  if (from === 'header') return answer.headers[name.toLowerCase()] || undefined;
  return typeof answer.body === 'string' ? tokenOnPage(answer.body, name) : undefined;
}

/** What was expected of the answer, and what it has, without any value. */
export function csrfMissing({ from, name }: Csrf, answer: ApiResponse, jar: CookieJar): string {
  const cookies = jar.all.map((cookie) => cookie.name);
  if (from === 'cookie')
    return loginSays.noCsrfCookie(name, cookies.length === 0 ? undefined : namesText(cookies));
  if (from === 'header') return loginSays.noCsrfHeader(name, namesText(Object.keys(answer.headers)));
  return typeof answer.body === 'string' ? loginSays.noCsrfOnPage(name) : loginSays.noCsrfPage(name);
}

/** Laravel encodes it for the cookie, and expects it decoded in the header, as browsers' libraries send it. */
function cookieToken(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** `<input name="…" value="…">` or `<meta name="…" content="…">`, their attributes in any order. */
function tokenOnPage(page: string, name: string): string | undefined {
  for (const [element] of page.matchAll(/<(?:input|meta)\b[^>]*>/gi)) {
    if (attribute(element, 'name') !== name) continue;
    const value = attribute(element, 'value') ?? attribute(element, 'content');
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

function attribute(element: string, name: string): string | undefined {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(element) ?? [];
  return (double ?? single ?? bare)
    ?.replace(/&#(?:x([\da-f]{1,5})|(\d{1,6}));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
