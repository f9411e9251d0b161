import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SeedbedError } from '../errors.ts';
import { isLoopback } from '../lib/base-url.ts';
import { expected, type Place, showAt, text } from '../lib/check.ts';
import { checksSay } from '../messages/checks.ts';
import { configSays } from '../messages/config.ts';
import { defaultsSay } from '../messages/setting-defaults.ts';
import type { ResolvedConfig } from './resolved-config.ts';
import type { Settings } from './setting.ts';

const certificates =
  /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** Certificates in PEM: their text, or a file's, whose path starts at the project's folder. */
export function readCa(value: unknown, place: Place, root: string): string {
  const written = text(place, value);
  const isText = written.includes('-----BEGIN');
  const pem = isText ? written : readPem(resolve(root, written), written, place);
  const from = isText ? configSays.theText : `"${written}"`;
  const found = pem.match(certificates);
  // Not shown: it may be a private key.
  if (found === null) throw new SeedbedError(place.code, configSays.noCertificates(place.name, from));
  const wrong = found.findIndex((one) => !isCertificate(one));
  if (wrong !== -1)
    throw new SeedbedError(place.code, configSays.badCertificate(place.name, wrong + 1, from));
  return found.join('\n');
}

function readPem(path: string, written: string, place: Place): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SeedbedError(place.code, configSays.noPemFile(place.name, written, String(code)));
  }
}

function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

export function readHttp2(value: unknown, place: Place): boolean {
  return typeof value === 'boolean' ? value : expected(place, checksSay.trueOrFalse, value);
}

/** A path from the root of the API's origin. */
export function readOpenapi(value: unknown, place: Place): ResolvedConfig['openapi'] {
  if (value === false) return undefined;
  if (typeof value === 'string' && /\.ya?ml$/i.test(value))
    throw new SeedbedError(place.code, configSays.openapiInJson(place.name, showAt(place.name, value)));
  const isPath = typeof value === 'string' && /^\/(?!\/)[^#\s]*$/.test(value);
  return isPath ? { path: value, from: 10 } : expected(place, checksSay.pathOrFalse, value);
}

export function readLimited(value: unknown, place: Place): ResolvedConfig['limited'] {
  if (typeof value !== 'function') return expected(place, configSays.functionOfAnswer, value);
  return value as ResolvedConfig['limited'];
}

/** How requests reach the API, and how its refusals are told from answers. */
export type WireSetting = 'ca' | 'http2' | 'limited' | 'openapi';

export const wireSettings: Pick<Settings, WireSetting> = {
  ca: {
    key: 'ca',
    variable: 'SEEDBED_CA',
    example: "'certificates/company-ca.pem'",
    shown: () => defaultsSay.certificates,
    read: (value, place, { sources }) => readCa(value, place, sources.root),
    otherwise: undefined,
  },
  http2: {
    key: 'http2',
    example: 'true',
    shown: 'false',
    read: readHttp2,
    otherwise: false,
  },
  limited: {
    key: 'limited',
    example: "({ body }) => (body as { error?: string }).error === 'rate limit'",
    shown: () => defaultsSay.limited,
    read: readLimited,
    otherwise: undefined,
  },
  openapi: {
    key: 'openapi',
    example: "'/openapi.json'",
    shown: () => defaultsSay.openapi,
    read: readOpenapi,
    // Elsewhere, nobody is asked for what they may not have.
    otherwise: ({ baseUrl, sources: { openapi } }) =>
      openapi !== undefined && isLoopback(new URL(baseUrl).hostname)
        ? { path: openapi, from: 100 }
        : undefined,
  },
};
