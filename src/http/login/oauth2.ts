import { SeedbedError } from '../../errors.ts';
import type { OAuth2 } from '../../lib/auth.ts';
import { isPlainObject } from '../../lib/check.ts';
import type { Clock } from '../../lib/clock.ts';
import { loginSays } from '../../messages/login.ts';
import type { ApiRequest } from '../api-client.ts';
import { loginFailure, shapeOf, textAt } from './login-failure.ts';
import { basicHeader, headerToken, type SendLogin, type Token, wordToken } from './token.ts';

/** A token is renewed this long before it ends, or by a fifth of its life if that is shorter. */
const earlyMs = 30_000;

/** What {@link askForToken} works with. */
export interface OAuth2Setting {
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly remedy: string;
}

/** Asks the token endpoint (RFC 6749, 4.3 and 4.4). A refresh token is not used: the same request gives a new token as well. */
export async function askForToken(
  scheme: OAuth2,
  { baseUrl, clock, remedy }: OAuth2Setting,
  send: SendLogin,
): Promise<Token> {
  const { tokenUrl } = scheme;
  const url = tokenUrl.startsWith('/') ? undefined : new URL(tokenUrl);
  const origin = url?.origin ?? baseUrl;
  const path = url === undefined ? tokenUrl : url.pathname + url.search;
  const request: ApiRequest = {
    method: 'POST',
    path,
    body: bodyOf(scheme),
    encode: 'form',
    ...(usesBasic(scheme) && { headers: clientHeader(scheme) }),
    secretAnswer: true,
  };
  const startedAt = clock.now();
  const answer = await send(request, { baseUrl: origin });
  const token = answer.status < 300 ? textAt(answer.body, 'access_token') : undefined;
  if (token === undefined) {
    const missing = loginSays.noAccessToken(shapeOf(answer.body));
    throw loginFailure(origin, request, answer, answer.status < 300 ? missing : remedy);
  }
  const headers = wordToken(token);
  const oldAt = oldAtOf(answer.body, startedAt);
  return {
    ...headerToken(headers, { cookies: [], token }),
    isOld: () => oldAt !== undefined && clock.now() >= oldAt,
    plain: { headers, token, oldAt: oldAt && oldAt - clock.now() + clock.wall() },
  };
}

function usesBasic({ sendAs = 'basic', clientSecret }: OAuth2): boolean {
  return sendAs === 'basic' && clientSecret !== undefined;
}

function clientHeader({ clientId, clientSecret = '' }: OAuth2): Record<string, string> {
  return basicHeader(formEncoded(clientId), formEncoded(clientSecret));
}

/** RFC 6749, 2.3.1: both are encoded as in a form before they are joined. */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function bodyOf(scheme: OAuth2): Record<string, string | undefined> {
  const { grant, scope, username, password, clientId, clientSecret } = scheme;
  if (grant === 'password' && (username === undefined || password === undefined))
    throw new SeedbedError('SEEDBED_CONFIG', loginSays.passwordGrant);
  return {
    grant_type: grant,
    ...(grant === 'password' && { username, password }),
    ...(scope !== undefined && { scope }),
    ...(!usesBasic(scheme) && { client_id: clientId, client_secret: clientSecret }),
  };
}

function oldAtOf(body: unknown, startedAt: number): number | undefined {
  const seconds = isPlainObject(body) ? Number(body.expires_in) : Number.NaN;
  if (!(seconds > 0)) return undefined;
  const lifeMs = seconds * 1000;
  return startedAt + lifeMs - Math.min(earlyMs, lifeMs / 5);
}
