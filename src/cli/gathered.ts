import type { SeededRecord } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { ChildCounts } from '../host/child-counts.ts';
import { type Spread, spreadsOf } from '../report/run-statistics.ts';

/** Of each resource, as many as a preview shows. */
const most = 5;

/** What is told of records that are not kept: the first ones, and how they are shared out. */
export class Gathered {
  readonly #first = new Map<string, SeededRecord[]>();
  readonly #children: ChildCounts;

  constructor(resources: readonly AnyResource[]) {
    this.#children = new ChildCounts(resources);
  }

  add(record: SeededRecord): void {
    this.#children.add(record);
    const first = this.#first.get(record.resource) ?? [];
    this.#first.set(record.resource, first);
    if (first.length === most && record.index > (first.at(-1)?.index ?? 0)) return;
    first.push(record);
    first.sort((a, b) => a.index - b.index);
    first.length = Math.min(first.length, most);
  }

  /** The first records of a resource, in the order of the plan. */
  first(resource: string): readonly SeededRecord[] {
    return this.#first.get(resource) ?? [];
  }

  spreads(): readonly Spread[] {
    return spreadsOf(this.#children);
  }
}
