import { integer, type Place, seconds, text } from '../lib/check.ts';
import { readBaseUrl, readDefaultBaseUrl, readOrigin } from './allow-hosts.ts';
import type { DataSetting } from './data-settings.ts';
import { readApis } from './read-apis.ts';
import { readUserAuth } from './read-auth.ts';
import {
  defaultAuditBytes,
  readAnswers,
  readAudit,
  readConstants,
  readList,
  readRateLimit,
} from './read-settings.ts';
import type { Settings } from './setting.ts';
import type { WireSetting } from './wire-settings.ts';

/** A day, in seconds. A Node timer of more than 24 days fires at once. */
const longestTimeout = 86_400;

const inSeconds =
  (min: number, max?: number) =>
  (value: unknown, place: Place): number =>
    1000 * seconds(place, value, min, max);

/** Where the API is, how fast it may be asked, and how its answers are taken. */
export const apiSettings: Omit<Settings, DataSetting | WireSetting> = {
  baseUrl: {
    key: 'baseUrl',
    variable: 'SEEDBED_BASE_URL',
    flag: '--base-url <url>',
    group: 'api',
    help: 'the API, with its path',
    example: "'https://staging.example.com/api/v1'",
    shown: "the preset's",
    read: (value, place, { allowHosts }) => readBaseUrl(text(place, value), place.name, allowHosts).href,
    otherwise: ({ sources, allowHosts }) => readDefaultBaseUrl(sources.baseUrl, allowHosts).href,
  },
  allowHosts: {
    key: 'allowHosts',
    variable: 'SEEDBED_ALLOW_HOSTS',
    flag: '--allow-host <origin>',
    group: 'api',
    repeatable: true,
    help: 'an origin besides this machine that may be used; repeatable',
    example: "['https://staging.example.com']",
    shown: 'none',
    read: (value, place) => readList(value, place).map(readOrigin),
    otherwise: [],
  },
  apis: {
    key: 'apis',
    help: 'other APIs by name, each with a base URL, auth, rate limit and headers of its own',
    example: "{ billing: { baseUrl: 'http://127.0.0.1:4011', auth: 'none' } }",
    shown: 'none',
    read: readApis,
    otherwise: {},
  },
  userAuth: {
    key: 'userAuth',
    help: 'how created users sign in, as `auth` without credentials',
    example: "{ from: 'sessionToken', header: 'X-Parse-Session-Token' }",
    shown: 'as `auth` does, if it is a login',
    read: (value, place, { baseUrl }) => readUserAuth(value, place, { baseUrl: new URL(baseUrl) }),
    otherwise: undefined,
  },
  headers: {
    key: 'headers',
    help: 'headers of every request',
    example: "{ 'X-Tenant': 't1' }",
    shown: 'none',
    read: readConstants('header'),
    otherwise: {},
  },
  query: {
    key: 'query',
    help: 'query parameters of every request',
    example: "{ api_key: process.env.API_KEY ?? '' }",
    shown: 'none',
    read: readConstants('parameter'),
    otherwise: {},
  },
  answers: {
    key: 'answers',
    help: "where records are in the API's answers: { one, many, next }",
    example: "{ one: 'data', many: 'data.items', next: 'links.next' }",
    shown: 'recognised by their shape',
    read: readAnswers,
    otherwise: undefined,
  },
  batchSize: {
    key: 'batchSize',
    flag: '-b, --batch-size <n>',
    group: 'pace',
    help: 'records created together, from 1 up',
    example: '10',
    shown: 'no batches',
    read: (value, place) => integer(place, value, 1),
    otherwise: undefined,
  },
  delayMs: {
    key: 'delay',
    flag: '-d, --delay <seconds>',
    group: 'pace',
    help: 'pause between batches, in seconds',
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
    help: "the API's limit, such as 10/20s: then it is never exceeded",
    example: "{ requests: 10, per: '20s' }",
    shown: "learned from the API's answers",
    read: readRateLimit,
    otherwise: undefined,
  },
  concurrency: {
    key: 'concurrency',
    flag: '--concurrency <n>',
    group: 'limits',
    help: 'most requests in flight, 1 to 1024',
    example: '8',
    shown: 'adapts, from 4 to 32',
    read: (value, place) => integer(place, value, 1, 1024),
    otherwise: undefined,
  },
  timeoutMs: {
    key: 'timeout',
    variable: 'SEEDBED_TIMEOUT',
    help: 'deadline of one attempt, in seconds, from connect to the last byte',
    example: '10',
    shown: '5',
    read: inSeconds(0.001, longestTimeout),
    otherwise: 5000,
  },
  maxRetries: {
    key: 'maxRetries',
    variable: 'SEEDBED_MAX_RETRIES',
    help: 'repeats of a request that failed for another reason than the rate limit',
    example: '3',
    shown: '3',
    read: (value, place) => integer(place, value, 0),
    otherwise: 3,
  },
  maxWaitMs: {
    key: 'maxWait',
    help: 'the longest that a rate limit or a restarting API is waited for, in seconds',
    example: '300',
    shown: '120',
    read: inSeconds(0),
    otherwise: 120_000,
  },
  deadlineMs: {
    key: 'deadline',
    help: 'the longest that creating one dataset may take in all, in seconds',
    example: '60',
    shown: 'none',
    read: inSeconds(0.001),
    otherwise: undefined,
  },
  settleMs: {
    key: 'settle',
    variable: 'SEEDBED_SETTLE',
    help: 'how long the API may need to show what it has just stored, in seconds',
    example: '2',
    shown: '0.5',
    read: inSeconds(0.001, 60),
    otherwise: 500,
  },
  auditBytes: {
    key: 'audit',
    variable: 'SEEDBED_AUDIT',
    help: "the largest list that the last look for the run's tag reads, in bytes; false: no such look",
    example: 'false',
    shown: '67108864',
    read: readAudit,
    otherwise: defaultAuditBytes,
  },
  maxResponseBytes: {
    key: 'maxResponseBytes',
    help: 'the largest answer read, in bytes',
    example: '4194304',
    shown: '1048576',
    read: (value, place) => integer(place, value, 1),
    otherwise: 1024 * 1024,
  },
};
