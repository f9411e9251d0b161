import type { SeededRecord } from '../../dataset/snapshot.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { RecordId } from '../../lib/record-id.ts';
import type { Counts } from '../../log/counts.ts';
import type { PerParent } from '../../log/events.ts';

/** Counts the children of each parent while records come in. Keeps no record. */
export class ChildCounts {
  readonly #pairs: readonly { readonly child: string; readonly parent: string; readonly owners: Owners }[];
  readonly #mostOwners: number;

  /** @param mostOwners of more owners in a pair of resources, their children are not counted: a run of a million stays small */
  constructor(resources: readonly AnyResource[], mostOwners: number = Number.POSITIVE_INFINITY) {
    this.#mostOwners = mostOwners;
    this.#pairs = resources.flatMap(({ name: child, belongsTo }) =>
      belongsTo.map(({ resource: parent }) => ({ child, parent, owners: new Owners() })),
    );
  }

  add({ resource, id, parents }: Pick<SeededRecord, 'resource' | 'id' | 'parents'>): void {
    for (const { child, parent, owners } of this.#pairs) {
      if (owners.size > this.#mostOwners) continue;
      if (parent === resource) owners.know(id);
      const owner = child === resource ? parents[parent] : undefined;
      if (owner !== undefined) owners.give(owner);
    }
  }

  /** How many parents have how many children, for each pair of resources of which both are there. */
  get perParent(): PerParent[] {
    return this.#pairs.flatMap(({ child, parent, owners }) =>
      owners.given > 0 && owners.size <= this.#mostOwners ? [{ child, parent, counts: owners.counts }] : [],
    );
  }
}

const pageSize = 1024;

/**
 * How many children each owner has. Numbers as ids, mostly near each other, share pages, about four bytes for each; all else is in a map.
 */
export class Owners {
  /** By page: one more than the children of each; 0 for an id that nobody has. */
  readonly #pages = new Map<number, Uint32Array>();
  readonly #others = new Map<RecordId, number>();
  size = 0;
  given = 0;

  know(id: RecordId): void {
    this.#add(id, 0);
  }

  give(id: RecordId): void {
    this.given++;
    this.#add(id, 1);
  }

  /** How many of them have how many. */
  get counts(): Counts {
    const counts: Record<string, number> = {};
    const take = (children: number): void => {
      counts[children] = (counts[children] ?? 0) + 1;
    };
    for (const page of this.#pages.values()) for (const count of page) if (count > 0) take(count - 1);
    for (const count of this.#others.values()) take(count);
    return counts;
  }

  #add(id: RecordId, more: number): void {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
      const before = this.#others.get(id);
      if (before === undefined) this.size++;
      this.#others.set(id, (before ?? 0) + more);
      return;
    }
    const number = Math.floor(id / pageSize);
    const page = this.#pages.get(number) ?? new Uint32Array(pageSize);
    this.#pages.set(number, page);
    const before = page[id % pageSize] as number;
    if (before === 0) this.size++;
    page[id % pageSize] = Math.max(1, before) + more;
  }
}
