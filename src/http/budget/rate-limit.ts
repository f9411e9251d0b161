import { SeedbedError } from '../../errors.ts';
import { show } from '../../lib/check.ts';
import { describingSays } from '../../messages/describing.ts';
import { failuresSay } from '../../messages/failures.ts';
import type { ApiResponse } from '../api-client.ts';

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

/**
 * `Retry-After` → milliseconds to wait, or undefined if it says nothing usable: negative, zero, in the past, nonsense. A date is
 * compared with the answer's own `Date`: the server's clock may be hours away from ours.
 *
 * @param wall our clock in epoch ms, for servers that send no `Date`
 */
export function retryAfterMs(headers: Headers, wall: number): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return positive(Number(text) * 1000);
  // Date.parse takes almost anything for a date, "-5" for the year 2001.
  if (!/^[A-Z][a-z]+,? /.test(text)) return undefined;
  const sent = Date.parse(headers.date ?? '');
  return positive(Date.parse(text) - (Number.isNaN(sent) ? wall : sent));
}

function positive(ms: number): number | undefined {
  return ms > 0 ? Math.min(Math.ceil(ms), Number.MAX_SAFE_INTEGER) : undefined;
}

/** What APIs say of the rate in a refusal that could be about anything. */
const ofRate =
  /too many requests|rate[\s_-]?limit[\s_-]?(was )?(exceeded|reached)|rate exceeded|throttl(ed|ing)|requests? per (second|minute|hour)/i;
/** What a 403 is not about, if it is about access. */
const ofLimit = /rate[\s_-]?limit/i;

/** A refusal for the rate by another status than 429: a 403 as GitHub's secondary limit, a 400 as AWS, a 420. */
export function isLimited({ status, headers, body }: ApiResponse): boolean {
  if (status === 420) return true;
  if (status !== 403 && status !== 400) return false;
  if (status === 403 && headers['retry-after'] !== undefined) return true;
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  return ofRate.test(text) || (status === 403 && ofLimit.test(text));
}

/** What a configuration says of an answer: whether it is a refusal for the rate, or for how many seconds it is one. */
export type Limited = (answer: ApiResponse) => boolean | number | undefined;

/** An answer as it is meant: a 429 if the configuration takes it for one, whatever status it came with. */
export function asLimited(answer: ApiResponse, limited: Limited): ApiResponse {
  const said = ask(answer, limited);
  if (said === false || said === undefined) return answer;
  const { status, headers } = answer;
  return {
    ...answer,
    status: 429,
    statusText: status === 429 ? answer.statusText : failuresSay.takenForLimit(status),
    // Nothing to wait for: the usual waits.
    headers: typeof said === 'number' ? { ...headers, 'retry-after': said.toFixed(3) } : headers,
  };
}

function ask(answer: ApiResponse, limited: Limited): boolean | number | undefined {
  let said: unknown;
  try {
    said = limited(answer);
  } catch (error) {
    throw wrong(describingSays.limitedThrew(answer.status, show(String(error))), error);
  }
  if (said === undefined || said === null) return undefined;
  if (typeof said === 'boolean') return said;
  if (typeof said === 'number' && said >= 0 && said < Number.POSITIVE_INFINITY) return said;
  throw wrong(describingSays.limitedReturned(answer.status, show(said)));
}

function wrong(told: string, cause?: unknown): SeedbedError {
  return new SeedbedError('SEEDBED_CONFIG', told, { cause });
}
