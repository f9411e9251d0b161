import { abortable } from '../lib/abortable.ts';
import type { AuthScheme, SendLogin, Token } from './auth.ts';

/** One signed-in user: one token for everybody, and one login at a time, however many need it. */
export class Session {
  readonly scheme: AuthScheme;
  readonly #send: SendLogin;
  #current: Token | undefined;
  #login: Promise<Token> | undefined;

  constructor(scheme: AuthScheme, send: SendLogin) {
    this.scheme = scheme;
    this.#send = send;
    this.#current = scheme.given;
  }

  /** The token to send now; undefined where somebody has to log in first. */
  get current(): Token | undefined {
    return this.#current;
  }

  /** Waits for the login under way, or begins one. The signal ends the waiting, not the login: others wait for it too. */
  signIn(signal: AbortSignal | undefined): Promise<Token> {
    this.#login ??= this.#logIn();
    return abortable(this.#login, signal);
  }

  /** `refused` got a 401. False: there is no way to get another token. */
  expire(refused: Token): boolean {
    // Somebody else's 401 may have brought a new token while this request was still out with the old one.
    if (this.#current !== refused) return true;
    if (this.scheme.renew === undefined) return false;
    this.#current = undefined;
    return true;
  }

  async #logIn(): Promise<Token> {
    try {
      const { scheme } = this;
      const token = scheme.renew === undefined ? scheme.given : await scheme.renew(this.#send);
      this.#current = token;
      return token;
    } finally {
      this.#login = undefined;
    }
  }
}
