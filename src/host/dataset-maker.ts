import type { Apis } from '../api/open-apis.ts';
import type { ResolvedConfig } from '../config/resolved-config.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient } from '../http/api-client.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Clock } from '../lib/clock.ts';
import type { Progress } from '../lib/progress.ts';
import type { SeederContext } from '../seeder/job.ts';
import type { Parent } from '../seeder/parents.ts';
import { inTurn, type Turns } from '../seeder/turns.ts';
import type { Signals } from './ahead.ts';
import { type ParentsChoice, parentsOnApi } from './existing-parents.ts';
import type { BaseDataset, DatasetRequest } from './host.ts';
import type { RunStory } from './run-story.ts';
import { type LiveDataset, seedDataset } from './seed-dataset.ts';
import { refuseSharedNamespace } from './shared-namespace.ts';

/** What a host is made of; see `openRun`. */
export interface HostParts {
  readonly config: ResolvedConfig;
  readonly client: ApiClient;
  readonly apis: Apis;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly story: RunStory;
  /** The tag of the run's one dataset, if the user gave one: other runs may have used it too. */
  readonly namespace?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Told of each record that exists; then datasets hold none. @default they hold all */
  readonly onRecord?: ((record: SeededRecord) => void) | undefined;
  /** Which records on the API a dataset takes that makes no parents. @default 'not ours': suites share nothing */
  readonly parents?: ParentsChoice | undefined;
}

/** Key of the run's base dataset; no other key is a word. */
export const baseKey = 'base';

/** What the maker needs of its host. */
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
    const { config, namespace, signal, onProgress, onRecord, ledger, story } = this.#parts;
    if (namespace !== undefined) await refuseSharedNamespace(namespace, config, ledger.header);
    const path = [config.project, request.path].filter((part) => part !== '').join(' › ');
    const ends = [this.#host.stop, signal, early?.stop].filter((one) => one !== undefined);
    const dataset = namespace ?? `${ledger.header.runId}-${(this.#ordinal++).toString(36)}`;
    const live = seedDataset(this.#context, config, {
      request: { ...request, path },
      namespace: dataset,
      ownNamespace: namespace === undefined,
      signal: ends.length === 1 ? this.#host.stop : AbortSignal.any(ends),
      asked: early?.asked,
      onProgress,
      onRecord: onRecord && story.recording(onRecord),
      existing: (name, child) => this.#parents(request.key, name, child),
    });
    return story.making({ dataset, path: request.path }, live);
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
