import { isUtf8 } from 'node:buffer';
import type { ZlibOptions } from 'node:zlib';
import type { HttpError, HttpFailureKind } from '../../errors.ts';
import type { BaseUrl } from '../../lib/base-url.ts';
import { utf16Mark } from '../../lib/files.ts';
import { failuresSay } from '../../messages/failures.ts';
import type { ApiRequest, ApiResponse } from '../api-client.ts';
import { committedBy, failure, statusFailure } from '../failure.ts';
import { mayHoldBigNumber, parseKeepingDigits, withoutPrefix } from './json.ts';
import { redirected } from './redirected.ts';

/** What is wrong with an answer that cannot be used. */
export interface Unusable {
  readonly kind: HttpFailureKind;
  readonly why: string;
  readonly body?: unknown;
}

/** The raw head and body of an answer, from any transport. */
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
    return { status, statusText, headers, body, ...(found.size > 0 && { bigNumbers: found }) };
  } catch {
    // The SyntaxError is dropped: it quotes the text, and the text may quote a secret.
    if (status < 200 || status >= 300 || request.takesText === true)
      return { status, statusText, headers, body: text };
    return { kind: 'not-json', why: failuresSay.notJson(status, headers['content-type']), body: text };
  }
}

type Zlib = typeof import('node:zlib');
type Decode = (zlib: Zlib, body: Buffer, options: ZlibOptions) => Buffer;

const gunzip: Decode = (zlib, body, options) => zlib.gunzipSync(body, options);

/** Some servers send `deflate` without the frame that the standard asks for. The first byte of a frame says method 8. */
const inflate: Decode = (zlib, body, options) =>
  ((body[0] ?? 0) & 0x0f) === 8 ? zlib.inflateSync(body, options) : zlib.inflateRawSync(body, options);

const codings: Readonly<Record<string, Decode>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  br: (zlib, body, options) => zlib.brotliDecompressSync(body, options),
  identity: (_, body) => body,
};

/** No honest server wraps an answer more often. */
const mostCodings = 4;

/**
 * Undoes `content-encoding`, the last coding first. No request asks for compression: answers are small JSON, mostly from this machine,
 * and compressing them costs more time than it saves. Some servers and proxies compress all the same.
 *
 * It unpacks in one go, as `JSON.parse` reads in one go. The result is bounded, so a small answer cannot fill the memory.
 *
 * @param maxBytes the largest result, of each coding
 */
export function decompress(
  body: Buffer,
  encoding: string,
  status: number,
  maxBytes: number,
): Buffer | Unusable {
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.find((name) => !Object.hasOwn(codings, name));
  if (unknown !== undefined || names.length > mostCodings) {
    const why =
      unknown === undefined
        ? failuresSay.manyCodings(status, names.length, mostCodings)
        : failuresSay.unknownCoding(status, unknown, mostCodings);
    return { kind: 'protocol', why };
  }
  // Loaded only if it is needed: it takes some ms, and hardly any answer is compressed.
  const zlib = process.getBuiltinModule('node:zlib');
  let plain = body;
  for (const name of names.reverse()) {
    try {
      plain = (codings[name] as Decode)(zlib, plain, { maxOutputLength: maxBytes });
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
        ? { kind: 'oversize', why: failuresSay.tooLargeUnpacked(status, maxBytes) }
        : { kind: 'protocol', why: failuresSay.otherCoding(status, name) };
    }
  }
  return plain;
}

/**
 * JSON is UTF-8, but some servers write another charset and say so. Others only say so: what can be read as UTF-8 is that, except UTF-16,
 * which may look so.
 */
export function textOf(body: Buffer, contentType = ''): string {
  const said = utf16Mark(body) ?? charset.exec(contentType)?.[1];
  if (said === undefined || /^utf-?8$/i.test(said)) return body.toString();
  if (!/^utf-?16/i.test(said) && isUtf8(body)) return body.toString();
  try {
    return new TextDecoder(said).decode(body);
  } catch {
    // A charset that nobody knows.
    return body.toString();
  }
}

const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i;

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
