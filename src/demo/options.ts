import { show } from '../lib/check.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { demoSays } from '../messages/demo.ts';
import { demoPreset } from '../preset/demo-preset.ts';

/** How many API calls one client may make; above it: 429. */
export interface DemoRateLimit {
  /** Calls allowed in any stretch of `per` milliseconds. Logins count; calls refused with 429 do not. */
  readonly requests: number;
  /** Length of the window, in milliseconds: `{ requests: 10, per: 20_000 }` is the hosted backend's free plan. */
  readonly per: number;
  /** Send `Retry-After` (whole seconds, rounded up) with a 429. Default true. */
  readonly retryAfter?: boolean | undefined;
  /** Send `RateLimit`, `RateLimit-Policy` and `X-RateLimit-*` with every answer. Default false, as the hosted backend. */
  readonly headers?: boolean | undefined;
}

/** An account that exists from the start. */
export interface DemoOperator {
  readonly email: string;
  readonly password: string;
}

/**
 * The account to seed with. It may do everything, is not listed by `GET /user` (so that an API with nothing seeded counts
 * 0 users) and cannot be changed or deleted. The password is public: never put the demo API on a network you do not trust.
 */
export const demoOperator: DemoOperator = demoPreset.defaultAuth;

/** How the demo API behaves. Every option has a default; durations are in milliseconds. */
export interface DemoAppOptions {
  /** Path of the SQLite file to keep the data in. Default `:memory:`: gone when the app closes. */
  readonly db?: string | undefined;
  /** The account to seed with. Default {@link demoOperator}. */
  readonly operator?: DemoOperator | undefined;
  /** A bearer token that is the operator's and never expires. Default none. */
  readonly token?: string | undefined;
  /** How long a token given by a login is good, in ms. Default 86_400_000 (a day). */
  readonly tokenTtl?: number | undefined;
  /** Default: no limit. */
  readonly rateLimit?: DemoRateLimit | undefined;
  /** Waited before each API call is served, in ms. Default 0. */
  readonly latency?: number | undefined;
  /** Offer `POST /user/bulk` and `POST /vm/bulk`. Default true; false is what the hosted backend does. */
  readonly bulk?: boolean | undefined;
  /** Refuse (409) to delete a user who still owns VMs. Default true; false deletes the user and leaves orphan VMs. */
  readonly strictDelete?: boolean | undefined;
  /** Status of `Duplicate record detected.`: installations differ. Default 409. */
  readonly duplicateStatus?: 400 | 403 | 409 | undefined;
  /** Honour `Idempotency-Key` on POST. Default true; false ignores the header without a word, as many APIs do. */
  readonly idempotency?: boolean | undefined;
  /** How long an idempotency key is remembered, in ms. Default 86_400_000 (a day). */
  readonly idempotencyTtl?: number | undefined;
  /** Time, for tests. Default the system's. */
  readonly clock?: Clock | undefined;
}

/** {@link DemoAppOptions} with the defaults filled in. */
export interface DemoSettings {
  readonly db: string;
  readonly operator: DemoOperator;
  readonly token: string | undefined;
  readonly tokenTtl: number;
  readonly rateLimit: DemoRateLimit | undefined;
  readonly latency: number;
  readonly bulk: boolean;
  readonly strictDelete: boolean;
  readonly duplicateStatus: 400 | 403 | 409;
  readonly idempotency: boolean;
  readonly idempotencyTtl: number;
  readonly clock: Clock;
}

const day = 86_400_000;

/** @throws RangeError if a number is not one the option can mean. */
export function resolveSettings(options: DemoAppOptions): DemoSettings {
  const settings: DemoSettings = {
    db: options.db ?? ':memory:',
    operator: options.operator ?? demoOperator,
    token: options.token,
    tokenTtl: options.tokenTtl ?? day,
    rateLimit: options.rateLimit,
    latency: options.latency ?? 0,
    bulk: options.bulk ?? true,
    strictDelete: options.strictDelete ?? true,
    duplicateStatus: options.duplicateStatus ?? 409,
    idempotency: options.idempotency ?? true,
    idempotencyTtl: options.idempotencyTtl ?? day,
    clock: options.clock ?? systemClock,
  };
  expectAtLeast('tokenTtl', settings.tokenTtl, 1);
  expectAtLeast('idempotencyTtl', settings.idempotencyTtl, 1);
  expectAtLeast('latency', settings.latency, 0);
  if (settings.rateLimit !== undefined) {
    expectAtLeast('rateLimit.requests', settings.rateLimit.requests, 1);
    expectAtLeast('rateLimit.per', settings.rateLimit.per, 1);
  }
  return settings;
}

function expectAtLeast(name: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new RangeError(demoSays.atLeast(name, least, show(value)));
}
