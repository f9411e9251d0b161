import { expect, test } from 'vitest';
import { deadlineFailure, networkFailure } from '../../../../src/http/wire/network-failure.ts';
import { parseBaseUrl } from '../../../../src/lib/base-url.ts';

const base = parseBaseUrl('https://api.example.test/api:x');
const unsent = { sent: false, status: 0, bytes: 0 };
const sent = { sent: true, status: 0, bytes: 0 };
const halfRead = { sent: true, status: 200, bytes: 17 };

function coded(code: string, message = 'why', name = 'Error'): Error {
  return Object.assign(new Error(message), { code, name });
}

test.each([
  [coded('ECONNREFUSED'), unsent, 'refused', 'connection refused (ECONNREFUSED)'],
  [coded('EHOSTUNREACH', 'no route'), unsent, 'refused', 'no route (EHOSTUNREACH)'],
  // Happy Eyeballs: every address failed, and the message is empty.
  [coded('ENETUNREACH', ''), unsent, 'refused', 'no connection (ENETUNREACH)'],
  [coded('ECONNRESET', 'socket hang up'), unsent, 'refused', 'socket hang up (ECONNRESET)'],
  [
    coded('UND_ERR_ABORTED', 'Proxy response (407)'),
    unsent,
    'refused',
    'Proxy response (407) (UND_ERR_ABORTED)',
  ],
  [
    coded('EMFILE', 'connect EMFILE 192.0.2.1:80 - Local (undefined:undefined)'),
    unsent,
    'refused',
    'this process may open no more files: raise `ulimit -n`, or lower `concurrency` (EMFILE)',
  ],
  [coded('ENOTFOUND'), unsent, 'dns', 'host name "api.example.test" not found (ENOTFOUND)'],
  [coded('EAI_AGAIN'), unsent, 'dns', 'host name "api.example.test" not found (EAI_AGAIN)'],
  [coded('UND_ERR_CONNECT_TIMEOUT'), unsent, 'connect-timeout', 'no connection (UND_ERR_CONNECT_TIMEOUT)'],
  [coded('ETIMEDOUT'), unsent, 'connect-timeout', 'no connection (ETIMEDOUT)'],
  [
    coded('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
    unsent,
    'tls',
    'no trusted TLS connection: self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT); to trust its authority, name a certificate in `ca` or NODE_EXTRA_CA_CERTS',
  ],
  [
    coded('CERT_HAS_EXPIRED', 'certificate has expired'),
    unsent,
    'tls',
    'no trusted TLS connection: certificate has expired (CERT_HAS_EXPIRED)',
  ],
  [
    Object.assign(coded('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', '40:error:0A:SSL routines:../deps/openssl'), {
      reason: 'tlsv1 alert internal error',
    }),
    unsent,
    'tls',
    'no trusted TLS connection: tlsv1 alert internal error (ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR)',
  ],
  [
    coded('ERR_TLS_CERT_ALTNAME_INVALID', 'other name'),
    unsent,
    'tls',
    'no trusted TLS connection: other name (ERR_TLS_CERT_ALTNAME_INVALID)',
  ],
  [
    coded('ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL'),
    unsent,
    'http-version',
    'no HTTP version in common (ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL)',
  ],
  [
    coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown issuer; if the root CA is installed, try a flag'),
    unsent,
    'tls',
    'no trusted TLS connection: unknown issuer (UNABLE_TO_VERIFY_LEAF_SIGNATURE); to trust its authority, name a certificate in `ca` or NODE_EXTRA_CA_CERTS',
  ],
  [coded('ECONNRESET'), sent, 'reset', 'connection lost before the answer (ECONNRESET)'],
  [coded('UND_ERR_SOCKET'), sent, 'reset', 'connection lost before the answer (UND_ERR_SOCKET)'],
  [coded('EPIPE'), sent, 'reset', 'connection lost before the answer (EPIPE)'],
  [coded('x', 'y', 'HTTPParserError'), sent, 'protocol', 'the answer is not HTTP'],
  [coded('UND_ERR_HEADERS_OVERFLOW'), sent, 'oversize', "the answer's headers are too large"],
  [
    coded('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'),
    halfRead,
    'truncated',
    '200, but the answer was cut off after 17 bytes',
  ],
  [coded('UND_ERR_SOCKET'), halfRead, 'truncated', '200, but the answer was cut off after 17 bytes'],
  [
    coded('x', 'y', 'HTTPParserError'),
    halfRead,
    'truncated',
    '200, but the answer was cut off after 17 bytes',
  ],
])('%o', (error, progress, kind, why) => {
  expect(networkFailure(error, progress, base)).toMatchObject({ kind, why });
});

test('an error that may quote the server is not kept as a cause', () => {
  for (const progress of [sent, halfRead]) {
    const error = Object.assign(coded('x', 'y', 'HTTPParserError'), { data: 'password=hunter2' });
    expect(networkFailure(error, progress, base)).not.toHaveProperty('cause');
  }
});

test('the deadline tells how far the attempt came', () => {
  expect(deadlineFailure(unsent, 5000)).toEqual({
    kind: 'connect-timeout',
    why: 'no connection within 5 s',
  });
  expect(deadlineFailure(sent, 5000)).toEqual({ kind: 'deadline', why: 'no answer within 5 s' });
  expect(deadlineFailure(halfRead, 5000)).toEqual({
    kind: 'deadline',
    why: '200, but no complete answer within 5 s',
  });
});
