/** How the fault server limits. Times are real. */
export interface LimitOptions {
  readonly requests: number;
  readonly perMs: number;
  /** `sliding`: any `perMs`; `fixed`: windows one after the other. @default 'sliding' */
  readonly window?: 'sliding' | 'fixed';
  /** What a 429 tells. `seconds` may have decimals, for scaled windows. @default 'seconds' */
  readonly retryAfter?: 'seconds' | 'none';
  /** What every answer tells. @default 'none' */
  readonly headers?: 'ratelimit' | 'policy' | 'x-ratelimit' | 'none';
}

/** One counter for everybody, as for one client of a real API. Refused requests do not count. */
export class Limiter {
  readonly #options: LimitOptions;
  #counted: number[] = [];

  constructor(options: LimitOptions) {
    this.#options = options;
  }

  /** Counts a request, or refuses it. */
  take(now: number): { readonly allowed: boolean; readonly headers: Record<string, string> } {
    const { requests, perMs, window = 'sliding', retryAfter = 'seconds' } = this.#options;
    const windowStart = Math.floor(now / perMs) * perMs;
    const from = window === 'fixed' ? windowStart : now - perMs;
    this.#counted = this.#counted.filter((at) => at > from || (window === 'fixed' && at === from));
    const allowed = this.#counted.length < requests;
    if (allowed) this.#counted.push(now);
    const freeAt = window === 'fixed' ? windowStart + perMs : (this.#counted[0] ?? now) + perMs;
    const resetMs = Math.max(1, freeAt - now);
    const headers = this.#tell(requests - this.#counted.length, resetMs);
    if (!allowed && retryAfter === 'seconds') headers['retry-after'] = (resetMs / 1000).toFixed(3);
    return { allowed, headers };
  }

  #tell(remaining: number, resetMs: number): Record<string, string> {
    const { requests, perMs, headers = 'none' } = this.#options;
    const reset = String(Math.ceil(resetMs / 1000));
    if (headers === 'ratelimit') return { ratelimit: `"default";r=${remaining};t=${reset}` };
    if (headers === 'policy') return { 'ratelimit-policy': `"default";q=${requests};w=${perMs / 1000}` };
    if (headers === 'x-ratelimit')
      return {
        'x-ratelimit-limit': String(requests),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': reset,
      };
    return {};
  }
}
