import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { seedsSay } from '../messages/seeds.ts';

/** One record to make: everything that decides its values, and nothing that depends on when or where it is made. */
export interface RecordSpec {
  readonly resource: string;
  /** 0-based within the dataset and resource. */
  readonly index: number;
  /** In order; the last one wins. */
  readonly traits: readonly string[];
  /** Attributes and params the seed fixes; wins over traits. */
  readonly set: Readonly<Record<string, unknown>>;
  /** Parent's resource name → the parent's index in this same dataset. Lacks the parents that `set` ties by foreign key. */
  readonly parents: Readonly<Record<string, number>>;
  /** True if the seed asked for it for that very parent (`per`, or nested in it): it makes no sense with another. */
  readonly owned?: boolean | undefined;
  /** Not set by a plan: which unique value in turn, if earlier ones were taken on the API. @default 0 */
  readonly variant?: number | undefined;
}

/** All records of one resource: their parents are in earlier layers, or earlier in this one ({@link Layer.belongsToItself}). Never empty. */
export interface Layer {
  readonly resource: string;
  readonly count: number;
  /** True if some of its records belong to earlier ones of the same layer: those must exist first. */
  readonly belongsToItself: boolean;
  /** Parents its records need and this plan does not make, `['users']`: the caller finds them elsewhere, or refuses. */
  readonly missingParents: readonly string[];
  /** Spec of the record at `position` (0 ≤ position < count). Cheap and pure, so a million records need no list. */
  at(position: number): RecordSpec;
}

/** A seed resolved: layers in dependency order. */
export interface Plan {
  readonly layers: readonly Layer[];
  /** How many of each resource the seed names, 0 included. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Positions `start` … `end - 1` of a layer. */
export interface Batch {
  /** 0-based within the layer. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a layer in batches of `batchSize` (a whole number from 1), the last one smaller. Lazy: a million records need no list.
 *
 * @throws RangeError if `batchSize` is not a whole number from 1 up.
 */
export function* batchesOf(
  layer: Pick<Layer, 'count'>,
  batchSize: number,
): Generator<Batch, void, undefined> {
  if (!Number.isInteger(batchSize) || batchSize < 1) throw new RangeError(seedsSay.badBatchSize(batchSize));
  for (let number = 0, start = 0; start < layer.count; number++, start += batchSize)
    yield { number, start, end: Math.min(start + batchSize, layer.count) };
}

/**
 * Cuts a part of a layer so that nobody stands in one piece with a record that it belongs to: what is in a piece can be created at the
 * same time, once the pieces before it exist. One piece if no record belongs to another of its layer.
 */
export function* wavesOf(
  { resource, belongsToItself, at }: Layer,
  { start, end }: Pick<Batch, 'start' | 'end'>,
): Generator<Pick<Batch, 'start' | 'end'>, void, undefined> {
  let from = start;
  let first = belongsToItself && start < end ? at(start).index : 0;
  for (let position = start + 1; belongsToItself && position < end; position++) {
    const { index, parents } = at(position);
    const parent = parents[resource];
    // Indices grow with positions; some may be left out.
    if (parent === undefined || parent < first) continue;
    yield { start: from, end: position };
    from = position;
    first = index;
  }
  if (from < end) yield { start: from, end };
}

/**
 * The named resources, each after those it belongs to; otherwise in the order of their definition, whatever the seed's. One that belongs
 * to itself (`manager`) may, if that is optional: its first record has none.
 *
 * @throws SeedbedError `SEEDBED_CONFIG` if they belong to each other in a circle.
 */
export function dependencyOrder(
  resources: readonly AnyResource[],
  named: ReadonlySet<string>,
): AnyResource[] {
  const byName = new Map(
    resources.filter(({ name }) => named.has(name)).map((resource) => [resource.name, resource]),
  );
  const ordered = new Set<AnyResource>();
  const visit = (resource: AnyResource, path: readonly string[]): void => {
    if (ordered.has(resource)) return;
    const way = [...path, resource.name];
    if (path.includes(resource.name)) throw circle(way.slice(path.indexOf(resource.name)));
    for (const to of resource.belongsTo) {
      if (to.resource === resource.name && to.optional === true) continue;
      const parent = byName.get(to.resource);
      if (parent !== undefined) visit(parent, way);
    }
    ordered.add(resource);
  };
  for (const resource of byName.values()) visit(resource, []);
  return [...ordered];
}

function circle(way: readonly string[]): SeedbedError {
  const [first = ''] = way;
  const why = way.length === 2 ? seedsSay.noFirst(first) : seedsSay.parentCircle(way);
  return new SeedbedError('SEEDBED_CONFIG', why);
}
