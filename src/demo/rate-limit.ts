import type { Clock } from '../lib/clock.ts';
import type { DemoRateLimit } from './options.ts';

export interface Verdict {
  readonly allowed: boolean;
  /** Headers that are sent with every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts a client's call and says whether it may pass. */
export type RateLimiter = (client: string) => Verdict;

/**
 * A sliding window: in any stretch of `per` ms at most `requests` calls of one client pass. The strictest of the usual kinds
 * (a fixed window lets twice as many through around its edge), so that what passes here passes elsewhere. A 429 uses up nothing.
 */
export function createRateLimiter(limit: DemoRateLimit, clock: Pick<Clock, 'now' | 'wall'>): RateLimiter {
  const passedAt = new Map<string, number[]>();
  const timesOf = (client: string, now: number): number[] => {
    const times = passedAt.get(client);
    if (times === undefined) {
      for (const [other, old] of passedAt) if ((old.at(-1) ?? 0) + limit.per <= now) passedAt.delete(other);
      const none: number[] = [];
      passedAt.set(client, none);
      return none;
    }
    const firstInside = times.findIndex((time) => time + limit.per > now);
    times.splice(0, firstInside === -1 ? times.length : firstInside);
    return times;
  };
  return (client) => {
    const now = clock.now();
    const times = timesOf(client, now);
    const allowed = times.length < limit.requests;
    if (allowed) times.push(now);
    const remaining = limit.requests - times.length;
    const resetSeconds = Math.ceil(((times[0] ?? now) + limit.per - now) / 1000);
    return { allowed, headers: headersFor(limit, { allowed, remaining, resetSeconds, wall: clock.wall() }) };
  };
}

interface Counted {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly resetSeconds: number;
  /** Now, in epoch ms. */
  readonly wall: number;
}

function headersFor(
  limit: DemoRateLimit,
  { allowed, remaining, resetSeconds, wall }: Counted,
): Record<string, string> {
  const headers: Record<string, string> = {};
  if (!allowed && limit.retryAfter !== false) headers['retry-after'] = String(resetSeconds);
  if (limit.headers === true) {
    // draft-ietf-httpapi-ratelimit-headers, and beside it what GitHub made customary (reset in epoch seconds).
    headers['ratelimit-policy'] = `"default";q=${limit.requests};w=${Math.ceil(limit.per / 1000)}`;
    headers.ratelimit = `"default";r=${remaining};t=${resetSeconds}`;
    headers['x-ratelimit-limit'] = String(limit.requests);
    headers['x-ratelimit-remaining'] = String(remaining);
    headers['x-ratelimit-reset'] = String(Math.ceil(wall / 1000) + resetSeconds);
  }
  return headers;
}
