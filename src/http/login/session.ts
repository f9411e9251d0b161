import { HttpError } from '../../errors.ts';
import { tellWait } from '../../lib/progress.ts';
import { abortable } from '../../lib/promises.ts';
import { remediesSay } from '../../messages/remedies.ts';
import type { ApiResponse } from '../api-client.ts';
import { ofDuplicate, retold } from '../failure.ts';
import type { AuthScheme } from './auth.ts';
import type { SendLogin, Token } from './token.ts';

const saysSignedOut =
  /csrf|xsrf|credential|\b(log|sign)(ged|ed)?[ _-]?(in|out)\b|session|authenticat|\b(token|jwt)\b.{0,40}\b(expired|invalid|revoked)|\b(expired|invalid|revoked)\b.{0,40}\b(token|jwt)\b/i;

/** One signed-in user: one token for everybody, and one login at a time, however many need it. */
export class Session {
  readonly scheme: AuthScheme;
  readonly #send: SendLogin;
  readonly #isOperator: boolean;
  #current: Token | undefined;
  #login: Promise<Token> | undefined;
  #worked = false;
  /** A 403 without a reason was taken for its end. */
  #guessed: Token | undefined;

  constructor(scheme: AuthScheme, send: SendLogin, isOperator: boolean) {
    this.scheme = scheme;
    this.#send = send;
    this.#isOperator = isOperator;
    this.#current = scheme.given;
  }

  /** The token to send now; undefined if a login must come first. */
  get current(): Token | undefined {
    return this.#current;
  }

  /** Waits for the login under way, or begins one. The signal ends the waiting, not the login: others wait for it too. */
  signIn(signal: AbortSignal | undefined): Promise<Token> {
    if (this.#login === undefined) {
      this.#login = this.#logIn();
      const ended = this.#login.catch(() => undefined);
      if (this.scheme.renew !== undefined) tellWait({ for: 'login', ended });
    }
    return abortable(this.#login, signal);
  }

  /** Has a token renewed that is about to end. Requests that are on their way keep it. */
  retireOld(): void {
    if (this.#current?.isOld?.() === true && this.scheme.renew !== undefined) this.#current = undefined;
  }

  /** `refused` got a 401. False: there is no way to get another token. */
  expire(refused: Token): boolean {
    // Somebody else's 401 may have brought a new token while this request was still out with the old one.
    if (this.#current !== refused) return true;
    if (this.scheme.renew === undefined) return false;
    this.#current = undefined;
    return true;
  }

  /**
   * Whether an answer besides 401 and 419 says that a session has ended. A 403 may be that, or a plain refusal: its words tell, or else one
   * new login. A created user with a token gets none: tests ask for what such a user may not do, and a login may end the user's other ones.
   */
  hasEnded(token: Token, answer: ApiResponse): boolean {
    const { status, body } = answer;
    if (this.scheme.renew === undefined) return false;
    if (status !== 403) return token.leadsToLogin?.(answer) === true;
    const words = typeof body === 'string' ? body : JSON.stringify(body ?? '');
    if (saysSignedOut.test(words)) return true;
    if (ofDuplicate.test(words)) return false;
    if (!this.#isOperator && token.endsByForbidding !== true) return false;
    this.#guessed ??= token;
    return this.#guessed === token;
  }

  /** A new login helped. So the next 403 without a reason may be the end of a session, too. */
  helped(): void {
    this.#guessed = undefined;
  }

  async #logIn(): Promise<Token> {
    try {
      const { scheme } = this;
      const token = scheme.renew === undefined ? scheme.given : await scheme.renew(this.#send);
      this.#current = token;
      this.#worked = true;
      return token;
    } catch (error) {
      // How it signs in is right: a test may have changed the password.
      if (!this.#worked || !(error instanceof HttpError) || error.code !== 'SEEDBED_AUTH') throw error;
      const { attempts, durationMs } = error;
      throw retold(error, { attempts, durationMs, remedy: remediesSay.workedBefore });
    } finally {
      this.#login = undefined;
    }
  }
}
