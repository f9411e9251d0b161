/** Who signs in: the operator, or a created user. Functions of a login receive it. */
export interface LoginUser {
  readonly email: string;
  readonly password: string;
  /** A created user's own fields, secrets included; empty for the operator. */
  readonly record: Readonly<Record<string, unknown>>;
}

/** The answer to a login, as a `token` function sees it. */
export interface LoginAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or a text if it is none. */
  readonly body: unknown;
}

/** Where a CSRF token comes from, and where it goes. If each answer renews it and the one before is refused, set `concurrency: 1`. */
export interface Csrf {
  /** A cookie that the API sets, the sign-in page (a hidden field or a `meta` element), or a header of the answer. */
  readonly from: 'cookie' | 'page' | 'header';
  /** Name of that cookie, field, `meta` element or header: `csrftoken`. */
  readonly name: string;
  /** Header that carries it on each POST, PUT, PATCH and DELETE: `X-CSRFToken`. @default none */
  readonly header?: string | undefined;
  /** The path that is fetched by GET for it, before the login. @default the login's own path */
  readonly path?: string | undefined;
  /** Field of the login's body that carries it too: `csrfmiddlewaretoken`. @default none */
  readonly field?: string | undefined;
}

/**
 * A login by one request. Its answer sets cookies, or holds a token, or both; if it redirects without a cookie, the next pages may set
 * one. It is made again, once for a request, if a session has ended: 401, 419, a redirect to the sign-in page, a 403 that says so. A 403
 * without a reason is tried with one new login, but not for created users with a token.
 *
 * @example
 * // Django's sign-in form
 * login: {
 *   path: '/login/', encode: 'form', session: 'cookie',
 *   body: ({ email, password }) => ({ username: email, password }),
 *   csrf: { from: 'cookie', name: 'csrftoken', header: 'X-CSRFToken', field: 'csrfmiddlewaretoken' },
 * }
 */
export interface Login {
  /** Below the base URL; or a whole URL on the same origin, if the login is outside of the base URL. */
  readonly path: string;
  /** @default 'POST' */
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'GET' | undefined;
  /** @default 'json' */
  readonly encode?: 'json' | 'form' | undefined;
  /** What is sent. @default ({ email, password }) => ({ email, password }) */
  readonly body?: ((user: LoginUser) => unknown) | undefined;
  /** Where the token is in the answer: names joined by dots (`data.access_token`), or a function. @default none: the session is a cookie */
  readonly token?: string | ((answer: LoginAnswer) => string | undefined) | undefined;
  /** Header that carries the token. @default 'Authorization' */
  readonly header?: string | undefined;
  /** Word before the token; an empty text for none. @default 'Bearer', or none if `header` is another one */
  readonly prefix?: string | undefined;
  /** `cookie`: the answer's cookies are the session, and are kept as a browser keeps them. @default 'token' if `token` is given, else 'cookie' */
  readonly session?: 'cookie' | 'token' | undefined;
  readonly csrf?: Csrf | undefined;
}

/** What a login's session is: a token's, or a cookie's. */
export function sessionOf({ session, token }: Pick<Login, 'session' | 'token'>): 'cookie' | 'token' {
  return session ?? (token === undefined ? 'cookie' : 'token');
}

/** OAuth 2.0: a token by a client's own credentials, or by a user's password. Asked for again before it ends, and once if it is refused. */
export interface OAuth2 {
  /** A path below the base URL, or a whole URL of any origin: `https://id.example.com/oauth/token`. */
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Not needed by public clients with `grant: 'password'`. */
  readonly clientSecret?: string | undefined;
  readonly grant: 'client_credentials' | 'password';
  /** For `grant: 'password'`. @default the environment's `SEEDBED_EMAIL` */
  readonly username?: string | undefined;
  /** For `grant: 'password'`. @default the environment's `SEEDBED_PASSWORD` */
  readonly password?: string | undefined;
  /** Scopes, joined by spaces. @default none: the server's own */
  readonly scope?: string | undefined;
  /** How the client proves itself: by the `Authorization` header, or by fields of the body. @default 'basic' */
  readonly sendAs?: 'basic' | 'body' | undefined;
}

/** Where a simple JSON login is. */
export interface LoginPaths {
  /** @default '/auth/login' */
  readonly loginPath?: string | undefined;
  /** Field of the login's answer that holds the token. @default 'authToken' */
  readonly tokenField?: string | undefined;
}

type Headers = Readonly<Record<string, string>>;

/**
 * How requests prove who sends them: OpenAPI's security schemes, a login, or a function. Secrets belong in the environment or a `.env`
 * file, not in a committed configuration. A refused login ends the run with `SEEDBED_AUTH`; no error shows a secret or a login's answer.
 *
 * @example
 * auth: { apiKey: process.env.API_KEY, in: 'header', name: 'X-Api-Key' }
 */
export type AuthConfig =
  /** A JSON login with e-mail and password; the token in its answer goes out as `Authorization: Bearer`. */
  | ({ readonly email: string; readonly password: string } & LoginPaths)
  /** Any other login: a form, a token deeper in the answer, a session cookie, a CSRF token. */
  | {
      readonly login: Login;
      /** The operator's. @default the environment's `SEEDBED_EMAIL` */
      readonly email?: string | undefined;
      /** The operator's. @default the environment's `SEEDBED_PASSWORD` */
      readonly password?: string | undefined;
    }
  /** A bearer token from elsewhere. It cannot be renewed: a 401 ends the run. */
  | { readonly bearer: string }
  /** The same, by its older name. */
  | { readonly token: string }
  /** `Authorization: Basic`, with each request. */
  | { readonly basic: { readonly username: string; readonly password: string } }
  /** A key under this name, in a header, the query, or a cookie. */
  | { readonly apiKey: string; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly oauth2: OAuth2 }
  /** A fixed header, `{ header: 'X-Api-Key', value }`. */
  | { readonly header: string; readonly value: string }
  /** A fixed `Cookie` header. */
  | { readonly cookie: string }
  /** No authentication at all. */
  | 'none'
  /** Own scheme: returns the headers for every request; called again once if they are refused, as after a login. */
  | (() => Promise<Headers>);

/**
 * How created users sign in, for `dataset.as(user)`, `dataset.signIn` and `dataset.storageState`: the forms of `auth`, without credentials.
 * Each user signs in once in a run, for all workers.
 *
 * @example
 * userAuth: { from: 'sessionToken', header: 'X-Parse-Session-Token' } // sign-up answered the token
 */
export type UserAuth =
  /** A JSON login with the user's e-mail and password. */
  | LoginPaths
  | { readonly login: Login }
  /** `Authorization: Basic` with the user's e-mail and password. */
  | 'basic'
  /** By the user's password, if `grant` is `password`. */
  | { readonly oauth2: Omit<OAuth2, 'username' | 'password'> & { readonly grant: 'password' } }
  /** The create's own answer held a token, in this field: in the user, beside it, or instead of it. It cannot be renewed. */
  | {
      readonly from: string;
      /** @default 'Authorization' */
      readonly header?: string | undefined;
      /** Word before the token. @default 'Bearer', or none if `header` is another one */
      readonly prefix?: string | undefined;
    }
  /** Own scheme: the headers of that user's requests; called again once if they are refused, as after a login. */
  | ((user: LoginUser) => Promise<Headers>);

/** The field of a create's answer that holds a user's token, if that is how users sign in. */
export function tokenFieldOf(userAuth: UserAuth | undefined): string | undefined {
  return typeof userAuth === 'object' && 'from' in userAuth ? userAuth.from : undefined;
}

/** One cookie, as a browser's context takes it. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Epoch seconds; -1 for one that ends with the browser. */
  readonly expires: number;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: 'Strict' | 'Lax' | 'None';
}

/** What a browser needs to go on as the same user. */
export interface BrowserSession {
  readonly cookies: readonly Cookie[];
  /** The bare token, without the word before it; undefined if there is none. */
  readonly token?: string | undefined;
}
