import {
  HttpError,
  type HttpErrorDetails,
  isSeedbedError,
  SeedbedError,
  type SeedbedErrorCode,
} from '../errors.ts';

/**
 * An error on its way through a socket: what it is, and no stack, which would mean nothing at the other end. Its message never holds a
 * secret, nor does what an `HttpError` tells of its request.
 */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  /** Of a `SeedbedError`. */
  readonly code?: SeedbedErrorCode;
  /** Of an `HttpError`. */
  readonly http?: HttpErrorDetails & { readonly why: string };
}

/** Classes that mean the same in every process. */
const plain: Readonly<Record<string, (message: string) => Error>> = {
  TypeError: (message) => new TypeError(message),
  RangeError: (message) => new RangeError(message),
  AbortError: (message) => new DOMException(message, 'AbortError'),
};

export function packError(error: unknown): PackedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  if (isHttpError(error)) {
    // Its own fields, whichever there are: one that is added to the class crosses too.
    const { name: _, code, ...http } = error;
    return { name, message, code, http };
  }
  return isSeedbedError(error) ? { name, message, code: error.code } : { name, message };
}

/** The same class, message and fields that were packed; a foreign error becomes `SEEDBED_HOST`. */
export function unpackError({ name, message, code, http }: PackedError): Error {
  if (code !== undefined && http !== undefined) {
    const error = new HttpError(http.why, http, { code });
    // It was made of more than its fields: a remedy, perhaps.
    error.message = message;
    return error;
  }
  if (code !== undefined) return new SeedbedError(code, message);
  return plain[name]?.(message) ?? new SeedbedError('SEEDBED_HOST', `The host failed: ${message}`);
}

/** Also one from another copy of the package: a configuration may have loaded its own. */
function isHttpError(error: Error): error is HttpError {
  return isSeedbedError(error) && error.name === 'HttpError';
}
