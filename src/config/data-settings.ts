import { fields, integer, oneOf, share, text } from '../lib/check.ts';
import { cleanupPolicies, scopes } from '../plan/seed.ts';
import { readLanguage } from './choose-language.ts';
import {
  defaultSignIn,
  readDomain,
  readLogLevel,
  readPassword,
  readResources,
  readSignIn,
} from './read-settings.ts';
import type { Settings } from './setting.ts';

/** What is made, for whom, and how it is told: these settings send nothing. */
export type DataSetting =
  | 'resources'
  | 'scenarios'
  | 'project'
  | 'lang'
  | 'logLevel'
  | 'randomSeed'
  | 'locale'
  | 'emailDomain'
  | 'userPassword'
  | 'cleanup'
  | 'scope'
  | 'signIn'
  | 'minSuccess'
  | 'unproved';

export const dataSettings: Pick<Settings, DataSetting> = {
  resources: {
    key: 'resources',
    help: 'what can be seeded, made with defineResource',
    example: '[teams, members]',
    shown: "the preset's",
    read: readResources,
    otherwise: ({ sources }) => sources.resources,
  },
  scenarios: {
    key: 'scenarios',
    help: 'named seeds, for { use: "fleet" }',
    example: '{ fleet: { teams: 2, members: 8 } }',
    shown: 'none',
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
  lang: {
    key: 'lang',
    variable: 'SEEDBED_LANG',
    flag: '--lang <en|fr>',
    group: 'words',
    help: 'language of what is said: en, fr',
    example: "'fr'",
    shown: "the locale's, or else en",
    read: readLanguage,
    otherwise: ({ sources }) => sources.lang,
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
  randomSeed: {
    key: 'randomSeed',
    variable: 'SEEDBED_RANDOM_SEED',
    flag: '--random-seed <n>',
    group: 'data',
    help: 'same number, same people; 0 to 4294967295',
    example: '7',
    shown: '1',
    read: (value, place) => integer(place, value, 0, 2 ** 32 - 1),
    otherwise: 1,
  },
  locale: {
    key: 'locale',
    flag: '--locale <name>',
    group: 'data',
    help: 'a Faker locale: fr, en, de, ja…',
    example: "'de'",
    shown: 'fr',
    read: (value, place) => text(place, value),
    otherwise: 'fr',
  },
  emailDomain: {
    key: 'emailDomain',
    flag: '--email-domain <domain>',
    group: 'data',
    help: 'domain of the e-mails',
    example: "'test.example.org'",
    shown: 'example.com, which reaches nobody',
    read: readDomain,
    otherwise: 'example.com',
  },
  userPassword: {
    key: 'userPassword',
    variable: 'SEEDBED_USER_PASSWORD',
    flag: '--user-password <password>',
    group: 'users',
    help: 'password of every user that is made. Others on this machine can read the flag: the variable or .env is safer',
    example: "process.env.SHOP_USER_PASSWORD ?? ''",
    shown: 'a strong one for each, known to no one',
    read: readPassword,
    otherwise: undefined,
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
    help: "how dataset.signIn finds the application's form, or that it goes through the API's session",
    example: "{ url: '/login', submit: 'Se connecter' }",
    shown: "{ url: '/', email: 'Email', password: 'Password', submit: 'Sign in' }",
    read: (value, place) => ({ ...defaultSignIn, ...readSignIn(value, place) }),
    otherwise: defaultSignIn,
  },
  minSuccess: {
    key: 'minSuccess',
    help: 'share of the records that must exist for a fixture to pass, 0 to 1',
    example: '0.9',
    shown: '1',
    read: (value, place) => share(place, value),
    otherwise: 1,
  },
  unproved: {
    key: 'unproved',
    help: 'what to do if the first record of a resource could neither be understood nor looked up: stop, allow',
    example: "'allow'",
    shown: 'stop',
    read: (value, place) => oneOf(place, value, ['stop', 'allow']),
    otherwise: 'stop',
  },
};
