import type { Answers, BulkOperation } from '../factory/description.ts';
import type { AnyResource, Attributes } from '../factory/resource.ts';
import type { ApiClient, ApiResponse } from '../http/api-client.ts';
import { isPlainObject } from '../lib/check.ts';
import type { Clock } from '../lib/clock.ts';
import { describingSays } from '../messages/describing.ts';
import { AnswerProof, type ProofMemory } from './answer-proof.ts';
import { isWhole, recordIn, recordInShape } from './answers.ts';
import { postMany } from './bulk/bulk.ts';
import { isCreatedPlainly, type OfferedCalls } from './bulk/offered-bulk.ts';
import { removeMany } from './bulk/remove-many.ts';
import { createdRecord, withId } from './created-record.ts';
import { type Call, type Description, describe } from './describe.ts';
import { type ApiRecord, isId, type RecordId } from './evidence.ts';
import { type FindOptions, finder } from './lists/finder.ts';
import { readList } from './lists/read-list.ts';
import type { Visibility } from './lists/visibility.ts';
import type {
  Answered,
  BulkAnswer,
  CallOptions,
  CreateOptions,
  Found,
  Listing,
  ListOptions,
  Origin,
  Removed,
  RemovedMany,
  RemoveOptions,
  ResourceApi,
  Route,
} from './operations.ts';
import { type CallOwn, ownFunctions, recordsOf } from './own-function.ts';
import { RecordReader } from './record-reader.ts';
import { removedBy, removeRecord } from './remove-record.ts';
import { createSender, withRawKeys } from './request.ts';
import { listBelow, Routes } from './routes.ts';
import { SignUpToken } from './sign-up-token.ts';
import type { TemplateName } from './template.ts';
import { templateNames } from './template-names.ts';

export interface RestApiOptions {
  readonly client: ApiClient;
  readonly resource: AnyResource;
  readonly answers: Answers | undefined;
  readonly clock: Clock;
  readonly visibility: Visibility;
  /** Where the answer to a create has a user's token. @default nowhere */
  readonly userToken?: string | undefined;
  /** What its API's own description offers. @default nothing is looked for */
  readonly offered?: OfferedCalls | undefined;
  /** What earlier runs have proved of the resource. @default nothing */
  readonly proved?: ProofMemory | undefined;
  /** The API of another resource, by name. */
  readonly parentOf: (resource: string) => RestApi | undefined;
}

/** A resource as its description says, or a plain collection: POST creates, GET lists, `/{id}` is one record. */
export class RestApi implements ResourceApi {
  readonly resource: AnyResource;
  readonly baseUrl: string;
  readonly proof: AnswerProof;
  readonly visibility: Visibility;
  readonly #description: Description;
  readonly #routes: Routes;
  readonly #reader: RecordReader;
  readonly #client: ApiClient;
  readonly #clock: Clock;
  readonly #own: CallOwn;
  readonly #parentOf: RestApiOptions['parentOf'];
  readonly #find: ReturnType<typeof finder>;
  readonly #signUp: SignUpToken | undefined;
  readonly #offered: OfferedCalls | undefined;
  #bulk: Call<BulkOperation> | undefined;
  #send: ReturnType<typeof createSender> | undefined;
  /** True once an id came as a number that JavaScript cannot hold: its digits are a number on the wire too. */
  #hasBigIds = false;

  constructor(options: RestApiOptions) {
    const { client, resource, answers, clock, visibility, userToken, offered, proved, parentOf } = options;
    this.resource = resource;
    this.baseUrl = client.baseUrl;
    this.visibility = visibility;
    this.#description = describe(resource, answers);
    this.#routes = new Routes(resource, this.#description);
    this.#client = client;
    this.#clock = clock;
    this.#own = ownFunctions(client, resource);
    this.#parentOf = parentOf;
    this.#offered = offered;
    this.#bulk = this.#description.createMany;
    this.#signUp = userToken === undefined ? undefined : new SignUpToken(userToken);
    const parts = { client, own: this.#own, description: this.#description, routes: this.#routes };
    this.#reader = new RecordReader({ ...parts, resource });
    this.#find = finder(this, { ...parts, clock });
    // Records that cannot be looked up are made one by one at first: none may be lost.
    this.proof = new AnswerProof(this.canFind ? proved : undefined);
  }

  get canFind(): boolean {
    return this.#find !== undefined;
  }

  get searches(): boolean {
    const { find } = this.#description;
    return find !== undefined && find !== false;
  }

  get templateNames(): readonly TemplateName[] {
    return templateNames(this.resource, this.#description);
  }

  get hasBigIds(): boolean {
    return this.#hasBigIds;
  }

  idOf(record: ApiRecord): RecordId | undefined {
    const id = record[this.#description.idName];
    if (isId(id)) return id;
    return recordIn(this.resource, record)?.id;
  }

  routeOf(origin: Origin): Route | undefined {
    return this.#routes.of(origin);
  }

  learnRoute(route: Route, record: Parameters<ResourceApi['learnRoute']>[1]): void {
    this.#routes.learn(route, record);
  }

  async create(body: Attributes, options: CreateOptions = {}): Promise<Answered> {
    const { create } = this.#description;
    if (typeof create === 'function') {
      options.onSend?.();
      const record = await this.#own('POST', options, (tools) => create(body, tools));
      return withId(this.resource, record, isPlainObject(record) ? this.idOf(record) : undefined);
    }
    this.#send ??= createSender({
      client: this.#client,
      call: create,
      where: describingSays.create(this.resource.name),
      valuesOf: (origin) => this.#routes.valuesOf(origin),
    });
    const answer = await this.#send(this.#withRawKeys(body), options);
    const read = (): Answered | Promise<Answered> => this.#created(answer, options);
    const made = this.#signUp?.of(this.resource, body, answer.body, read) ?? read();
    if (answer.bigNumbers?.has(String((await made).id)) === true) this.#hasBigIds = true;
    return made;
  }

  #created(answer: ApiResponse, options: CreateOptions): Answered | Promise<Answered> {
    const { status, body: record } = answer;
    const { one, idName, create } = this.#description;
    // The hot path: a plain record.
    if (one === undefined && status < 202 && isPlainObject(record) && isWhole(this.resource, record))
      return { record, id: record[idName] as RecordId };
    const call = typeof create === 'object' ? create : undefined;
    const tools = { ...options, client: this.#client, clock: this.#clock, one, call };
    return recordInShape(one, answer, idName, this.resource) ?? createdRecord(this.resource, answer, tools);
  }

  get bulk(): BulkOperation | undefined {
    return this.#bulk;
  }

  async lookForBulk(count: number, options: CallOptions = {}): Promise<void> {
    // A sign-up answers each user's token.
    if (this.#signUp !== undefined || !isCreatedPlainly(this.resource, this.#description)) return;
    const found = await this.#offered?.bulkOf(this.resource, count, options);
    if (found !== undefined) this.#bulk ??= { method: 'POST', path: this.resource.path, ...found };
  }

  async createMany(bodies: readonly Attributes[], options: CallOptions = {}): Promise<BulkAnswer> {
    if (this.#bulk === undefined) return 'not-offered';
    const raw = bodies.map((body) => this.#withRawKeys(body));
    const { answer, big } = await postMany(this.#client, this.resource, this.#bulk, raw, options);
    if (big) this.#hasBigIds = true;
    return answer;
  }

  async read(id: RecordId, options: CallOptions = {}): Promise<ApiRecord | undefined> {
    const record = await this.#reader.read(id, options);
    return record && this.#withToken(record);
  }

  async list(options: ListOptions = {}): Promise<Listing> {
    const startedAt = this.#clock.now();
    const { search } = this.#description;
    const list = options.tag === undefined ? this.#description.list : (search ?? this.#description.list);
    if (typeof list === 'function') {
      const given = await this.#own('GET', options, list);
      return { records: recordsOf(given, this.resource, 'list'), complete: true, startedAt };
    }
    const needed = this.#routes.namesIn(list);
    if (needed.length === 0 || options.route !== undefined)
      return {
        ...(await readList(this.#client, this.resource, {
          ...options,
          call: list,
          values: { ...options.route, tag: options.tag },
        })),
        startedAt,
      };
    const below = await this.#routes.all(needed, this.#parentOf, options);
    return { ...(await listBelow(this, below, options)), startedAt };
  }

  async find(key: string, options: FindOptions = {}): Promise<Found> {
    const found = await this.#find?.(key, options);
    if (found === undefined) return { records: [], certain: false };
    return { ...found, records: found.records.map((record) => this.#withToken(record)) };
  }

  async remove(id: RecordId, options: RemoveOptions = {}): Promise<Removed> {
    const { remove } = this.#description;
    const call = typeof remove === 'function' ? {} : remove;
    const route = await this.#routes.needed(id, call, () => this.read(id, options));
    const values = { ...route, id };
    if (typeof remove === 'function') {
      const removed = await removedBy(() => this.#own('DELETE', options, (tools) => remove(values, tools)));
      if (removed.how !== 'refused') this.visibility.removed(id);
      return removed;
    }
    const removed = await removeRecord(this.#client, remove, values, {
      ...options,
      name: this.resource.name,
      idName: this.#description.idName,
      read: () => this.#reader.answer(id, options),
    });
    if (removed.how === 'done' || removed.how === 'accepted') this.visibility.removed(id);
    return removed;
  }

  async removeMany(ids: readonly RecordId[], options: RemoveOptions = {}): Promise<RemovedMany> {
    const call = this.#description.removeMany;
    if (call === undefined) return 'not-offered';
    return removeMany(this.#client, this, call, ids, options);
  }

  #withToken(record: ApiRecord): ApiRecord {
    return this.#signUp?.shown(this.resource, record) ?? record;
  }

  #withRawKeys(body: Attributes): Attributes {
    return withRawKeys(this.resource, body, (name) => this.#parentOf(name)?.hasBigIds === true);
  }
}
