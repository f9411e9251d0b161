import type { Answer, Answers } from '../factory/description.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { AuthConfig, UserAuth } from '../lib/auth.ts';
import type { Language } from '../messages/language.ts';
import type { Seed } from '../plan/seed.ts';
import type { ApiConfig, RateLimit } from './api-config.ts';
import type { DatasetConfig } from './dataset-config.ts';

export type {
  AuthConfig,
  Csrf,
  Login,
  LoginAnswer,
  LoginPaths,
  LoginUser,
  OAuth2,
  UserAuth,
} from '../lib/auth.ts';
export type { ApiConfig, LoginConfig, RateLimit } from './api-config.ts';
export type { DatasetConfig, SignInConfig } from './dataset-config.ts';

/** How much a run's log tells: what is less is left out. */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error' | 'critical';

/**
 * What `defineConfig` takes. Everything is optional; environment variables win over it, flags and call arguments win over both. A value of
 * another kind or out of its range, and a key that is not known, throw `SEEDBED_CONFIG` before any request.
 */
export interface SeedbedConfig<R extends AnyResource = AnyResource> extends DatasetConfig {
  /**
   * The API, with its path. Env `SEEDBED_BASE_URL`. A host that is not loopback must also be in `allowHosts`.
   * @default 'http://127.0.0.1:4010/api:demo'
   * @example baseUrl: 'https://staging.example.com/api'
   */
  readonly baseUrl?: string;
  /**
   * How the requests of the operator are authenticated, the account that creates and removes. Env `SEEDBED_TOKEN`, or `SEEDBED_EMAIL` and
   * `SEEDBED_PASSWORD`, which a login that is described here takes. @default none: without credentials nothing is sent
   * @example auth: { login: { path: '/login', encode: 'form', session: 'cookie' } }
   */
  readonly auth?: AuthConfig;
  /**
   * How created users sign in: for `dataset.as(user)`, and for `dataset.signIn` and `dataset.storageState` through the API.
   * @default as `auth` does, if that is a login or a pair; else by e-mail and password at the usual path
   * @example userAuth: { from: 'sessionToken', header: 'X-Parse-Session-Token' }
   */
  readonly userAuth?: UserAuth;
  /**
   * Headers of every request, logins too. Values under secret-looking names are masked in errors. @default none
   * @example headers: { 'X-Tenant': 't1' }
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Query parameters of every request, logins too; masked likewise. @default none
   * @example query: { api_key: process.env.API_KEY ?? '' }
   */
  readonly query?: Readonly<Record<string, string>>;
  /**
   * Other APIs, by a name that resources give in `on`. Each has a rate limit, a login and headers of its own; without `auth`, none.
   * @default {}
   * @example apis: { billing: { baseUrl: 'https://billing.example.com', auth: { token: process.env.BILLING_TOKEN ?? '' } } }
   */
  readonly apis?: Readonly<Record<string, ApiConfig>>;
  /**
   * Origins that may be seeded and cleaned besides this machine. Any other one is refused with `SEEDBED_HOST_REFUSED`. Env `SEEDBED_ALLOW_HOSTS` (commas). @default []
   * @example allowHosts: ['https://staging.example.com']
   */
  readonly allowHosts?: readonly string[];
  /**
   * Resources made with `defineResource`. @default the demo API's `users` and `vms`
   * @example resources: [teams, members]
   */
  readonly resources?: readonly R[];
  /**
   * Where records are in the API's answers, for all resources; each may say otherwise. Common shapes are recognised without it.
   * @default recognised by their shape
   * @example answers: { one: 'data', many: 'data.items', next: 'links.next' }
   */
  readonly answers?: Answers;
  /**
   * Named seeds, for `{ use: 'fleet' }`. @default {}
   * @example scenarios: { fleet: { users: 2, vms: 10 } }
   */
  readonly scenarios?: Readonly<Record<string, Seed<R>>>;
  /**
   * The base dataset of a whole run, which tests without a seed of their own receive. @default none
   * @example run: { users: 5 }
   */
  readonly run?: Seed<R>;
  /**
   * Part of every dataset's key and stream. @default the `name` in package.json
   * @example project: 'shop'
   */
  readonly project?: string;
  /**
   * Records created together before the next `delay`, from 1 up. Without a `delay`, how many are in hand at once: a slow record then does
   * not hold back later ones. @default no batches, a steady flow
   * @example batchSize: 10
   */
  readonly batchSize?: number;
  /**
   * Pause between batches, in seconds, from 0 up. @default 0
   * @example delay: 20
   */
  readonly delay?: number;
  /**
   * Most requests in flight, from 1 to 1024. @default adapts, starting low
   * @example concurrency: 4
   */
  readonly concurrency?: number;
  /**
   * The API's quota, if you know it: seedbed then stays below it, and no request is refused. @default learned from its answers
   * @example rateLimit: '10/20s'
   */
  readonly rateLimit?: RateLimit | `${number}/${string}`;
  /**
   * Deadline of one attempt, in seconds, from 0.001 to 86400: from connect to the last byte. Env `SEEDBED_TIMEOUT`. @default 5
   * @example timeout: 30
   */
  readonly timeout?: number;
  /**
   * Repeats of a request that failed for another reason than the rate limit, from 0 up. Env `SEEDBED_MAX_RETRIES`. @default 3
   * @example maxRetries: 0
   */
  readonly maxRetries?: number;
  /**
   * The longest wait that a rate limit may ask for, in seconds, from 0 up. A longer one fails with `SEEDBED_UNREACHABLE`. @default 120
   * @example maxWait: 600
   */
  readonly maxWait?: number;
  /**
   * The longest that creating one dataset may take in all, in seconds, from 0.001 up, waits and repeats included. Then it fails with
   * `SEEDBED_DEADLINE`; what exists by then is reported, and removed like any other. @default as long as the API lets something through
   * @example deadline: 300
   */
  readonly deadline?: number;
  /**
   * How long the API may need to show a record that it has just stored, in seconds, from 0.001 to 60. A create whose answer was lost is looked up after
   * that time, or later if the API was seen to be slower. Env `SEEDBED_SETTLE`. @default 0.5
   * @example settle: 2 // searches of an identity provider are some seconds behind
   */
  readonly settle?: number;
  /**
   * The last act of a run looks once for its own tag in the list of each resource it used, and removes what is found. A number is the
   * largest list that is read for it, in bytes, from 0 up; `false` switches it off. Env `SEEDBED_AUDIT`. @default 67108864, 64 MiB
   * @example audit: false
   */
  readonly audit?: number | boolean;
  /**
   * How much a run's log tells, `.seedbed/logs/<run>.ndjson`. `info`: what was asked for, made and removed, the first thousand requests,
   * and what they came to by the second. `debug`: every request, and the CLI and the host process tell it on stderr too. From `warning` on
   * a report has no timeline. Env `SEEDBED_LOG_LEVEL`, in any case. @default 'info'
   * @example logLevel: 'debug'
   */
  readonly logLevel?: LogLevel;
  /**
   * The largest answer that is read, in bytes, from 1 up. A larger one fails its request. @default 1048576
   * @example maxResponseBytes: 8388608
   */
  readonly maxResponseBytes?: number;
  /**
   * Certificates to trust besides Node's own, in PEM: the path of a file, from the project's folder, or its text. For an API
   * whose certificate a private authority signed. Env `SEEDBED_CA`. @default those of Node and of `NODE_EXTRA_CA_CERTS`
   * @example ca: 'certificates/company-ca.pem'
   */
  readonly ca?: string;
  /**
   * HTTP/2 if the server offers it. Over TLS only, also through a proxy; else HTTP/1.1. It makes nothing faster: it is for servers
   * that speak nothing else. A request that a server refuses is looked up before it is sent again, like one that was lost.
   * @default false
   * @example http2: true
   */
  readonly http2?: boolean;
  /**
   * Whether an answer means "too many requests" although its status does not say so: a 200 or a 403 with an error in its body. It is then
   * treated as a 429: nothing was done, and everybody waits. A number is the wait in seconds; `true` leaves it to `Retry-After`, or else to
   * waits that double. Asked about every answer, so keep it quick.
   * @default 420, 429, 503, 403 with `Retry-After`, and 400 or 403 with words about a rate limit
   * @example limited: ({ body }) => (body as { error?: string }).error === 'rate limit'
   */
  readonly limited?: (answer: Answer) => boolean | number | undefined;
  /**
   * Where the API describes itself, as OpenAPI 2 or 3 in JSON: a path from the root of its origin. If it describes a call that creates
   * many of what one call creates (`POST /users/bulk`), layers of ten records and more go through it once the first record was
   * understood. It is read once a run. Not for resources that say `bulk: false`, have an `idempotency` key or a
   * create of their own, or cannot be looked up. `false`: never. @default `/openapi.json` of the demo API on this machine, for a hundred records or
   * more; else none
   * @example openapi: '/openapi.json'
   */
  readonly openapi?: string | false;
  /**
   * Language of everything that people are told: help, progress, statistics, errors. It is one for the whole process. The data has a
   * setting of its own, `locale`. Env `SEEDBED_LANG`. @default what `LC_ALL`, `LC_MESSAGES`, `LANGUAGE` or `LANG` ask for, else English
   * @example lang: 'fr'
   */
  readonly lang?: Language;
  /**
   * A Redis server through which machines work together: one budget for a known `rateLimit`, one login, one base dataset for all shards,
   * and `--distributed`. Needs the packages `bullmq` and `ioredis`. Env `SEEDBED_COORDINATOR`; its password may also stand alone in
   * `SEEDBED_COORDINATOR_PASSWORD`. @default none: this machine alone
   * @example coordinator: 'rediss://redis.example.com'
   */
  readonly coordinator?: string;
  /**
   * What the shards of one CI run have in common, and no other run. With a `coordinator`, they share the base dataset (`run`) and those of
   * `scope: 'run'`. Env `SEEDBED_RUN_GROUP`. @default run and attempt of GitHub Actions, GitLab, CircleCI or Buildkite; else none
   * @example runGroup: `nightly-${process.env.BUILD_NUMBER}`
   */
  readonly runGroup?: string;
}

/** Types and returns a configuration; the default export of `seedbed.config.ts`. */
export function defineConfig<const R extends AnyResource>(config: SeedbedConfig<R>): SeedbedConfig<R> {
  return config;
}
