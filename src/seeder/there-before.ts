import { type ApiRecord, contradictsSent, provesOurs, repeatsSent } from '../api/evidence.ts';
import { creationTimes } from '../api/fingerprint.ts';
import { isPageSize } from '../api/lists/paging.ts';
import type { Answered, ListOptions, ResourceApi } from '../api/operations.ts';
import { tryTo } from '../errors.ts';
import { abortable } from '../lib/promises.ts';
import { comparable } from '../lib/record-id.ts';
import type { Draft } from './build.ts';
import type { Job } from './job.ts';

interface Before {
  readonly ids: ReadonlySet<string>;
  /** False if there may have been others. */
  readonly complete: boolean;
  /** How many a list of a page's length held: it may be a page, or all. */
  readonly asMany?: number | undefined;
}

/** A record that says it is so much older than its answer was there before, whatever the API's clock. In ms. */
const oldMs = 86_400_000;
/** Clocks that are right differ less. */
const newMs = 10_000;
const hourMs = 3_600_000;

/** The largest list that is read for records without a key. */
const shortList = { maxBytes: 1024 * 1024, maxPages: 4 };

/** What was there before the first record without a key was sent: read once in a run. */
const readFor = new WeakMap<ResourceApi, Promise<Before | undefined>>();
/** APIs that have dated a record of this run rightly. */
const dateRightly = new WeakSet<ResourceApi>();

/**
 * Which records were there before ours: an API that upserts answers a create with the record that somebody else has made. A key with the
 * namespace proves that it is ours; any other key, or none, may be somebody's.
 */
export class ThereBefore {
  readonly #job: Job;
  #reading: Promise<Before | undefined> | undefined;
  #known: Before | undefined;
  #wasAll: Promise<boolean> | undefined;

  constructor(job: Job) {
    this.#job = job;
  }

  /** To be awaited before a record is sent. Undefined if its key is ours alone, or nothing more can be known. */
  look(draft: Draft): Promise<void> | undefined {
    const { key, route } = draft;
    const { api, namespace, signal, yields } = this.#job;
    if (provesOurs(key, namespace)) return undefined;
    if (key !== undefined && !api.canFind) return undefined;
    if (key !== undefined && api.searches) return this.#search(key);
    if (this.#known !== undefined) return undefined;
    if (key === undefined) {
      // Below a parent that was made for it, nothing is there yet.
      if (route !== undefined) return undefined;
      // A seed that is given up leaves it to the others; so it gives way to nobody.
      this.#reading ??= readFor.get(api) ?? this.#read(shortList).catch(() => undefined);
      readFor.set(api, this.#reading);
    } else this.#reading ??= tryTo(() => this.#read({ signal, yields }));
    return abortable(this.#reading, signal).then((before) => {
      this.#known = before;
    });
  }

  /** Whether a record that an API answered is ours; `unclear` if nothing tells. */
  owns(draft: Draft, answer: Answered): boolean | 'unclear' | Promise<boolean | 'unclear'> {
    const { api, namespace, resource } = this.#job;
    if (provesOurs(draft.key, namespace)) return true;
    if (this.#known?.ids.has(comparable(answer.id)) === true) return false;
    const age = this.#ageOf(draft, answer);
    // An API whose clock stands still dates everything alike.
    if (age === 'old') return dateRightly.has(api) ? false : 'unclear';
    if (draft.key === undefined) return true;
    const isAsSent = repeatsSent(resource, draft.body, answer.record);
    if (this.#known === undefined || this.#known.complete)
      return isAsSent || this.isNew(draft, answer) || 'unclear';
    if (contradictsSent(resource, draft.body, answer.record)) return 'unclear';
    if (age === 'new' && isAsSent) return true;
    if (this.#known.asMany === undefined) return 'unclear';
    this.#wasAll ??= this.#showsMore(this.#known.asMany, answer);
    return this.#wasAll.then((wasAll) => wasAll || 'unclear');
  }

  /** True if a record was surely not there, and may be the one that was sent: somebody else may have taken the key meanwhile. */
  isNew({ body }: Draft, { id, record }: Answered): boolean {
    if (this.#known?.complete !== true || this.#known.ids.has(comparable(id))) return false;
    return !contradictsSent(this.#job.resource, body, record);
  }

  /** By the times of creation that the API gave it, not by those that were sent. */
  #ageOf({ body }: Draft, { record }: Answered): 'old' | 'new' | undefined {
    const given = Object.fromEntries(Object.entries(record).filter(([name]) => body[name] === undefined));
    const times = creationTimes(given).filter((time) => time !== 'unreadable');
    if (times.length === 0) return undefined;
    const now = this.#job.clock.wall();
    if (times.some(({ to }) => to < now - oldMs)) return 'old';
    if (times.every(({ from, to }) => from < now + hourMs && to > now - hourMs))
      dateRightly.add(this.#job.api);
    return times.every(({ from, to }) => from > now - newMs && to < now + hourMs) ? 'new' : undefined;
  }

  /** A list that shows one record more than before is no page: what it did not show was not there. */
  async #showsMore(asMany: number, { id }: Answered): Promise<boolean> {
    const { api, signal, yields } = this.#job;
    const listing = await tryTo(() => api.list({ signal, yields }));
    const records: readonly ApiRecord[] = listing?.records ?? [];
    return (
      records.length > asMany && records.some((record) => comparable(api.idOf(record)) === comparable(id))
    );
  }

  async #read(options: ListOptions): Promise<Before> {
    const { api } = this.#job;
    const { records, complete } = await api.list(options);
    const isPage = isPageSize(records.length);
    const ids = new Set(records.map((record) => comparable(api.idOf(record))));
    return { ids, complete: complete && !isPage, asMany: complete && isPage ? records.length : undefined };
  }

  async #search(key: string): Promise<void> {
    const { api, signal, yields } = this.#job;
    const found = await tryTo(() => api.find(key, { signal, yields }));
    const ids = new Set(this.#known?.ids);
    for (const record of found?.records ?? []) ids.add(comparable(api.idOf(record)));
    this.#known = { complete: found?.certain === true && this.#known?.complete !== false, ids };
  }
}
