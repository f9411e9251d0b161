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

export function recordOf(resource: string, noted: Noted): SeededRecord {
  return { ...noted, resource, secrets: {}, entry: -1 };
}
