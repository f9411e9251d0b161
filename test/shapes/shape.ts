/** A record's fields, by name. */
export type Fields = Readonly<Record<string, unknown>>;

/** A request as an odd API sees it. */
export interface Asked {
  readonly method: string;
  /** Below the base URL, without its query: `/users/7`. */
  readonly path: string;
  /** Its parts, decoded: `users`, `7`. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed by its media type: JSON, a form or a multipart form. */
  readonly body: Fields;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string | Buffer;
}

/** What a page of a list is made of. */
export interface PageView {
  readonly items: readonly unknown[];
  /** Records in all. */
  readonly total: number;
  /** Where the next page starts; undefined on the last one. */
  readonly next: number | undefined;
  readonly size: number;
  /** The URL of the collection, without a query. */
  readonly url: string;
}

/** One stored record. */
export interface Stored {
  readonly collection: string;
  /** What the path names after the collection it stands below; empty without one. */
  readonly parent: string;
  /** As in a path. */
  readonly id: string;
  /** The id included. */
  readonly fields: Record<string, unknown>;
  readonly isForeign: boolean;
}

/** What a shape's own routes can do. */
export interface Store {
  readonly url: string;
  readonly records: readonly Stored[];
  add(fields: Fields, id?: unknown): Stored;
  find(id: unknown): Stored | undefined;
  drop(record: Stored | undefined): void;
}

/** What is odd about an API of users; what is left out is plain REST at `/users`. */
export interface Shape {
  readonly idName?: string;
  /** The id of the n-th record. @default n */
  readonly id?: (n: number) => unknown;
  /** Users stand below teams: `/teams/7/users`. */
  readonly nested?: boolean;
  /** Every path ends in a slash; without one it is 500. */
  readonly slash?: boolean;
  /** The one media type that a create may have. @default 'application/json' */
  readonly takes?: string;
  /** The fields in a create's body. @default the body itself */
  readonly unwrap?: (body: Fields) => Fields;
  /** The answer to a create and to a read. @default the record itself */
  readonly one?: (record: Fields) => unknown;
  /** The answer to a create, if it is another one; `at` is its URL. */
  readonly created?: (record: Fields, at: string) => Reply;
  /** One record in a list. @default the record itself */
  readonly item?: (record: Fields) => unknown;
  /** @default an array */
  readonly many?: (page: PageView) => unknown;
  /** Headers of a list. */
  readonly listHeaders?: (page: PageView) => Readonly<Record<string, string>>;
  /** Most records on a page, and where the one that is asked for starts. */
  readonly paged?: { readonly size: number; readonly start: (query: URLSearchParams) => number };
  /** Which records a list is asked for. @default all */
  readonly search?: (query: URLSearchParams) => ((record: Fields) => boolean) | undefined;
  /** False: 401. */
  readonly allows?: (asked: Asked) => boolean;
  /** What is answered before all else; undefined: as usual. */
  readonly route?: (asked: Asked, store: Store) => Reply | undefined;
  /** Changes every answer before it is sent. */
  readonly send?: (reply: Reply) => Reply;
  /** What is said, with 422, of the thirteenth record. */
  readonly refuses?: unknown;
}
