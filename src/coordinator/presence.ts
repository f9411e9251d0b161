import { randomUUID } from 'node:crypto';
import { startBeating, stopBeating } from '../lib/timers.ts';
import type { Keys } from './keys.ts';
import type { Redis, Script } from './redis.ts';

/** Who is not heard of for so long is gone. */
export const presenceMs = 60_000;
const beatMs = 15_000;

const purge = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)`;

/** Comes, or says again that it is here. Whoever comes to where nobody is begins a new generation. */
const join: Script = {
  name: 'seedbedJoin',
  lua: `${purge}
if ARGV[3] == 'come' and redis.call('ZCARD', KEYS[1]) == 0 then redis.call('INCR', KEYS[2]) end
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], 604800000)
return redis.call('GET', KEYS[2])`,
};

const leave: Script = {
  name: 'seedbedLeave',
  lua: `redis.call('ZREM', KEYS[1], ARGV[1])
${purge}
return redis.call('ZCARD', KEYS[1])`,
};

const count: Script = {
  name: 'seedbedPresent',
  lua: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local counts = {}
for i, key in ipairs(KEYS) do counts[i] = redis.call('ZCOUNT', key, now, '+inf') end
return counts`,
};

/** One process that takes part in something: a run, or a group of runs. */
export interface Membership {
  /** Grows each time that somebody comes to where nobody was. */
  readonly generation: number;
  /** How many others are still there: 0 for the last that leaves. Rejects while Redis is away: then nobody knows. */
  leave(): Promise<number>;
}

/** Who takes part in what, by heartbeats that Redis forgets by itself. */
export class Presence {
  readonly #redis: Redis;
  readonly #keys: Keys;
  readonly #me: string = randomUUID();

  constructor(redis: Redis, keys: Keys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  async join(name: string): Promise<Membership> {
    const keys = [this.#keys.of('who', name), this.#keys.of('generation', name)];
    const say = (how: 'come' | 'stay'): Promise<unknown> =>
      this.#redis.run(join, keys, [this.#me, presenceMs, how]);
    const generation = Number(await say('come'));
    const beat = startBeating(() => void say('stay').catch(() => undefined), beatMs).unref();
    let left: Promise<number> | undefined;
    return {
      generation,
      leave: () => {
        stopBeating(beat);
        left ??= this.#leave(keys[0] as string);
        return left;
      },
    };
  }

  async #leave(key: string): Promise<number> {
    if (this.#redis.client.status !== 'ready') throw new Error('the coordinator is away');
    return Number(await this.#redis.run(leave, [key], [this.#me]));
  }

  /** Those of the names where somebody takes part now. */
  async present(names: readonly string[]): Promise<ReadonlySet<string>> {
    if (names.length === 0) return new Set();
    const keys = names.map((name) => this.#keys.of('who', name));
    const counts = (await this.#redis.run(count, keys, [])) as number[];
    return new Set(names.filter((_, at) => (counts[at] ?? 0) > 0));
  }
}
