type Headers = Readonly<Record<string, string>>;

/** What an answer tells of the API's limit. */
export interface Allowance {
  /** Requests left until the reset, as the server counted when it answered. */
  readonly remaining: number;
  readonly resetMs: number;
}

export interface Quota {
  readonly requests: number;
  readonly perMs: number;
}

/**
 * Reads `RateLimit` (all drafts: `"default";r=0;t=7`, `limit=10, remaining=0, reset=7`, `RateLimit-Remaining`) and `X-RateLimit-*`.
 * A reset is in seconds from now, or an epoch by the server's clock.
 */
export function readAllowance(headers: Headers, wall: number): Allowance | undefined {
  const field = headers.ratelimit;
  if (field !== undefined) {
    const remaining = /(?:^|[;,\s])(?:r|remaining)=(\d+)/.exec(field)?.[1];
    const reset = /(?:^|[;,\s])(?:t|reset)=(\d+)/.exec(field)?.[1];
    return allowance(remaining, reset, headers, wall);
  }
  const remaining = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'];
  if (remaining === undefined) return undefined;
  return allowance(remaining, headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'], headers, wall);
}

/** `RateLimit-Policy: "default";q=10;w=20`, or `10;w=20` of the earlier drafts. With several, the first. */
export function readQuota(headers: Headers): Quota | undefined {
  const [, quota, seconds] = /^(?:[^,]*;q=)?(\d+)[^,]*;w=(\d+)/.exec(headers['ratelimit-policy'] ?? '') ?? [];
  const requests = Number(quota);
  const perMs = Number(seconds) * 1000;
  return requests > 0 && perMs > 0 ? { requests, perMs } : undefined;
}

function allowance(
  remaining: string | undefined,
  reset: string | undefined,
  headers: Headers,
  wall: number,
): Allowance | undefined {
  if (!/^\d+$/.test(remaining ?? '') || !/^\d+(\.\d+)?$/.test(reset ?? '')) return undefined;
  const value = Number(reset);
  // From 2001 on an epoch has ten digits or more; nobody makes a client wait for 31 years.
  const epochMs = value > 1e12 ? value : value > 1e9 ? value * 1000 : undefined;
  const sent = Date.parse(headers.date ?? '');
  const resetMs = epochMs === undefined ? value * 1000 : epochMs - (Number.isNaN(sent) ? wall : sent);
  return resetMs > 0 ? { remaining: Number(remaining), resetMs } : undefined;
}
