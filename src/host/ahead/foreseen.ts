import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { type AnyResource, isKeyName } from '../../factory/resource.ts';
import { createPlan } from '../../plan/create-plan.ts';
import { parseSeed } from '../../plan/parse-seed.ts';
import type { SeedGroup } from '../../plan/seed.ts';
import type { DatasetRequest, KnownFile } from '../host.ts';

/** How many datasets may be made, or on their way, before a test has asked for them. With many workers, two for each. */
const most = { datasets: 8, records: 1000 };

/** What one file's tests will ask for. */
interface File {
  readonly waiting: DatasetRequest[];
  /** How many of its datasets are made, or being made, and not asked for. */
  early: number;
  /** Its tests have begun to ask. */
  isUnderWay: boolean;
}

/** Decides which dataset is made next before it is asked for. Makes none. */
export class Foreseen {
  /** How many records a request is for; undefined if it must not be made ahead. */
  readonly #sizeOf: (request: DatasetRequest) => number | undefined;
  readonly #files = new Map<string, File>();
  readonly #early = new Map<string, { readonly file: File; readonly size: number }>();
  /** Keys that were asked for, or given up: they are not made ahead any more. */
  readonly #done = new Set<string>();
  #workers = 1;

  constructor(sizeOf: (request: DatasetRequest) => number | undefined) {
    this.#sizeOf = sizeOf;
  }

  /** @returns keys of what is made, or being made, and is no longer foreseen */
  foresee(files: readonly KnownFile[], workers: number): string[] {
    this.#workers = Math.max(this.#workers, workers);
    const dropped: string[] = [];
    for (const { name, requests } of files) {
      const keys = new Set(requests.map(({ key }) => key));
      const known = this.#files.get(name);
      for (const [key, { file }] of this.#early) if (file === known && !keys.has(key)) dropped.push(key);
      const file = known ?? { waiting: [], early: 0, isUnderWay: false };
      const isNew = ({ key }: DatasetRequest): boolean => !this.#done.has(key) && !this.#early.has(key);
      file.waiting.splice(0, file.waiting.length, ...requests.filter(isNew));
      this.#files.set(name, file);
    }
    return dropped;
  }

  /** The next one to be made. Undefined: there is none, or enough is made. */
  next(): DatasetRequest | undefined {
    if (this.#early.size >= Math.max(most.datasets, 2 * this.#workers)) return undefined;
    const records = [...this.#early.values()].reduce((sum, { size }) => sum + size, 0);
    for (const file of this.#inTurn())
      for (let request = file.waiting[0]; request !== undefined; request = file.waiting[0]) {
        const size = this.#isOpen(request) ? this.#sizeOf(request) : undefined;
        // Marked before later ones are chosen, because they would otherwise always be made first.
        if (size !== undefined && size <= most.records && records + size > most.records) return undefined;
        file.waiting.shift();
        if (size === undefined || size > most.records) continue;
        file.early++;
        this.#early.set(request.key, { file, size });
        return request;
      }
    return undefined;
  }

  /** It was asked for, or must not be made ahead any more. */
  settle({ key, file: name }: Pick<DatasetRequest, 'key' | 'file'>): void {
    this.#done.add(key);
    const early = this.#early.get(key);
    this.#early.delete(key);
    if (early !== undefined) early.file.early--;
    const file = early?.file ?? (name === undefined ? undefined : this.#files.get(name));
    if (file !== undefined && name !== undefined) file.isUnderWay = true;
  }

  /** This suite has no test left that could ask. */
  endSuite(owner: string): void {
    for (const { waiting } of this.#files.values()) {
      const others = waiting.filter((request) => request.owner !== owner);
      if (others.length < waiting.length) waiting.splice(0, waiting.length, ...others);
    }
  }

  clear(): void {
    this.#files.clear();
    this.#early.clear();
    this.#done.clear();
  }

  #isOpen({ key }: DatasetRequest): boolean {
    return !this.#done.has(key) && !this.#early.has(key);
  }

  /** Files that tests are at work on, or about to be, the one with the least made first; then the others, in the order they will come. */
  #inTurn(): File[] {
    const files = [...this.#files.values()].filter(({ waiting }) => waiting.length > 0);
    const begun = files.filter(({ isUnderWay }) => isUnderWay);
    const others = files.filter(({ isUnderWay }) => !isUnderWay);
    const about = others.splice(0, Math.max(0, this.#workers - begun.length));
    return [...[...begun, ...about].sort((one, other) => one.early - other.early), ...others];
  }
}

type Config = Pick<ResolvedConfig, 'resources' | 'scenarios' | 'run' | 'cleanup' | 'randomSeed'>;

/**
 * How many records a seed is for, if it may be made before anybody asks for it. Undefined: it is not understood (the test that asks is told
 * why), it would stay although no test had it, it fixes a key that another suite's record may have until then, or its parents are those
 * that the API holds when the test begins.
 */
export function sizeAhead(seed: unknown, config: Config): number | undefined {
  const { resources, scenarios, randomSeed } = config;
  try {
    const { groups, options } = parseSeed(seed, { resources, scenarios });
    const cleanup = options.cleanup ?? config.cleanup;
    if (cleanup === 'keep' || cleanup === 'ttl' || fixesKey(groups, resources)) return undefined;
    const { layers, counts } = createPlan({ groups, options }, { resources, randomSeed });
    const elsewhere = layers.flatMap(({ missingParents }) => missingParents);
    const base = elsewhere.length === 0 || config.run === undefined ? {} : countsOf(config.run, config);
    if (!elsewhere.every((name) => (base[name] ?? 0) > 0)) return undefined;
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  } catch {
    return undefined;
  }
}

function countsOf(
  seed: unknown,
  { resources, scenarios, randomSeed }: Config,
): Readonly<Record<string, number>> {
  return createPlan(parseSeed(seed, { resources, scenarios }), { resources, randomSeed }).counts;
}

function fixesKey(groups: readonly SeedGroup[], resources: readonly AnyResource[]): boolean {
  return groups.some(({ resource, set, each, children }) => {
    const { key } = resources.find(({ name }) => name === resource) ?? { key: undefined };
    const fixes = (values: object): boolean => Object.keys(values).some((name) => isKeyName(key, name));
    return fixes(set) || each.some(fixes) || fixesKey(children, resources);
  });
}
