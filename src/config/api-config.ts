import type { Answer, Answers } from '../factory/description.ts';
import type { AuthConfig } from '../lib/auth.ts';

/** Where an API takes logins, and which field of the answer holds the token. */
export interface LoginConfig {
  /** Path of the login, below the base URL. */
  readonly loginPath: string;
  /** Name of the field in the answer's body. */
  readonly tokenField: string;
}

/** `{ requests: 10, per: '20s' }`: the API's quota, shared by everything in a run. */
export interface RateLimit {
  /** How many requests, from 1 up, the API takes in each period. */
  readonly requests: number;
  /** Length of the period, a duration: `500ms`, `20s`, `1m`. */
  readonly per: string;
}

/** One more API beside the one at `baseUrl`. */
export interface ApiConfig {
  /**
   * The API, with its path. A host that is not this machine must also be in an `allowHosts`.
   * @example baseUrl: 'https://billing.example.com/api'
   */
  readonly baseUrl: string;
  /**
   * How requests to it are authenticated. @default 'none'
   * @example auth: { token: process.env.BILLING_TOKEN ?? '' }
   */
  readonly auth?: AuthConfig;
  /**
   * Its origins, if it is not on this machine and not in the configuration's `allowHosts`. @default []
   * @example allowHosts: ['https://billing.example.com']
   */
  readonly allowHosts?: readonly string[];
  /**
   * Its own quota. @default learned from its answers
   * @example rateLimit: '10/20s'
   */
  readonly rateLimit?: RateLimit | `${number}/${string}`;
  /**
   * Most of its requests in flight, from 1 to 1024. @default adapts, starting low
   * @example concurrency: 4
   */
  readonly concurrency?: number;
  /**
   * Headers of each of its requests. @default none
   * @example headers: { 'X-Tenant': 't1' }
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Query parameters of each of its requests. @default none
   * @example query: { version: '2' }
   */
  readonly query?: Readonly<Record<string, string>>;
  /**
   * Where records are in its answers. @default recognised by their shape
   * @example answers: { one: 'data', many: 'data.items' }
   */
  readonly answers?: Answers;
  /**
   * Certificates to trust for it, as the configuration's `ca`. @default the configuration's
   * @example ca: 'certificates/billing-ca.pem'
   */
  readonly ca?: string;
  /**
   * HTTP/2 if it offers that, as the configuration's `http2`. @default the configuration's
   * @example http2: true
   */
  readonly http2?: boolean;
  /**
   * Where it describes itself: a path from the root of its origin, to a description in JSON. Bulk calls found there are used.
   * @default it is not read
   * @example openapi: '/openapi.json'
   */
  readonly openapi?: string | false;
  /**
   * Whether an answer of it means "too many requests" although its status does not say so, as the configuration's `limited`.
   * @default the usual statuses and words
   * @example limited: ({ status }) => status === 509
   */
  readonly limited?: (answer: Answer) => boolean | number | undefined;
}
