import { type ApiRecord, isId } from '../api/evidence.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { Exchange } from '../http/api-client.ts';
import { type Allowance, type Quota, readAllowance, readQuota } from '../http/budget/rate-limit.ts';
import { systemClock } from '../lib/clock.ts';
import type { RecordId } from '../lib/record-id.ts';
import { connect, openCoordinator } from './connect.ts';

/** What an API holds of the configured resources, made by anybody. */
export interface ApiContents {
  /** Records by resource. */
  readonly counts: Readonly<Record<string, number>>;
  /** Resources whose list may hold more than it shows. */
  readonly incomplete: readonly string[];
  readonly relations: readonly Relation[];
  readonly splits: readonly Split[];
  /** What it took to read. */
  readonly durationMs: number;
  readonly traffic: Traffic;
}

/** Which records belong to which. */
export interface Relation {
  readonly child: string;
  readonly parent: string;
  /** The parent's id of each child that names one. */
  readonly owners: readonly RecordId[];
  /** The ids of all parents, also of those without children. */
  readonly parents: readonly RecordId[];
}

/** How many records have which value of a field. */
export interface Split {
  readonly resource: string;
  readonly field: string;
  /** Most frequent first. */
  readonly counts: readonly (readonly [value: string, count: number])[];
}

/** How the API answered meanwhile. */
export interface Traffic {
  /** The time of each request, in ms, shortest first. */
  readonly latencies: readonly number[];
  /** The limit that its answers tell, and what of it is left. Undefined: they tell none. */
  readonly quota: Quota | undefined;
  readonly allowance: Allowance | undefined;
  /** Requests that the limit refused. */
  readonly refused: number;
}

/**
 * Lists every configured resource, without a run of its own.
 *
 * @param fields by which the records of a resource are counted
 */
export async function readApiContents(
  config: ResolvedConfig,
  fields: Readonly<Record<string, readonly string[]>> = {},
): Promise<ApiContents> {
  const watched = watchTraffic();
  const { client, apis } = connect(config, {
    around: watched.around,
    coordinator: await openCoordinator(config),
  });
  const { resources } = config;
  const started = performance.now();
  try {
    const lists = new Map<string, readonly ApiRecord[]>();
    const incomplete: string[] = [];
    for (const { name } of resources) {
      const { records, complete } = await apis.of(name).list();
      lists.set(name, records);
      if (!complete) incomplete.push(name);
    }
    const recordsOf = (name: string): readonly ApiRecord[] => lists.get(name) ?? [];
    const idsOf = (name: string): RecordId[] =>
      recordsOf(name)
        .map((record) => apis.of(name).idOf(record))
        .filter(isId);
    return {
      counts: Object.fromEntries([...lists].map(([name, list]) => [name, list.length])),
      incomplete,
      relations: resources.flatMap(({ name: child, belongsTo }) =>
        belongsTo.map(({ resource: parent, foreignKey }) => ({
          child,
          parent,
          owners: recordsOf(child)
            .map((record) => record[foreignKey])
            .filter(isId),
          parents: idsOf(parent),
        })),
      ),
      splits: Object.entries(fields).flatMap(([resource, names]) =>
        names.map((field) => ({ resource, field, counts: countBy(recordsOf(resource), field) })),
      ),
      durationMs: performance.now() - started,
      traffic: { ...watched.seen(), refused: client.stats.rateLimited },
    };
  } finally {
    await client.close();
  }
}

function countBy(records: readonly ApiRecord[], field: string): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const record of records) {
    const value = String(record[field] ?? '–');
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a, most], [b, least]) => least - most || (a < b ? -1 : 1));
}

/** Measures what passes, and keeps what answers tell of the limit. */
function watchTraffic(): {
  readonly around: (exchange: Exchange) => Exchange;
  readonly seen: () => Omit<Traffic, 'refused'>;
} {
  const latencies: number[] = [];
  let quota: Quota | undefined;
  let allowance: Allowance | undefined;
  const around = (exchange: Exchange): Exchange => ({
    ...exchange,
    async send(request, options) {
      const started = systemClock.now();
      const answer = await exchange.send(request, options);
      latencies.push(systemClock.now() - started);
      quota = readQuota(answer.headers) ?? quota;
      allowance = readAllowance(answer.headers, systemClock.wall()) ?? allowance;
      return answer;
    },
  });
  return { around, seen: () => ({ latencies: latencies.toSorted((a, b) => a - b), quota, allowance }) };
}
