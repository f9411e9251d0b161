import { SeedbedError } from '../errors.ts';
import { soon } from '../lib/clock.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import type { Keys, Redis } from './redis.ts';
import type { Seal } from './seal.ts';

/** A run that nobody came back for is forgotten after a week. */
const keptMs = 7 * 24 * 3600_000;
const together = 500;

/** What is known of a run that is spread over machines: what was asked for, and every record as it is made. All of it is sealed. */
export class RunStore {
  readonly #redis: Redis;
  readonly #keys: Keys;
  readonly #seal: Seal;
  readonly #run: string;
  readonly #noted = new Map<string, string[]>();
  #writing: Promise<void> = Promise.resolve();

  constructor(redis: Redis, keys: Keys, seal: Seal, run: string) {
    this.#redis = redis;
    this.#keys = keys;
    this.#seal = seal;
    this.#run = run;
  }

  async describe(what: object): Promise<void> {
    const key = this.#key();
    await this.#redis.client.hset(key, 'what', this.#seal.seal(what));
    await this.#redis.client.pexpire(key, keptMs);
  }

  /** @throws SeedbedError `SEEDBED_COORDINATOR` if it is not known, or cannot be read here */
  async described(): Promise<object> {
    const sealed = await this.#redis.client.hget(this.#key(), 'what');
    if (sealed === null) throw new SeedbedError('SEEDBED_COORDINATOR', coordinatorSays.noSuchRun(this.#run));
    const what = this.#seal.open(sealed);
    if (what === undefined) throw new SeedbedError('SEEDBED_COORDINATOR', coordinatorSays.otherCredentials);
    return what as object;
  }

  /** From now on nothing more of it is made. The first reason counts. */
  async stop(reason: object): Promise<void> {
    await this.#redis.client.hsetnx(this.#key(), 'stopped', this.#seal.seal(reason));
  }

  async stopped(): Promise<object | undefined> {
    const sealed = await this.#redis.client.hget(this.#key(), 'stopped');
    return sealed === null ? undefined : ((this.#seal.open(sealed) ?? {}) as object);
  }

  /** Remembers a record by its index. Written along with others of the moment; see {@link written}. */
  note(resource: string, index: number, record: object): void {
    const fields = this.#noted.get(resource) ?? [];
    if (this.#noted.size === 0) soon(() => this.#flush());
    this.#noted.set(resource, fields);
    fields.push(String(index), this.#seal.seal(record));
  }

  /** Resolves when all that was noted is in Redis. */
  async written(): Promise<void> {
    this.#flush();
    await this.#writing;
  }

  #flush(): void {
    for (const [resource, fields] of this.#noted) {
      const key = this.#key(resource);
      const writing = this.#redis.client.hset(key, ...fields);
      const lasting = this.#redis.client.pexpire(key, keptMs);
      this.#writing = Promise.all([this.#writing, writing, lasting]).then(() => undefined);
      // Everybody who waits for it is told.
      this.#writing.catch(() => undefined);
    }
    this.#noted.clear();
  }

  /** How many records of a resource there are. */
  count(resource: string): Promise<number> {
    return this.#redis.client.hlen(this.#key(resource));
  }

  /** Those of the indices that are there, in their order. */
  async records(resource: string, indices: readonly number[]): Promise<object[]> {
    const found: object[] = [];
    for (let at = 0; at < indices.length; at += together) {
      const some = indices.slice(at, at + together).map(String);
      const sealed = await this.#redis.client.hmget(this.#key(resource), ...some);
      for (const one of sealed) {
        const record = this.#seal.open(one);
        if (record !== undefined) found.push(record as object);
      }
    }
    return found;
  }

  async forget(resources: readonly string[]): Promise<void> {
    await this.#redis.client.unlink(this.#key(), ...resources.map((resource) => this.#key(resource)));
  }

  #key(resource?: string): string {
    return resource === undefined
      ? this.#keys.of('run', this.#run)
      : this.#keys.of('run', this.#run, 'made', resource);
  }
}
