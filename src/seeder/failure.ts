import { HttpError, isSeedbedError } from '../errors.ts';

/** Errors after which no further request can work: they end the run, with what exists known and kept for clean-up. */
export function endsTheRun(error: unknown): boolean {
  return !isSeedbedError(error, 'SEEDBED_HTTP');
}

/** True where the server may have acted although no usable answer came: also where a request was cut off by an abort. */
export function mayHaveCommitted(error: unknown): boolean {
  return !(error instanceof HttpError) || error.committed === 'unknown';
}

/** `Duplicate record detected.`, which this API says with 400, 403 or 409, or any plain 409 Conflict. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof HttpError) || error.committed === 'unknown') return false;
  return error.status === 409 || /duplicate record/i.test(error.body ?? '');
}

/** Why one request failed, the same words for the same cause, so that failures can be counted by it. */
export function failureReason(error: unknown): string {
  if (error instanceof HttpError) return error.why;
  return error instanceof Error ? error.message : String(error);
}
