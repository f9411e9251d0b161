import { integer, type Place, seconds, text } from '../lib/check.ts';
import { defaultsSay } from '../messages/setting-defaults.ts';
import { readBaseUrl, readDefaultBaseUrl, readOrigins } from './allow-hosts.ts';
import type { DataSetting } from './data-settings.ts';
import type { MachineSetting } from './machine-settings.ts';
import { readApis } from './read-apis.ts';
import { readUserAuth } from './read-auth.ts';
import { defaultAuditBytes, readAnswers, readAudit, readConstants, readRateLimit } from './read-settings.ts';
import type { Settings } from './setting.ts';
import type { WireSetting } from './wire-settings.ts';

/** A day, in seconds. A Node timer of more than 24 days fires at once. */
const longestTimeout = 86_400;

const inSeconds =
  (min: number, max?: number) =>
  (value: unknown, place: Place): number =>
    1000 * seconds(place, value, min, max);

/** Where the API is, how fast it may be asked, and how its answers are taken. */
export const apiSettings: Omit<Settings, DataSetting | WireSetting | MachineSetting> = {
  baseUrl: {
    key: 'baseUrl',
    variable: 'SEEDBED_BASE_URL',
    flag: '--base-url <url>',
    group: 'api',
    example: "'https://staging.example.com/api/v1'",
    shown: () => defaultsSay.presets,
    read: (value, place, { allowHosts }) => readBaseUrl(text(place, value), place.name, allowHosts).href,
    otherwise: ({ sources, allowHosts }) => readDefaultBaseUrl(sources.baseUrl, allowHosts).href,
  },
  allowHosts: {
    key: 'allowHosts',
    variable: 'SEEDBED_ALLOW_HOSTS',
    flag: '--allow-host <origin>',
    group: 'api',
    repeatable: true,
    example: "['https://staging.example.com']",
    shown: () => defaultsSay.none,
    read: readOrigins,
    otherwise: [],
  },
  apis: {
    key: 'apis',
    example: "{ billing: { baseUrl: 'http://127.0.0.1:4011', auth: 'none' } }",
    shown: () => defaultsSay.none,
    read: readApis,
    otherwise: {},
  },
  userAuth: {
    key: 'userAuth',
    example: "{ from: 'sessionToken', header: 'X-Parse-Session-Token' }",
    shown: () => defaultsSay.asAuth,
    read: (value, place, { baseUrl }) => readUserAuth(value, place, { baseUrl: new URL(baseUrl) }),
    otherwise: undefined,
  },
  headers: {
    key: 'headers',
    example: "{ 'X-Tenant': 't1' }",
    shown: () => defaultsSay.none,
    read: readConstants('header'),
    otherwise: {},
  },
  query: {
    key: 'query',
    example: "{ api_key: process.env.API_KEY ?? '' }",
    shown: () => defaultsSay.none,
    read: readConstants('parameter'),
    otherwise: {},
  },
  answers: {
    key: 'answers',
    example: "{ one: 'data', many: 'data.items', next: 'links.next' }",
    shown: () => defaultsSay.byShape,
    read: readAnswers,
    otherwise: undefined,
  },
  batchSize: {
    key: 'batchSize',
    flag: '-b, --batch-size <n>',
    group: 'pace',
    example: '10',
    shown: () => defaultsSay.noBatches,
    read: (value, place) => integer(place, value, 1),
    otherwise: undefined,
  },
  delayMs: {
    key: 'delay',
    flag: '-d, --delay <seconds>',
    group: 'pace',
    example: '0.5',
    shown: '0',
    read: inSeconds(0),
    otherwise: 0,
  },
  rateLimit: {
    key: 'rateLimit',
    variable: 'SEEDBED_RATE_LIMIT',
    flag: '--rate-limit <n/time>',
    group: 'limits',
    example: "{ requests: 10, per: '20s' }",
    shown: () => defaultsSay.learned,
    read: readRateLimit,
    otherwise: undefined,
  },
  concurrency: {
    key: 'concurrency',
    flag: '--concurrency <n>',
    group: 'limits',
    example: '8',
    shown: () => defaultsSay.adapts,
    read: (value, place) => integer(place, value, 1, 1024),
    otherwise: undefined,
  },
  timeoutMs: {
    key: 'timeout',
    variable: 'SEEDBED_TIMEOUT',
    example: '10',
    shown: '5',
    read: inSeconds(0.001, longestTimeout),
    otherwise: 5000,
  },
  maxRetries: {
    key: 'maxRetries',
    variable: 'SEEDBED_MAX_RETRIES',
    example: '3',
    shown: '3',
    read: (value, place) => integer(place, value, 0),
    otherwise: 3,
  },
  maxWaitMs: {
    key: 'maxWait',
    example: '300',
    shown: '120',
    read: inSeconds(0),
    otherwise: 120_000,
  },
  deadlineMs: {
    key: 'deadline',
    example: '60',
    shown: () => defaultsSay.none,
    read: inSeconds(0.001),
    otherwise: undefined,
  },
  settleMs: {
    key: 'settle',
    variable: 'SEEDBED_SETTLE',
    example: '2',
    shown: '0.5',
    read: inSeconds(0.001, 60),
    otherwise: 500,
  },
  auditBytes: {
    key: 'audit',
    variable: 'SEEDBED_AUDIT',
    example: 'false',
    shown: '67108864',
    read: readAudit,
    otherwise: defaultAuditBytes,
  },
  maxResponseBytes: {
    key: 'maxResponseBytes',
    example: '4194304',
    shown: '1048576',
    read: (value, place) => integer(place, value, 1),
    otherwise: 1024 * 1024,
  },
};
