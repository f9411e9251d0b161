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
  /** Every answer is a redirect there, 308. */
  readonly movedTo?: string;
  /** The name under which a create wants the fields, and all answers show them; else 400. */
  readonly folds?: string;
  /** Lists show a record so long after it was made, in ms. */
  readonly lateMs?: number;
  /** Only forms; else 415. */
  readonly form?: boolean;
  /** Only `PUT /users/{email}` creates. */
  readonly put?: boolean;
  /** The parameter that searches; others are ignored. */
  readonly search?: string;
  /** `archive`: by POST to a path of its own. `mark`: the same, and the record stays, marked. `query`: DELETE on the collection. `key`: by its e-mail. */
  readonly removal?: 'archive' | 'mark' | 'query' | 'key';
  /** Listing is answered with 403. */
  readonly hidesList?: boolean;
  /** Records on a page, of `?page=`. */
  readonly pageSize?: number;
  /** Pages go on after the id that this parameter names: `{ data, has_more }`. */
  readonly after?: string;
  readonly listHides?: string;
  readonly storesDuplicates?: boolean;
  /** A create with a known e-mail answers the record that has it. */
  readonly upserts?: boolean;
  /** What it says of every record that is sent, with 422. */
  readonly refuses?: string;
  /** Other people's records. */
  readonly others?: number;
  /** It honours an `Idempotency-Key`; `quoted`: and refuses one without quotes. */
  readonly keys?: 'bare' | 'quoted';
  /** At `/openapi.json`. */
  readonly description?: object;
  /** `POST /users/bulk` creates several. */
  readonly bulk?: QuirkyBulk;
  /** `POST /users/delete` removes several. */
  readonly bulkRemoval?: QuirkyBulkRemoval;
}

export interface QuirkyBulk {
  /** The name of the items in the body; without it, the body is an array. */
  readonly under?: string;
  /** The answer, made of an item for each record. */
  readonly answer?: (items: readonly unknown[]) => unknown;
  /** What it does with a record that is there already. @default an item with an error */
  readonly taken?: 'refuses all' | 'leaves it out';
  /** It answers as usual, and stores nothing. */
  readonly forgets?: boolean;
}

export interface QuirkyBulkRemoval {
  readonly under?: string;
  readonly answer?: (ids: readonly unknown[]) => unknown;
  readonly forgets?: boolean;
}

export interface QuirkyServer extends AsyncDisposable {
  readonly url: string;
  /** Records that are not other people's, and not archived. */
  ours(): readonly Fields[];
  readonly requests: readonly string[];
}

export async function startQuirkyServer(quirks: Quirks = {}): Promise<QuirkyServer> {
  const { idName = 'id', others = 3, folds } = quirks;
  let lastId = 0;
  const create = (fields: Fields, id: unknown = ++lastId): Fields => {
    const record = { [idName]: id, ...fields };
    records.push(record);
    madeAt.set(record, Date.now());
    return record;
  };
  const madeAt = new Map<Fields, number>();
  const fold = (record: Fields): Fields => {
    if (folds === undefined) return record;
    const { [idName]: id, ...fields } = record;
    return { [idName]: id, [folds]: fields };
  };
  const records: Fields[] = [];
  /** By idempotency key. */
  const made = new Map<string, Fields>();
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
    if (pathname === '/openapi.json' && quirks.description !== undefined)
      return answer(200, quirks.description);
    if (quirks.movedTo !== undefined) return answer(308, {}, { location: quirks.movedTo });
    if (quirks.slash === true && !pathname.endsWith('/'))
      return answer(500, { message: 'You called this URL without a slash at its end.' });
    const [, collection, name, verb] = pathname.replace(/\/$/, '').split('/').map(decodeURIComponent);
    if (collection !== 'users' || (quirks.slash !== true && pathname.endsWith('/')))
      return answer(404, { message: 'No such route.' });
    const named = method === 'DELETE' && quirks.removal === 'key' ? 'email' : idName;
    const record = records.find((one) => String(one[named]) === name);
    const fields = (): Fields =>
      quirks.form === true ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);

    const listed = (under: string | undefined): unknown => {
      const body: unknown = JSON.parse(text);
      return under === undefined ? body : (body as Fields)[under];
    };
    if (method === 'POST' && name === 'bulk' && quirks.bulk !== undefined) {
      const { under, answer: shaped = same, taken, forgets } = quirks.bulk;
      const items = listed(under);
      if (!Array.isArray(items)) return answer(422, { message: `The list "${under}" is missing.` });
      const isTaken = ({ email }: Fields): boolean =>
        quirks.storesDuplicates !== true && records.some((one) => one.email === email);
      if (taken === 'refuses all' && items.some(isTaken)) return answer(409, { message: 'One is taken.' });
      const answers = items.flatMap((item: Fields): unknown[] => {
        if (isTaken(item)) return taken === undefined ? [{ error: { message: 'It is taken.' } }] : [];
        return [(quirks.one ?? same)(forgets === true ? { [idName]: ++lastId, ...item } : create(item))];
      });
      return answer(200, shaped(answers));
    }
    if (method === 'POST' && name === 'delete' && quirks.bulkRemoval !== undefined) {
      const {
        under,
        answer: shaped = (ids) => ids.map((id) => ({ id, ok: true })),
        forgets,
      } = quirks.bulkRemoval;
      const ids = listed(under);
      if (!Array.isArray(ids)) return answer(400, { message: `The list "${under}" is missing.` });
      for (const id of forgets === true ? [] : ids) {
        const at = records.findIndex((one) => one[idName] === id);
        if (at !== -1) records.splice(at, 1);
      }
      return answer(200, shaped(ids));
    }

    const isCreate = name === undefined ? method === 'POST' : method === 'PUT' && quirks.put === true;
    if (isCreate && name === undefined && quirks.put === true)
      return answer(405, { message: 'Method not allowed.' }, { allow: 'GET' });
    if (isCreate) {
      const isForm =
        request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
      if (isForm !== (quirks.form === true)) return answer(415, { message: 'Unsupported media type.' });
      if (quirks.refuses !== undefined) return answer(422, { message: quirks.refuses });
      const key = request.headers['idempotency-key']?.toString();
      if (quirks.keys === 'quoted' && key !== undefined && !/^".+"$/.test(key))
        return answer(400, { message: 'Idempotency-Key is no structured string.' });
      const before = quirks.keys === undefined || key === undefined ? undefined : made.get(key);
      if (before !== undefined) return answer(201, (quirks.one ?? same)(before));
      const said = fields();
      if (folds !== undefined && !(folds in said))
        return answer(400, { message: `Could not find "${folds}" in the request.` });
      const sent = folds === undefined ? said : (said[folds] as Fields);
      const there = records.find(({ email }) => email === sent.email);
      if (quirks.upserts === true && there !== undefined) return answer(200, (quirks.one ?? same)(there));
      if (quirks.storesDuplicates !== true && records.some(({ email }) => email === sent.email))
        return answer(409, { message: 'That e-mail is taken.' });
      const record = create(sent, quirks.put === true ? name : undefined);
      if (key !== undefined) made.set(key, record);
      return answer(201, (quirks.one ?? fold)(record));
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
      if (quirks.hidesList === true) return answer(403, { message: 'Listing is for managers.' });
      if (quirks.after !== undefined) return answer(200, pageAfter(searchParams.get(quirks.after)));
      return answer(200, (quirks.many ?? same)(shownIn(searchParams)));
    }
    if (record === undefined) return answer(404, { message: 'Not found.' });
    const archives = quirks.removal === 'archive' || quirks.removal === 'mark';
    if (method === 'POST' && verb === 'archive' && archives) {
      if (quirks.removal === 'mark') record.archived = true;
      else records.splice(records.indexOf(record), 1);
      return answer(200, {});
    }
    if (verb !== undefined) return answer(404, { message: 'No such route.' });
    if (method === 'GET') return answer(200, (quirks.one ?? fold)(record));
    if (method !== 'DELETE' || (quirks.removal !== undefined && quirks.removal !== 'key'))
      return answer(405, { message: 'Method not allowed.' });
    records.splice(records.indexOf(record), 1);
    return answer(200, {});
  }

  function pageAfter(id: string | null): object {
    const { pageSize: size = 10 } = quirks;
    const from = id === null ? 0 : records.findIndex((one) => String(one[idName]) === id) + 1;
    return { data: records.slice(from, from + size), has_more: from + size < records.length };
  }

  function shownIn(parameters: URLSearchParams): Fields[] {
    const { search, pageSize, listHides } = quirks;
    const value = search === undefined ? null : parameters.get(search);
    const listed = records.filter((one) => Date.now() - (madeAt.get(one) ?? 0) >= (quirks.lateMs ?? 0));
    const found = value === null ? listed : listed.filter((one) => one[search as string] === value);
    const page = Number(parameters.get('page') ?? 1);
    const shown = pageSize === undefined ? found : found.slice((page - 1) * pageSize, page * pageSize);
    return shown.map((one) =>
      fold(Object.fromEntries(Object.entries(one).filter(([name]) => name !== listHides || value !== null))),
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
