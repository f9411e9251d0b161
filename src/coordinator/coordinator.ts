import type { SlotWindow } from '../http/budget/quota-window.ts';
import type { Quota } from '../http/budget/rate-limit.ts';
import type { AuthScheme } from '../http/login/auth.ts';
import { type Clock, systemClock } from '../lib/clock.ts';
import { Jobs } from './jobs.ts';
import { forgetOnce, once } from './once.ts';
import { type Membership, Presence } from './presence.ts';
import { type Keys, keysFor, openRedis, type Redis } from './redis.ts';
import { RunStore } from './run-store.ts';
import { type Seal, sealOf } from './seal.ts';
import { sharedLogin } from './shared-login.ts';
import { SharedWindow } from './shared-window.ts';

export interface CoordinatorOptions {
  readonly url: string;
  /** The same without user and password. */
  readonly shownUrl: string;
  /** The API. Runs on another API share nothing with these. */
  readonly baseUrl: string;
  /** What signs in to the API; functions say nothing. */
  readonly auth: unknown;
  /** Told when Redis is lost, and what is waited for then. */
  readonly tell: (line: string) => void;
  readonly clock?: Clock | undefined;
}

/** What runs on all machines share, through Redis. */
export class Coordinator {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly #options: CoordinatorOptions;
  /** The work of runs that are spread over machines. */
  readonly jobs: Jobs;
  readonly #presence: Presence;
  readonly #joined = new Set<Promise<Membership>>();
  readonly #seals = new Map<string, Promise<Seal>>();

  private constructor(redis: Redis, options: CoordinatorOptions) {
    this.redis = redis;
    this.#options = options;
    this.keys = keysFor(options.baseUrl);
    this.clock = options.clock ?? systemClock;
    this.jobs = new Jobs(redis, this.keys);
    this.#presence = new Presence(redis, this.keys);
  }

  /** @throws SeedbedError `SEEDBED_COORDINATOR` if Redis is not there, or a package is missing */
  static async open(options: CoordinatorOptions): Promise<Coordinator> {
    return new Coordinator(await openRedis(options.url, options.shownUrl, options.tell), options);
  }

  /** Keeps the known limit of an API for all machines. */
  window(baseUrl: string, quota: Quota, timeoutMs: number): (onFree: () => void) => SlotWindow {
    const { redis, clock } = this;
    const options = { redis, keys: keysFor(baseUrl), quota, timeoutMs, clock, tell: this.#options.tell };
    return (onFree) => new SharedWindow(options, onFree);
  }

  /** Makes one login serve all machines that have the API's credentials. */
  login(baseUrl: string, auth: unknown): (scheme: AuthScheme) => AuthScheme {
    const { redis, clock } = this;
    return (scheme) =>
      sharedLogin(scheme, { redis, keys: keysFor(baseUrl), clock, seal: () => this.#sealFor(baseUrl, auth) });
  }

  /** Seals what only runs with the API's credentials may read. */
  get seal(): Promise<Seal> {
    const { baseUrl, auth } = this.#options;
    return this.#sealFor(baseUrl, auth);
  }

  /** Takes part in something until it leaves, or all is closed. `proposed`: the name of the group, if this process is the first. */
  async join(what: string, proposed?: string): Promise<Membership> {
    const joining = this.#presence.join(what, proposed);
    this.#joined.add(joining);
    const membership = await joining;
    // Until it has left, closing waits for it.
    const leave = (): Promise<number> => membership.leave().finally(() => this.#joined.delete(joining));
    return { ...membership, leave };
  }

  /** The runs, or groups of runs, of these on which a machine works now. */
  present(names: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#presence.present(names);
  }

  /** Stops a run that is spread over machines for good: what was asked for is forgotten. */
  async forget(run: string): Promise<void> {
    await (await this.store(run)).forget([]);
  }

  /** How many processes are at a run. */
  count(name: string): Promise<number> {
    return this.#presence.count(name);
  }

  /** Lets one process make something that several ask for; see {@link once}. */
  async once<T>(name: string, make: (attempt: number) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { redis, keys, clock } = this;
    return once(name, make, { redis, keys, clock, signal, seal: await this.seal });
  }

  /** From now on, the next process that asks makes it again. */
  forgetOnce(name: string): Promise<void> {
    return forgetOnce(name, this.redis, this.keys);
  }

  /** What is known of a run that is spread over machines. */
  async store(run: string): Promise<RunStore> {
    return new RunStore(this.redis, this.keys, await this.seal, run);
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#joined].map(async (joining) => (await joining).leave()));
    await this.jobs.close();
    await this.redis.close();
  }

  #sealFor(baseUrl: string, auth: unknown): Promise<Seal> {
    const { tag } = keysFor(baseUrl);
    const credentials = JSON.stringify([auth, new URL(this.#options.url).password]);
    const name = `${tag} ${credentials}`;
    const seal = this.#seals.get(name) ?? sealOf(credentials, tag);
    this.#seals.set(name, seal);
    return seal;
  }
}
