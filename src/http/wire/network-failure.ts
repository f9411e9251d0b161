import type { HttpFailureKind } from '../../errors.ts';
import type { BaseUrl } from '../../lib/base-url.ts';
import { failuresSay } from '../../messages/failures.ts';

/** How far an attempt came before it failed. */
export interface AttemptProgress {
  /** False: not one byte of the request can have left. */
  readonly sent: boolean;
  /** 0 if no response head was read. */
  readonly status: number;
  /** Bytes of the response's body. */
  readonly bytes: number;
}

export interface NetworkFailure {
  readonly kind: HttpFailureKind;
  readonly why: string;
  /** Only if it cannot quote what the server sent: undici's parser errors carry the raw bytes. */
  readonly cause?: unknown;
}

const certificate =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|UND_ERR_PRX_TLS|EPROTO)/;

/** Nobody whom Node trusts has signed it. An expired certificate is another problem: trusting somebody else does not help. */
const unknownIssuer =
  /^(UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/;

const noCommonProtocol = /NO_APPLICATION_PROTOCOL$/;

/** Names what undici or the system reports. */
export function networkFailure(
  error: Error,
  { sent, status, bytes }: AttemptProgress,
  base: BaseUrl,
): NetworkFailure {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (!sent) return connectFailure(error, code, base);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'oversize', why: failuresSay.headersTooLarge };
  if (status !== 0) return { kind: 'truncated', why: failuresSay.cutOff(status, bytes) };
  // By name: undici leaves the parser's code undefined for most of its errors.
  if (error.name === 'HTTPParserError') return { kind: 'protocol', why: failuresSay.notHttp };
  return { kind: 'reset', why: failuresSay.connectionLost(code), cause: error };
}

function connectFailure(error: Error, code: string, base: BaseUrl): NetworkFailure {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'dns', why: failuresSay.hostNotFound(base.hostname, code), cause: error };
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return { kind: 'connect-timeout', why: failuresSay.noConnection(code), cause: error };
  if (code === 'EMFILE' || code === 'ENFILE')
    return { kind: 'refused', why: failuresSay.tooManyFiles(code), cause: error };
  if (noCommonProtocol.test(code)) return { kind: 'http-version', why: failuresSay.noCommonHttp(code) };
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return { kind: 'tls', why: failuresSay.plainHttp(base.origin.replace(/^https/, 'http'), code) };
  if (certificate.test(code)) return { kind: 'tls', why: distrust(error, code) };
  // Node tries every address of a name and then reports one error without a message.
  const why =
    code === 'ECONNREFUSED'
      ? failuresSay.connectionRefused(code)
      : failuresSay.notConnected(error.message, code);
  return { kind: 'refused', why, cause: error };
}

/** Over HTTP/2: the server gave the request back, or closed the connection under it. */
export function refusedStream(): NetworkFailure {
  return { kind: 'reset', why: failuresSay.streamRefused };
}

/** The whole attempt took too long. If nothing was sent, it was the connection that did not come. */
export function deadlineFailure({ sent, status }: AttemptProgress, timeoutMs: number): NetworkFailure {
  if (!sent) return { kind: 'connect-timeout', why: failuresSay.noConnectionWithin(timeoutMs) };
  const why =
    status === 0 ? failuresSay.noAnswerWithin(timeoutMs) : failuresSay.notCompleteWithin(status, timeoutMs);
  return { kind: 'deadline', why };
}

/** Newer versions of Node add a remedy of their own, a flag. Ours stands in its place. */
function distrust(error: Error, code: string): string {
  // OpenSSL's own message is a line of its source code.
  const { message, reason = message } = error as Error & { readonly reason?: string };
  if (!unknownIssuer.test(code)) return failuresSay.untrusted(reason, code);
  const [what = ''] = message.split(';');
  return failuresSay.unknownIssuer(what, code);
}
