import { applyPatch, type Patch } from '../../api/advice/patch.ts';
import type { RecordId } from '../../api/evidence.ts';
import type { Listing, ResourceApi, Route } from '../../api/operations.ts';
import type { Failure, SeededRecord } from '../../dataset/snapshot.ts';
import type { AnyResource } from '../../factory/resource.ts';
import type { ApiRequest } from '../../http/api-client.ts';
import { apiCheckSays } from '../../messages/api-check.ts';
import type { RecordSpec } from '../../plan/plan.ts';
import { learnedOf } from '../../removal/sight.ts';
import { build, type Draft, type Parents } from '../../seeder/build.ts';
import { NameCheck } from '../../seeder/check-names.ts';
import type { Seeding } from '../../seeder/job.ts';
import type { CheckBench } from './check-bench.ts';
import { isOfRequest, jobOf, type Sending, type SendOptions, send } from './check-create.ts';
import { type CheckStep, noSteps, type StepResult } from './check-report.ts';

/** What an API does when it is sent a record that it already has. */
export type Repeat =
  | { readonly how: 'refused' | 'unknown'; readonly why: string }
  | { readonly how: 'same' | 'stored' };

/** So many requests prove a resource, if all is well. */
const mostRequests = 10;

/** What the first record of a resource is built from. */
export function firstOf(resource: string): RecordSpec {
  return { resource, index: 0, traits: [], set: {}, parents: {} };
}

/** How the record was looked for whose answer did not show it. */
interface Followed {
  readonly requests: number;
  /** True if its address alone tells its id. */
  readonly isIdKnown: boolean;
}

/** A record that the check made besides the first one. */
export interface Made {
  readonly draft: Draft;
  /** In the ledger. */
  readonly entry: number;
  readonly id: RecordId;
}

/** One resource on its way through the check: what was tried, what came, and how it has to be described. */
export class ResourceCheck {
  readonly steps: Record<CheckStep, StepResult>;
  readonly patches: Patch[] = [];
  readonly bench: CheckBench;
  resource: AnyResource;
  record: SeededRecord | undefined;
  /** False if it may have been there before: then nothing more is made of it, and it stays. */
  isOurs = false;
  readonly made: Made[] = [];
  /** What the API did when it was sent a record that it already had. */
  repeat: Repeat | undefined;
  listing: Listing | undefined;
  /** What followed the answer to the first create. */
  followed: Followed = { requests: 0, isIdKnown: false };
  /** The pages of the list that showed what was made. */
  shownOn: readonly ApiRequest[] = [];
  /** Removed by an answer alone: the last look tells. */
  promised: readonly Made[] = [];
  /** False if something was found that was not tried. */
  isLineProved = true;
  readonly seeding: Seeding;
  #draft: Draft | undefined;
  #parents: Parents = {};
  #lastIndex = 0;

  constructor(bench: CheckBench, resource: AnyResource) {
    this.bench = bench;
    this.resource = resource;
    this.steps = noSteps();
    const { builder, signal, namespace } = bench.parts;
    this.seeding = {
      ...bench.context,
      namespace,
      ownNamespace: true,
      builder,
      signal,
      onProgress: undefined,
    };
  }

  /** Where the first record stands. */
  get route(): Route | undefined {
    return this.#draft?.route;
  }

  get api(): ResourceApi {
    return this.bench.countedApi(this.resource.name);
  }

  /** The first record, which the check is about; or why there cannot be one. */
  async begin(parents: Parents): Promise<Draft | string> {
    this.#parents = parents;
    new NameCheck(jobOf(this.bench, this.seeding, this.resource)).parents(parents);
    const draft = await this.#build(0);
    if ('outcome' in draft) return draft.reason;
    this.#draft = draft;
    return draft;
  }

  #build(index: number): Draft | Failure | Promise<Draft | Failure> {
    const spec = { ...firstOf(this.resource.name), index };
    return build(jobOf(this.bench, this.seeding, this.resource), spec, this.#parents);
  }

  /** Further records of the same parents; or why there cannot be any. */
  async buildMore(count: number): Promise<readonly Draft[] | string> {
    const drafts = [];
    const keys = new Set([this.#draft?.key]);
    while (drafts.length < count) {
      const draft = await this.#build(++this.#lastIndex);
      if ('outcome' in draft) return draft.reason;
      if (draft.key !== undefined && keys.has(draft.key)) return apiCheckSays.oneOfParents;
      keys.add(draft.key);
      drafts.push(draft);
    }
    return drafts;
  }

  /** Whether everything fits until now. */
  get isFit(): boolean {
    return this.patches.length === 0 && Object.values(this.steps).every(({ state }) => state !== 'failed');
  }

  /** How many requests may still be sent. If something does not fit, as many as it takes to find out what to write. */
  get spare(): number {
    const sent = this.bench.parts.watched.counts.get(this.resource.name) ?? 0;
    return this.isFit ? mostRequests - sent : Number.POSITIVE_INFINITY;
  }

  /** Sends one record as a seed does. */
  send(draft: Draft, options?: SendOptions): Promise<Sending> {
    return send(jobOf(this.bench, this.seeding, this.resource), this.bench, draft, options);
  }

  /** One more record is there. */
  keep(made: Made): void {
    this.bench.parts.ledger.created(made.entry, made.id);
    this.made.push(made);
    this.#teach(this.api);
  }

  /** The API knows the first record by this id. */
  isKnownAs(id: RecordId): void {
    const { record } = this;
    if (record === undefined || record.id === id) return;
    const { ledger, namespace } = this.bench.parts;
    for (const live of ledger.live(namespace))
      if (live.resource === this.resource.name && live.id === record.id) ledger.created(live.entry, id);
    this.record = { ...record, id };
    this.#teach(this.api);
  }

  /** Tries one description after another until one works; it is kept. Undefined: none did. */
  async repair<T>(
    patches: readonly Patch[],
    works: (api: ResourceApi) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    for (const patch of patches) {
      this.tryOut(patch);
      const result = await this.tryTo(() => works(this.api));
      if (result === undefined) continue;
      // In addition to what was found before.
      this.write(patch);
      return result;
    }
    this.#teach(this.bench.use(this.resource));
    return undefined;
  }

  /** Until something else is tried or written, the resource is spoken to as if this stood in its definition. */
  tryOut(patch: Patch): AnyResource {
    const patched = applyPatch(this.resource, patch);
    this.#teach(this.bench.use(patched));
    return patched;
  }

  /** To be written in the definition. */
  write(patch: Patch): void {
    this.resource = applyPatch(this.resource, patch);
    this.patches.push(patch);
    this.#teach(this.bench.use(this.resource));
  }

  /** What requests of these records need to know, and what was seen of the records. */
  #teach(api: ResourceApi): void {
    if (this.record === undefined || this.#draft === undefined) return;
    for (const { draft, id } of [{ draft: this.#draft, id: this.record.id }, ...this.made]) {
      const { route, key } = draft;
      if (route !== undefined) api.learnRoute(route, { id, key });
      api.visibility.created(id, key);
    }
    if (this.steps.read.state === 'ok') learnedOf(api).reads = true;
  }

  /** Undefined if this one request failed. */
  async tryTo<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!isOfRequest(error)) throw error;
      return undefined;
    }
  }
}
