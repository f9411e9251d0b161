import type { SeededRecord } from '../dataset/snapshot.ts';

type Records = (SeededRecord | undefined)[];

/** The records of a dataset as they come to exist. Who belongs to one waits here for it. */
export class MadeRecords {
  /** By resource, at their index; a hole if one does not exist. */
  readonly #lists = new Map<string, Records>();
  /** Resources of which more are to come, and who waits for which index. */
  readonly #waiting = new Map<string, Map<number, PromiseWithResolvers<void>>>();

  /** @param before what the dataset holds already */
  constructor(before: Readonly<Record<string, readonly SeededRecord[]>>) {
    for (const records of Object.values(before)) for (const record of records) this.add(record);
  }

  /** The same list from the first call on: it grows. */
  get(resource: string): readonly (SeededRecord | undefined)[] {
    return this.#listOf(resource);
  }

  begin(resource: string): void {
    this.#waiting.set(resource, new Map());
  }

  add(record: SeededRecord): void {
    this.#listOf(record.resource)[record.index] = record;
    const waiting = this.#waiting.get(record.resource);
    waiting?.get(record.index)?.resolve();
    waiting?.delete(record.index);
  }

  /** No more of it will come: what is not there could not be made. */
  end(resource: string): void {
    const waiting = this.#waiting.get(resource);
    this.#waiting.delete(resource);
    for (const { resolve } of waiting?.values() ?? []) resolve();
  }

  /** Resolves when the record is there, or never will be. Undefined: that is so now. */
  whenKnown(resource: string, index: number): Promise<void> | undefined {
    const waiting = this.#waiting.get(resource);
    if (waiting === undefined || this.#lists.get(resource)?.[index] !== undefined) return undefined;
    const known = waiting.get(index) ?? Promise.withResolvers<void>();
    waiting.set(index, known);
    return known.promise;
  }

  #listOf(resource: string): Records {
    let list = this.#lists.get(resource);
    if (list === undefined) {
      list = [];
      this.#lists.set(resource, list);
    }
    return list;
  }
}
