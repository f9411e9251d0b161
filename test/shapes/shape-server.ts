import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asked, Fields, PageView, Reply, Shape, Store, Stored } from './shape.ts';

/** Which of our users meets a connection that ends after the commit and before the answer. */
const lostAnswer = 6;
/** Others' records, placed before. */
const foreigners = 3;

/** A real API on port 0 whose users are spoken to in one odd way. */
export class ShapeServer implements Store, AsyncDisposable {
  readonly records: Stored[] = [];
  readonly asked: string[] = [];
  readonly #shape: Shape;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch((error: unknown) => {
      this.errors.push(error);
      response.destroy();
    });
  });
  /** What a shape's own code threw. */
  readonly errors: unknown[] = [];
  #created = 0;
  #lastId = 0;
  #loses = false;
  /** Connections that ended after the commit and before the answer. */
  lostAnswers = 0;

  constructor(shape: Shape) {
    this.#shape = shape;
  }

  async open(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    const parent = this.#shape.nested === true ? this.#store('teams', '', { name: 'Others' }, true).id : '';
    for (let person = 0; person < foreigners; person++)
      this.#store('users', parent, { email: `person-${person}@elsewhere.example`, name: 'Some One' }, true);
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Records of the users or teams that were made here, but for archived ones. */
  ours(collection: string): Stored[] {
    return this.records.filter(
      (one) => one.collection === collection && !one.isForeign && one.fields.archived !== true,
    );
  }

  get foreign(): Stored[] {
    return this.records.filter((one) => one.collection === 'users' && one.isForeign);
  }

  add(fields: Fields, id?: unknown): Stored {
    return this.#create('users', '', fields, id);
  }

  find(id: unknown): Stored | undefined {
    return this.records.find((one) => one.collection === 'users' && one.id === String(id));
  }

  drop(record: Stored | undefined): void {
    if (record !== undefined) this.records.splice(this.records.indexOf(record), 1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #create(collection: string, parent: string, fields: Fields, id?: unknown): Stored {
    if (collection === 'users' && ++this.#created === lostAnswer) this.#loses = true;
    return this.#store(collection, parent, fields, false, id);
  }

  #store(collection: string, parent: string, fields: Fields, isForeign: boolean, given?: unknown): Stored {
    const { idName = 'id', id: idOf = (n: number): unknown => n } = this.#shape;
    const id = given ?? idOf(++this.#lastId);
    const stored = { collection, parent, id: textOf(id), fields: { [idName]: id, ...fields }, isForeign };
    this.records.push(stored);
    return stored;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await askedOf(request, this.url);
    this.asked.push(`${asked.method} ${request.url}`);
    const { allows = () => true, route, send = (reply) => reply } = this.#shape;
    const own = route?.(asked, this);
    const { status, headers, body, text } = send(
      own ?? (allows(asked) ? this.#answer(asked) : refusal(401, 'Who are you?')),
    );
    if (this.#loses) {
      this.#loses = false;
      this.lostAnswers++;
      response.destroy();
      return;
    }
    response.writeHead(status ?? 200, { 'content-type': 'application/json', ...headers });
    response.end(text ?? (body === undefined ? undefined : JSON.stringify(body)));
  }

  #answer(asked: Asked): Reply {
    const { nested, slash } = this.#shape;
    if ((slash === true) !== asked.path.endsWith('/')) return refusal(500, 'The slash at the end is wrong.');
    const [first = '', id, ...rest] = asked.segments;
    if (nested === true && first === 'teams')
      return rest.length === 0 ? this.#rest(asked, 'teams', '', id) : this.#rest(asked, 'users', id, rest[1]);
    return nested !== true && first === 'users' && rest.length === 0
      ? this.#rest(asked, 'users', '', id)
      : refusal(404, 'No such route.');
  }

  #rest({ method, headers, body, query }: Asked, collection: string, parent = '', id?: string): Reply {
    const shape = this.#shape;
    const { takes = 'application/json', one = (record: Fields): unknown => record } = shape;
    const own = this.records.filter((record) => record.collection === collection && record.parent === parent);
    if (id === undefined && method === 'GET') return this.#list(own, query);
    if (id === undefined) {
      if (method !== 'POST') return refusal(405, 'Method not allowed.');
      if (headers['content-type']?.split(';')[0] !== takes) return refusal(415, 'Unsupported media type.');
      if (collection === 'users' && this.#created >= 12 && shape.refuses !== undefined)
        return { status: 422, body: shape.refuses };
      const { id: made, fields } = this.#create(collection, parent, shape.unwrap?.(body) ?? body);
      const at = `${this.url}/${collection}/${encodeURIComponent(made)}`;
      return shape.created?.(fields, at) ?? { status: 201, body: one(fields) };
    }
    const record = own.find((stored) => stored.id === id);
    if (record === undefined) return refusal(404, 'Not found.');
    if (method === 'GET') return { body: one(record.fields) };
    if (method !== 'DELETE') return refusal(405, 'Method not allowed.');
    this.drop(record);
    return { status: 204 };
  }

  #list(own: readonly Stored[], query: URLSearchParams): Reply {
    const { paged, search, item = (record: Fields): unknown => record, many, listHeaders } = this.#shape;
    const found = own.map(({ fields }) => fields).filter(search?.(query) ?? (() => true));
    const size = paged?.size ?? found.length;
    const start = paged?.start(query) ?? 0;
    const page: PageView = {
      items: found.slice(start, start + size).map(item),
      total: found.length,
      next: start + size < found.length ? start + size : undefined,
      size,
      url: `${this.url}/users`,
    };
    return { headers: listHeaders?.(page) ?? {}, body: many === undefined ? page.items : many(page) };
  }
}

function refusal(status: number, message: string): Reply {
  return { status, body: { message } };
}

/** As in a path: a number that is written digit by digit, too. */
function textOf(id: unknown): string {
  return typeof id === 'object' ? JSON.stringify(id) : String(id);
}

async function askedOf(request: IncomingMessage, base: string): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', base);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
  );
  return {
    method: request.method ?? 'GET',
    path: pathname,
    segments: pathname.split('/').filter(Boolean).map(decodeURIComponent),
    query: searchParams,
    headers,
    body: await bodyOf(Buffer.concat(chunks), headers['content-type'] ?? ''),
  };
}

async function bodyOf(bytes: Buffer<ArrayBuffer>, type: string): Promise<Fields> {
  if (bytes.length === 0) return {};
  if (!/multipart|urlencoded/.test(type)) return JSON.parse(bytes.toString());
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
}
