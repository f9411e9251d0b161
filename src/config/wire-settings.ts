import { readCa, readHttp2, readLimited } from './read-wire.ts';
import type { Settings } from './setting.ts';

/** How requests reach the API, and how its refusals are told from answers. */
export type WireSetting = 'ca' | 'http2' | 'limited';

export const wireSettings: Pick<Settings, WireSetting> = {
  ca: {
    key: 'ca',
    variable: 'SEEDBED_CA',
    help: 'certificates to trust besides those of Node, in PEM: the path of a file, or its text',
    example: "'certificates/company-ca.pem'",
    shown: 'those of Node and of NODE_EXTRA_CA_CERTS',
    read: (value, place, { sources }) => readCa(value, place, sources.root),
    otherwise: undefined,
  },
  http2: {
    key: 'http2',
    help: 'HTTP/2 over TLS, for servers that speak nothing else',
    example: 'true',
    shown: 'false',
    read: readHttp2,
    otherwise: false,
  },
  limited: {
    key: 'limited',
    help: 'whether an answer means "too many requests" although its status is not 429; a number is the seconds to wait',
    example: "({ body }) => (body as { error?: string }).error === 'rate limit'",
    shown: '429, 503, and 403 with `Retry-After` or words about a rate limit',
    read: readLimited,
    otherwise: undefined,
  },
};
