import type { DatasetRequest } from '../host.ts';
import type { LiveDataset } from './seed-dataset.ts';

/** The datasets of a run that are in use, by key, and which suite each ends with. */
export class Datasets {
  readonly #byKey = new Map<string, Promise<LiveDataset>>();
  readonly #keysOf = new Map<string, Set<string>>();

  get keys(): string[] {
    return [...this.#byKey.keys()];
  }

  get(key: string): Promise<LiveDataset> | undefined {
    return this.#byKey.get(key);
  }

  add({ key, owner }: DatasetRequest, dataset: Promise<LiveDataset>): Promise<LiveDataset> {
    this.#byKey.set(key, dataset);
    if (owner !== undefined) {
      const keys = this.#keysOf.get(owner) ?? new Set();
      this.#keysOf.set(owner, keys.add(key));
    }
    // Everybody who waits for it is told of its failure; nobody may.
    dataset.catch(() => undefined);
    return dataset;
  }

  /** Out of use from now on. */
  take(key: string): Promise<LiveDataset> | undefined {
    const dataset = this.#byKey.get(key);
    this.#byKey.delete(key);
    return dataset;
  }

  /** Out of use, if it is still this one. */
  forget(key: string, dataset: Promise<LiveDataset>): void {
    if (this.#byKey.get(key) === dataset) this.#byKey.delete(key);
  }

  takeKeysOf(owner: string): string[] {
    const keys = [...(this.#keysOf.get(owner) ?? [])];
    this.#keysOf.delete(owner);
    return keys;
  }

  /** Resolves when nothing more is being seeded. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#byKey.values()].map(async (dataset) => (await dataset).settled()));
  }
}
