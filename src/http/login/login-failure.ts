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
  const whole = { attempts: 1, durationMs: 0 };
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
