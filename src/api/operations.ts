import type { BulkOperation } from '../factory/description.ts';
import type { AnyResource, Attributes } from '../factory/resource.ts';
import type { Yields } from '../http/budget/turns.ts';
import type { AnswerProof } from './answer-proof.ts';
import type { ApiRecord, RecordId } from './evidence.ts';
import type { Visibility } from './lists/visibility.ts';
import type { TemplateName } from './template.ts';

/** What the API answered to a create: a record with its id. The caller judges whether it is the one that was sent. */
export interface Answered {
  readonly record: ApiRecord;
  readonly id: RecordId;
}

/** What a request of one record needs besides its id and key: `{ 'teams.id': 3 }`. */
export type Route = Readonly<Record<string, string | number>>;

/** What a record was made of. */
export interface Origin {
  readonly attributes: Attributes;
  /** Parent's resource name → the parent. */
  readonly parents: Readonly<Record<string, { readonly fields: ApiRecord }>>;
}

/** How a request is sent. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** It gives way to requests that a test waits for. @default false */
  readonly yields?: Yields | undefined;
  /** Called before it goes out. */
  readonly onSend?: (() => void) | undefined;
  /** Called if all that went out was surely refused: until it goes out again, nothing of it can exist. */
  readonly onRefused?: (() => void) | undefined;
}

export interface RemoveOptions extends CallOptions {
  /**
   * True: it is not sent again if it may have been carried out, or if the API was down. The id may be another record's by then, so whoever
   * asks looks first. @default false
   */
  readonly once?: boolean | undefined;
}

export interface CreateOptions extends CallOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** True if a second request cannot make a second record. */
  readonly repeatable?: boolean | undefined;
  /** True if the record itself is not wanted: its address is enough if the answer gives nothing else. @default false */
  readonly idWillDo?: boolean | undefined;
  /** For templates in the path. */
  readonly origin?: Origin | undefined;
}

export interface ListOptions extends CallOptions {
  /** The largest list read, in bytes; a larger one is told as incomplete. */
  readonly maxBytes?: number | undefined;
  /** A list with more pages is told as incomplete. @default 1000 */
  readonly maxPages?: number | undefined;
  /** If it has more pages than that: the last of those that are read is the list's last one, if the API tells where it is. @default false */
  readonly takesLast?: boolean | undefined;
  /** A page that is asked for by number and holds fewer records is the last one. @default not known: an empty page tells */
  readonly pageSize?: number | undefined;
  /** Only records whose natural key holds this, if the API can be asked for them. */
  readonly tag?: string | undefined;
  /** Which of several collections, `/teams/{teams.id}/users`. @default all of them */
  readonly route?: Route | undefined;
}

/** One item of a bulk call's answer: a record, a refusal, or something that may stand for a record all the same. */
export type BulkItem = Answered | 'refused' | 'unclear';

/** The result of a bulk call. `split`: too large at once. `none`: the API has no such call, or refused the whole of it. */
export type BulkAnswer = readonly BulkItem[] | 'split' | 'none' | 'not-offered' | 'unclear';

/** A reading of a collection. */
export interface Listing {
  readonly records: readonly ApiRecord[];
  /** False if there may be more than was shown: a page of unknown length, or the stated size was reached. */
  readonly complete: boolean;
  /** How many pages were read, and how many records the first one held; undefined: it is not read by pages. */
  readonly pages?: { readonly read: number; readonly size: number } | undefined;
  /** True if there are more pages than were to be read. */
  readonly isCut?: boolean | undefined;
  /** Another origin, to which its next page leads: that one is not read. */
  readonly elsewhere?: string | undefined;
  /** In epoch ms, by the API's own clock: when it answered last. Undefined: it does not tell. */
  readonly answeredAt?: number | undefined;
  /** By `clock.now()`: when the reading began. */
  readonly startedAt: number;
}

/** Records with a natural key. */
export interface Found {
  /** More than one if a server took the same record twice. */
  readonly records: readonly ApiRecord[];
  /** False if "none" is no proof: the list may not show all, hides the key, or was seen to be late. */
  readonly certain: boolean;
  /** True if it did not show a record that surely exists, and may show it later. */
  readonly isLate?: boolean | undefined;
}

/** What an API said to a removal. `accepted` (202): it will be done. `gone`: it was not there, by 404 or 410. */
export interface Removed {
  readonly how: 'done' | 'accepted' | 'gone' | 'refused';
  readonly status: number;
  /** The status and the server's own words, if it refused. */
  readonly reason: string;
  /** True if it refused while what had to come before is still being done (202). */
  readonly isUnderWay?: boolean;
}

/** The result of a bulk removal, for each id, in their order. `unclear`: any of them may be gone. */
export type RemovedMany = readonly Removed[] | 'unclear' | 'not-offered';

/** How one resource is spoken to. All paths, fields of answers and pages are behind it. */
export interface ResourceApi {
  readonly resource: AnyResource;
  readonly baseUrl: string;
  /** Whether the description of the resource holds, as far as answers to creates have shown it. */
  readonly proof: AnswerProof;
  /** Every name in its templates, those of its removal too. */
  readonly templateNames: readonly TemplateName[];
  /** How late the API was seen to show what it had committed. */
  readonly visibility: Visibility;
  /** Whether {@link find} can be asked: the resource has a natural key and a way to look for it. */
  readonly canFind: boolean;
  /** Whether {@link find} asks for one key by name. False: it reads the whole list, or cannot be asked. */
  readonly searches: boolean;
  /** The id of a record that the API shows; undefined if it has none that can be used. */
  idOf(record: ApiRecord): RecordId | undefined;
  /** What later requests of a record will need besides its id and key; undefined if nothing. It belongs in the ledger. */
  routeOf(origin: Origin): Route | undefined;
  /** Remembers the route of a record that is known by its id or by its key. */
  learnRoute(
    route: Route,
    record: { readonly id?: RecordId | undefined; readonly key?: string | undefined },
  ): void;
  /** Rejects with an `HttpError` of kind `no-id` if the answer is no record with an id: then it may exist all the same. */
  create(body: Attributes, options?: CreateOptions): Promise<Answered>;
  /** The call that {@link createMany} sends; undefined if there is none. */
  readonly bulk: BulkOperation | undefined;
  /** Looks whether the API's own description offers such a call, if this many records are worth it and the configuration allows it. */
  lookForBulk(count: number, options?: CallOptions): Promise<void>;
  /** Only if there is such a call. */
  createMany(bodies: readonly Attributes[], options?: CallOptions): Promise<BulkAnswer>;
  /** One record by its id; undefined if the API says that it is not there (404, 410). */
  read(id: RecordId, options?: CallOptions): Promise<ApiRecord | undefined>;
  /** The whole collection, page by page, at most `maxBytes` and a thousand pages. */
  list(options?: ListOptions): Promise<Listing>;
  /**
   * Reads once, now, which records have this key. One reading of a list serves everyone who was waiting when it started.
   *
   * @param sent what was sent for it, to compare by if the list hides the key
   */
  find(
    key: string,
    options?: CallOptions &
      Pick<ListOptions, 'pageSize' | 'maxPages'> & { readonly sent?: Attributes | undefined },
  ): Promise<Found>;
  /** Asks to remove one record. Refusals are answers; rejects if no usable answer came. */
  remove(id: RecordId, options?: RemoveOptions): Promise<Removed>;
  /** Asks to remove several in one call; `not-offered` for a resource without `api.removeMany`. */
  removeMany?(ids: readonly RecordId[], options?: RemoveOptions): Promise<RemovedMany>;
}
