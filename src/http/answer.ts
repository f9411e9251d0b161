import type { HttpFailureKind } from '../errors.ts';
import { type BaseUrl, joinPath } from '../lib/base-url.ts';
import { failuresSay } from '../messages/failures.ts';
import type { ApiRequest, ApiResponse } from './api-client.ts';
import { mayHoldBigNumber, parseKeepingDigits, withoutPrefix } from './json.ts';

/** What is wrong with an answer that cannot be used. */
export interface Unusable {
  readonly kind: HttpFailureKind;
  readonly why: string;
  readonly body?: unknown;
}

/** The raw head and body of an answer, from whichever transport. */
export interface RawAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * Text → JSON. A redirect, or a 2xx that is not JSON, is {@link Unusable}.
 *
 * @param accept redirects that are answers here
 */
export function readAnswer(
  raw: RawAnswer,
  base: BaseUrl,
  request: ApiRequest,
  accept: readonly number[] | undefined,
): ApiResponse | Unusable {
  const { status, statusText, headers } = raw;
  if (status >= 300 && status < 400 && accept?.includes(status) !== true) {
    return redirected(raw, base, request);
  }
  const text = withoutPrefix(raw.text);
  if (text === '') return { status, statusText, headers, body: undefined };
  try {
    if (!mayHoldBigNumber(text)) return { status, statusText, headers, body: JSON.parse(text) };
    const { value: body, found } = parseKeepingDigits(text);
    return { status, statusText, headers, body, ...(found && { bigNumbers: true as const }) };
  } catch {
    // The SyntaxError is dropped: it quotes the text, and the text may quote a secret.
    if (status < 200 || status >= 300 || request.takesText === true)
      return { status, statusText, headers, body: text };
    return { kind: 'not-json', why: failuresSay.notJson(status, headers['content-type']), body: text };
  }
}

/** A redirect that is no answer. */
export function redirected(
  { status, headers }: Pick<RawAnswer, 'status' | 'headers'>,
  base: BaseUrl,
  request: ApiRequest,
): Unusable {
  const to = target(headers.location, base.origin + joinPath(base, request));
  return { kind: 'redirect', why: failuresSay.redirected(status, to) };
}

/** Origin and path only: a redirect's query often carries a token. */
function target(location: string | undefined, url: string): string | undefined {
  const parsed = location === undefined ? null : URL.parse(location, url);
  return parsed === null ? undefined : parsed.origin + parsed.pathname;
}
