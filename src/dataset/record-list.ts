import { SeedbedError } from '../errors.ts';
import { show } from '../lib/check.ts';
import { fromCaller } from '../lib/stack.ts';
import { datasetSays } from '../messages/dataset.ts';
import { hideWhenPrinted } from './shown-fields.ts';
import type { SeededRecord } from './snapshot.ts';

/** A readonly array of created records, in the order of the plan, that can be asked for a particular one. */
export interface RecordList<T> extends ReadonlyArray<T> {
  /**
   * The first record, or the first with that trait. Throws a RangeError if there is none, so a test never reads `undefined`.
   * @example const admin = dataset.users.one('admin');
   */
  one(trait?: string): T;
  /** The first record with these values; or, as on any array, the first that the function accepts. */
  find(wanted: Partial<T> | ((record: T, index: number, all: readonly T[]) => unknown)): T | undefined;
  /**
   * The records that belong to this one, also through the levels between: the snapshots of an organisation, by their VM, its user and team.
   * For records of the same resource (`manager`), those directly below.
   * @example dataset.vms.of(dataset.users[0])
   */
  of(parent: object): RecordList<T>;
}

/** Where the records of a dataset came from. */
export class Origins {
  readonly #byObject = new Map<object, SeededRecord>();
  readonly #byId = new Map<string, SeededRecord>();
  /** Not indexed yet: few datasets are ever asked. */
  #added: (readonly SeededRecord[])[] = [];

  /** Records are recognised by their `fields` objects. */
  add(seeded: readonly SeededRecord[]): void {
    this.#added.push(seeded);
  }

  get(fields: object): SeededRecord | undefined {
    for (const origin of this.#added.splice(0).flat()) {
      this.#byObject.set(origin.fields, origin);
      this.#byId.set(nameOf(origin.resource, origin.id), origin);
    }
    return this.#byObject.get(fields);
  }

  /** The nearest link counts: of two ways up, one that leads to such a record directly. */
  belongs({ resource, parents }: SeededRecord, owner: SeededRecord): boolean {
    const direct = parents[owner.resource];
    if (direct !== undefined) return direct === owner.id;
    return Object.entries(parents).some(([name, id]) => {
      const parent = name === resource ? undefined : this.#byId.get(nameOf(name, id));
      return parent !== undefined && this.belongs(parent, owner);
    });
  }
}

function nameOf(resource: string, id: string | number): string {
  return `${resource} ${id}`;
}

/** Builds a frozen list and remembers, for each record object in it, where it came from. */
export function recordList(
  name: string,
  seeded: readonly SeededRecord[],
  origins: Origins,
): RecordList<Readonly<Record<string, unknown>>> {
  origins.add(seeded);
  const records = seeded.map((origin) => {
    hideWhenPrinted(origin);
    return deepFreeze(origin.fields);
  });
  return withQueries(name, records, origins);
}

type AnyRecord = Readonly<Record<string, unknown>>;

function withQueries(name: string, records: readonly AnyRecord[], origins: Origins): RecordList<AnyRecord> {
  const list = [...records];
  const queries = {
    one: fromCaller((trait?: string): AnyRecord => {
      const found = list.find(
        (record) => trait === undefined || origins.get(record)?.traits.includes(trait) === true,
      );
      if (found !== undefined) return found;
      const { length } = list;
      throw new RangeError(
        trait === undefined
          ? datasetSays.noRecord(name, length)
          : datasetSays.noRecordWith(name, trait, length),
      );
    }),
    find(
      wanted: AnyRecord | ((record: AnyRecord, index: number, all: readonly AnyRecord[]) => unknown),
    ): AnyRecord | undefined {
      if (typeof wanted === 'function')
        return Array.prototype.find.call(list, wanted) as AnyRecord | undefined;
      const values = Object.entries(wanted);
      return Array.prototype.find.call(list, (record: AnyRecord) =>
        values.every(([key, value]) => record[key] === value),
      ) as AnyRecord | undefined;
    },
    of: fromCaller((parent: object): RecordList<AnyRecord> => {
      const owner = origins.get(parent);
      if (owner === undefined) throw new TypeError(datasetSays.ofAStranger(name));
      const own = list.filter((record) => origins.belongs(origins.get(record) as SeededRecord, owner));
      return withQueries(name, own, origins);
    }),
  };
  // Not enumerable, so that comparing or printing the list shows records only.
  for (const [key, value] of Object.entries(queries)) Object.defineProperty(list, key, { value });
  return Object.freeze(list) as readonly AnyRecord[] as RecordList<AnyRecord>;
}

export function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const name in value) {
    const inner: unknown = value[name];
    if (typeof inner === 'object' && inner !== null && Object.hasOwn(value, name)) deepFreeze(inner);
  }
  return Object.freeze(value);
}

/** Which record of a dataset is meant. */
interface RecordName {
  readonly resource: string;
  /** 0-based. */
  readonly index: number;
}

/**
 * `users[0]` → its resource and index.
 *
 * @throws SeedbedError `SEEDBED_SEED` for anything else
 */
export function parseRecordName(name: unknown): RecordName {
  const [, resource, index] =
    (typeof name === 'string' && /^\s*([^[\]\s]+)\[(\d{1,9})\]\s*$/.exec(name)) || [];
  if (resource === undefined || index === undefined)
    throw new SeedbedError('SEEDBED_SEED', datasetSays.asNoRecord(show(name)));
  return { resource, index: Number(index) };
}
