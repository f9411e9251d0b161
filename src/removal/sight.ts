import type { ApiRecord, RecordId } from '../api/evidence.ts';
import type { CallOptions, Listing, ResourceApi } from '../api/operations.ts';
import { HttpError, isSeedbedError } from '../errors.ts';

/** What removing has taught this process about a resource of its API. */
export interface Learned {
  /** Whether `read` can be believed. True once it showed a record; false once it did not show one that a list showed. */
  reads: boolean | undefined;
  /** `seen`: a record was gone after its DELETE. `unseen`: nothing can show it, so a 2xx has to be believed. */
  removes: 'seen' | 'unseen' | undefined;
  /** The record that is still there although the API said otherwise, and what to do about it: nothing more is deleted. */
  useless: { readonly id: RecordId; readonly reason: string } | undefined;
  /** True once a DELETE that found nothing was looked into. */
  lookedInto404: boolean;
  /** True once the API showed another record than it should, or none: from then on each record is proved. */
  surprised: boolean;
  /** How long the first removal took to be seen, in ms. */
  takesMs: number;
}

const learned = new WeakMap<ResourceApi, Learned>();

/** Kept beside the API's own object, so that all removals of a run share it. */
export function learnedOf(api: ResourceApi): Learned {
  const known = learned.get(api);
  if (known !== undefined) return known;
  const fresh: Learned = {
    reads: undefined,
    removes: undefined,
    useless: undefined,
    lookedInto404: false,
    surprised: false,
    takesMs: 0,
  };
  learned.set(api, fresh);
  return fresh;
}

/** What the API shows under an id. `gone`: surely nothing. `unseen`: it cannot be looked at, or not yet. */
export type Sight = { readonly shown: ApiRecord } | { readonly gone: true } | { readonly unseen: string };

export const gone = { gone: true } as const;

/** What a look may fall back on. */
export interface LookOptions extends CallOptions {
  /** The list, read if `read` cannot be believed. @default a reading of its own */
  readonly list?: (() => Promise<Listing>) | undefined;
  /** Just made: a list may not show it yet. */
  readonly isYoung: boolean;
}

/**
 * Looks at one record: by its id, or if that is not known to work, in the list. A 404 proves that a record is gone only if `read` has
 * shown another one before: an API may have no such path.
 *
 * @throws what makes further requests pointless
 */
export async function look(api: ResourceApi, id: RecordId, options: LookOptions): Promise<Sight> {
  const { signal, yields, isYoung, list = () => api.list({ signal, yields }) } = options;
  const known = learnedOf(api);
  let why = 'it cannot be looked at';
  let denied = false;
  if (known.reads !== false) {
    try {
      const shown = await api.read(id, { signal, yields });
      if (shown === undefined) {
        if (known.reads === true) return gone;
        denied = true;
      } else if (isOf(api, shown, id)) {
        known.reads = true;
        return { shown };
      } else known.reads = false;
    } catch (error) {
      if (endsEverything(error)) throw error;
      why = reasonOf(error);
    }
  }
  try {
    const sight = inList(api, id, await list(), isYoung);
    if (denied && 'shown' in sight) known.reads = false;
    return sight;
  } catch (error) {
    if (endsEverything(error)) throw error;
    return { unseen: why };
  }
}

/** What a reading of the whole collection says about a record. */
export function inList(api: ResourceApi, id: RecordId, list: Listing, isYoung: boolean): Sight {
  const shown = list.records.find((record) => sameId(api.idOf(record), id));
  if (shown !== undefined) return { shown };
  if (!list.complete)
    return { unseen: 'the list does not show all records, and it cannot be read by its id' };
  return isYoung ? { unseen: 'the list does not show it yet, and it cannot be read by its id' } : gone;
}

/** Some APIs answer with the first record, whatever the id. */
function isOf(api: ResourceApi, shown: ApiRecord, id: RecordId): boolean {
  const shownId = api.idOf(shown);
  return shownId === undefined || sameId(shownId, id);
}

/** An API may write an id as a number here and as a text there. */
export function sameId(a: RecordId | undefined, b: RecordId): boolean {
  return String(a) === String(b);
}

/** Errors after which no further request can work: signed out, unreachable, or told to stop. */
export function endsEverything(error: unknown): boolean {
  return !isSeedbedError(error, 'SEEDBED_HTTP');
}

/** Why one request failed, the same words for the same cause, so that failures can be counted by it. */
export function reasonOf(error: unknown): string {
  if (error instanceof HttpError) return error.why;
  return error instanceof Error ? error.message : String(error);
}
