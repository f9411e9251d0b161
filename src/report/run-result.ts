import { shownFields } from '../dataset/shown-fields.ts';
import type { DatasetSnapshot } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';

/** What a run made, as the CLI writes it to a file: `{ created_at, users, vms, statistics }`. Secrets are masked: `[secret]`. */
export interface RunResult {
  /** ISO 8601. */
  readonly created_at: string;
  readonly statistics: RunStatistics;
  /** By resource name: the records as the server answered them, over what they were built with. */
  readonly [resource: string]: unknown;
}

/** Besides these, by resource: `total_users`, `user_success_rate` (0 to 100), `vms_per_user`. */
export interface RunStatistics {
  readonly requests: number;
  readonly retries: number;
  /** Requests that the API's limit refused; all were sent again. */
  readonly rate_limited: number;
  readonly duration_ms: number;
  /** Records that may be on the API: their answers were lost, and they could not be looked up. Not among the records. */
  readonly unknown: number;
  /** Why records are missing, most frequent first within each resource. */
  readonly failures: readonly {
    readonly resource: string;
    readonly reason: string;
    readonly count: number;
  }[];
  readonly run: string;
  readonly namespace: string;
  readonly random_seed: number;
  readonly [resource: string]: unknown;
}

export interface RunFacts {
  /** Names the run in the ledger: `seedbed sweep --run` takes it. */
  readonly run: string;
  readonly createdAt: Date;
  readonly resources: readonly AnyResource[];
}

export function runResult(snapshot: DatasetSnapshot, { run, createdAt, resources }: RunFacts): RunResult {
  const { namespace, randomSeed, records, stats } = snapshot;
  const totals = Object.entries(records).map(([name, list]) => [`total_${name}`, list.length]);
  const rates = Object.keys(records).map((name) => [
    `${singular(name)}_success_rate`,
    stats.resources[name]?.successRate ?? 100,
  ]);
  return {
    created_at: createdAt.toISOString(),
    ...Object.fromEntries(Object.entries(records).map(([name, list]) => [name, list.map(shownFields)])),
    statistics: {
      ...Object.fromEntries([...totals, ...rates]),
      ...Object.fromEntries(
        spreads(snapshot, resources).map(({ child, parent, spread }) => [perKey(child, parent), spread]),
      ),
      requests: stats.requests,
      retries: stats.retries,
      rate_limited: stats.rateLimited,
      duration_ms: Math.round(stats.durationMs),
      unknown: Object.values(stats.resources).reduce((sum, { unknown }) => sum + unknown, 0),
      failures: Object.entries(stats.resources).flatMap(([resource, { reasons }]) =>
        reasons.map((reason) => ({ resource, ...reason })),
      ),
      run,
      namespace,
      random_seed: randomSeed,
    },
  };
}

/** How the created children are shared among their parents, for each pair of resources that has any. */
export function spreads(
  { records }: Pick<DatasetSnapshot, 'records'>,
  resources: readonly AnyResource[],
): { readonly child: string; readonly parent: string; readonly spread: RecordsPerOwner }[] {
  return resources.flatMap(({ name: child, belongsTo }) =>
    belongsTo.flatMap(({ resource: parent }) => {
      const children = records[child] ?? [];
      const owners = children.flatMap(({ parents }) => parents[parent] ?? []);
      const own = (records[parent] ?? []).map(({ id }) => id);
      const spread = children.length === 0 ? undefined : recordsPerOwner(owners, own);
      return spread === undefined ? [] : [{ child, parent, spread }];
    }),
  );
}

/** How evenly children are shared among parents. */
export interface RecordsPerOwner {
  readonly min: number;
  /** Two decimals. */
  readonly avg: number;
  readonly max: number;
}

type Id = string | number;

/** Children per parent: `owners` names each child's parent, `parents` those that may have none. Undefined if there is no parent. */
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
