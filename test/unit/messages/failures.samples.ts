import { failuresSay } from '../../../src/messages/failures.ts';
import { type Sampled, sampled } from './samples.ts';

export const failures: Sampled = sampled({
  says: failuresSay,
  samples: {
    connectionRefused: [['ECONNREFUSED']],
    noConnection: [['ETIMEDOUT']],
    notConnected: [
      ['', 'EHOSTUNREACH'],
      ['connect EHOSTUNREACH 10.0.0.1:80', 'EHOSTUNREACH'],
    ],
    hostNotFound: [['api.example.com', 'ENOTFOUND']],
    tooManyFiles: [['EMFILE']],
    connectionLost: [['ECONNRESET']],
    noCommonHttp: [['ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL']],
    untrusted: [['certificate has expired', 'CERT_HAS_EXPIRED']],
    unknownIssuer: [['self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT']],
    noConnectionWithin: [[5000], [250]],
    noAnswerWithin: [[5000]],
    notCompleteWithin: [[200, 5000]],
    cutOff: [
      [200, 0],
      [200, 1],
      [200, 1234],
    ],
    tooLarge: [[200, 1_048_576]],
    tooLargeUnpacked: [[200, 1_048_576]],
    unknownCoding: [[200, 'zstd', 4]],
    manyCodings: [[200, 5, 4]],
    otherCoding: [[200, 'gzip']],
    notJson: [
      [200, 'text/html'],
      [200, undefined],
    ],
    redirected: [
      [302, 'http://127.0.0.1:3000/login'],
      [302, undefined],
    ],
    plainHttp: [['http://127.0.0.1:3000', 'ERR_SSL_WRONG_VERSION_NUMBER']],
    redirectedForSlash: [[307, 'http://127.0.0.1:3000/users/']],
    redirectedForNoSlash: [[308, 'http://127.0.0.1:3000/users']],
    redirectedToSignIn: [[302, 'http://127.0.0.1:3000/login']],
    redirectedToBase: [[301, 'https://shop.example.com/users', 'https://shop.example.com']],
    takenForLimit: [[403]],
  },
});
