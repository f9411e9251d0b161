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
  /** The API, with its path: `https://host/api`. */
  readonly baseUrl: string;
  /** How requests to it are authenticated. @default 'none' */
  readonly auth?: AuthConfig;
  /** Its origins, if it is not on this machine and not in the configuration's `allowHosts`. @default [] */
  readonly allowHosts?: readonly string[];
  /** Its own quota, also as `10/20s`. @default learned from its answers */
  readonly rateLimit?: RateLimit | `${number}/${string}`;
  /** Most of its requests in flight, from 1 up. @default adapts, starting low */
  readonly concurrency?: number;
  /** Headers of each of its requests. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Query parameters of each of its requests. @default none */
  readonly query?: Readonly<Record<string, string>>;
  /** Where records are in its answers. @default recognised by their shape */
  readonly answers?: Answers;
  /** @default the configuration's */
  readonly ca?: string;
  /** @default the configuration's */
  readonly http2?: boolean;
  /** @default none: refusals of this API are told as usual */
  readonly limited?: (answer: Answer) => boolean | number | undefined;
}
