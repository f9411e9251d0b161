import type { HttpError } from '../errors.ts';
import type { BaseUrl } from '../lib/base-url.ts';
import { redirected } from './answer.ts';
import type { ApiRequest, ApiResponse } from './api-client.ts';
import { committedBy, failure, statusFailure } from './failure.ts';

/** An answer that nobody wanted, as an error: a redirect names its target, any other status what the server says about it. */
export function answerFailure(
  base: BaseUrl,
  request: ApiRequest,
  answer: ApiResponse,
  durationMs: number,
): HttpError {
  const { status } = answer;
  if (status < 300 || status >= 400) return statusFailure(base, request, answer, durationMs);
  const committed = committedBy(status, request.method);
  return failure(base, request, { ...redirected(answer, base, request), status, committed, durationMs });
}
