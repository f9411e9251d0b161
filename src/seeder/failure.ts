import { HttpError, isSeedbedError } from '../errors.ts';
import { isDuplicate as saysDuplicate } from '../http/duplicate.ts';

/** Errors after which no further request can work: they end the run, with what exists known and kept for clean-up. */
export function endsTheRun(error: unknown): boolean {
  return !isSeedbedError(error, 'SEEDBED_HTTP');
}

/** True where the server may have acted although no usable answer came: also where a request was cut off by an abort. */
export function mayHaveCommitted(error: unknown): boolean {
  return !(error instanceof HttpError) || error.committed === 'unknown';
}

/** True where the API surely refused a create because such a record exists: by the same signs that keep a 403 from ending the run. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof HttpError && error.committed === 'no' && saysDuplicate(error);
}

/** Why one request failed, the same words for the same cause, so that failures can be counted by it. */
export function failureReason(error: unknown): string {
  if (error instanceof HttpError) return error.why;
  return error instanceof Error ? error.message : String(error);
}
