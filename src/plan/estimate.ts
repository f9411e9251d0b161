import type { Plan } from './plan.ts';

export interface EstimateOptions {
  /** Records in a batch, from 1. */
  readonly batchSize: number;
  /** Pause between two batches of a layer, ms. */
  readonly delayMs: number;
  /** Requests in flight at once, from 1. */
  readonly concurrency: number;
  /** The API's limit: `{ requests: 10, perMs: 20_000 }`. Default none. */
  readonly rateLimit?: { readonly requests: number; readonly perMs: number } | undefined;
  /** Whether the records are removed again, one request each. */
  readonly cleanup: boolean;
  /** Resource → the most records one bulk request may create. Default: one request a record. */
  readonly bulk?: Readonly<Record<string, number>> | undefined;
  /** How long the API takes for one request, ms. Default 0: the estimate is then a lower bound. */
  readonly latencyMs?: number | undefined;
}

export interface LayerEstimate {
  readonly resource: string;
  readonly records: number;
  readonly batches: number;
  /** To create them; removing them takes `records` more. */
  readonly requests: number;
}

/** What a plan will cost if nothing fails. */
export interface Estimate {
  readonly layers: readonly LayerEstimate[];
  readonly records: number;
  readonly batches: number;
  /** All requests: one login, the creates, the deletes. 0 if there is nothing to do. */
  readonly requests: number;
  /** Whichever is longer: what the limit allows, or the pauses and the API's own time. Milliseconds. */
  readonly durationMs: number;
}

/** Estimates what it takes to create a plan, and to remove it if `cleanup` is on. Sends nothing. */
export function estimate(plan: Plan, options: EstimateOptions): Estimate {
  const { batchSize, delayMs, concurrency, rateLimit, latencyMs = 0, bulk = {} } = options;
  let pauses = 0;
  // The login goes first and alone.
  let rounds = 1;
  const layers = plan.layers.map(({ resource, count }): LayerEstimate => {
    const batches = Math.ceil(count / batchSize);
    const perRequest = bulk[resource] ?? 1;
    const full = Math.floor(count / batchSize);
    const fullRequests = Math.ceil(batchSize / perRequest);
    const lastRequests = Math.ceil((count % batchSize) / perRequest);
    pauses += Math.max(0, batches - 1);
    rounds += full * Math.ceil(fullRequests / concurrency) + Math.ceil(lastRequests / concurrency);
    if (options.cleanup) rounds += Math.ceil(count / concurrency);
    return { resource, records: count, batches, requests: full * fullRequests + lastRequests };
  });

  const records = sum(layers, (layer) => layer.records);
  const batches = sum(layers, (layer) => layer.batches);
  if (records === 0) return { layers, records, batches, requests: 0, durationMs: 0 };
  const requests = 1 + sum(layers, (layer) => layer.requests) + (options.cleanup ? records : 0);
  const own = pauses * delayMs + rounds * latencyMs;
  // A slot frees one window after the answer: n requests wait for floor((n - 1) / limit) windows, each an answer longer.
  const windows = rateLimit === undefined ? 0 : Math.floor((requests - 1) / rateLimit.requests);
  const limited = windows * ((rateLimit?.perMs ?? 0) + latencyMs) + latencyMs;
  return { layers, records, batches, requests, durationMs: Math.max(own, limited) };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
