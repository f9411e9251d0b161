import type { SeededRecord } from '../../dataset/snapshot.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { RecordId } from '../../lib/record-id.ts';
import { isSecretName, maskText } from '../../lib/redact.ts';
import type { Counts } from '../../log/counts.ts';
import type { PerParent, Split } from '../../log/events.ts';

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

  /** How many parents have how many children, for each pair of resources that the dataset has. */
  get perParent(): PerParent[] {
    return this.#pairs.flatMap(({ child, parent, owners }) =>
      owners.given > 0 && owners.size <= this.#mostOwners ? [{ child, parent, counts: owners.counts }] : [],
    );
  }
}

const pageSize = 1024;
/** Of the ids on each page, on the average: a page with fewer takes more room than they do in a map. */
const leastOnPage = 64;
/** So few pages are no matter. */
const fewPages = 16;

/**
 * How many children each owner has. Numbers as ids, if they are near each other, share pages, about four bytes for each; all else is in a
 * map.
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
    const page = typeof id === 'number' && !this.#others.has(id) ? this.#pageOf(id) : undefined;
    if (page === undefined) {
      const before = this.#others.get(id);
      if (before === undefined) this.size++;
      this.#others.set(id, (before ?? 0) + more);
      return;
    }
    const place = Number(id) % pageSize;
    const before = page[place] as number;
    if (before === 0) this.size++;
    page[place] = Math.max(1, before) + more;
  }

  /** Undefined if the id is to be in the map: it is no natural number, or ids are far from each other. */
  #pageOf(id: number): Uint32Array | undefined {
    if (!Number.isSafeInteger(id) || id < 0) return undefined;
    const number = Math.floor(id / pageSize);
    const known = this.#pages.get(number);
    const { size } = this.#pages;
    if (known !== undefined || (size >= fewPages && this.size < size * leastOnPage)) return known;
    const page = new Uint32Array(pageSize);
    this.#pages.set(number, page);
    return page;
  }
}

/** A field with more values than this does not split its records into kinds: names, dates, numbers. */
const mostValues = 12;
const longestValue = 60;

/** Counts the values of each field over a whole run, and gives a field up once it has too many: what stays is small, and nobody's name. */
export class ValueCounts {
  readonly #skipped: ReadonlyMap<string, ReadonlySet<string>>;
  /** Resource → field → value → records, of the fields that were not given up. */
  readonly #counts = new Map<string, Map<string, Map<string, number>>>();
  /** The dataset that a value was last seen in. */
  readonly #seenIn = new WeakMap<Map<string, number>, Map<string, number>>();
  /** Fields of which two records of one dataset have had the same value: suites may have the same people each, that is no split. */
  readonly #repeated = new WeakSet<Map<string, number>>();

  constructor(resources: readonly AnyResource[]) {
    this.#skipped = new Map(resources.map((resource) => [resource.name, identifying(resource)]));
  }

  add(record: Pick<SeededRecord, 'resource' | 'fields' | 'secrets'>, dataset: number): void {
    const fields = this.#counts.get(record.resource) ?? this.#fieldsOf(record.resource, record);
    this.#counts.set(record.resource, fields);
    const secrets = Object.values(record.secrets);
    for (const [name, values] of fields) {
      const value = record.fields[name];
      const isShown = isPlain(value) && (typeof value === 'boolean' || maskText(value, secrets) === value);
      if (isShown) this.#count(values, String(value), dataset);
      if (!isShown || values.size > mostValues) fields.delete(name);
    }
  }

  #count(values: Map<string, number>, value: string, dataset: number): void {
    values.set(value, (values.get(value) ?? 0) + 1);
    if (this.#repeated.has(values)) return;
    const seenIn = this.#seenIn.get(values) ?? new Map<string, number>();
    this.#seenIn.set(values, seenIn);
    if (seenIn.get(value) === dataset) this.#repeated.add(values);
    seenIn.set(value, dataset);
  }

  #fieldsOf(resource: string, { fields }: Pick<SeededRecord, 'fields'>): Map<string, Map<string, number>> {
    const skipped = this.#skipped.get(resource);
    const names = Object.keys(fields).filter((name) => skipped?.has(name) !== true && !isSecretName(name));
    return new Map(names.map((name) => [name, new Map<string, number>()]));
  }

  /** The fields that split their records: some value stands in several of them. */
  get splits(): Split[] {
    return [...this.#counts].flatMap(([resource, fields]) =>
      [...fields].flatMap(([field, values]) => {
        const total = [...values.values()].reduce((sum, count) => sum + count, 0);
        if (!this.#repeated.has(values) || values.size > Math.max(3, 0.7 * total)) return [];
        return [{ resource, field, values: Object.fromEntries(values) }];
      }),
    );
  }
}

function isPlain(value: unknown): value is boolean | string {
  return typeof value === 'boolean' || (typeof value === 'string' && value.length <= longestValue);
}

/** Fields that tell one record from another, or are nobody's to see. */
function identifying({ idField, key, belongsTo, secrets }: AnyResource): Set<string> {
  const parents = belongsTo.map(({ foreignKey }) => foreignKey);
  return new Set([idField, ...[key ?? []].flat(), ...parents, ...secrets].map(String));
}
