/** One stored record, as the API answers it. */
export interface StoredRecord {
  readonly id: number;
  readonly created_at: number;
  readonly [field: string]: unknown;
}

export interface SmallApiOptions {
  /** Who may log in. @default 'admin@example.com' with 'demo-password' */
  readonly login?: { readonly email: string; readonly password: string };
  /** Status of "Duplicate record detected."; false: duplicates are stored, so that they can be counted. @default 403 */
  readonly duplicates?: 400 | 403 | 409 | false;
  /** Lists and look-ups show a record so long after it was stored, in ms. @default 0 */
  readonly listLagMs?: number;
  /** `Idempotency-Key`: `honoured`, or taken and `ignored`. @default 'ignored' */
  readonly idempotency?: 'honoured' | 'ignored';
  /** Requests a token is good for. @default unlimited */
  readonly tokenUses?: number;
  /** Items a bulk create takes; more: 413. 0: there is no bulk create. @default 0 */
  readonly bulkItems?: number;
}

export interface SmallRequest {
  readonly method: string;
  /** Without base path and query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

export interface SmallAnswer {
  readonly status: number;
  readonly body?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

const denied = { code: 'ERROR_CODE_ACCESS_DENIED', message: 'Invalid Credentials.' };
const duplicate = { code: 'ERROR_FATAL', message: 'Duplicate record detected.' };

/** Enough of the demo API's contract to count on: login, users and VMs, with what is stored open to the test. */
export class SmallApi {
  readonly users: StoredRecord[] = [];
  readonly vms: StoredRecord[] = [];
  /** Bodies of the logins that succeeded. */
  logins = 0;
  readonly #options: SmallApiOptions;
  readonly #tokens = new Map<string, number>();
  readonly #byKey = new Map<string, StoredRecord>();
  #lastId = 0;
  #lastToken = 0;

  constructor(options: SmallApiOptions) {
    this.#options = options;
  }

  expireTokens(): void {
    this.#tokens.clear();
  }

  handle(request: SmallRequest): SmallAnswer {
    const { method, path, body } = request;
    if (method === 'POST' && path === '/auth/login') return this.#logIn(fields(body));
    if (!this.#isSignedIn(request.headers.authorization))
      return { status: 401, body: { code: 'ERROR_CODE_UNAUTHORIZED' } };
    const [, collection, item] = path.split('/');
    const records = collection === 'user' ? this.users : collection === 'vm' ? this.vms : undefined;
    if (records === undefined) return { status: 404, body: { message: 'Unable to locate request.' } };
    if (method === 'POST' && item === 'bulk') return this.#createAll(records, body);
    if (method === 'POST' && item === undefined) return this.#create(records, fields(body), keyOf(request));
    if (method === 'GET' && item === undefined)
      return { status: 200, body: this.#listed(records, request.query) };
    const index = records.findIndex(({ id }) => String(id) === item);
    if (index === -1) return { status: 404, body: { code: 'ERROR_CODE_NOT_FOUND', message: 'Not Found.' } };
    if (method === 'DELETE') {
      records.splice(index, 1);
      return { status: 200, body: {} };
    }
    return { status: 200, body: records[index] };
  }

  #logIn(body: Fields): SmallAnswer {
    const { email, password } = this.#options.login ?? {
      email: 'admin@example.com',
      password: 'demo-password',
    };
    if (body.email !== email || body.password !== password) return { status: 403, body: denied };
    const authToken = `token-${++this.#lastToken}-of-the-small-api`;
    this.#tokens.set(authToken, this.#options.tokenUses ?? Number.POSITIVE_INFINITY);
    this.logins++;
    return { status: 200, body: { authToken } };
  }

  #isSignedIn(authorization: string | string[] | undefined): boolean {
    const token = String(authorization).replace('Bearer ', '');
    const left = this.#tokens.get(token) ?? 0;
    this.#tokens.set(token, left - 1);
    return left > 0;
  }

  #create(records: StoredRecord[], body: Fields, key?: string): SmallAnswer {
    const { duplicates = 403, idempotency = 'ignored' } = this.#options;
    const known = idempotency === 'honoured' && key !== undefined ? this.#byKey.get(key) : undefined;
    if (known !== undefined) return { status: 200, body: known };
    const same = (record: StoredRecord): boolean => body.email !== undefined && record.email === body.email;
    if (duplicates !== false && records.some(same)) return { status: duplicates, body: duplicate };
    if (records === this.vms && !this.users.some(({ id }) => id === body.user_id))
      return { status: 404, body: { code: 'ERROR_CODE_NOT_FOUND', message: 'No such user.' } };
    const { password: _, ...shown } = body;
    const record = { ...shown, id: ++this.#lastId, created_at: Date.now() };
    records.push(record);
    if (key !== undefined) this.#byKey.set(key, record);
    return { status: 200, body: record };
  }

  #createAll(records: StoredRecord[], body: unknown): SmallAnswer {
    const { bulkItems = 0 } = this.#options;
    if (bulkItems === 0) return { status: 404, body: { message: 'Unable to locate request.' } };
    if (!Array.isArray(body)) return { status: 400, body: { message: 'Expected an array.' } };
    if (body.length > bulkItems) return { status: 413, body: { message: 'Too many items.' } };
    const results = body.map((item) => this.#create(records, fields(item)));
    return {
      status: 200,
      body: results.map(({ status, body }) => (status === 200 ? body : { error: body })),
    };
  }

  /** Filtered by any field named in the query, but for paging. */
  #listed(records: readonly StoredRecord[], query: URLSearchParams): StoredRecord[] {
    const visible = Date.now() - (this.#options.listLagMs ?? 0);
    const filters = [...query].filter(([name]) => name !== 'page' && name !== 'per_page');
    const perPage = Number(query.get('per_page') ?? Number.POSITIVE_INFINITY);
    const from = query.has('per_page') ? (Number(query.get('page') ?? 1) - 1) * perPage : 0;
    return records
      .filter((record) => record.created_at <= visible)
      .filter((record) => filters.every(([name, value]) => String(record[name]) === value))
      .slice(from, from + perPage);
  }
}

function keyOf({ headers }: SmallRequest): string | undefined {
  const key = headers['idempotency-key'];
  return typeof key === 'string' ? key.replace(/^"|"$/g, '') : undefined;
}

function fields(body: unknown): Fields {
  return typeof body === 'object' && body !== null ? (body as Fields) : {};
}
