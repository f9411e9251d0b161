import { HttpError } from '../errors.ts';
import type { Attributes } from '../factory/attributes.ts';
import type { AnyResource } from '../factory/resource.ts';
import type { ApiClient } from '../http/api-client.ts';
import { answerWhy } from '../http/failure.ts';
import { rawNumber } from '../http/json.ts';
import type { Clock } from '../lib/clock.ts';
import { isPlainObject } from '../lib/plain-object.ts';
import { recordIn, splitIdField } from './answers.ts';
import { createdRecord } from './created-record.ts';
import { type ApiRecord, isId, type RecordId } from './evidence.ts';
import { finder } from './finder.ts';
import type {
  Answered,
  BulkAnswer,
  BulkItem,
  CallOptions,
  CreateOptions,
  Found,
  Listing,
  Removed,
  ResourceApi,
} from './operations.ts';
import { readList } from './read-list.ts';
import type { Visibility } from './visibility.ts';

export interface RestApiOptions {
  readonly client: ApiClient;
  readonly resource: AnyResource;
  readonly clock: Clock;
  readonly visibility: Visibility;
  /** The API of another resource, by name. */
  readonly parentOf: (resource: string) => RestApi | undefined;
}

/** Redirects are answers to a create: 303 leads to the record that was made. */
const redirects = [301, 302, 303, 307, 308];

/** A refusal, because of others that depend on it or for another reason that may pass. */
const refusals = [400, 409, 422, 423, 500];

/** A collection under one path: POST creates, GET lists, `/{id}` is one record. */
export class RestApi implements ResourceApi {
  readonly resource: AnyResource;
  readonly baseUrl: string;
  readonly proof: { fits: boolean } = { fits: false };
  readonly visibility: Visibility;
  readonly #client: ApiClient;
  readonly #clock: Clock;
  readonly #idName: string;
  readonly #parentOf: RestApiOptions['parentOf'];
  readonly #find:
    | ((key: string, options: CallOptions & { sent?: Attributes | undefined }) => Promise<Found>)
    | undefined;
  /** True once an id came as a number that JavaScript cannot hold: its digits are a number on the wire too. */
  #hasBigIds = false;

  constructor({ client, resource, clock, visibility, parentOf }: RestApiOptions) {
    this.resource = resource;
    this.baseUrl = client.baseUrl;
    this.visibility = visibility;
    this.#client = client;
    this.#clock = clock;
    this.#idName = splitIdField(resource.idField).name;
    this.#parentOf = parentOf;
    this.#find = finder(this, client, clock);
  }

  get canFind(): boolean {
    return this.#find !== undefined;
  }

  idOf(record: ApiRecord): RecordId | undefined {
    const id = record[this.#idName];
    if (isId(id)) return id;
    return recordIn(this.resource, record)?.id;
  }

  async create(body: Attributes, { headers, repeatable, signal }: CreateOptions = {}): Promise<Answered> {
    const { path } = this.resource;
    const answer = await this.#client.request(
      { method: 'POST', path, body: this.#withRawKeys(body), headers },
      { signal, repeatable, accept: redirects },
    );
    if (answer.bigNumbers === true) this.#hasBigIds = true;
    const { status, body: record } = answer;
    // The hot path: a plain record.
    if (status < 202 && isPlainObject(record) && this.#isWhole(record))
      return { record, id: record[this.#idName] as RecordId };
    return createdRecord(this.resource, answer, { client: this.#client, clock: this.#clock, signal });
  }

  async createMany(bodies: readonly Attributes[], { signal }: CallOptions = {}): Promise<BulkAnswer> {
    const path = this.resource.bulk?.path as string;
    const answer = await this.#client.request(
      { method: 'POST', path, body: bodies.map((body) => this.#withRawKeys(body)) },
      { signal, accept: [404, 405, 413, 501] },
    );
    if (answer.bigNumbers === true) this.#hasBigIds = true;
    if (answer.status === 413) return bodies.length > 1 ? 'split' : 'none';
    if (answer.status >= 400) return 'not-offered';
    const items: unknown = answer.body;
    if (!Array.isArray(items) || items.length !== bodies.length) return 'unclear';
    return items.map((item): BulkItem => {
      const found = isPlainObject(item) ? item[this.#idName] : undefined;
      if (isId(found)) return { record: item as ApiRecord, id: found };
      return isRefusal(item) ? 'refused' : 'unclear';
    });
  }

  async read(id: RecordId, { signal, yields }: CallOptions = {}): Promise<ApiRecord | undefined> {
    const request = { method: 'GET', path: this.#pathOf(id) } as const;
    const { status, body } = await this.#client.request(request, { signal, yields, accept: [404, 410] });
    if (status >= 400) return undefined;
    const found = recordIn(this.resource, body);
    return found?.record ?? (isPlainObject(body) ? body : undefined);
  }

  async list(options: CallOptions & { readonly maxBytes?: number | undefined } = {}): Promise<Listing> {
    const startedAt = this.#clock.now();
    return { ...(await readList(this.#client, this.resource, options)), startedAt };
  }

  async find(
    key: string,
    options: CallOptions & { readonly sent?: Attributes | undefined } = {},
  ): Promise<Found> {
    return this.#find === undefined ? { records: [], certain: false } : this.#find(key, options);
  }

  async remove(id: RecordId, { signal, yields }: CallOptions = {}): Promise<Removed> {
    const request = { method: 'DELETE', path: this.#pathOf(id) } as const;
    try {
      const answer = await this.#client.request(request, {
        accept: [404, 410, ...refusals],
        signal,
        yields,
      });
      const { status } = answer;
      if (status < 300) this.visibility.removed(id);
      return { how: howOf(status), status, reason: answerWhy(answer, request) };
    } catch (error) {
      // Its status line said so, whatever became of the body.
      if (error instanceof HttpError && (error.status === 404 || error.status === 410))
        return { how: 'gone', status: error.status, reason: error.why };
      throw error;
    }
  }

  /** It is the record itself, not an envelope with an id of its own. */
  #isWhole(record: ApiRecord): boolean {
    const { idField, key } = this.resource;
    return idField === this.#idName && isId(record[idField]) && (key === undefined || key in record);
  }

  /** A foreign key that came as a number goes out as one, with all its digits. */
  #withRawKeys(body: Attributes): Attributes {
    let raw: Record<string, unknown> | undefined;
    for (const { resource, foreignKey } of this.resource.belongsTo) {
      const value = body[foreignKey];
      if (typeof value !== 'string' || this.#parentOf(resource)?.hasBigIds !== true || !/^\d+$/.test(value))
        continue;
      raw ??= { ...body };
      raw[foreignKey] = rawNumber(value);
    }
    return raw ?? body;
  }

  get hasBigIds(): boolean {
    return this.#hasBigIds;
  }

  #pathOf(id: RecordId): string {
    return `${this.resource.path}/${encodeURIComponent(id)}`;
  }
}

function howOf(status: number): Removed['how'] {
  if (status === 202) return 'accepted';
  if (status < 300) return 'done';
  return status === 404 || status === 410 ? 'gone' : 'refused';
}

function isRefusal(item: unknown): boolean {
  return isPlainObject(item) && item.error !== undefined && item.error !== null;
}
