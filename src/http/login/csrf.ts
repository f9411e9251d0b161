import type { Csrf } from '../../lib/auth.ts';
import { loginSays } from '../../messages/login.ts';
import type { ApiResponse } from '../api-client.ts';
import type { CookieJar } from './cookie-jar.ts';
import { namesText } from './login-failure.ts';

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
