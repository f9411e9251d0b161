import type { HttpFailureKind } from '../errors.ts';
import { formatDuration } from '../lib/duration.ts';
import type { BaseUrl } from './base-url.ts';

/** How far an attempt came before it failed. */
export interface AttemptProgress {
  /** False: not one byte of the request can have left. */
  readonly sent: boolean;
  /** 0 where no response head was read. */
  readonly status: number;
  /** Bytes of the response's body. */
  readonly bytes: number;
}

export interface NetworkFailure {
  readonly kind: HttpFailureKind;
  readonly why: string;
  /** Only where it cannot quote what the server sent: undici's parser errors carry the raw bytes. */
  readonly cause?: unknown;
}

const certificate =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|UND_ERR_PRX_TLS|EPROTO)/;

/** Nobody whom Node trusts signed it. Trusting somebody else is no help against an expired one. */
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
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return { kind: 'oversize', why: "the answer's headers are too large" };
  if (status !== 0)
    return { kind: 'truncated', why: `${status}, but the answer was cut off after ${bytes} bytes` };
  // By name: undici leaves the parser's code undefined for most of its errors.
  if (error.name === 'HTTPParserError') return { kind: 'protocol', why: 'the answer is not HTTP' };
  return { kind: 'reset', why: `connection lost before the answer (${code})`, cause: error };
}

function connectFailure(error: Error, code: string, base: BaseUrl): NetworkFailure {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'dns', why: `host name "${base.hostname}" not found (${code})`, cause: error };
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
    return { kind: 'connect-timeout', why: `no connection (${code})`, cause: error };
  if (noCommonProtocol.test(code))
    return {
      kind: 'tls',
      why: `no HTTP version in common (${code}); \`http2: true\` in the configuration may help`,
    };
  if (certificate.test(code))
    return { kind: 'tls', why: `no trusted TLS connection: ${trouble(error, code)}` };
  // Node tries every address of a name and then reports one error without a message.
  const why = code === 'ECONNREFUSED' ? 'connection refused' : error.message || 'no connection';
  return { kind: 'refused', why: `${why} (${code})`, cause: error };
}

/** Over HTTP/2: the server gave the request back, or closed the connection under it. */
export const refusedStream: NetworkFailure = {
  kind: 'reset',
  why: 'the server refused the stream or closed the connection before the answer',
};

/** The whole attempt took too long. Where nothing was sent, it was the connection that did not come. */
export function deadlineFailure({ sent, status }: AttemptProgress, timeoutMs: number): NetworkFailure {
  const within = `within ${formatDuration(timeoutMs)}`;
  if (!sent) return { kind: 'connect-timeout', why: `no connection ${within}` };
  return {
    kind: 'deadline',
    why: `${status === 0 ? 'no answer' : `${status}, but no complete answer`} ${within}`,
  };
}

/** With our own remedy in place of the one that newer versions of Node add, which names a flag of theirs. */
function trouble(error: Error, code: string): string {
  if (!unknownIssuer.test(code)) return `${error.message} (${code})`;
  const [what] = error.message.split(';');
  return `${what} (${code}); to trust its authority, name a certificate in \`ca\` or NODE_EXTRA_CA_CERTS`;
}
