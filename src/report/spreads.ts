import type { DatasetSnapshot, SeededRecord } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';

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

type Id = string | number;

/** Counts, while records come in, how they are shared among those that they belong to. Keeps no record: about four bytes for each owner. */
export class SpreadCounter {
  readonly #pairs: readonly { readonly child: string; readonly parent: string; readonly owners: Owners }[];

  constructor(resources: readonly AnyResource[]) {
    this.#pairs = resources.flatMap(({ name: child, belongsTo }) =>
      belongsTo.map(({ resource: parent }) => ({ child, parent, owners: new Owners() })),
    );
  }

  add({ resource, id, parents }: Pick<SeededRecord, 'resource' | 'id' | 'parents'>): void {
    for (const { child, parent, owners } of this.#pairs) {
      if (parent === resource) owners.know(id);
      const owner = child === resource ? parents[parent] : undefined;
      if (owner !== undefined) owners.give(owner);
    }
  }

  /** Of each pair of resources that has any children. */
  spreads(): Spread[] {
    return this.#pairs.flatMap(({ child, parent, owners }) => {
      const spread = owners.given === 0 ? undefined : owners.spread();
      return spread === undefined ? [] : [{ child, parent, spread }];
    });
  }
}

/** The same of a dataset that is there as a whole. */
export function spreads(
  { records }: Pick<DatasetSnapshot, 'records'>,
  resources: readonly AnyResource[],
): Spread[] {
  const counter = new SpreadCounter(resources);
  for (const list of Object.values(records)) for (const record of list) counter.add(record);
  return counter.spreads();
}

/** Children per parent: `owners` names each child's parent, `parents` those that may have none. Undefined if there is no parent. */
export function recordsPerOwner(
  owners: Iterable<Id>,
  parents: Iterable<Id> = [],
): RecordsPerOwner | undefined {
  const counts = new Owners();
  for (const parent of parents) counts.know(parent);
  for (const owner of owners) counts.give(owner);
  return counts.spread();
}

const pageSize = 1024;

/** How many children each owner has. Numbers as ids, mostly near each other, share pages; all else is in a map. */
class Owners {
  /** By page: one more than the children of each; 0 for an id that nobody has. */
  readonly #pages = new Map<number, Uint32Array>();
  readonly #others = new Map<Id, number>();
  given = 0;

  know(id: Id): void {
    this.#add(id, 0);
  }

  give(id: Id): void {
    this.given++;
    this.#add(id, 1);
  }

  spread(): RecordsPerOwner | undefined {
    let [owners, min, max, sum] = [0, Number.POSITIVE_INFINITY, 0, 0];
    const take = (count: number): void => {
      owners++;
      min = Math.min(min, count);
      max = Math.max(max, count);
      sum += count;
    };
    for (const page of this.#pages.values()) for (const count of page) if (count > 0) take(count - 1);
    for (const count of this.#others.values()) take(count);
    return owners === 0 ? undefined : { min, avg: Math.round((100 * sum) / owners) / 100, max };
  }

  #add(id: Id, more: number): void {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
      this.#others.set(id, (this.#others.get(id) ?? 0) + more);
      return;
    }
    const number = Math.floor(id / pageSize);
    let page = this.#pages.get(number);
    if (page === undefined) {
      page = new Uint32Array(pageSize);
      this.#pages.set(number, page);
    }
    page[id % pageSize] = Math.max(1, page[id % pageSize] as number) + more;
  }
}
