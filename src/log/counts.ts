/** Counts by name: records by resource, records by a field's value, parents by their number of children. */
export type Counts = Readonly<Record<string, number>>;

export function addTo(counts: Record<string, number>, more: Counts): void {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
}

export function merged(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const counts of all) addTo(sum, counts);
  return sum;
}

export function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/**
 * Latencies are counted, not kept: a million of them take the room of some sixty numbers, and any percentile is right to 5 %. Bucket `n`
 * holds what took up to 2^(n / 8) ms; bucket 0 all that was quicker than a millisecond.
 */
const perDoubling = 8;

/** Which bucket a latency falls into. */
export function bucketOf(ms: number): number {
  return ms <= 1 ? 0 : Math.ceil(Math.log2(ms) * perDoubling);
}

/** The longest latency of a bucket, in ms. */
export function bucketEnd(bucket: number): number {
  return 2 ** (bucket / perDoubling);
}

/** The middle of a bucket, which stands for all that is in it. */
function middleOf(bucket: number): number {
  return bucket === 0 ? 0.5 : 2 ** ((bucket - 0.5) / perDoubling);
}

/** Those of all methods together. */
export function ofAll(latencies: ReadonlyMap<string, ReadonlyMap<number, number>>): Map<number, number> {
  const all = new Map<number, number>();
  for (const buckets of latencies.values())
    for (const [bucket, count] of buckets) all.set(bucket, (all.get(bucket) ?? 0) + count);
  return all;
}

/** `share` (0 to 1) of the latencies took this long or less, in ms; undefined if there are none. */
export function percentile(buckets: ReadonlyMap<number, number>, share: number): number | undefined {
  const sorted = [...buckets].sort(([a], [b]) => a - b);
  const wanted = share * sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of sorted) {
    seen += count;
    if (seen >= wanted && count > 0) return middleOf(bucket);
  }
  return undefined;
}
