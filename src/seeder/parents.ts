import type { Failure, SeededRecord } from '../dataset/snapshot.ts';
import { SeedbedError } from '../errors.ts';
import type { AnyResource } from '../factory/resource.ts';
import { creatingSays } from '../messages/creating.ts';
import type { Layer, RecordSpec } from '../plan/plan.ts';
import { failure, type Parents } from './build.ts';
import { inTurn, type Turns } from './turns.ts';

/** A record that others may belong to. */
export type Parent = Parents[string];

/** Gives the parents that the seed itself does not make: those of a base dataset, or what the API holds already. */
export type ExistingParents = (resource: string, child: AnyResource) => Promise<Turns<Parent>>;

/** Records made so far, by resource, at their index. */
export type Created = Pick<ReadonlyMap<string, readonly (SeededRecord | undefined)[]>, 'get'>;

/** The owner of a record, or why there cannot be one. Ask it once the record's parents are there, or surely never will be. */
export type ParentsOf = (spec: RecordSpec) => { readonly parents: Parents } | { readonly failure: Failure };

/**
 * The owner of each record of a layer. If the planned parent could not be created, another one of the dataset takes the record; children
 * asked for that very parent (`users: { count: 4, vms: 3 }`) are skipped instead.
 */
export async function chooseParents(
  resource: AnyResource,
  layer: Layer,
  created: Created,
  existing: ExistingParents,
): Promise<ParentsOf> {
  const pools = new Map<string, Pool>();
  for (const { resource: name, foreignKey } of resource.belongsTo) {
    if (name === resource.name) continue;
    const missing = layer.missingParents.includes(name);
    const own = created.get(name) ?? [];
    const found = missing ? await existing(name, resource) : undefined;
    if (found?.size === 0)
      throw new SeedbedError('SEEDBED_NO_PARENT', creatingSays.noParents(name, resource.name));
    // A replacement is asked for once no more of them will come: then all are there.
    const any =
      found === undefined ? onceAsked(() => inTurn(own.filter((one) => one !== undefined))) : () => found;
    pools.set(name, { own: missing ? [] : own, any, required: missing, foreignKey });
  }
  return (spec) => {
    const parents: Record<string, Parent> = {};
    for (const [name, { own, any, required, foreignKey }] of pools) {
      const planned = spec.parents[name];
      if (planned === undefined && (!required || foreignKey in spec.set)) continue;
      const asked = planned === undefined ? undefined : own[planned];
      const parent = asked ?? (spec.owned === true ? undefined : any().at(planned ?? spec.index));
      if (parent === undefined) return { failure: orphan(spec, name) };
      parents[name] = parent;
    }
    const above = spec.parents[resource.name];
    if (above === undefined) return { parents };
    // A parent of the same resource was made in an earlier wave of this layer, so it is looked for now.
    const kin = created.get(resource.name) ?? [];
    const head = kin[above] ?? (spec.owned === true ? undefined : kin.find((one) => one !== undefined));
    // The parent is optional: without one, the record is at the top itself.
    if (head === undefined)
      return spec.owned === true ? { failure: orphan(spec, resource.name) } : { parents };
    return { parents: { ...parents, [resource.name]: head } };
  };
}

interface Pool {
  /** The seed's own, at their index. */
  readonly own: readonly (Parent | undefined)[];
  /** Everything that may stand in. */
  readonly any: () => Turns<Parent>;
  /** True if the seed makes none, so that every record takes one from elsewhere. */
  readonly required: boolean;
  /** If the seed fixes the parent, the record has it already. */
  readonly foreignKey: string;
}

function onceAsked<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function orphan(spec: RecordSpec, parent: string): Failure {
  return failure(spec, 'skipped', creatingSays.noParentCreated(parent));
}

type Records = (SeededRecord | undefined)[];

/** The records of a dataset as they come to exist. Records that belong to one wait here for it. */
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
