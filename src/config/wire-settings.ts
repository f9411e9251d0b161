import { isLoopback } from '../lib/base-url.ts';
import { defaultsSay } from '../messages/setting-defaults.ts';
import { settingsSay } from '../messages/settings.ts';
import { readCa, readHttp2, readLimited, readOpenapi } from './read-wire.ts';
import type { Settings } from './setting.ts';

/** How requests reach the API, and how its refusals are told from answers. */
export type WireSetting = 'ca' | 'http2' | 'limited' | 'openapi';

export const wireSettings: Pick<Settings, WireSetting> = {
  ca: {
    key: 'ca',
    variable: 'SEEDBED_CA',
    help: () => settingsSay.ca,
    example: "'certificates/company-ca.pem'",
    shown: () => defaultsSay.certificates,
    read: (value, place, { sources }) => readCa(value, place, sources.root),
    otherwise: undefined,
  },
  http2: {
    key: 'http2',
    help: () => settingsSay.http2,
    example: 'true',
    shown: 'false',
    read: readHttp2,
    otherwise: false,
  },
  limited: {
    key: 'limited',
    help: () => settingsSay.limited,
    example: "({ body }) => (body as { error?: string }).error === 'rate limit'",
    shown: () => defaultsSay.limited,
    read: readLimited,
    otherwise: undefined,
  },
  openapi: {
    key: 'openapi',
    help: () => settingsSay.openapi,
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
