import type { Failure, ResourceStatistics, Statistics } from '../dataset/snapshot.ts';
import type { ClientStats } from '../http/api-client.ts';
import type { Outcome } from './job.ts';

/** Collects outcomes while they come in. Keeps counts, not records. */
export class Tally {
  readonly #byResource = new Map<string, Counts>();

  plan(resource: string, count: number): void {
    this.#of(resource).planned += count;
  }

  add(resource: string, outcome: Outcome): void {
    const counts = this.#of(resource);
    if (outcome.outcome === 'failed') {
      this.#fail(counts, outcome.failure);
      return;
    }
    counts.created++;
    if (outcome.outcome === 'adopted') counts.adopted++;
  }

  /** What is never sent, because the run has ended. */
  skip(resource: string, failure: Failure): void {
    const counts = this.#of(resource);
    this.#fail(counts, failure);
    counts.notSent.add(failure.reason);
  }

  done(resource: string): { done: number; failed: number } {
    const { created, failed } = this.#of(resource);
    return { done: created + failed, failed };
  }

  statistics(cost: ClientStats, durationMs: number): Statistics {
    const resources = Object.fromEntries(
      [...this.#byResource].map(([name, counts]) => [name, summarize(counts)]),
    );
    return {
      resources,
      requests: cost.requests,
      retries: cost.retries,
      rateLimited: cost.rateLimited,
      durationMs,
    };
  }

  #fail(counts: Counts, failure: Failure): void {
    counts.failed++;
    if (failure.outcome === 'unknown') counts.unknown++;
    counts.reasons.set(failure.reason, (counts.reasons.get(failure.reason) ?? 0) + 1);
  }

  #of(resource: string): Counts {
    let counts = this.#byResource.get(resource);
    if (counts === undefined) {
      counts = {
        planned: 0,
        created: 0,
        adopted: 0,
        failed: 0,
        unknown: 0,
        reasons: new Map(),
        notSent: new Set(),
      };
      this.#byResource.set(resource, counts);
    }
    return counts;
  }
}

/** How the records of one resource fared. */
export interface Counts {
  planned: number;
  created: number;
  adopted: number;
  failed: number;
  unknown: number;
  readonly reasons: Map<string, number>;
  /** Those of the reasons that say that a record was never sent. */
  readonly notSent: Set<string>;
}

/** Counts as they are told: reasons by their number, and the share that exists. */
export function summarize({ reasons, notSent, ...counts }: Counts): ResourceStatistics {
  const { created, planned } = counts;
  return {
    ...counts,
    successRate: created >= planned ? 100 : Math.min(99.9, Math.round((1000 * created) / planned) / 10),
    reasons: [...reasons]
      .map(([reason, count]) => ({ reason, count, ...(notSent.has(reason) && { notSent: true as const }) }))
      .sort((a, b) => b.count - a.count),
  };
}

/** What was spent between two readings of a client's counters. */
export function costSince(before: ClientStats, after: ClientStats): ClientStats {
  return {
    requests: after.requests - before.requests,
    retries: after.retries - before.retries,
    rateLimited: after.rateLimited - before.rateLimited,
    logins: after.logins - before.logins,
  };
}
