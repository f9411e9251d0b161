import type { CleanupPolicy, Scope } from '../plan/seed.ts';
import type { SignInConfig } from './sign-in-config.ts';

/** What datasets hold, whose they are, and when they are made and removed. */
export interface DatasetConfig {
  /**
   * A Faker locale: `fr`, `en`, `de`, `ja`, `fr_CA`… @default 'fr'
   * @example locale: 'de'
   */
  readonly locale?: string;
  /**
   * Domain of generated e-mails. @default 'example.com', which reaches nobody
   * @example emailDomain: 'example.org'
   */
  readonly emailDomain?: string;
  /**
   * One password for every user that is made, so that a person can sign in as one of them. It is no secret of the project's code: take it
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
   * `allow` more of them. They are told as unknown, and may stay on the API. `seedbed check` says how to describe the resource instead.
   * @default 'stop'
   * @example unproved: 'allow'
   */
  readonly unproved?: 'stop' | 'allow';
}
