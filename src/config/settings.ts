import { amount, fields, integer, oneOf, type Place, text } from '../lib/check.ts';
import { cleanupPolicies, scopes } from '../plan/seed.ts';
import { readBaseUrl, readOrigin } from './allow-hosts.ts';
import type { SeedbedConfig } from './config.ts';
import {
  defaultAuditBytes,
  defaultSignIn,
  readAudit,
  readDomain,
  readList,
  readLogLevel,
  readRateLimit,
  readResources,
  readShare,
  readSignIn,
} from './read-settings.ts';
import type { ResolvedConfig } from './resolve-config.ts';

/** Everything about one setting, in one place: readers, flags, `status --verbose` and the reference page come from it. */
export interface Setting<T> {
  /** Its key in `seedbed.config.ts`. */
  readonly key: keyof SeedbedConfig;
  /** Environment variable. */
  readonly variable?: string;
  /** As the command line declares it: `-b, --batch-size <n>`. */
  readonly flag?: string;
  /** One line of help, for the flag and the reference. */
  readonly help: string;
  /** As one writes it in `seedbed.config.ts`. */
  readonly example: string;
  /** The default, as help and reference show it. */
  readonly shown: string;
  /** Checks what was written, in whichever source, and converts it: seconds to milliseconds, texts to numbers. */
  read(value: unknown, place: Place, others: Others): T;
  /** What it is if no source has it. */
  readonly otherwise: T | ((others: Others) => T);
}

/** What the check of a setting may need of others. */
export interface Others {
  readonly allowHosts: readonly string[];
  readonly sources: Pick<ResolvedConfig, 'resources' | 'project'>;
}

/** The settings that have a line in the table, by their name in a resolved configuration. */
export type SettingName = Exclude<keyof ResolvedConfig, 'root' | 'auth' | 'run' | 'proxy'>;

/** A day, in seconds. A Node timer of more than 24 days fires at once. */
const longestTimeout = 86_400;

const seconds =
  (min: number, max?: number) =>
  (value: unknown, place: Place): number =>
    1000 * amount(place, value, min, 'seconds', max);

export const defaultBaseUrl = 'http://127.0.0.1:4010/api:demo';

/** The one table of settings, in the order of the reference page. */
export const settings: { readonly [Name in SettingName]: Setting<ResolvedConfig[Name]> } = {
  allowHosts: {
    key: 'allowHosts',
    variable: 'SEEDBED_ALLOW_HOSTS',
    flag: '--allow-host <origin>',
    help: 'an origin besides this machine that may be used; repeatable',
    example: "['https://staging.example.com']",
    shown: '[]',
    read: (value, place) => readList(value, place).map(readOrigin),
    otherwise: [],
  },
  baseUrl: {
    key: 'baseUrl',
    variable: 'SEEDBED_BASE_URL',
    flag: '--base-url <url>',
    help: 'the API, with its path',
    example: "'https://staging.example.com/api/v1'",
    shown: defaultBaseUrl,
    read: (value, place, { allowHosts }) => readBaseUrl(text(place, value), place.name, allowHosts).href,
    otherwise: ({ allowHosts }) => readBaseUrl(defaultBaseUrl, 'baseUrl', allowHosts).href,
  },
  resources: {
    key: 'resources',
    help: 'what can be seeded, made with defineResource',
    example: '[teams, members]',
    shown: "the demo API's users and vms",
    read: readResources,
    otherwise: ({ sources }) => sources.resources,
  },
  scenarios: {
    key: 'scenarios',
    help: 'named seeds, for { use: "fleet" }',
    example: '{ fleet: { users: 2, vms: 8 } }',
    shown: '{}',
    read: (value, place) => fields(place, value, Object.keys(Object(value))),
    otherwise: {},
  },
  project: {
    key: 'project',
    help: "part of every dataset's key and random stream",
    example: "'shop'",
    shown: 'the name in package.json',
    read: (value, place) => text(place, value),
    otherwise: ({ sources }) => sources.project,
  },
  batchSize: {
    key: 'batchSize',
    flag: '-b, --batch-size <n>',
    help: 'records created together, from 1 up',
    example: '10',
    shown: 'no batches; 5 on the command line',
    read: (value, place) => integer(place, value, 1),
    otherwise: undefined,
  },
  delayMs: {
    key: 'delay',
    flag: '-d, --delay <seconds>',
    help: 'pause between batches, in seconds',
    example: '0.5',
    shown: '0; 0.5 on the command line',
    read: seconds(0),
    otherwise: 0,
  },
  concurrency: {
    key: 'concurrency',
    flag: '--concurrency <n>',
    help: 'most requests in flight, 1 to 1024',
    example: '8',
    shown: 'adapts, from 4 to 32',
    read: (value, place) => integer(place, value, 1, 1024),
    otherwise: undefined,
  },
  rateLimit: {
    key: 'rateLimit',
    variable: 'SEEDBED_RATE_LIMIT',
    flag: '--rate-limit <n/time>',
    help: "the API's limit, such as 10/20s: then it is never exceeded",
    example: "{ requests: 10, per: '20s' }",
    shown: "learned from the API's answers",
    read: readRateLimit,
    otherwise: undefined,
  },
  timeoutMs: {
    key: 'timeout',
    variable: 'SEEDBED_TIMEOUT',
    help: 'deadline of one attempt, in seconds, from connect to the last byte',
    example: '10',
    shown: '5',
    read: seconds(0.001, longestTimeout),
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
    read: seconds(0),
    otherwise: 120_000,
  },
  deadlineMs: {
    key: 'deadline',
    help: 'the longest that creating one dataset may take in all, in seconds',
    example: '60',
    shown: 'none',
    read: seconds(0.001),
    otherwise: undefined,
  },
  settleMs: {
    key: 'settle',
    variable: 'SEEDBED_SETTLE',
    help: 'how long the API may need to show what it has just stored, in seconds',
    example: '2',
    shown: '0.5',
    read: seconds(0.001, 60),
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
  logLevel: {
    key: 'logLevel',
    variable: 'SEEDBED_LOG_LEVEL',
    help: 'debug: tell each request on stderr; also info, warning, error, critical',
    example: "'debug'",
    shown: 'info',
    read: readLogLevel,
    otherwise: 'info',
  },
  locale: {
    key: 'locale',
    flag: '--locale <name>',
    help: 'a Faker locale: fr, en, de, ja…',
    example: "'de'",
    shown: 'fr',
    read: (value, place) => text(place, value),
    otherwise: 'fr',
  },
  emailDomain: {
    key: 'emailDomain',
    help: 'domain of the e-mails',
    example: "'test.example.org'",
    shown: 'example.com, which reaches nobody',
    read: readDomain,
    otherwise: 'example.com',
  },
  randomSeed: {
    key: 'randomSeed',
    variable: 'SEEDBED_RANDOM_SEED',
    flag: '--random-seed <n>',
    help: 'same number, same people; 0 to 4294967295',
    example: '7',
    shown: '1',
    read: (value, place) => integer(place, value, 0, 2 ** 32 - 1),
    otherwise: 1,
  },
  cleanup: {
    key: 'cleanup',
    help: 'when a dataset is removed: always, on-success, keep, ttl',
    example: "'on-success'",
    shown: 'always',
    read: (value, place) => oneOf(place, value, cleanupPolicies),
    otherwise: 'always',
  },
  scope: {
    key: 'scope',
    help: 'how long and with whom a dataset is shared: test, suite, file, worker, run',
    example: "'file'",
    shown: 'suite',
    read: (value, place) => oneOf(place, value, scopes),
    otherwise: 'suite',
  },
  signIn: {
    key: 'signIn',
    help: "how dataset.signIn finds the application's form",
    example: "{ url: '/login', submit: 'Se connecter' }",
    shown: "the demo page's",
    read: (value, place) => ({ ...defaultSignIn, ...readSignIn(value, place) }),
    otherwise: defaultSignIn,
  },
  minSuccess: {
    key: 'minSuccess',
    help: 'share of the records that must exist for a fixture to pass, 0 to 1',
    example: '0.9',
    shown: '1',
    read: readShare,
    otherwise: 1,
  },
};
