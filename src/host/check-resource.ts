import { adviseFind, adviseList, adviseRead } from '../api/advise.ts';
import { compareToSent, keyOf, type RecordId } from '../api/evidence.ts';
import type { Listing, ResourceApi } from '../api/operations.ts';
import { applyPatch, type Patch } from '../api/patch.ts';
import type { SeededRecord } from '../dataset/snapshot.ts';
import type { AnyResource } from '../factory/resource.ts';
import { apiCheckSays } from '../messages/api-check.ts';
import { learnedOf, sameId } from '../removal/sight.ts';
import { build, type Draft, type Parents } from '../seeder/build.ts';
import type { Seeding } from '../seeder/job.ts';
import type { CheckBench } from './check-bench.ts';
import { checkCreate, isOfRequest, jobOf, misfitOf, send } from './check-create.ts';
import { faultOfSearch } from './check-find.ts';
import { type CheckStep, listNote, noSteps, type StepResult, whyOf } from './check-report.ts';

/** The largest list that a guess at its pages reads, in bytes. */
const guessBytes = 512 * 1024;

/** One resource on its way through the check: what was tried, what came, and how it has to be described. */
export class ResourceCheck {
  readonly steps: Record<CheckStep, StepResult>;
  readonly patches: Patch[] = [];
  readonly bench: CheckBench;
  resource: AnyResource;
  record: SeededRecord | undefined;
  /** False if something was found that was not tried. */
  isLineProved = true;
  readonly #seeding: Seeding;
  #draft: Draft | undefined;
  #listing: Listing | undefined;

  constructor(bench: CheckBench, resource: AnyResource) {
    this.bench = bench;
    this.resource = resource;
    this.steps = noSteps();
    const { builder, signal } = bench.parts;
    const { context, namespace } = bench;
    this.#seeding = { ...context, namespace, ownNamespace: true, builder, signal, onProgress: undefined };
  }

  get api(): ResourceApi {
    return this.bench.countedApi(this.resource.name);
  }

  /** Makes one record, and looks at it in every way. */
  async make(parents: Parents): Promise<void> {
    const { name } = this.resource;
    const spec = { resource: name, index: 0, traits: [], set: {}, parents: {} };
    const draft = await build(jobOf(this.bench, this.#seeding, this.resource), spec, parents);
    if ('outcome' in draft) {
      this.steps.create = { state: 'failed', note: draft.reason };
      return;
    }
    this.#draft = draft;
    const created = await checkCreate(this.bench, this.resource, this.#seeding, draft);
    this.resource = created.resource;
    this.patches.push(...created.patches);
    this.record = created.record;
    this.steps.create =
      created.misfit === undefined
        ? { state: 'ok', note: created.note }
        : { state: 'failed', note: created.misfit };
    if (this.record === undefined) return;
    const { id } = this.record;
    await this.#step('read', () => this.#read(id, draft));
    await this.#step('list', () => this.#list(id, draft));
    await this.#step('find', () => this.#find(id, draft));
    await this.#step('duplicate', () => this.#duplicate(id, draft));
  }

  async #step(name: CheckStep, work: () => Promise<StepResult>): Promise<void> {
    try {
      this.steps[name] = await work();
    } catch (error) {
      if (!isOfRequest(error)) throw error;
      this.steps[name] = { state: 'failed', note: whyOf(error) };
    }
  }

  /** Tries one description after another until one works; it is kept. Undefined: none did. */
  async repair<T>(
    patches: readonly Patch[],
    works: (api: ResourceApi) => Promise<T | undefined>,
  ): Promise<T | undefined> {
    for (const patch of patches) {
      const patched = applyPatch(this.resource, patch);
      const api = this.bench.use(patched);
      this.#teach(api);
      const result = await this.tryTo(() => works(api));
      if (result !== undefined) {
        // On top of what was found on the way.
        this.resource = applyPatch(this.resource, patch);
        this.patches.push(patch);
        this.#teach(this.bench.use(this.resource));
        return result;
      }
    }
    this.#teach(this.bench.use(this.resource));
    return undefined;
  }

  /** What the record's own requests need to know, and what has been seen of it. */
  #teach(api: ResourceApi): void {
    const { route, key } = this.#draft ?? {};
    if (this.record === undefined) return;
    if (route !== undefined) api.learnRoute(route, { id: this.record.id, key });
    api.visibility.created(this.record.id, key);
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

  async #read(id: RecordId, draft: Draft): Promise<StepResult> {
    const shows = async (api: ResourceApi): Promise<true | undefined> => {
      const shown = await api.read(id, this.#call);
      const isOurs =
        shown !== undefined &&
        compareToSent(this.resource, draft.body, shown) !== 'other' &&
        sameId(api.idOf(shown), id);
      return isOurs ? true : undefined;
    };
    let why = apiCheckSays.readsOther;
    try {
      if ((await shows(this.api)) === true) {
        learnedOf(this.api).reads = true;
        return { state: 'ok', note: '' };
      }
      const status = this.bench.seen.at(-1)?.answer?.status;
      if (status !== undefined && status >= 400) why = String(status);
    } catch (error) {
      if (!isOfRequest(error)) throw error;
      why = whyOf(error);
    }
    const patches = adviseRead(misfitOf(this.bench, this.resource, draft, this.bench.seen.at(-1)));
    if ((await this.repair(patches, shows)) === true) learnedOf(this.api).reads = true;
    return { state: 'failed', note: why };
  }

  async #list(id: RecordId, draft: Draft): Promise<StepResult> {
    const isIn = (api: ResourceApi, { records }: Listing): boolean =>
      records.some((record) => sameId(api.idOf(record), id));
    let why: string | undefined;
    const before = this.bench.seen.at(-1);
    try {
      this.#listing = await this.#listed(this.api);
      if (!isIn(this.api, this.#listing)) why = apiCheckSays.notListed(this.#listing.records.length);
    } catch (error) {
      // "Expected an array" is no HTTP failure of the request itself.
      if (!isOfRequest(error)) throw error;
      why = whyOf(error);
    }
    const { seen } = this.bench;
    const first = seen[before === undefined ? 0 : seen.lastIndexOf(before) + 1];
    const note = listNote(this.bench, this.resource, first);
    if (why === undefined && this.#listing?.complete === true) return { state: 'ok', note };
    const shown = this.#listing?.records.length ?? -1;
    const found = await this.repair(
      adviseList(misfitOf(this.bench, this.resource, draft, first)),
      async (api) => {
        const listing = await this.#listed(api, guessBytes);
        return isIn(api, listing) && (listing.records.length > shown || why !== undefined)
          ? listing
          : undefined;
      },
    );
    if (found !== undefined) {
      this.#listing = found;
      return { state: 'failed', note: why ?? apiCheckSays.moreListed(shown) };
    }
    if (why !== undefined) return { state: 'failed', note: why };
    return { state: 'ok', note: [note, apiCheckSays.wholeUnknown].filter(Boolean).join('; ') };
  }

  #listed(api: ResourceApi, maxBytes?: number): Promise<Listing> {
    const route = this.#draft?.route;
    return api.list({ ...this.#call, ...(route && { route }), ...(maxBytes !== undefined && { maxBytes }) });
  }

  async #find(id: RecordId, draft: Draft): Promise<StepResult> {
    const { key } = draft;
    if (key === undefined) return { state: 'untried', note: apiCheckSays.noKey };
    if (!this.api.canFind) return { state: 'untried', note: apiCheckSays.notFindable };
    const listed = this.#listing?.records.find((record) => sameId(this.api.idOf(record), id));
    const listShowsKeys = listed !== undefined && keyOf(this.resource, listed) !== undefined;
    const faultOf = (api: ResourceApi): Promise<string | undefined> =>
      faultOfSearch(this.bench, api, {
        key,
        id,
        sent: draft.body,
        route: draft.route,
        isHidden: listed !== undefined && !listShowsKeys,
      });
    const fault = await faultOf(this.api);
    if (fault === undefined) return { state: 'ok', note: '' };
    await this.repair(adviseFind({ resource: this.resource }, listShowsKeys), async (api) =>
      !api.canFind || (await faultOf(api)) === undefined ? true : undefined,
    );
    return { state: 'failed', note: fault };
  }

  async #duplicate(id: RecordId, draft: Draft): Promise<StepResult> {
    const { key, onDuplicate, atLeastOnce } = this.resource;
    if (key === undefined) return { state: 'untried', note: apiCheckSays.noKey };
    const { ledger } = this.#seeding;
    const { entry, reply } = await send(jobOf(this.bench, this.#seeding, this.resource), this.bench, draft);
    if ('error' in reply) {
      const isOpen = 'committed' in Object(reply.error) && Object(reply.error).committed === 'unknown';
      if (isOpen) ledger.unknown(entry);
      else ledger.rejected(entry);
      return {
        state: isOpen ? 'failed' : 'ok',
        note: isOpen ? whyOf(reply.error) : apiCheckSays.refused(whyOf(reply.error)),
      };
    }
    if (sameId(reply.answer.id, id)) {
      ledger.rejected(entry);
      return { state: 'ok', note: apiCheckSays.sameAgain };
    }
    ledger.created(entry, reply.answer.id);
    if (atLeastOnce === true) return this.#contradicted({ atLeastOnce: false });
    if (onDuplicate !== undefined) return this.#contradicted({ onDuplicate: undefined });
    return { state: 'ok', note: apiCheckSays.storedTwice };
  }

  /** The API stores what the definition says it refuses, or takes for the same. */
  #contradicted(patch: Patch): StepResult {
    this.resource = applyPatch(this.resource, patch);
    this.patches.push(patch);
    this.#teach(this.bench.use(this.resource));
    return { state: 'failed', note: apiCheckSays.contradicted };
  }

  get #call(): { readonly signal: AbortSignal | undefined } {
    return { signal: this.#seeding.signal };
  }
}
