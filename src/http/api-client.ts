import type { BrowserSession, LoginUser } from '../lib/auth.ts';
import type { Yields } from './budget/turns.ts';

/** JSON over HTTP, one request, one answer. Paths start with `/`. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  /**
   * Where the path starts: `base` joins it to the base URL's path, `origin` takes it from the root of the base URL's origin, as
   * `Location: /operations/7` and the URLs of further pages are meant. See `pathOnOrigin`. @default 'base'
   */
  readonly from?: 'base' | 'origin' | undefined;
  /** Sent as JSON if it is given. */
  readonly body?: unknown;
  /** How the body is sent: `json`, `form`, `multipart`, or a media type whose body is JSON. @default 'json' */
  readonly encode?: string | undefined;
  /** Lower-case names. They win over those that every request has, such as `accept`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** True: a 2xx answer that is not JSON is an answer too, its body a text (a sign-in page). @default false */
  readonly takesText?: boolean | undefined;
  /** Names of fields, headers and query parameters that are secrets although they do not sound like it (a resource's `secrets`). Masked in errors. */
  readonly secretNames?: readonly string[] | undefined;
  /** True: its answer holds a secret, under whatever name (a login's). No error carries any of it. @default false */
  readonly secretAnswer?: boolean | undefined;
  /** The largest answer read, if a larger one than usual is due: a whole table. @default the exchange's cap */
  readonly maxBytes?: number | undefined;
}

export interface ApiResponse {
  readonly status: number;
  /** `Not Found`; absent if the server gave none. */
  readonly statusText?: string | undefined;
  /** Lower-case names. A repeated header's values are joined by `, ` (`set-cookie`: by a line break). */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined if the body was empty. Outside 2xx it may be a text: error pages are often HTML. */
  readonly body: unknown;
  /** Whole numbers that JavaScript cannot hold were read as text: `9007199254740993` is `'9007199254740993'`. See `rawNumber`. */
  readonly bigNumbers?: ReadonlySet<string>;
}

/** How an {@link Exchange} sends one request. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Redirects listed here are answers, with their `location` header. No redirect is ever followed. */
  readonly accept?: readonly number[] | undefined;
}

/**
 * Sends one request once: no retry, no redirect, no auth of its own. Rejects with an `HttpError` if no usable JSON answer
 * came (refused, reset, deadline, oversize, redirect, a 2xx that is not JSON…); any other answer, of any status, resolves. A signal
 * rejects with its own reason.
 */
export interface Exchange {
  /** Base URL as configured, without user info. */
  readonly baseUrl: string;
  send(request: ApiRequest, options?: SendOptions): Promise<ApiResponse>;
  close(): Promise<void>;
}

/** The cost of sending, for the statistics. */
export interface ClientStats {
  readonly requests: number;
  readonly retries: number;
  readonly rateLimited: number;
  readonly logins: number;
}

/** Logs in, keeps the rate limit, retries what is safe to retry. Every request of a run goes through one. */
export interface ApiClient {
  readonly baseUrl: string;
  readonly stats: ClientStats;
  /**
   * Resolves with a 2xx answer (and, for `accept`, any status listed). Rejects with an `HttpError` (its `committed` tells whether
   * the server may have acted) or a `SeedbedError` with code `SEEDBED_AUTH` or `SEEDBED_UNREACHABLE`, which end the whole run.
   */
  request(request: ApiRequest, options?: RequestOptions): Promise<ApiResponse>;
  /** The same API as another user: own token, same budget and connections. */
  as(user: Pick<LoginUser, 'email' | 'password'> & Partial<LoginUser>): ApiClient;
  /** What a browser needs to go on as this user; logs in first if nobody has. */
  session(signal?: AbortSignal): Promise<BrowserSession>;
  close(): Promise<void>;
}

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Non-2xx statuses that are an answer here, not a failure: `[404, 410]` for a DELETE, `[303]` to follow a redirect oneself. */
  readonly accept?: readonly number[] | undefined;
  /** True if repeating it cannot double anything. Default: true for GET, PUT, DELETE, false for POST and PATCH. */
  readonly repeatable?: boolean | undefined;
  /**
   * True: it is not sent again once it may have reached the API, nor after the API was down: whoever sends it looks first. It is repeated
   * only if it was refused for the rate or the session, whatever `repeatable` says. @default false
   */
  readonly once?: boolean | undefined;
  /**
   * True: starts only if no other request waits for a slot. For removals, proofs and the audit, which no test waits for. A signal: until
   * it fires, for what a test will wait for.
   *
   * @default false
   */
  readonly yields?: Yields | undefined;
  /** Called before each time that it goes out: if it ends before that, the server knows nothing of it. */
  readonly onSend?: (() => void) | undefined;
  /** Called if all that went out was surely refused: until it goes out again, the server knows nothing of it. */
  readonly onRefused?: (() => void) | undefined;
}
