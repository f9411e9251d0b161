import { randomUUID } from 'node:crypto';
import { startBeating, stopBeating } from '../lib/clock.ts';
import { type Keys, luaNow, type Redis, type Script } from './redis.ts';

/** After this long without a sign, a member is gone. */
export const presenceMs = 60_000;
const beatMs = 15_000;

const purge = `
${luaNow}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)`;

/** Comes, or says again that it is here. The first member names the group, and all who join while somebody is there use that name. */
const join: Script = {
  name: 'seedbedJoin',
  lua: `${purge}
if ARGV[3] ~= '' and redis.call('ZCARD', KEYS[1]) == 0 then redis.call('SET', KEYS[2], ARGV[3]) end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], 604800000)
return redis.call('GET', KEYS[2])`,
};

const leave: Script = {
  name: 'seedbedLeave',
  lua: `redis.call('ZREM', KEYS[1], ARGV[1])
${purge}
local others = redis.call('ZCARD', KEYS[1])
if others == 0 then redis.call('DEL', KEYS[2]) end
return others`,
};

const count: Script = {
  name: 'seedbedPresent',
  lua: `
${luaNow}
local counts = {}
for i, key in ipairs(KEYS) do counts[i] = redis.call('ZCOUNT', key, now, '+inf') end
return counts`,
};

/** One process that takes part in something: a run, or a group of runs. */
export interface Membership {
  /** The name that all know who are there: the one proposed by the first. */
  readonly name: string;
  /** How many others are still there: 0 for the last that leaves. Rejects while Redis is away: then nobody knows. */
  leave(): Promise<number>;
}

/** Who takes part in what, known by heartbeats that expire in Redis. */
export class Presence {
  readonly #redis: Redis;
  readonly #keys: Keys;
  readonly #me: string = randomUUID();

  constructor(redis: Redis, keys: Keys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  async join(what: string, proposed: string = what): Promise<Membership> {
    const keys = [this.#keys.of('who', what), this.#keys.of('name', what)];
    const say = (name: string): Promise<unknown> => this.#redis.run(join, keys, [this.#me, presenceMs, name]);
    const name = String(await say(proposed));
    const beat = startBeating(() => void say('').catch(() => undefined), beatMs).unref();
    let left: Promise<number> | undefined;
    return {
      name,
      leave: () => {
        stopBeating(beat);
        left ??= this.#leave(keys);
        return left;
      },
    };
  }

  async #leave(keys: readonly string[]): Promise<number> {
    if (this.#redis.client.status !== 'ready') throw new Error('the coordinator is away');
    return Number(await this.#redis.run(leave, keys, [this.#me]));
  }

  async count(name: string): Promise<number> {
    const [counted = 0] = await this.#counts([name]);
    return counted;
  }

  async #counts(names: readonly string[]): Promise<readonly number[]> {
    const keys = names.map((name) => this.#keys.of('who', name));
    return (await this.#redis.run(count, keys, [])) as number[];
  }

  /** Of these names, those that have a member now. */
  async present(names: readonly string[]): Promise<ReadonlySet<string>> {
    if (names.length === 0) return new Set();
    const counts = await this.#counts(names);
    return new Set(names.filter((_, at) => (counts[at] ?? 0) > 0));
  }
}
