import type { Apis } from '../../api/open-apis.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import type { Coordinator } from '../../coordinator/coordinator.ts';
import type { SeededRecord } from '../../dataset/snapshot.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { ApiClient } from '../../http/api-client.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Progress } from '../../lib/progress.ts';
import type { SeederContext } from '../../seeder/job.ts';
import type { ExistingParents, Parent } from '../../seeder/parents.ts';
import { inTurn, type Turns } from '../../seeder/turns.ts';
import type { Signals } from '../ahead/ahead.ts';
import type { BaseDataset, DatasetRequest } from '../host.ts';
import type { RunStory } from '../story/run-story.ts';
import { type ParentsChoice, parentsOnApi } from './existing-parents.ts';
import { ownNamespace, refuseSharedNamespace } from './namespace.ts';
import { type LiveDataset, type SeedDatasetOptions, seedDataset } from './seed-dataset.ts';
import type { ShardDatasets } from './shard-datasets.ts';

/** What a host is made of; see `openRun`. */
export interface HostParts {
  readonly config: ResolvedConfig;
  readonly client: ApiClient;
  readonly apis: Apis;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly story: RunStory;
  /** What other machines know. @default this process alone */
  readonly coordinator?: Coordinator | undefined;
  /** What all shards of a CI run share. @default each makes its own */
  readonly shards?: ShardDatasets | undefined;
  /** The tag of the run's one dataset, if the user gave one: other runs may have used it too. */
  readonly namespace?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told of each record that exists; then datasets hold none. @default they hold all */
  readonly onRecord?: ((record: SeededRecord) => void) | undefined;
  /** Which records on the API become parents, if a dataset makes none. @default 'not ours': suites share nothing */
  readonly parents?: ParentsChoice | undefined;
  /** Whether it sees all tests of a run, and remembers what they asked for. @default false */
  readonly remembers?: boolean | undefined;
}

/** Key of the run's base dataset; no other key is a word. */
export const baseKey = 'base';

/** What the maker needs from its host. */
export interface MakerHost {
  /** Fires when the run ends. */
  readonly stop: AbortSignal;
  base(): Promise<BaseDataset | undefined>;
}

/** Makes the datasets of a run, each under a namespace of its own. */
export class DatasetMaker {
  readonly #parts: HostParts;
  readonly #context: SeederContext;
  readonly #host: MakerHost;
  #ordinal = 0;

  constructor(parts: HostParts, context: SeederContext, host: MakerHost) {
    this.#parts = parts;
    this.#context = context;
    this.#host = host;
  }

  /** @param early if nobody has asked for it yet */
  async seed(request: DatasetRequest, early?: Signals): Promise<LiveDataset> {
    const { config, namespace, signal, onProgress, onRecord, ledger, story, shards } = this.#parts;
    if (namespace !== undefined) await refuseSharedNamespace(namespace, config, ledger.header);
    const path = [config.project, request.path].filter((part) => part !== '').join(' › ');
    const ends = [this.#host.stop, signal, early?.stop].filter((one) => one !== undefined);
    const options = {
      request: { ...request, path },
      signal: ends.length === 1 ? this.#host.stop : AbortSignal.any(ends),
      asked: early?.asked,
      onProgress,
      onRecord: onRecord && story.recording(onRecord),
      existing: (name: string, child: AnyResource) => this.#parents(request.key, name, child),
    };
    const isShared = request.shards === true && shards !== undefined;
    const dataset =
      namespace ?? (isShared ? await shards.namespaceOf(request) : this.#nextNamespace(request.seed));
    const live = isShared
      ? this.#shared(shards, request, options)
      : seedDataset(this.#context, config, {
          ...options,
          namespace: dataset,
          ownNamespace: namespace === undefined,
        });
    return story.making({ dataset, path: request.path }, live, early !== undefined);
  }

  #nextNamespace(seed: unknown): string {
    const { config, clock, ledger } = this.#parts;
    const { runId, policy } = ledger.header;
    const number = (this.#ordinal++).toString(36);
    return policy === 'remove'
      ? ownNamespace(config, seed, { runId, number, madeAt: clock.wall() })
      : `${runId}-${number}`;
  }

  /** Records that are added to it here belong to this run alone. */
  async #shared(
    shards: ShardDatasets,
    request: DatasetRequest,
    options: Omit<SeedDatasetOptions, 'namespace'>,
  ): Promise<LiveDataset> {
    const shared = await shards.seed(this.#context, request, options);
    let own: Promise<LiveDataset> | undefined;
    return {
      ...shared,
      settled: async () => (await own?.catch(() => undefined))?.settled(),
      grow: async (seed) => {
        while (own !== undefined) {
          const before = own;
          const grown = await before.catch(() => undefined);
          if (grown !== undefined) return grown.grow(seed);
          // A refused dataset is no reason to refuse the next one.
          if (own === before) own = undefined;
        }
        const existing: ExistingParents = async (name, child) => {
          const records = shared.snapshot.records[name] ?? [];
          return records.length > 0 ? inTurn(records) : this.#parents(request.key, name, child);
        };
        const namespace = this.#nextNamespace(seed);
        own = seedDataset(this.#context, this.#parts.config, {
          ...options,
          request: { ...options.request, seed },
          namespace,
          existing,
        });
        return own;
      },
    };
  }

  /** Parents that a dataset does not make itself: the base dataset's, or else those on the API. */
  async #parents(key: string, parent: string, child: AnyResource): Promise<Turns<Parent>> {
    const base = key === baseKey ? undefined : await this.#host.base();
    const shared = base?.snapshot.records[parent] ?? [];
    if (shared.length > 0) return inTurn(shared);
    const { apis, ledger, parents = 'not ours' } = this.#parts;
    return parentsOnApi(apis, parents, ledger.header.runId)(parent, child);
  }
}
