import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Thing = Readonly<Record<string, unknown>>;

/** A server of one collection, `/v1/things` and `/v2/things`, whose answers to creates can be changed and held back. */
export class ThingServer implements AsyncDisposable {
  readonly things: Map<number, Thing> = new Map();
  /** `POST /things`, in the order they came. */
  readonly asked: string[] = [];
  /** What a create answers of the stored record. */
  answer: (thing: Thing) => unknown = ({ id }) => ({ id });
  /** What the list shows of all. */
  list: (things: readonly Thing[]) => unknown = (things) => things;
  /** The first creates are answered once so many are on their way. */
  together = 1;
  /** The most creates that were on their way before the first of them was answered. */
  atFirst = 0;
  #waiting: (() => void)[] = [];
  #answered = 0;
  readonly #server = createServer((request, response) => {
    void this.#serve(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    });
  });

  async open(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    return this;
  }

  /** @param path of the base URL */
  url(path: string = '/v1'): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  /** Forgets what was asked, not what is stored. */
  forget(): void {
    this.asked.length = 0;
    this.atFirst = 0;
    this.#answered = 0;
  }

  count(line: string): number {
    return this.asked.filter((one) => one.startsWith(line)).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const go of this.#waiting) go();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage): Promise<[number, unknown?]> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url = '' } = request;
    const [path = ''] = url.replace(/^\/v\d/, '').split('?');
    this.asked.push(`${method} ${path}`);
    const id = Number(/^\/things\/(\d+)$/.exec(path)?.[1]);
    if (method === 'POST' && path === '/things') return this.#create(Buffer.concat(chunks).toString());
    if (method === 'GET' && path === '/things') return [200, this.list([...this.things.values()])];
    if (method === 'GET' && this.things.has(id)) return [200, this.things.get(id)];
    if (method === 'DELETE' && this.things.delete(id)) return [204];
    return [404, { message: 'Not found.' }];
  }

  async #create(text: string): Promise<[number, unknown]> {
    const sent = JSON.parse(text) as Thing;
    const id = 1 + Math.max(0, ...this.things.keys());
    this.things.set(id, { ...sent, id });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    if (this.#answered === 0) this.atFirst = this.#waiting.length;
    if (this.#answered > 0 || this.#waiting.length >= this.together)
      for (const go of this.#waiting.splice(0)) go();
    await promise;
    this.#answered++;
    return [201, this.answer(this.things.get(id) as Thing)];
  }
}
