import { type ApiRecord, isId } from '../api/evidence.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { RecordId } from '../lib/record-id.ts';
import { connect, openCoordinator } from './open-run.ts';

/** What an API holds of the configured resources, whoever made it. */
export interface ApiContents {
  /** Records by resource. */
  readonly counts: Readonly<Record<string, number>>;
  readonly relations: readonly Relation[];
  /** What it took to read. */
  readonly durationMs: number;
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

/** Lists every configured resource, without a run of its own. */
export async function readApiContents(config: ResolvedConfig): Promise<ApiContents> {
  const { client, apis } = connect(config, { coordinator: await openCoordinator(config) });
  const { resources } = config;
  const started = performance.now();
  try {
    const lists = new Map<string, readonly ApiRecord[]>();
    for (const { name } of resources) lists.set(name, (await apis.of(name).list()).records);
    const idsOf = (name: string): RecordId[] =>
      (lists.get(name) ?? []).map((record) => apis.of(name).idOf(record)).filter(isId);
    return {
      counts: Object.fromEntries([...lists].map(([name, list]) => [name, list.length])),
      relations: resources.flatMap(({ name: child, belongsTo }) =>
        belongsTo.map(({ resource: parent, foreignKey }) => ({
          child,
          parent,
          owners: (lists.get(child) ?? []).map((record) => record[foreignKey]).filter(isId),
          parents: idsOf(parent),
        })),
      ),
      durationMs: performance.now() - started,
    };
  } finally {
    await client.close();
  }
}
