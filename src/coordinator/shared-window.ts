import { randomUUID } from 'node:crypto';
import { heldMs, type SlotWindow } from '../http/budget/quota-window.ts';
import type { Quota } from '../http/budget/rate-limit.ts';
import type { Clock } from '../lib/clock.ts';
import { escapeText } from '../lib/escape.ts';
import { tellWait } from '../lib/progress.ts';
import { coordinatorSays } from '../messages/coordinator.ts';
import { type Keys, luaNow, type Redis, type Script } from './redis.ts';

/**
 * Takes slots, at most the number asked for. A member of the sorted set is a slot, its score the time by Redis' clock at which it is free
 * again. If this server is not the one that knew the slots (restarted, or another one took over), nobody gets any until whatever was taken
 * from it would be free. Returns how many were taken, how long to wait if none was, and how much of that is for a server's loss.
 */
const take: Script = {
  name: 'seedbedTake',
  lua: `
${luaNow}
local limit, takenMs, periodMs = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local info = redis.pcall('INFO', 'server')
if type(info) == 'string' then
  local server = string.match(info, 'run_id:(%w+)') or '?'
  local known = redis.call('GET', KEYS[2])
  if known ~= server then
    redis.call('SET', KEYS[2], server, 'PX', 86400000)
    local upMs = known and 0 or (tonumber(string.match(info, 'uptime_in_seconds:(%d+)')) or 0) * 1000
    if upMs < takenMs then redis.call('SET', KEYS[3], '1', 'PX', takenMs - upMs) end
  end
end
local closedMs = redis.call('PTTL', KEYS[3])
if closedMs > 0 then return {0, closedMs, 1} end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
local taken = redis.call('ZCARD', KEYS[1])
local granted = 0
for i = 4, #ARGV do
  local again = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if again or taken < limit then
    redis.call('ZADD', KEYS[1], now + takenMs, ARGV[i])
    if not again then taken = taken + 1 end
    granted = granted + 1
  end
end
redis.call('PEXPIRE', KEYS[1], takenMs + periodMs)
if granted > 0 then return {granted, 0, 0} end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
return {0, math.max(1, math.min(math.ceil(first[2] - now), periodMs)), 0}`,
};

/** An answer was seen for a slot: it is free one period from now. */
const seen: Script = {
  name: 'seedbedSeen',
  lua: `
${luaNow}
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[1]), ARGV[2])
redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]))`,
};

/** How soon a slot must be used after it was asked for. Later, the slot may belong to another process by the time its request is counted. */
const useWithinMs = 3000;

interface Slot {
  readonly id: string;
  /** By the clock of this process. */
  readonly until: number;
}

export interface SharedWindowOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  readonly quota: Quota;
  /** The longest that one request may take. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly tell: (line: string) => void;
}

/** A known rate limit, kept in Redis for all machines. While Redis is away there are no slots. */
export class SharedWindow implements SlotWindow {
  readonly #options: SharedWindowOptions;
  readonly #onFree: () => void;
  readonly #name = randomUUID().slice(0, 13);
  readonly #heldMs: number;
  readonly #takenMs: number;
  /** Slots are asked for in small lots, so that one process does not take all that come free. */
  readonly #lot: number;
  readonly #hand: Slot[] = [];
  readonly #used: Slot[] = [];
  #asked = 0;
  #wanted = 0;
  #isAsking = false;
  #isFailing = false;
  #rest = new AbortController();

  constructor(options: SharedWindowOptions, onFree: () => void) {
    this.#options = options;
    this.#onFree = onFree;
    this.#heldMs = Math.ceil(heldMs(options.quota));
    // If a process died, its slots are free again by then, whatever became of its requests.
    this.#takenMs = useWithinMs + options.timeoutMs + this.#heldMs;
    this.#lot = Math.max(1, Math.min(64, Math.floor(options.quota.requests / 4)));
  }

  take(): void {
    const slot = this.#hand.shift();
    if (slot !== undefined) this.#used.push(slot);
  }

  untake(): void {
    const slot = this.#used.pop();
    if (slot === undefined) return;
    this.#hand.push(slot);
    if (this.#wanted === 0) this.#giveBack();
  }

  seen(): void {
    // Which of them ended does not matter: the oldest is the one whose time would run out first.
    const slot = this.#used.shift();
    if (slot === undefined) return;
    const { redis, keys } = this.#options;
    redis
      .run(seen, [keys.of('slots')], [this.#heldMs, slot.id, this.#takenMs + this.#heldMs])
      // It stays taken a little longer.
      .catch(() => undefined);
  }

  nextAt(now: number): number {
    while (this.#hand[0] !== undefined && this.#hand[0].until <= now)
      this.#return([this.#hand.shift() as Slot]);
    return this.#hand.length > 0 ? now : Number.POSITIVE_INFINITY;
  }

  want(count: number): void {
    this.#wanted = count;
    if (count > 0 && !this.#isAsking) void this.#ask();
    if (count === 0) this.#giveBack();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    while (this.#wanted > this.#hand.length)
      await this.#askOnce(Math.min(this.#wanted - this.#hand.length, this.#lot));
    this.#isAsking = false;
  }

  async #askOnce(count: number): Promise<void> {
    const { redis, keys, quota, clock, tell } = this.#options;
    const ids = Array.from({ length: count }, () => `${this.#name}-${this.#asked++}`);
    const until = clock.now() + useWithinMs;
    if (this.#rest.signal.aborted) this.#rest = new AbortController();
    try {
      const answer = await redis.run(
        take,
        [keys.of('slots'), keys.of('server'), keys.of('closed')],
        [quota.requests, this.#takenMs, this.#heldMs, ...ids],
      );
      const [granted, waitMs, isLoss] = answer as [number, number, number];
      this.#isFailing = false;
      this.#hand.push(...ids.slice(0, granted).map((id) => ({ id, until })));
      if (granted > 0) return this.#onFree();
      if (isLoss === 1 && waitMs > 1000) tell(coordinatorSays.mended(waitMs));
      else if (waitMs >= 1000) tellWait({ for: 'limit', ms: waitMs });
      await clock.sleep(waitMs, this.#rest.signal);
    } catch (error) {
      if (this.#rest.signal.aborted) return;
      if (!this.#isFailing)
        tell(coordinatorSays.failing(redis.shownUrl, escapeText((error as Error).message, 200)));
      this.#isFailing = true;
      await clock.sleep(1000, this.#rest.signal).catch(() => undefined);
    }
  }

  /** Nobody waits here: others may. */
  #giveBack(): void {
    this.#rest.abort();
    if (this.#hand.length > 0) this.#return(this.#hand.splice(0));
  }

  #return(slots: readonly Slot[]): void {
    const { redis, keys } = this.#options;
    redis.client.zrem(keys.of('slots'), ...slots.map(({ id }) => id)).catch(() => undefined);
  }
}
