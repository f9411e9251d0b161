import type { HttpError } from '../../errors.ts';
import { parseBaseUrl } from '../../lib/base-url.ts';
import { isPlainObject } from '../../lib/check.ts';
import { escapeText } from '../../lib/escape.ts';
import { loginSays } from '../../messages/login.ts';
import { remediesSay } from '../../messages/remedies.ts';
import type { ApiRequest, ApiResponse } from '../api-client.ts';
import { retold, statusFailure } from '../failure.ts';

/** A login that gave no session, in the server's own words and with what to do. It carries nothing of the answer's body. */
export function loginFailure(
  baseUrl: string,
  request: ApiRequest,
  answer: ApiResponse,
  remedy: string,
): HttpError {
  const failed = statusFailure(parseBaseUrl(baseUrl), request, answer, 0);
  // A login makes no record, and what waits for it has sent nothing.
  const whole = { attempts: 1, durationMs: 0, committed: 'no' } as const;
  return answer.status === 404
    ? retold(failed, {
        ...whole,
        code: 'SEEDBED_UNREACHABLE',
        remedy: remediesSay.noApiToLogIn(remediesSay.wrongBaseUrl),
      })
    : retold(failed, { ...whole, code: 'SEEDBED_AUTH', remedy });
}

const mostNames = 12;

/** The names of an answer's fields, those inside objects too, and no value: one of them is the token. */
export function shapeOf(body: unknown): string {
  if (body === undefined) return loginSays.emptyAnswer;
  if (!isPlainObject(body)) return Array.isArray(body) ? loginSays.list : loginSays.noObject;
  const names = Object.entries(body).flatMap(([name, value]) =>
    isPlainObject(value) ? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)] : [name],
  );
  return names.length === 0 ? loginSays.emptyObject : namesText(names);
}

/** `"sid", "lang"`, at most twelve of them. */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => loginSays.quoted(escapeText(name, 40)));
  return `${shown.join(', ')}${names.length > mostNames ? ', …' : ''}`;
}

/** Names of tokens in logins' answers, without `_` and `-`: the likeliest first. */
const tokenNames = [
  'accesstoken',
  'token',
  'authtoken',
  'bearertoken',
  'sessiontoken',
  'apitoken',
  'jwt',
  'idtoken',
];
/** Not to be sent with requests. */
const otherNames = /refresh|csrf|xsrf|type|expire|reset|device|push|firebase|name|status/;
const looksLikeJwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const looksRandom = /^(?=.*\d)(?=.*[a-z])[\w.~+/=-]{16,}$/i;

/** Where a token seems to stand in an answer: `data.access_token`. Undefined if no field looks like one. */
export function tokenPathIn(body: unknown): string | undefined {
  const found = textPaths(body)
    .map((path) => ({ path, rank: rankOf(path, textAt(body, path)) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => Number(a.rank) - Number(b.rank));
  return found[0]?.path;
}

/** Paths to all texts, outer ones first. */
function textPaths(value: unknown, levels = 4): string[] {
  if (!isPlainObject(value) || levels === 0) return [];
  const entries = Object.entries(value);
  const own = entries.filter(([, field]) => typeof field === 'string').map(([name]) => name);
  const inner = entries.flatMap(([name, field]) =>
    textPaths(field, levels - 1).map((path) => `${name}.${path}`),
  );
  return [...own, ...inner];
}

/** The lower, the likelier. Undefined: it looks like no token. */
function rankOf(path: string, text: string | undefined): number | undefined {
  const name = path
    .slice(path.lastIndexOf('.') + 1)
    .toLowerCase()
    .replace(/[_-]/g, '');
  if (text === undefined || /\s/.test(text) || otherNames.test(name)) return undefined;
  const at = tokenNames.indexOf(name);
  if (at !== -1) return at;
  if (/token|jwt/.test(name)) return tokenNames.length;
  if (looksLikeJwt.test(text)) return tokenNames.length + 1;
  const mayBe = /^(key|apikey|sid|session|sessionid|bearer|ticket)$/.test(name) && looksRandom.test(text);
  return mayBe ? tokenNames.length + 2 : undefined;
}

/** What stands at `data.access_token` in an answer's body; an empty path is the body itself. */
export function textAt(body: unknown, path: string): string | undefined {
  let found = body;
  // A name may hold a dot itself.
  if (isPlainObject(body) && Object.hasOwn(body, path)) found = body[path];
  else if (path !== '')
    for (const name of path.split('.'))
      found =
        typeof found === 'object' && found !== null && Object.hasOwn(found, name)
          ? (found as Record<string, unknown>)[name]
          : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}
