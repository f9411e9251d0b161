import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { ChildCounts, Owners } from '../host/child-counts.ts';
import type { RecordId } from '../lib/record-id.ts';
import { type Counts, sumOf } from '../log/counts.ts';

/** How evenly children are shared among parents. */
export interface RecordsPerOwner {
  readonly min: number;
  /** Two decimals. */
  readonly avg: number;
  readonly max: number;
}

/** How the created children are shared among their parents. */
export interface Spread {
  readonly child: string;
  readonly parent: string;
  readonly spread: RecordsPerOwner;
}

/** Of each pair of resources that has any children. */
export function spreadsOf({ perParent }: ChildCounts): Spread[] {
  return perParent.flatMap(({ child, parent, counts }) => {
    const spread = spreadOf(counts);
    return spread === undefined ? [] : [{ child, parent, spread }];
  });
}

/** The same of a dataset that is there as a whole. */
export function spreads(
  { records }: Pick<DatasetSnapshot, 'records'>,
  resources: readonly AnyResource[],
): Spread[] {
  const counts = new ChildCounts(resources);
  for (const list of Object.values(records)) for (const record of list) counts.add(record);
  return spreadsOf(counts);
}

/** Children per parent: `owners` names each child's parent, `parents` those that may have none. Undefined if there is no parent. */
export function recordsPerOwner(
  owners: Iterable<RecordId>,
  parents: Iterable<RecordId> = [],
): RecordsPerOwner | undefined {
  const all = new Owners();
  for (const parent of parents) all.know(parent);
  for (const owner of owners) all.give(owner);
  return spreadOf(all.counts);
}

function spreadOf(counts: Counts): RecordsPerOwner | undefined {
  const owners = sumOf(counts);
  if (owners === 0) return undefined;
  const numbers = Object.keys(counts).map(Number);
  const children = Object.entries(counts).reduce((sum, [each, count]) => sum + Number(each) * count, 0);
  const avg = Math.round((100 * children) / owners) / 100;
  return { min: Math.min(...numbers), avg, max: Math.max(...numbers) };
}
