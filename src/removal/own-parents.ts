import { type ApiRecord, isId, sameKey } from '../api/evidence.ts';
import { type AnyResource, isKeyName } from '../factory/resource.ts';
import { comparable } from '../lib/record-id.ts';
import type { Target } from './target.ts';

/** What is to go of one resource. */
interface Removal {
  readonly api: { readonly resource: AnyResource };
  readonly todo: ReadonlySet<Target>;
  prove(): Promise<void>;
}

/**
 * Proofs by what a record belongs to. A row that ties two records together, and has no more than their ids, shows nothing else of whose
 * it is: it is ours if one of them is to go too, was made by the same run, and is proved to be ours.
 */
export class OwnParents {
  readonly #removals: readonly Removal[];
  readonly #known = new Map<Removal, Owners>();

  /** @param removals of all resources; may grow */
  constructor(removals: readonly Removal[]) {
    this.#removals = removals;
  }

  async have({ belongsTo, name }: AnyResource, child: Target, shown: ApiRecord): Promise<boolean> {
    for (const { resource, foreignKey, field } of belongsTo) {
      const value = shown[foreignKey];
      if (resource === name || !isId(value)) continue;
      for (const removal of this.#removals) {
        if (removal.api.resource.name !== resource) continue;
        const owners = this.#known.get(removal) ?? new Owners(removal);
        this.#known.set(removal, owners);
        if (await owners.own(child, value, field)) return true;
      }
    }
    return false;
  }
}

/** What is to go of one resource, proved once if something that belongs to it asks. */
class Owners {
  readonly #removal: Removal;
  readonly #byId: ReadonlyMap<string, Target>;
  #proving: Promise<void> | undefined;

  constructor(removal: Removal) {
    this.#removal = removal;
    this.#byId = new Map([...removal.todo].map((target) => [comparable(target.id), target]));
  }

  /** @param field the one that the value is taken from; undefined: the id */
  async own(child: Target, value: string | number, field: string | undefined): Promise<boolean> {
    const owner = field === undefined ? this.#byId.get(comparable(value)) : this.#withKey(value, field);
    const runs = child.claims.map(({ run }) => run.runId);
    if (owner === undefined || !owner.claims.some(({ run }) => runs.includes(run.runId))) return false;
    this.#proving ??= this.#removal.prove();
    await this.#proving;
    return owner.isProved && this.#removal.todo.has(owner);
  }

  #withKey(value: string | number, field: string): Target | undefined {
    const { api, todo } = this.#removal;
    if (!isKeyName(api.resource.key, field)) return undefined;
    return [...todo].find(({ claims }) => claims.some(({ record }) => sameKey(record.key, value)));
  }
}
