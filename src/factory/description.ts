/** An answer of the API, as functions of a description see it. */
export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined if there was none. */
  readonly body: unknown;
}

/**
 * Where something is in an answer: a path of names into the body (`data.user`, an empty text for the body itself), or a function. One that
 * throws finds nothing.
 */
export type Shape = string | ((answer: Answer) => unknown);

/**
 * How a list goes on.
 *
 * - a path or function: the next page's URL or path, in the answer (`links.next`); only the same origin is followed
 * - `{ page: 'page' }`: a page number as parameter, from 1 or from `from`
 * - `{ offset: 'offset' }`: how many records were read already, as parameter; with `from: 1`, the number of the next record (SCIM)
 * - `{ cursor: 'after', at: 'meta.next' }`: a parameter, and where its next value is in the answer
 * - `'link'`: the `Link` header with `rel="next"` (RFC 8288)
 * - `false`: the first page is the whole list
 */
export type Paging =
  | Shape
  | { readonly page: string; readonly from?: number }
  | { readonly offset: string; readonly from?: number }
  | { readonly cursor: string; readonly at: Shape }
  | false;

/** Where records are in the API's answers. Common shapes (`data`, `results`, `items`…) are recognised without being told. */
export interface Answers {
  /** The one record in the answer to a create or a read: `data`. @default recognised by its shape */
  readonly one?: Shape;
  /** The records of a list: `data.items`. @default recognised by their shape */
  readonly many?: Shape;
  /** How a list goes on: `links.next`. @default recognised by its shape; else the first page is the whole list */
  readonly next?: Paging;
}

/** How a body is sent. Any other text is a media type whose body is JSON: `application/vnd.api+json`. */
export type Encoding = 'json' | 'form' | 'multipart' | (string & {});

type Values = Readonly<Record<string, string | number | boolean>>;

/**
 * One request. Path, query and headers are templates (RFC 6570): `{id}`, `{key}`, the record's own fields (`{slug}`), `{etag}`, and its
 * parents' (`{teams.id}`).
 */
export interface Operation {
  /** @default POST for a create, GET for a read, a list and a look-up, DELETE for a removal */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL: `/teams/{teams.id}/users/{id}`. A slash at its end is kept. @default the resource's `path`, with the id for one record */
  readonly path?: string;
  /** Query parameters, templates too: `{ email: '{key}' }`. @default none */
  readonly query?: Values;
  /** Headers, templates too: `{ 'If-Match': '{etag}' }`. @default the configuration's alone */
  readonly headers?: Values;
}

/** A request with a body. */
export interface BodyOperation extends Operation {
  /** How the body is sent. @default 'json' */
  readonly encode?: Encoding;
  /**
   * What is sent. A create passes what `toRequest` returned, a removal passes the record. @default that of a create; a removal has no body
   * @example body: (fields) => ({ user: fields })
   */
  readonly body?: (fields: Readonly<Record<string, unknown>>) => unknown;
}

/** A request whose answer is a list of records. */
export interface ListOperation extends Operation {
  /** Where the records are in the answer. @default what `answers.many` says */
  readonly items?: Shape;
  /** How the list goes on. @default what `answers.next` says */
  readonly next?: Paging;
}

/** A request that removes a record, and what else belongs to a removal. */
export interface RemoveOperation extends BodyOperation {
  /**
   * Requests to send before it, one after the other, for an API that removes only stopped machines. If one of them is refused, the removal
   * is sent all the same: the machine may be stopped already. If one is answered with 202, a refused removal is tried again for up to 30
   * seconds. @default []
   * @example first: [{ method: 'POST', path: '/vms/{id}/stop' }]
   */
  readonly first?: readonly BodyOperation[];
  /**
   * Whether an answer to `read` shows that the record is gone. @default status 404 or 410
   * @example gone: ({ body }) => body.archived === true
   */
  readonly gone?: (answer: Answer) => boolean;
}

/** What a function that takes the place of an operation can use: the API, signed in, under the run's rate limit. */
export interface OperationTools {
  readonly api: HookApi;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * How a resource is spoken to if it is not a plain REST collection. Each operation may be a function, as a last resort. If it throws, that
 * one request has failed, with the words of the error: so must an API's refusal that comes with 200.
 */
export interface ApiDescription {
  /**
   * Creates one record. A function resolves with the record as the server has it, its id included. @default POST at `path`
   * @example create: { method: 'PUT', path: '/users/{slug}' }
   */
  readonly create?: BodyOperation | ((body: Fields, tools: OperationTools) => Promise<Fields>);
  /**
   * Reads one record. A function resolves with undefined if the record is not there. @default GET at `path/{id}`
   * @example read: { path: '/users/{id}/' }
   */
  readonly read?: Operation | ((id: string | number, tools: OperationTools) => Promise<Fields | undefined>);
  /**
   * Lists all records of the collection. @default GET at `listPath`, or else at `path`
   * @example list: { query: { limit: 100 }, items: 'results', next: { page: 'page' } }
   */
  readonly list?: ListOperation | ((tools: OperationTools) => Promise<readonly Fields[]>);
  /**
   * Lists only the records whose natural key holds a text, if the API can: the audit and sweeps ask by it for a run's tag instead of
   * reading the whole list. @default none: the list is read
   * @example search: { query: { q: '{tag}' } }
   */
  readonly search?: ListOperation;
  /**
   * Finds records by their natural key. `false`: the API cannot. A path with `{key}` may show one record, or answer 404. @default by
   * reading the list
   * @example find: { query: { email: '{key}' } }
   */
  readonly find?:
    | ListOperation
    | ((key: string, tools: OperationTools) => Promise<readonly Fields[]>)
    | false;
  /**
   * Removes one record. A function rejects if it cannot be removed. @default DELETE at `path/{id}`
   * @example remove: { method: 'POST', path: '/users/{id}/archive', gone: ({ body }) => (body as { archived: boolean }).archived }
   */
  readonly remove?:
    | RemoveOperation
    | ((record: { readonly id: string | number } & Fields, tools: OperationTools) => Promise<void>);
  /**
   * Creates several at once. @default one request a record, or the bulk call that the API's own description offers
   * @example createMany: { path: '/users/batch', maxItems: 50 }
   */
  readonly createMany?: BulkOperation;
  /**
   * Removes several at once. @default one request a record
   * @example removeMany: { path: '/users/delete', body: (ids) => ({ ids }) }
   */
  readonly removeMany?: BulkRemoval;
}

/**
 * A call that creates many records.
 *
 * @example { path: '/users/batch', body: (items) => ({ items }), items: 'data' } // without `path`: the resource's own
 */
export interface BulkOperation extends Operation {
  /** The body of the items: `(items) => ({ docs: items })`. @default the items as an array */
  readonly body?: (items: readonly unknown[]) => unknown;
  /** The answer's items, one for each sent, in their order. @default the body itself */
  readonly items?: Shape;
  /** One item's record, in its item: `success`. @default the item itself */
  readonly item?: string;
  /** Most items in one call, from 1 up. @default 100 */
  readonly maxItems?: number;
  /** The largest body, in bytes. @default no limit of its own */
  readonly maxBytes?: number;
}

/**
 * A call that removes many records. It takes only what was proved to be ours; what it refuses is tried again after the rest.
 *
 * @example { path: '/users/delete', body: (ids) => ({ ids }) }
 */
export interface BulkRemoval extends Operation {
  /** The request's method. @default 'POST' */
  readonly method?: NonNullable<Operation['method']>;
  /** Without names in braces: `/users/delete`. */
  readonly path: string;
  /** The body of the ids: `(ids) => ({ ids })`. @default the ids as an array */
  readonly body?: (ids: readonly (string | number)[]) => unknown;
  /** @default 'json' */
  readonly encode?: Encoding;
  /** The answer's items, one for each id, in their order. @default the body itself; an answer without any says that all are gone */
  readonly items?: Shape;
  /** Most ids in one call, from 1 up. @default 100 */
  readonly maxItems?: number;
}

/** The API as an `afterCreate` hook sees it: authenticated, under the run's rate limit. */
export interface HookApi {
  request(request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    readonly path: string;
    readonly body?: unknown;
  }): Promise<{ readonly status: number; readonly body: unknown }>;
}
