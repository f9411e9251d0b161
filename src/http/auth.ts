import { SeedbedError } from '../errors.ts';
import { abortable } from '../lib/abortable.ts';
import { escapeText } from '../lib/escape.ts';
import { isPlainObject } from '../lib/plain-object.ts';
import type { ApiRequest, ApiResponse } from './api-client.ts';
import { parseBaseUrl } from './base-url.ts';
import { retold, statusFailure } from './failure.ts';
import { wrongBaseUrl } from './retry-policy.ts';

/** Who signs in, and where. */
export interface LoginOptions {
  readonly email: string;
  readonly password: string;
  /** Where it goes. @default as the client's `login` says */
  readonly loginPath?: string | undefined;
  /** Field of the login's answer that holds the token. @default as the client's `login` says */
  readonly tokenField?: string | undefined;
}

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

/** How requests prove who sends them. */
export type AuthOptions =
  /** A POST, then `Authorization: Bearer`. A 401 later on means one new login for everybody. */
  | LoginOptions
  /** A bearer token got elsewhere. It cannot be renewed. */
  | { readonly token: string }
  | { readonly header: string; readonly value: string }
  | { readonly cookie: string }
  | 'none'
  /** Own scheme: the headers of every request. Called once, and once more after a 401. */
  | (() => Promise<Readonly<Record<string, string>>>);

/** What a signed-in user's requests carry. Its identity tells one login from the next. */
export interface Token {
  readonly headers: Readonly<Record<string, string>>;
  /** Of the headers: all of them are secrets. */
  readonly names: readonly string[];
}

/** One way of getting a token: one given, which nothing can replace, or a way to get one as often as needed. */
export type AuthScheme = (
  | { readonly given: Token; readonly renew: undefined }
  | { readonly given: undefined; readonly renew: (send: SendLogin) => Promise<Token> }
) & {
  /** What the user can do when it is refused for good. */
  readonly remedy: string;
};

/** Sends one login request under the budget and the retry policy; refusals are answers. */
export type SendLogin = (request: ApiRequest) => Promise<ApiResponse>;

export function authScheme(auth: AuthOptions, setting: AuthSetting): AuthScheme {
  const names = setting.variables ?? ownNames;
  const credentials = `${names.token}, or ${names.email} and ${names.password}.`;
  if (auth === 'none') return { given: token({}), renew: undefined, remedy: `Set ${credentials}` };
  if (typeof auth === 'function') {
    const renew = async (): Promise<Token> => token(await auth());
    return { given: undefined, renew, remedy: 'Check the `auth` function of the configuration.' };
  }
  if ('email' in auth) return loginScheme(auth, setting, `Check ${names.email} and ${names.password}.`);
  if ('token' in auth) {
    const remedy = `The token was refused (expired?). Set a new ${credentials}`;
    return { given: token({ authorization: `Bearer ${auth.token}` }), renew: undefined, remedy };
  }
  const [name, value] = 'header' in auth ? [auth.header.toLowerCase(), auth.value] : ['cookie', auth.cookie];
  return {
    given: token({ [name]: value }),
    renew: undefined,
    remedy: `Check the "${name}" header under \`auth\`.`,
  };
}

function loginScheme(
  { email, password, ...own }: LoginOptions,
  { baseUrl, login }: AuthSetting,
  remedy: string,
): AuthScheme {
  const { loginPath = login?.loginPath, tokenField = login?.tokenField } = own;
  if (loginPath === undefined || tokenField === undefined)
    throw new SeedbedError(
      'SEEDBED_CONFIG',
      'Expected `auth` to say how to log in, by `loginPath` and `tokenField`; one is missing.',
    );
  const request: ApiRequest = {
    method: 'POST',
    path: loginPath,
    body: { email, password },
    secretNames: [tokenField],
    secretAnswer: true,
  };
  const renew = async (send: SendLogin): Promise<Token> => {
    const answer = await send(request);
    const found = isPlainObject(answer.body) ? answer.body[tokenField] : undefined;
    if (answer.status < 300 && typeof found === 'string' && found !== '')
      return token({ authorization: `Bearer ${found}` });
    const failed = statusFailure(parseBaseUrl(baseUrl), request, answer, 0);
    const whole = { attempts: 1, durationMs: 0 };
    if (answer.status === 404)
      throw retold(failed, { ...whole, code: 'SEEDBED_UNREACHABLE', remedy: wrongBaseUrl });
    const missing = `Expected the token in the field "${tokenField}" of the answer, got ${shapeOf(answer.body)}. See \`auth.tokenField\`.`;
    throw retold(failed, { ...whole, code: 'SEEDBED_AUTH', remedy: answer.status < 300 ? missing : remedy });
  };
  return { given: undefined, renew, remedy };
}

const mostNames = 12;

/** The names of an answer's fields, those inside objects too, and no value: one of them is the token. */
function shapeOf(body: unknown): string {
  if (body === undefined) return 'an empty answer';
  if (!isPlainObject(body)) return Array.isArray(body) ? 'a list' : 'no object';
  const names = Object.entries(body).flatMap(([name, value]) =>
    isPlainObject(value) ? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)] : [name],
  );
  if (names.length === 0) return 'an empty object';
  const shown = names.slice(0, mostNames).map((name) => `"${escapeText(name, 40)}"`);
  return `${shown.join(', ')}${names.length > mostNames ? ', …' : ''}`;
}

function token(headers: Readonly<Record<string, string>>): Token {
  return { headers, names: Object.keys(headers) };
}

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
