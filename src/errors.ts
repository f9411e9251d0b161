import { errorsSay } from './messages/errors.ts';

/** Stable, greppable codes: what went wrong, whatever the message says. */
export type SeedbedErrorCode =
  /** The configuration, an environment variable or a flag is wrong. Nothing was sent. */
  | 'SEEDBED_CONFIG'
  /** The seed is wrong: unknown key, bad count, unknown trait. Nothing was sent. */
  | 'SEEDBED_SEED'
  /** One request failed for good; see {@link HttpError}. */
  | 'SEEDBED_HTTP'
  /** Login was refused, or a token was refused twice. */
  | 'SEEDBED_AUTH'
  /** The API could not be reached at all, or its limit never let us through. */
  | 'SEEDBED_UNREACHABLE'
  /** The origin is neither loopback nor listed in `allowHosts`. Nothing was sent. */
  | 'SEEDBED_HOST_REFUSED'
  /** Too few records could be created; see {@link PartialError}. */
  | 'SEEDBED_PARTIAL'
  /** Creating a dataset took longer than the configured `deadline`. */
  | 'SEEDBED_DEADLINE'
  /** Records cannot be made because nothing exists that they could belong to: VMs before any user. */
  | 'SEEDBED_NO_PARENT'
  /** Clean-up ended with records left on the API. */
  | 'SEEDBED_CLEANUP'
  /** The ledger could not be written; nothing more was sent. */
  | 'SEEDBED_LEDGER'
  /** A file the user named could not be read or written. */
  | 'SEEDBED_FILE'
  /** The host process died or answered nonsense. */
  | 'SEEDBED_HOST'
  /** Redis, through which machines work together, cannot be reached, or a package for it is missing. */
  | 'SEEDBED_COORDINATOR';

const brand: unique symbol = Symbol.for('seedbed.error') as never;

/**
 * Base of every error seedbed throws on purpose. Its message never holds a secret, and fits a terminal without a stack.
 *
 * @example
 * try { await seeder.seed({ users: 5 }) } catch (error) { if (isSeedbedError(error, 'SEEDBED_AUTH')) … }
 */
export class SeedbedError extends Error {
  override readonly name: string = 'SeedbedError';
  readonly code: SeedbedErrorCode;

  constructor(code: SeedbedErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** True for any seedbed error, from any copy of the package; with `code`, only for that kind. */
export function isSeedbedError(error: unknown, code?: SeedbedErrorCode): error is SeedbedError {
  return (
    typeof error === 'object' &&
    error !== null &&
    brand in error &&
    (code === undefined || ('code' in error && error.code === code))
  );
}

/** In which way a request failed. `status`: an answer was read, and it is the failure. */
export type HttpFailureKind =
  | 'refused'
  | 'dns'
  | 'connect-timeout'
  /** Certificate or handshake. Never retried. */
  | 'tls'
  /** The server speaks no version of HTTP that we offered; see `http2`. Never retried. */
  | 'http-version'
  | 'reset'
  /** The whole-attempt deadline passed after the request may have gone out. */
  | 'deadline'
  /** The answer ended before its announced length. */
  | 'truncated'
  /** Bytes came that are not HTTP. */
  | 'protocol'
  | 'oversize'
  /** A 2xx whose body is not JSON. */
  | 'not-json'
  /** A 2xx whose JSON holds no usable id. */
  | 'no-id'
  | 'redirect'
  | 'status';

/** What {@link HttpError} tells of the request that failed. */
export interface HttpErrorDetails {
  readonly kind: HttpFailureKind;
  readonly method: string;
  /** Without user info, query secrets masked. */
  readonly url: string;
  /** Absent if no response head was read. */
  readonly status?: number | undefined;
  readonly attempts: number;
  readonly durationMs: number;
  /** The response's text, secrets masked, at most 2 KiB. */
  readonly body?: string | undefined;
  /** Whether the server may have acted: `no`, or `unknown` (reset, time-out, 5xx, redirected POST, unreadable answer). */
  readonly committed: 'no' | 'unknown';
}

/** One request that failed for good. `[POST] http://…/user: 503 Service Unavailable (3 attempts, 1.8 s)`. */
export class HttpError extends SeedbedError {
  override readonly name: string = 'HttpError';
  /** The reason alone, without method, URL and attempts. */
  readonly why: string;
  readonly kind: HttpFailureKind;
  readonly method: string;
  readonly url: string;
  readonly status: number | undefined;
  readonly attempts: number;
  readonly durationMs: number;
  readonly body: string | undefined;
  readonly committed: 'no' | 'unknown';

  /**
   * @param options `remedy`: what the user can do, at the end of the message. `message`: the whole of it, as another process had
   * made it: `new HttpError(error.why, error.details, { code: error.code, message: error.message })` is the same error again
   */
  constructor(
    why: string,
    details: HttpErrorDetails,
    options: { cause?: unknown; code?: SeedbedErrorCode; remedy?: string; message?: string } = {},
  ) {
    const { code = 'SEEDBED_HTTP', remedy } = options;
    const told = errorsSay.request(details.method, details.url, why, details.attempts, details.durationMs);
    super(code, options.message ?? (remedy === undefined ? told : `${told}. ${remedy}`), options);
    this.why = why;
    this.kind = details.kind;
    this.method = details.method;
    this.url = details.url;
    this.status = details.status;
    this.attempts = details.attempts;
    this.durationMs = details.durationMs;
    this.body = details.body;
    this.committed = details.committed;
  }

  /** All of it but `why`, `code` and `message`, as plain data that may cross to another process. */
  get details(): HttpErrorDetails {
    const { kind, method, url, status, attempts, durationMs, body, committed } = this;
    return { kind, method, url, status, attempts, durationMs, body, committed };
  }
}

/** The words of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Why one request failed, without its method and address: the same cause has the same words, so that failures can be counted. */
export function reasonOf(error: unknown): string {
  return error instanceof HttpError ? error.why : messageOf(error);
}

/** What it comes to; undefined if it failed, and further requests can work all the same. */
export async function tryTo<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (endsEverything(error)) throw error;
    return undefined;
  }
}

/**
 * True for an error after which no further request can work: signed out, unreachable, or told to stop. That an account may not look at
 * a list or a record (403) says nothing of what it may create and remove.
 */
export function endsEverything(error: unknown): boolean {
  const mayNotLook = error instanceof HttpError && error.status === 403 && error.method === 'GET';
  return !isSeedbedError(error, 'SEEDBED_HTTP') && !mayNotLook;
}
