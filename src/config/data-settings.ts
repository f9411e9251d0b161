import { defaultGenerator, phoneKinds } from '../factory/stream.ts';
import { fields, integer, oneOf, share, text } from '../lib/check.ts';
import { defaultsSay } from '../messages/setting-defaults.ts';
import { cleanupPolicies, scopes } from '../plan/seed.ts';
import { readLanguage } from './choose-language.ts';
import {
  defaultSignIn,
  readDomain,
  readGenerator,
  readLocale,
  readLogLevel,
  readPassword,
  readReferenceDate,
  readResources,
  readSignIn,
  readSwitch,
} from './read-settings.ts';
import type { Settings } from './setting.ts';

/** Which data is made, who shares it, and what is said about it: these settings send nothing. */
export type DataSetting =
  | 'resources'
  | 'scenarios'
  | 'project'
  | 'lang'
  | 'logLevel'
  | 'randomSeed'
  | 'locale'
  | 'emailDomain'
  | 'generator'
  | 'phones'
  | 'referenceDate'
  | 'userPassword'
  | 'cleanup'
  | 'scope'
  | 'signIn'
  | 'ahead'
  | 'minSuccess'
  | 'unproved';

export const dataSettings: Pick<Settings, DataSetting> = {
  resources: {
    key: 'resources',
    example: '[teams, members]',
    shown: () => defaultsSay.presets,
    read: readResources,
    otherwise: ({ sources }) => sources.resources,
  },
  scenarios: {
    key: 'scenarios',
    example: '{ fleet: { teams: 2, members: 8 } }',
    shown: () => defaultsSay.none,
    read: (value, place) => fields(place, value, Object.keys(Object(value))),
    otherwise: {},
  },
  project: {
    key: 'project',
    example: "'shop'",
    shown: () => defaultsSay.packageName,
    read: (value, place) => text(place, value),
    otherwise: ({ sources }) => sources.project,
  },
  lang: {
    key: 'lang',
    variable: 'SEEDBED_LANG',
    flag: '--lang <en|fr>',
    group: 'words',
    example: "'fr'",
    shown: () => defaultsSay.locales,
    read: readLanguage,
    otherwise: ({ sources }) => sources.lang,
  },
  logLevel: {
    key: 'logLevel',
    variable: 'SEEDBED_LOG_LEVEL',
    flag: '--log-level <level>',
    group: 'api',
    example: "'debug'",
    shown: 'info',
    read: readLogLevel,
    otherwise: 'info',
  },
  randomSeed: {
    key: 'randomSeed',
    variable: 'SEEDBED_RANDOM_SEED',
    flag: '--random-seed <n>',
    group: 'data',
    example: '7',
    shown: '1',
    read: (value, place) => integer(place, value, 0, 2 ** 32 - 1),
    otherwise: 1,
  },
  locale: {
    key: 'locale',
    flag: '--locale <name>',
    group: 'data',
    example: "'de'",
    shown: 'fr',
    read: readLocale,
    otherwise: 'fr',
  },
  emailDomain: {
    key: 'emailDomain',
    flag: '--email-domain <domain>',
    group: 'data',
    example: "'test.example.org'",
    shown: () => defaultsSay.emailDomain,
    read: readDomain,
    otherwise: 'example.com',
  },
  generator: {
    key: 'generator',
    variable: 'SEEDBED_GENERATOR',
    flag: '--generator <n>',
    group: 'data',
    example: '1',
    shown: '2',
    read: readGenerator,
    otherwise: defaultGenerator,
  },
  phones: {
    key: 'phones',
    variable: 'SEEDBED_PHONES',
    flag: '--phones <kind>',
    group: 'data',
    example: "'mobile'",
    shown: 'safe',
    read: (value, place) => oneOf(place, value, phoneKinds),
    otherwise: 'safe',
  },
  referenceDate: {
    key: 'referenceDate',
    variable: 'SEEDBED_REFERENCE_DATE',
    flag: '--reference-date <d>',
    group: 'data',
    example: "'today'",
    shown: '2026-01-01',
    read: readReferenceDate,
    otherwise: '2026-01-01',
  },
  userPassword: {
    key: 'userPassword',
    variable: 'SEEDBED_USER_PASSWORD',
    flag: '--user-password <password>',
    group: 'users',
    example: "process.env.SHOP_USER_PASSWORD ?? ''",
    shown: () => defaultsSay.userPassword,
    read: readPassword,
    otherwise: undefined,
  },
  cleanup: {
    key: 'cleanup',
    example: "'on-success'",
    shown: 'always',
    read: (value, place) => oneOf(place, value, cleanupPolicies),
    otherwise: 'always',
  },
  scope: {
    key: 'scope',
    example: "'file'",
    shown: 'suite',
    read: (value, place) => oneOf(place, value, scopes),
    otherwise: 'suite',
  },
  signIn: {
    key: 'signIn',
    example: "{ url: '/login', submit: 'Se connecter' }",
    shown: "{ url: '/', email: 'Email', password: 'Password', submit: 'Sign in' }",
    read: (value, place) => ({ ...defaultSignIn, ...readSignIn(value, place) }),
    otherwise: defaultSignIn,
  },
  ahead: {
    key: 'ahead',
    variable: 'SEEDBED_AHEAD',
    example: 'false',
    shown: 'true',
    read: readSwitch,
    otherwise: true,
  },
  minSuccess: {
    key: 'minSuccess',
    example: '0.9',
    shown: '1',
    read: (value, place) => share(place, value),
    otherwise: 1,
  },
  unproved: {
    key: 'unproved',
    example: "'allow'",
    shown: 'stop',
    read: (value, place) => oneOf(place, value, ['stop', 'allow']),
    otherwise: 'stop',
  },
};
