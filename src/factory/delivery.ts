import type { Answers, ApiDescription } from './description.ts';

/**
 * What a definition may say about the API's side of a resource. The factory only carries these; the seeder acts on them.
 * All optional: without any, a record is created with one POST and found again by listing `path`.
 */
export interface Delivery<Record = object> {
  /** How the resource is spoken to, if it is not a plain REST collection at `path`. */
  readonly api?: ApiDescription | undefined;
  /** Where records are in its answers. @default what the configuration's `answers` say */
  readonly answers?: Answers | undefined;
  /** Where the collection is listed, if not at `path`. */
  readonly listPath?: string | undefined;
  /** The API honours this idempotency header. `quoted`: send it as a quoted string, as the IETF draft wants. Default false. */
  readonly idempotency?: { readonly header: string; readonly quoted?: boolean } | undefined;
  /** How a record is found by its natural key: `query` names the list's filter parameter. `false`: it cannot be. */
  readonly lookup?: { readonly query?: string } | false | undefined;
  /** A call that creates many: a JSON array in, a same-length array out. `maxBytes` counts the request's body. */
  readonly bulk?:
    | { readonly path: string; readonly maxItems?: number; readonly maxBytes?: number }
    | undefined;
  /** For APIs that answer before the record is usable: polled until `until` holds. `every` and `timeout` like `'500ms'`. */
  readonly ready?:
    | { until(record: Record): boolean; readonly every?: string; readonly timeout?: string }
    | undefined;
  /** What to do when the API says that the natural key is taken. Default `'adopt-or-next'`: adopt ours, else the next value. */
  readonly onDuplicate?: 'adopt-or-next' | 'adopt' | 'next' | 'reject' | undefined;
  /**
   * Which fields its users sign in with, for `dataset.credentials`, `as`, `signIn` and `storageState`.
   * @default { email: 'email', password: 'password' }
   * @example credentials: { email: 'username' } // Parse
   */
  readonly credentials?: { readonly email?: string; readonly password?: string } | undefined;
  /**
   * Which of the configuration's `apis` it lives on. @default the main one, at `baseUrl`
   * @example on: 'billing'
   */
  readonly on?: string | undefined;
  /** Repeat a POST of unknown outcome even where it may double the record. Default false. */
  readonly atLeastOnce?: boolean | undefined;
}
