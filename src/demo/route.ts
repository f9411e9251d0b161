import { getDotPath, type InferIssue, safeParse } from 'valibot';
import { isSecretName } from '../lib/redact.ts';
import type { DemoSettings } from './options.ts';
import { Refusal, type RefusalStatus } from './refusal.ts';
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

/** Largest body the API reads, in bytes; more: 413. */
const bodyMaximum = 1_048_576;

const tooLarge = (): Refusal => new Refusal(413, `Expected a body of at most ${bodyMaximum} bytes.`);

/** The request's text. Refuses with 413 before reading more than {@link bodyMaximum}. */
export async function readText(request: Request): Promise<string> {
  const announced = request.headers.get('content-length');
  if (announced !== null) {
    if (Number(announced) > bodyMaximum) throw tooLarge();
    return request.text(); // the HTTP parser holds the client to its word
  }
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > bodyMaximum) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Refuses with 400 if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      400,
      text === '' ? 'Expected a JSON body, got none.' : 'Expected a JSON body: it cannot be parsed.',
    );
  }
}

/** The body as the schema makes it. Refuses with 422, naming each field that does not fit and never a secret's value. */
export function checkBody<T>(schema: Schema<T>, body: unknown): T {
  const result = safeParse(schema, body);
  if (result.success) return result.output;
  throw new Refusal(422, result.issues.map(describe).join(' '));
}

function describe(issue: InferIssue<Schema>): string {
  const field = getDotPath(issue);
  if (field === null) return `Body: ${issue.message}.`;
  if (issue.received === 'undefined') return `${field}: required.`;
  if (isSecretName(field))
    return `${field}: Invalid ${issue.type}: Expected ${issue.expected ?? 'another value'}.`;
  return `${field}: ${issue.message}.`;
}

/** The `{id}` of a path. A text that cannot be an id is simply not found: 404. */
export function parseId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Refusal(404, `Not found: "${text}" is not an id.`);
  return Number(text);
}

/** Page size if only `page` is given, and the largest one. */
export const pageSize: { readonly usual: number; readonly most: number } = { usual: 100, most: 1000 };

/** `?page=2&per_page=50`; without both, everything. Refuses with 422. */
export function parseSlice(page: string | undefined, perPage: string | undefined): Slice {
  if (page === undefined && perPage === undefined) return { limit: -1, offset: 0 };
  const limit = wholeNumber('per_page', perPage ?? String(pageSize.usual), pageSize.most);
  return { limit, offset: (wholeNumber('page', page ?? '1', 1_000_000_000) - 1) * limit };
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most)
    throw new Refusal(422, `${name}: Expected a whole number from 1 to ${most}.`);
  return value;
}
