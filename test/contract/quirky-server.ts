import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fields = Record<string, unknown>;

/** What is odd about a small API of users; without any, it is a plain one. */
export interface Quirks {
  readonly idName?: string;
  readonly one?: (record: Fields) => unknown;
  readonly many?: (records: readonly Fields[]) => unknown;
  /** Only with a slash at the end; else 500, as Django says in development. */
  readonly slash?: boolean;
  /** Only forms; else 415. */
  readonly form?: boolean;
  /** Only `PUT /users/{email}` creates. */
  readonly put?: boolean;
  /** The parameter that searches; others are ignored. */
  readonly search?: string;
  /** `archive`: by POST to a path of its own. `mark`: the same, and the record stays, marked. `query`: DELETE on the collection. */
  readonly removal?: 'archive' | 'mark' | 'query';
  /** Records on a page, of `?page=`. */
  readonly pageSize?: number;
  readonly listHides?: string;
  readonly storesDuplicates?: boolean;
  /** What it says of every record that is sent, with 422. */
  readonly refuses?: string;
  /** Other people's records. */
  readonly others?: number;
}

export interface QuirkyServer extends AsyncDisposable {
  readonly url: string;
  /** Records that are not other people's, and not archived. */
  ours(): readonly Fields[];
  readonly requests: readonly string[];
}

export async function startQuirkyServer(quirks: Quirks = {}): Promise<QuirkyServer> {
  const { idName = 'id', others = 3 } = quirks;
  let lastId = 0;
  const create = (fields: Fields, id: unknown = ++lastId): Fields => {
    const record = { [idName]: id, ...fields };
    records.push(record);
    return record;
  };
  const records: Fields[] = [];
  for (let index = 0; index < others; index++)
    create({ email: `somebody-${index}@elsewhere.example`, name: `Somebody Else ${index}` });
  const requests: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    requests.push(`${method} ${url}`);
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const text = await textOf(request);
    const answer = (status: number, body: unknown, headers: Record<string, string> = {}): void =>
      void response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    if (quirks.slash === true && !pathname.endsWith('/'))
      return answer(500, { message: 'You called this URL without a slash at its end.' });
    const [, collection, name, verb] = pathname.replace(/\/$/, '').split('/').map(decodeURIComponent);
    if (collection !== 'users' || (quirks.slash !== true && pathname.endsWith('/')))
      return answer(404, { message: 'No such route.' });
    const record = records.find((one) => String(one[idName]) === name);
    const fields = (): Fields =>
      quirks.form === true ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);

    const isCreate = name === undefined ? method === 'POST' : method === 'PUT' && quirks.put === true;
    if (isCreate && name === undefined && quirks.put === true)
      return answer(405, { message: 'Method not allowed.' }, { allow: 'GET' });
    if (isCreate) {
      const isForm =
        request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
      if (isForm !== (quirks.form === true)) return answer(415, { message: 'Unsupported media type.' });
      if (quirks.refuses !== undefined) return answer(422, { message: quirks.refuses });
      const sent = fields();
      if (quirks.storesDuplicates !== true && records.some(({ email }) => email === sent.email))
        return answer(409, { message: 'That e-mail is taken.' });
      const made = create(sent, quirks.put === true ? name : undefined);
      return answer(201, (quirks.one ?? same)(made));
    }
    if (name === undefined) {
      if (method === 'OPTIONS')
        return answer(200, {}, { allow: quirks.removal === 'query' ? 'GET, POST, DELETE' : 'GET, POST' });
      if (method === 'DELETE' && quirks.removal === 'query') {
        const at = records.findIndex((one) => String(one[idName]) === searchParams.get(idName));
        if (at === -1) return answer(404, {});
        records.splice(at, 1);
        return answer(200, {});
      }
      return answer(200, (quirks.many ?? same)(listed(searchParams)));
    }
    if (record === undefined) return answer(404, { message: 'Not found.' });
    const archives = quirks.removal === 'archive' || quirks.removal === 'mark';
    if (method === 'POST' && verb === 'archive' && archives) {
      if (quirks.removal === 'mark') record.archived = true;
      else records.splice(records.indexOf(record), 1);
      return answer(200, {});
    }
    if (verb !== undefined) return answer(404, { message: 'No such route.' });
    if (method === 'GET') return answer(200, (quirks.one ?? same)(record));
    if (method !== 'DELETE' || quirks.removal !== undefined)
      return answer(405, { message: 'Method not allowed.' });
    records.splice(records.indexOf(record), 1);
    return answer(200, {});
  }

  function listed(parameters: URLSearchParams): Fields[] {
    const { search, pageSize, listHides } = quirks;
    const value = search === undefined ? null : parameters.get(search);
    const found = value === null ? records : records.filter((one) => one[search as string] === value);
    const page = Number(parameters.get('page') ?? 1);
    const shown = pageSize === undefined ? found : found.slice((page - 1) * pageSize, page * pageSize);
    return shown.map((one) =>
      Object.fromEntries(Object.entries(one).filter(([name]) => name !== listHides || value !== null)),
    );
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    ours: () =>
      records.filter(
        ({ email, archived }) => !String(email).endsWith('@elsewhere.example') && archived !== true,
      ),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function same<T>(value: T): T {
  return value;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
