import type { DemoSettings } from './options.ts';
import type { RefusalStatus } from './refusal.ts';
import type { Schema } from './schemas.ts';
import type { Sessions } from './sessions.ts';
import type { Store } from './store/store.ts';
import type { Account, Slice } from './store/users.ts';

/** What the handlers work on. */
export interface Backend {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly settings: DemoSettings;
  /** Epoch ms, whole. */
  now(): number;
}

/** One call of the API, checked: the handler only has to do it. */
export interface Call<Body> {
  readonly body: Body;
  /** The `{id}` of the path. */
  readonly id: number;
  /** What `?page=&per_page=` asks for; the whole list without them. */
  readonly slice: Slice;
  /** The signed-in user. Only open routes have none. */
  readonly account: Account | undefined;
  /** Sends a header with the answer. */
  header(name: string, value: string): void;
}

/** One row of the contract. The app serves it and `/openapi.json` describes it, from this same object. */
export interface Route<Body = unknown> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As OpenAPI writes it: `/user/{id}`. */
  readonly path: string;
  /** Name of the operation in generated clients. */
  readonly name: string;
  readonly summary: string;
  /** True if no token is needed. */
  readonly open?: boolean;
  /** True if `?page=&per_page=` cut the list. */
  readonly paged?: boolean;
  /** Checked before `run`: 422 if it does not fit. */
  readonly body?: Schema<Body>;
  /** The body is an array whose items `run` checks one by one; only that it is an array is checked before. */
  readonly perItem?: boolean;
  readonly answer: Schema;
  /** What `run` may refuse with; 400, 401, 413, 422 and 429 go without saying. */
  readonly refusals?: readonly RefusalStatus[];
  /** Returns the answer's JSON. Throws a `Refusal` for any other status than 200. */
  run(call: Call<Body>): unknown;
}

/** Keeps `run`'s body typed by the schema beside it. */
export function route<Body = undefined>(spec: Route<Body>): Route {
  return spec;
}
