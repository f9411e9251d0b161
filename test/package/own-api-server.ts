import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appPage, loginPage } from './own-api-pages.ts';

type Stored = Readonly<Record<string, unknown>>;
type Reply = readonly [status: number, body?: object];

interface Session {
  readonly email: string;
  readonly csrf: string;
}

const pageSize = 20;
const references: Readonly<Record<string, string>> = {
  team: 'teams',
  assignee: 'members',
  ticket: 'tickets',
  manager: 'people',
  member: 'members',
  organisation: 'organisations',
};

/**
 * The API of docs/own-api.md: answers wrapped in `data`, lists in pages of 20, a login by form with a session cookie and CSRF. It refuses
 * a record whose parent is not there (422), one whose e-mail or slug is taken (409), and the removal of one that others refer to (409).
 */
export class OwnApi implements AsyncDisposable {
  /** `POST /teams`, in the order they came. */
  readonly asked: string[] = [];
  readonly #collections = new Map<string, Map<string, Stored>>();
  readonly #sessions = new Map<string, Session>();
  readonly #apiKey: string | undefined;
  readonly #server = createServer((request, response) => {
    this.#serve(request, response).catch(() => response.destroy());
  });

  constructor({ apiKey }: { readonly apiKey?: string } = {}) {
    this.#apiKey = apiKey;
  }

  async open(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    // More than a page of somebody else's.
    for (let index = 0; index < 25; index++)
      this.#store('teams', { name: `Team ${index}`, slug: `team-${index}` });
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many records there are, of each collection that has any; archived ones do not count. */
  counts(): Record<string, number> {
    const counts = [...this.#collections.keys()].map((name) => [name, this.#listed(name).length] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request;
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    this.asked.push(`${method} ${pathname}`);
    const cookies = cookiesOf(request);
    if (pathname === '/login') return this.#login(method, new URLSearchParams(text), cookies, response);
    const session = this.#sessions.get(cookies.get('session') ?? '');
    if (pathname === '/') return this.#page(session, response);
    const body = text === '' ? {} : (JSON.parse(text) as Stored);
    const [status, answer] =
      this.#refusal(request, session) ??
      (pathname === '/me'
        ? [200, { data: this.#memberOf(session) }]
        : this.#answer(method, pathname.split('/').slice(1), body, searchParams));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(answer && JSON.stringify(answer));
  }

  #refusal({ method, headers }: IncomingMessage, session: Session | undefined): Reply | undefined {
    if (this.#apiKey !== undefined && headers['x-api-key'] === this.#apiKey) return undefined;
    if (session === undefined) return fault(401, 'Log in first.');
    const isSafe = method === 'GET' || headers['x-csrf-token'] === session.csrf;
    return isSafe ? undefined : fault(403, 'The CSRF token is missing or wrong.');
  }

  #answer(method: string, path: readonly string[], body: Stored, query: URLSearchParams): Reply {
    const [collection = '', id, action] = path;
    if (collection === 'rpc') return this.#call(body);
    if (id === 'batch') return this.#createBatch(collection, body);
    if (id === undefined)
      return method === 'POST' ? this.#create(collection, body) : this.#list(collection, query);
    const record = this.#of(collection).get(id);
    if (record === undefined) return fault(404, 'No such record.');
    if (method === 'DELETE') return this.#delete(collection, id);
    if (action !== 'archive') return [200, { data: shown(record) }];
    this.#of(collection).set(id, { ...record, archived: true });
    return [204];
  }

  #login(
    method: string,
    form: URLSearchParams,
    cookies: ReadonlyMap<string, string>,
    response: ServerResponse,
  ): void {
    const csrf = cookies.get('csrf') ?? randomUUID();
    const page = { 'content-type': 'text/html', 'set-cookie': `csrf=${csrf}; Path=/` };
    if (method === 'GET') return void response.writeHead(200, page).end(loginPage(csrf));
    const email = form.get('email') ?? '';
    const member = [...this.#of('members').values()].find((one) => one.email === email);
    const password = email === 'operator@example.com' ? 'operator-password' : member?.password;
    if (form.get('_csrf') !== csrf || password === undefined || form.get('password') !== password)
      return void response.writeHead(401, page).end(loginPage(csrf, 'Wrong e-mail or password.'));
    const id = randomUUID();
    this.#sessions.set(id, { email, csrf });
    response.writeHead(303, { location: '/', 'set-cookie': `session=${id}; Path=/; HttpOnly` }).end();
  }

  #page(session: Session | undefined, response: ServerResponse): void {
    if (session === undefined) return void response.writeHead(303, { location: '/login' }).end();
    const member = this.#memberOf(session);
    const own = this.#listed('tickets').filter(({ assignee }) => assignee === member?.uuid);
    const titles = own.map(({ title }) => String(title));
    response.writeHead(200, { 'content-type': 'text/html' }).end(appPage(session.email, titles));
  }

  #memberOf(session: Session | undefined): Stored | undefined {
    const member = this.#listed('members').find(({ email }) => email === session?.email);
    return member && shown(member);
  }

  #create(collection: string, body: Stored): Reply {
    return this.#faultOf(collection, body) ?? [201, { data: shown(this.#store(collection, body)) }];
  }

  #createBatch(collection: string, { items }: Stored): Reply {
    const created = (items as Stored[]).map((item) => shown(this.#store(collection, item)));
    return [201, { data: { items: created } }];
  }

  #faultOf(collection: string, body: Stored): Reply | undefined {
    for (const [field, parent] of Object.entries(references))
      if (typeof body[field] === 'string' && !this.#of(parent).has(body[field]))
        return fault(422, `There is no such ${field}.`);
    for (const field of ['email', 'slug'])
      if (body[field] !== undefined && this.#listed(collection).some((one) => one[field] === body[field]))
        return fault(409, `That ${field} is taken.`);
    return undefined;
  }

  #list(collection: string, query: URLSearchParams): Reply {
    const { page = '1', ...filter } = Object.fromEntries(query);
    const found = this.#listed(collection).filter((one) =>
      Object.entries(filter).every(([name, value]) => String(one[name]) === value),
    );
    const items = found.slice((Number(page) - 1) * pageSize, Number(page) * pageSize).map(shown);
    return [200, { data: { items, page: Number(page), total: found.length } }];
  }

  #delete(collection: string, id: string): Reply {
    const isReferred = [...this.#collections.keys()].some((name) =>
      this.#listed(name).some((one) => Object.keys(references).some((field) => one[field] === id)),
    );
    if (isReferred) return fault(409, 'Other records belong to it.');
    this.#of(collection).delete(id);
    return [204];
  }

  /** JSON-RPC, for one kind of record: labels. */
  #call({ method, params = {} }: Stored): Reply {
    const labels = this.#of('labels');
    const { uuid, ...fields } = params as Stored;
    if (method === 'label.create') return [200, { result: this.#store('labels', fields) }];
    if (method === 'label.list') return [200, { result: [...labels.values()] }];
    if (method === 'label.get') return [200, { result: labels.get(String(uuid)) ?? null }];
    return [200, { result: labels.delete(String(uuid)) }];
  }

  #of(collection: string): Map<string, Stored> {
    const records = this.#collections.get(collection) ?? new Map<string, Stored>();
    this.#collections.set(collection, records);
    return records;
  }

  #listed(collection: string): Stored[] {
    return [...this.#of(collection).values()].filter(({ archived }) => archived !== true);
  }

  #store(collection: string, fields: Stored): Stored {
    const stored = { uuid: randomUUID(), ...fields };
    this.#of(collection).set(stored.uuid, stored);
    return stored;
  }
}

/** Passwords go in and never come out. */
function shown({ password: _, ...fields }: Stored): Stored {
  return fields;
}

function cookiesOf({ headers }: IncomingMessage): ReadonlyMap<string, string> {
  const pairs = (headers.cookie ?? '').split('; ').map((pair) => pair.split('=') as [string, string]);
  return new Map(pairs);
}

function fault(status: number, message: string): Reply {
  return [status, { error: { message } }];
}
