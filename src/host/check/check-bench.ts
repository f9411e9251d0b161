import { type Description, describe } from '../../api/describe.ts';
import { type Apis, clientOf, openApis } from '../../api/open-apis.ts';
import type { ResourceApi } from '../../api/operations.ts';
import type { ResolvedConfig } from '../../config/resolved-config.ts';
import { isSeedbedError } from '../../errors.ts';
import type { Builder } from '../../factory/builder.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { ApiClient } from '../../http/api-client.ts';
import type { ExchangeWatch, Seen } from '../../http/request-watch.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { systemClock } from '../../lib/clock.ts';
import type { SeederContext } from '../../seeder/job.ts';

export interface BenchParts {
  readonly config: ResolvedConfig;
  readonly client: ApiClient;
  /** Of the configuration's other APIs. */
  readonly others?: Apis['others'] | undefined;
  readonly watched: ExchangeWatch;
  readonly ledger: Ledger;
  /** Every record carries it. */
  readonly namespace: string;
  readonly builder: Builder;
  readonly signal: AbortSignal | undefined;
}

/** What the checks of all resources share. How a resource is spoken to may change while it is checked. */
export class CheckBench {
  readonly parts: BenchParts;
  readonly context: SeederContext;
  readonly #resources: Map<string, AnyResource>;
  readonly #apis = new Map<string, ResourceApi>();

  constructor(parts: BenchParts) {
    this.parts = parts;
    const { config, client, ledger } = parts;
    this.#resources = new Map(config.resources.map((resource) => [resource.name, resource]));
    for (const resource of config.resources) this.use(resource);
    const { resources } = config;
    const of = (name: string): ResourceApi => this.countedApi(name);
    const pace = { batchSize: 1, delayMs: 0, concurrency: 1, maxWaitMs: config.maxWaitMs };
    // Nothing is repeated: what does not work at once is what a check is about.
    this.context = {
      ...pace,
      maxRetries: 0,
      apis: { client, of, ...(parts.others && { others: parts.others }) },
      ledger,
      resources,
      clock: systemClock,
    };
  }

  /** How long the API may need to show a record that it has just stored, in ms. */
  get settleMs(): number {
    return this.parts.config.settleMs;
  }

  get seen(): readonly Seen[] {
    return this.parts.watched.seen;
  }

  /** What was seen after that; everything if it is undefined. */
  seenAfter(before: Seen | undefined): readonly Seen[] {
    return before === undefined ? this.seen : this.seen.slice(this.seen.lastIndexOf(before) + 1);
  }

  /** The API of a resource as it is described at the moment. From here on, requests are counted for this resource. */
  countedApi(name: string): ResourceApi {
    this.parts.watched.countFor(name);
    return this.#apis.get(name) as ResourceApi;
  }

  /** How a resource is spoken to, whole: its own words over what its API says for all. */
  describe(resource: AnyResource): Description {
    const { config, others } = this.parts;
    const { on } = resource;
    return describe(resource, on === undefined ? config.answers : others?.[on]?.answers);
  }

  clientOf(resource: AnyResource): ApiClient {
    return clientOf(this.context.apis, resource);
  }

  /** The methods that a resource's path says it takes, by OPTIONS; none if it says nothing. */
  async allowed(resource: AnyResource): Promise<readonly string[]> {
    const { signal } = this.parts;
    try {
      const { headers } = await this.clientOf(resource).request(
        { method: 'OPTIONS', path: resource.path, takesText: true },
        { signal, accept: [404, 405] },
      );
      return (headers.allow ?? '').split(/\s*,\s*/).map((method) => method.toUpperCase());
    } catch (error) {
      if (isSeedbedError(error, 'SEEDBED_HTTP')) return [];
      throw error;
    }
  }

  /** From now on, this is the description of the resource. */
  use(resource: AnyResource): ResourceApi {
    const { client, config, others } = this.parts;
    this.#resources.set(resource.name, resource);
    const { settleMs, answers, openapi } = config;
    const apis = openApis(client, [...this.#resources.values()], {
      clock: systemClock,
      settleMs,
      answers,
      others,
      openapi,
    });
    const api = apis.of(resource.name);
    this.#apis.set(resource.name, api);
    return api;
  }
}
