import type { RunStore } from '../coordinator/run-store.ts';
import type { Failure, SeededRecord } from '../dataset/snapshot.ts';

/** What a job returns of its chunk: counts, and the first failures. The records themselves are written down one by one. */
export interface ChunkResult {
  readonly created: number;
  readonly adopted: number;
  readonly failed: number;
  readonly unknown: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly failures: readonly Failure[];
  readonly requests: number;
  readonly retries: number;
  readonly rateLimited: number;
}

/** A record as it is written down: without its secrets, which nobody needs again, and what its key says already. */
export type Noted = Omit<SeededRecord, 'resource' | 'secrets' | 'entry'>;

export function notedOf({ index, id, fields, traits, parents }: SeededRecord): Noted {
  return { index, id, fields, traits, parents };
}

/** Those of the records that are made. */
export async function readRecords(
  store: RunStore,
  resource: string,
  indices: readonly number[],
): Promise<SeededRecord[]> {
  const noted = (await store.records(resource, indices)) as readonly Noted[];
  return noted.map((one) => ({ ...one, resource, secrets: {}, entry: -1 }));
}
