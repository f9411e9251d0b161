import type { Problem } from './schemas.ts';

/** Statuses the API refuses with, and the code in the body that goes with each. */
export const refusalCodes = {
  400: 'ERROR_CODE_BAD_REQUEST',
  401: 'ERROR_CODE_UNAUTHORIZED',
  403: 'ERROR_CODE_ACCESS_DENIED',
  404: 'ERROR_CODE_NOT_FOUND',
  409: 'ERROR_CODE_CONFLICT',
  413: 'ERROR_CODE_PAYLOAD_TOO_LARGE',
  422: 'ERROR_CODE_INPUT_ERROR',
  429: 'ERROR_CODE_TOO_MANY_REQUESTS',
} as const;

export type RefusalStatus = keyof typeof refusalCodes;

/** An answer that is not 2xx. It is thrown where the reason is found, and written as `{code, message}`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  readonly body: Problem;

  constructor(status: RefusalStatus, message: string, code: string = refusalCodes[status]) {
    super(message);
    this.status = status;
    this.body = { code, message };
  }
}

/** The words that clients of the hosted backend look for; the status differs from one installation to another. */
export function duplicate(status: 400 | 403 | 409): Refusal {
  return new Refusal(status, 'Duplicate record detected.', 'ERROR_CODE_DUPLICATE_RECORD');
}

export function notFound(what: 'user' | 'vm', id: number | string): Refusal {
  return new Refusal(404, `Not found: ${what} ${id}.`);
}
