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
