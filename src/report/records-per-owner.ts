/** How evenly children are shared among parents. */
export interface RecordsPerOwner {
  readonly min: number;
  /** Two decimals. */
  readonly avg: number;
  readonly max: number;
}

type Id = string | number;

/** Children per parent: `owners` names each child's parent, `parents` those that may have none. Undefined where there is no parent. */
export function recordsPerOwner(
  owners: Iterable<Id>,
  parents: Iterable<Id> = [],
): RecordsPerOwner | undefined {
  const counts = new Map<Id, number>();
  for (const parent of parents) counts.set(parent, 0);
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  if (counts.size === 0) return undefined;
  let [min, max, sum] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const count of counts.values()) {
    min = Math.min(min, count);
    max = Math.max(max, count);
    sum += count;
  }
  return { min, avg: Math.round((100 * sum) / counts.size) / 100, max };
}

/** `users` → `user`: one of them, in a label or a key. */
export function singular(resource: string): string {
  return resource.replace(/s$/, '');
}

/** `vms_per_user`. */
export function perKey(child: string, parent: string): string {
  return `${child}_per_${singular(parent)}`;
}
