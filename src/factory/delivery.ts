import type { Answers, ApiDescription } from './description.ts';

/**
 * What a definition may say about the API's side of a resource. The factory only carries these; the seeder acts on them.
 * All optional: without any, a record is created with one POST and found again by listing `path`.
 */
export interface Delivery<Record = object> {
  /**
   * How the resource is spoken to, if it is not a plain REST collection at `path`. @default POST and GET at `path`, DELETE at `path/{id}`
   * @example api: { remove: { method: 'POST', path: '/user/{id}/archive' } }
   */
  readonly api?: ApiDescription | undefined;
  /**
   * Where records are in its answers. @default what the configuration's `answers` say
   * @example answers: { one: 'data', many: 'data.items' }
   */
  readonly answers?: Answers | undefined;
  /**
   * Where the collection is listed. @default `path`
   * @example listPath: '/user/all'
   */
  readonly listPath?: string | undefined;
  /**
   * The API honours this idempotency header: a repeat with the same key makes no second record. `quoted`: send the key as a quoted
   * string, as the IETF draft wants; false by default. @default none: an unclear create is looked up instead
   * @example idempotency: { header: 'Idempotency-Key' }
   */
  readonly idempotency?: { readonly header: string; readonly quoted?: boolean } | undefined;
  /**
   * How a record is found by its natural key: `query` names the list's filter parameter. `false`: it cannot be found. @default by reading the list
   * @example lookup: { query: 'email' }
   */
  readonly lookup?: { readonly query?: string } | false | undefined;
  /**
   * A call that creates many: a JSON array in, a same-length array out. `maxItems` is 100 by default; `maxBytes` limits the request's
   * body, in bytes. `false`: none is used, though the API's own description (setting `openapi`) has one. @default none, or what that has
   * @example bulk: { path: '/user/bulk', maxItems: 50 }
   */
  readonly bulk?:
    | { readonly path: string; readonly maxItems?: number; readonly maxBytes?: number }
    | false
    | undefined;
  /**
   * For APIs that answer before the record is usable: it is read again until `until` holds. `every` (500ms by default) and
   * `timeout` (1m) are durations. A record that is not ready in time fails. @default none: usable at once
   * @example ready: { until: ({ state }) => state === 'running', every: '500ms', timeout: '1m' }
   */
  readonly ready?:
    | { until(record: Record): boolean; readonly every?: string; readonly timeout?: string }
    | undefined;
  /**
   * What to do if the API says that the natural key is taken. `adopt`: use the record that has it.
   * `next`: try the next unique value. `adopt-or-next`: use the record if it can only be ours, else try the next value. `reject`: fail. @default 'adopt-or-next'
   * @example onDuplicate: 'reject'
   */
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
  /**
   * Repeat a POST of unknown outcome even if it may double the record. @default false
   * @example atLeastOnce: true
   */
  readonly atLeastOnce?: boolean | undefined;
}
