import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SeedbedConfig } from '../../src/config/config.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import type { AnyResource } from '../../src/factory/resource.ts';
import { openDataset } from '../../src/host/datasets/open-dataset.ts';
import type { InProcessHost } from '../../src/host/in-process-host.ts';
import { openRun, readConfig } from '../../src/host/open-run.ts';

export type Stored = Readonly<Record<string, unknown>>;

export interface GraphServerOptions {
  /** Collection → foreign key → what it refers to: `users`, or another field than the id, `teams.slug`. */
  readonly references?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Ids are texts, `users-7`. @default numbers */
  readonly textIds?: boolean;
  /** Most items of `POST /<collection>/bulk` and `POST /<collection>/delete`. @default no such calls */
  readonly bulkItems?: number;
  /** What the bulk removal does and says. @default 'tells each' */
  readonly bulkRemoval?: 'tells each' | 'says nothing' | 'is vague' | 'does nothing';
  /** A header that every request must carry: `{ 'x-api-key': 'secret' }`. */
  readonly needs?: Readonly<Record<string, string>>;
}

/**
 * A server of any collections, in memory, that keeps its references whole: a record whose parent is not there is refused (422), and so is
 * the removal of one that others refer to (409). Records without an id of their own: POST and DELETE `/attach` with two fields.
 */
export class GraphServer implements AsyncDisposable {
  /** `POST /users`, in the order they came. */
  readonly asked: string[] = [];
  readonly collections: Map<string, Map<string, Stored>> = new Map();
  /** `user_id:group_id` of what is attached. */
  readonly attached: Set<string> = new Set();
  readonly #options: GraphServerOptions;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #lastId = 0;

  constructor(options: GraphServerOptions = {}) {
    this.#options = options;
  }

  async open(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  of(collection: string): Stored[] {
    return [...(this.collections.get(collection)?.values() ?? [])];
  }

  /** How many requests began so. */
  count(start: string): number {
    return this.asked.filter((line) => line.startsWith(start)).length;
  }

  get size(): number {
    return [...this.collections.values()].reduce((sum, { size }) => sum + size, 0);
  }

  add(collection: string, fields: Stored): Stored {
    const id = this.#options.textIds === true ? `${collection}-${++this.#lastId}` : ++this.#lastId;
    const stored = { ...fields, id, created_at: Date.now() };
    const records = this.collections.get(collection) ?? new Map<string, Stored>();
    this.collections.set(collection, records.set(String(id), stored));
    return stored;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    this.asked.push(`${request.method} ${pathname}`);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const needed = Object.entries(this.#options.needs ?? {});
    const isAllowed = needed.every(([name, value]) => request.headers[name] === value);
    const [status, answer] = isAllowed
      ? this.#answer(request.method ?? '', pathname, body, Object.fromEntries(searchParams))
      : [401, { message: 'who are you?' }];
    response.writeHead(status, { 'content-type': 'application/json', allow: 'GET, POST, DELETE' });
    response.end(JSON.stringify(answer));
  }

  #answer(method: string, path: string, body: unknown, query: Stored): [number, unknown] {
    const [, collection = '', item] = path.split('/');
    if (collection === 'attach')
      return item === undefined
        ? this.#attach(method, { ...query, ...(body as Stored) })
        : [404, { message: 'no such path' }];
    const records = this.collections.get(collection) ?? new Map<string, Stored>();
    if (method === 'POST' && item === 'bulk') {
      const { bulkItems = 0 } = this.#options;
      if (!Array.isArray(body) || bulkItems === 0) return [404, { message: 'no such call' }];
      return body.length > bulkItems
        ? [413, { message: 'too many' }]
        : [200, body.map((one: Stored) => this.#create(collection, one)[1])];
    }
    if (method === 'POST' && item === 'delete') return this.#removeMany(collection, body);
    if (method === 'POST') return this.#create(collection, body as Stored);
    if (item === undefined) return [200, [...records.values()]];
    const found = records.get(decodeURIComponent(item));
    if (found === undefined) return [404, { message: 'not found' }];
    if (method === 'GET') return [200, found];
    return this.#remove(collection, found);
  }

  #remove(collection: string, found: Stored): [number, unknown] {
    const dependant = this.#dependantOf(collection, found);
    if (dependant !== undefined) return [409, { message: `${dependant} refers to it` }];
    this.collections.get(collection)?.delete(String(found.id));
    return [204, undefined];
  }

  /** Each by itself, as the removal mode of the server says. */
  #removeMany(collection: string, ids: unknown): [number, unknown] {
    const { bulkItems = 0, bulkRemoval = 'tells each' } = this.#options;
    if (!Array.isArray(ids) || bulkItems === 0) return [404, { message: 'no such call' }];
    if (ids.length > bulkItems) return [413, { message: 'too many' }];
    if (bulkRemoval === 'does nothing') return [204, undefined];
    const items = ids.map((id: unknown) => {
      const found = this.collections.get(collection)?.get(String(id));
      if (found === undefined) return { id, status: 404, error: 'not found' };
      const [status, body] = this.#remove(collection, found);
      return status < 300 ? { id, status } : { id, status, error: (body as Stored).message };
    });
    if (bulkRemoval === 'is vague') return [200, { message: 'thank you' }];
    return bulkRemoval === 'says nothing' ? [204, undefined] : [200, { results: items }];
  }

  #create(collection: string, fields: Stored): [number, unknown] {
    for (const [key, target] of Object.entries(this.#options.references?.[collection] ?? {})) {
      const [parent = '', field = 'id'] = target.split('.');
      const value = fields[key];
      if (value === undefined || value === null) continue;
      if (!this.of(parent).some((one) => one[field] === value))
        return [422, { status: 422, error: `no ${parent} with ${field} ${String(value)}` }];
    }
    return [201, this.add(collection, fields)];
  }

  #dependantOf(collection: string, record: Stored): string | undefined {
    for (const [child, references] of Object.entries(this.#options.references ?? {}))
      for (const [key, target] of Object.entries(references)) {
        const [parent, field = 'id'] = target.split('.');
        if (parent === collection && this.of(child).some((one) => one[key] === record[field])) return child;
      }
    return undefined;
  }

  #attach(method: string, { user_id, group_id }: Stored): [number, unknown] {
    if (method === 'GET')
      return [
        200,
        [...this.attached].map((pair) => {
          const [user, group] = pair.split(':').map(Number);
          return { user_id: user, group_id: group };
        }),
      ];
    if (method === 'OPTIONS') return [200, {}];
    const pair = `${user_id}:${group_id}`;
    if (method === 'DELETE') return this.attached.delete(pair) ? [204, undefined] : [404, { message: 'no' }];
    if (this.attached.has(pair)) return [409, { message: 'attached already' }];
    this.attached.add(pair);
    return [200, { user_id, group_id }];
  }
}

/** A run over a configuration, in a folder of its own. */
export class Graph<R extends AnyResource> implements AsyncDisposable {
  readonly host: InProcessHost;
  readonly root: string;
  #datasets = 0;

  constructor(host: InProcessHost, root: string) {
    this.host = host;
    this.root = root;
  }

  static async open<R extends AnyResource>(config: SeedbedConfig<R>): Promise<Graph<R>> {
    const root = mkdtempSync(join(tmpdir(), 'seedbed-test-'));
    const resolved = await readConfig(root, {
      auth: 'none',
      project: 'graph',
      settle: 0.02,
      maxResponseBytes: 16 * 1024 * 1024,
      ...config,
    });
    return new Graph<R>(openRun(resolved), root);
  }

  async seed(seed: unknown): Promise<Dataset<R>> {
    const key = `dataset ${this.#datasets++}`;
    return openDataset<R>(this.host, key, await this.host.acquire({ key, path: key, seed }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.host.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}
