import { type DatasetSnapshot, notSentOf } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { ChildCounts, Owners } from '../host/story/record-counts.ts';
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

/** For each pair of resources that has any children. */
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

/** What a run came to, as the CLI writes it to a file beside the records. Besides these, by resource: `total_users`, `user_success_rate` (0 to 100), `vms_per_user`. */
export interface RunStatistics {
  readonly requests: number;
  readonly retries: number;
  /** Requests that the API's limit refused; all were sent again. */
  readonly rate_limited: number;
  readonly duration_ms: number;
  /** Records that may be on the API: their answers were lost, and they could not be looked up. Not among the records. */
  readonly unknown: number;
  /** Records that were never sent, because the run ended before. Not among the records, but among the failures. */
  readonly not_sent: number;
  /** Why records are missing, most frequent first within each resource. */
  readonly failures: readonly {
    readonly resource: string;
    readonly reason: string;
    readonly count: number;
    /** Nobody refused them: they were never sent. */
    readonly not_sent?: true;
  }[];
  readonly run: string;
  readonly namespace: string;
  readonly random_seed: number;
  readonly [resource: string]: unknown;
}

export interface RunFacts extends Pick<DatasetSnapshot, 'namespace' | 'randomSeed' | 'stats'> {
  /** Names the run in the ledger: `seedbed sweep --run` takes it. */
  readonly run: string;
  /** Names of all resources: those of which none was asked for count 0. */
  readonly resources: readonly string[];
  readonly spreads: readonly Spread[];
}

export function runStatistics({
  run,
  namespace,
  randomSeed,
  stats,
  resources,
  spreads,
}: RunFacts): RunStatistics {
  const totals = resources.map((name) => [`total_${name}`, stats.resources[name]?.created ?? 0]);
  const rates = resources.map((name) => [
    `${singular(name)}_success_rate`,
    stats.resources[name]?.successRate ?? 100,
  ]);
  return {
    ...Object.fromEntries([...totals, ...rates]),
    ...Object.fromEntries(spreads.map(({ child, parent, spread }) => [perKey(child, parent), spread])),
    requests: stats.requests,
    retries: stats.retries,
    rate_limited: stats.rateLimited,
    duration_ms: Math.round(stats.durationMs),
    unknown: Object.values(stats.resources).reduce((sum, { unknown }) => sum + unknown, 0),
    not_sent: Object.values(stats.resources).reduce((sum, one) => sum + notSentOf(one), 0),
    failures: Object.entries(stats.resources).flatMap(([resource, { reasons }]) =>
      reasons.map(({ notSent, ...reason }) => ({
        resource,
        ...reason,
        ...(notSent && { not_sent: notSent }),
      })),
    ),
    run,
    namespace,
    random_seed: randomSeed,
  };
}

/** `users` → `user`: one of them, in a label or a key. */
export function singular(resource: string): string {
  return resource.replace(/s$/, '');
}

/** `vms_per_user`. */
export function perKey(child: string, parent: string): string {
  return `${child}_per_${singular(parent)}`;
}
