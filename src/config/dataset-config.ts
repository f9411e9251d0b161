import type { GeneratorVersion, PhoneKind } from '../factory/stream.ts';
import type { CleanupPolicy, Scope } from '../plan/seed.ts';

/** The settings of datasets: their content, who shares them, and when they are made and removed. */
export interface DatasetConfig {
  /**
   * A Faker locale: `fr`, `en`, `de`, `ja`, `fr_CA`… In 38 of them the fields of a person go together. In the others each field is Faker's, and most
   * job titles are English; only phones are made valid. @default 'fr'
   * @example locale: 'de'
   */
  readonly locale?: string;
  /**
   * Domain of generated e-mails. @default 'example.com', which reaches nobody
   * @example emailDomain: 'example.org'
   */
  readonly emailDomain?: string;
  /**
   * Which version of the generated data. `2`: first names fit the birth year, jobs the age, zip code, city, street and number each other.
   * `1`: what seedbed made before, for suites whose snapshots hold its values. Env `SEEDBED_GENERATOR`. @default 2
   * @example generator: 1
   */
  readonly generator?: GeneratorVersion;
  /**
   * Which phone numbers people have. `safe`: validators accept them, and they ring nowhere if the country keeps such numbers (France's
   * landlines by region, North America's 555-01xx, Britain's, Germany's and Australia's for drama), else mobiles. `mobile`: mobile numbers
   * that validators accept. They may belong to real people, so do not let an API send messages to them. `fictional`: mobiles of the range
   * for fiction too, 06 39 98 in France, which strict validators refuse. Env `SEEDBED_PHONES`. @default 'safe'
   * @example phones: 'mobile'
   */
  readonly phones?: PhoneKind;
  /**
   * "Today" of the generated data: birth dates and `fake.date` are drawn around it, so that the same seed gives the same dates tomorrow. A
   * day (`2026-06-01`), or `'today'` for an API that refuses what is past: then dates repeat within one day only, in UTC. If a
   * date is drawn and this day is more than six months ago, that is said once in a process. Env `SEEDBED_REFERENCE_DATE`. @default '2026-01-01'
   * @example referenceDate: 'today'
   */
  readonly referenceDate?: string;
  /**
   * One password for every user that is made, so that a person can sign in as one of them. Do not write it in code: take it
   * from the environment. Env `SEEDBED_USER_PASSWORD`. What a seed or a test sets for a user wins. @default a strong one for each, known to no one
   * @example userPassword: process.env.SHOP_USER_PASSWORD ?? ''
   */
  readonly userPassword?: string;
  /**
   * Makes generation repeatable: a whole number from 0 to 2^32 - 1. Env `SEEDBED_RANDOM_SEED`. @default 1
   * @example randomSeed: 42
   */
  readonly randomSeed?: number;
  /**
   * When a dataset is removed. @default 'always'
   * @example cleanup: 'keep'
   */
  readonly cleanup?: CleanupPolicy;
  /**
   * How long and with whom a dataset is shared. @default 'suite'
   * @example scope: 'test'
   */
  readonly scope?: Scope;
  /**
   * How `dataset.signIn` finds the application's form. @default `/`, `Email`, `Password`, `Sign in`
   * @example signIn: { url: '/login', email: 'Work e-mail', submit: 'Log in' }
   */
  readonly signIn?: SignInConfig;
  /**
   * Whether datasets are made before their tests ask for them, a few at a time, in the order the tests will come, while nobody waits for
   * the API. What no test asks for is removed. Records of suites that have not begun are then on the API beside those of the one that
   * runs; set it to false if a test must be alone there. @default true
   * @example ahead: false
   */
  readonly ahead?: boolean;
  /**
   * Share of the records that must exist for a fixture to pass, 0 to 1. Below it, seeding ends with `SEEDBED_PARTIAL`. @default 1
   * @example minSuccess: 0.9
   */
  readonly minSuccess?: number;
  /**
   * What to do if the first record of a resource could neither be understood nor looked up: `stop` before there is a second one, or
   * `allow` more of them. They are reported as unknown, and may stay on the API. `seedbed check` says how to describe the resource instead.
   * @default 'stop'
   * @example unproved: 'allow'
   */
  readonly unproved?: 'stop' | 'allow';
}

/** How `dataset.signIn` signs a user in: with the application's form, found by what a person reads on it; or with a session of the API. */
export interface SignInConfig {
  /**
   * Where the form is. A relative URL starts at Playwright's `baseURL`, or else at the API's origin. @default '/'
   * @example url: '/login'
   */
  readonly url?: string;
  /**
   * Label of the e-mail field. @default 'Email'
   * @example email: 'Work e-mail'
   */
  readonly email?: string;
  /**
   * Label of the password field. @default 'Password'
   * @example password: 'Passphrase'
   */
  readonly password?: string;
  /**
   * Name of the button. @default 'Sign in'
   * @example submit: 'Log in'
   */
  readonly submit?: string;
  /**
   * `form`: fills the form in, which is a login of its own each time. `session`: the browser gets the session of the one login that
   * `dataset.as(user)` uses too. Use it if the API limits logins, or allows a user one session. @default 'form'
   * @example through: 'session'
   */
  readonly through?: 'form' | 'session';
  /**
   * Where the application keeps the token, if not in a cookie. @default nowhere: the session is the login's cookies
   * @example storage: { key: 'token', kind: 'local' }
   */
  readonly storage?: SignInStorage;
}

/** An entry of the browser's storage. The application takes it as a sign that its user is signed in. */
interface SignInStorage {
  /** Name of the entry. */
  readonly key: string;
  /** `local`: localStorage, `session`: sessionStorage, which `dataset.storageState` cannot hold. @default 'local' */
  readonly kind?: 'local' | 'session';
  /** The value of the entry, made from the token. @default the token itself */
  readonly value?: (token: string) => string;
}
