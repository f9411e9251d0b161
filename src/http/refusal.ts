import type { HttpError } from '../errors.ts';
import type { ApiResponse } from './api-client.ts';
import { isDuplicate } from './duplicate.ts';

/** What a refusal is about: the record or another one it names, not the path or the account. */
export function isAboutData(failed: HttpError): boolean {
  return isDuplicate(failed) || (failed.status === 404 && /ERROR_CODE_NOT_FOUND/.test(failed.body ?? ''));
}

/** A 403 about the rate, as GitHub's secondary limit answers. */
export function isLimited({ status, headers, body }: ApiResponse): boolean {
  if (status !== 403) return false;
  if (headers['retry-after'] !== undefined) return true;
  return /rate[\s_-]?limit|too many requests/i.test(
    typeof body === 'string' ? body : JSON.stringify(body ?? ''),
  );
}
